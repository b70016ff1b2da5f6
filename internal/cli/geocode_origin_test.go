package cli

import (
	"path/filepath"
	"strings"
	"testing"
)

// Every answer names the source that it is from, and the licence of that one:
// two indexes of one name, and two sources of one index, are kept apart.
func TestAnswersNameTheirSource(t *testing.T) {
	const head = "number,street,city,region,postcode,lat,lon\n"
	one, two := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
	succeed(t, "index", "build", "-o", one, "--country", "US", "--licence", "CC0-1.0",
		"csv:"+write(t, "town.csv", head+"1,Mill Lane,Springvale,KY,40201,38.1001,-85.7001\n"),
		"csv:"+write(t, "county.csv", head+"3,Mill Lane,Springvale,KY,40201,38.1003,-85.7003\n"))
	succeed(t, "index", "build", "-o", two, "--country", "US", "--licence", "ODbL-1.0",
		"csv:"+write(t, "town.csv", head+"5,Oak Street,Farwell,KY,40999,37.5,-84.5\n"))
	questions := write(t, "questions.csv", "address\n\"1 Mill Lane, Springvale, KY\"\n\"3 Mill Lane, Springvale, KY\"\n"+
		"\"Mill Lane, Springvale, KY\"\n\"5 Oak Street, Farwell, KY\"\n\"Oak Street, Farwell, KY\"\n\"Chicago, IL\"\n")
	got := succeed(t, "geocode", "--index", one, "--index", two, "--fields", "entity_type,source,licence", questions)
	for _, want := range []string{
		`"1 Mill Lane, Springvale, KY",Address,town.csv,CC0-1.0`,
		`"3 Mill Lane, Springvale, KY",Address,county.csv,CC0-1.0`,
		`"Mill Lane, Springvale, KY",Road,town.csv; county.csv,CC0-1.0`,
		`"5 Oak Street, Farwell, KY",Address,town.csv,ODbL-1.0`,
		`"Oak Street, Farwell, KY",Road,town.csv,ODbL-1.0`,
		`"Chicago, IL",PopulatedPlace,built-in world gazetteer,CC-BY-4.0; Unicode-3.0; public domain`,
	} {
		if !strings.Contains(strings.ReplaceAll(got, "\r", ""), want+"\n") {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}

// An address names its record: in an index made with identifiers, and only for
// what is a record of the source.
func TestAnswersNameTheirRecord(t *testing.T) {
	list := write(t, "list.csv", "number,street,city,region,postcode,lat,lon,hash\n"+
		"1,Mill Lane,Springvale,KY,40201,38.1001,-85.7001,0f1e2d3c4b5a6978\n"+
		"5,Mill Lane,Springvale,KY,40201,38.1005,-85.7005,\n9,Mill Lane,Springvale,KY,40201,38.1009,-85.7009,n42\n")
	questions := write(t, "questions.csv", "address\n\"1 Mill Lane, Springvale, KY\"\n\"5 Mill Lane, Springvale, KY\"\n"+
		"\"9 Mill Lane, Springvale, KY\"\n\"7 Mill Lane, Springvale, KY\"\n\"Mill Lane, Springvale, KY\"\n")
	for _, c := range []struct {
		flags []string
		want  []string
	}{
		{nil, []string{"0f1e2d3c4b5a6978", "", "n42", "", ""}},
		{[]string{"--no-ids"}, make([]string, 5)},
	} {
		dir := filepath.Join(t.TempDir(), "index")
		succeed(t, append([]string{"index", "build", "-o", dir, "--country", "US", "csv:" + list}, c.flags...)...)
		got := strings.Split(strings.TrimSpace(strings.ReplaceAll(succeed(t, "geocode", "--index", dir, "--fields", "source,source_id", questions), "\r", "")), "\n")
		for i, want := range c.want {
			if !strings.HasSuffix(got[i+1], ",list.csv,"+want) {
				t.Errorf("%v: %s, want the identifier %q", c.flags, got[i+1], want)
			}
		}
		if text := succeed(t, "index", "lookup", "--json", "--index", dir, "1 Mill Lane, Springvale, KY"); !strings.Contains(text, `"source_id":"`+c.want[0]+`"`) {
			t.Errorf("%v: lookup: %s", c.flags, text)
		}
		if text := succeed(t, "index", "lookup", "--explain", "--index", dir, "1 Mill Lane, Springvale, KY"); !strings.Contains(text, "from list.csv") || !strings.Contains(text, c.want[0]) {
			t.Errorf("%v: lookup: %s", c.flags, text)
		}
	}
}
