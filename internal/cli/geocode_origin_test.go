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
