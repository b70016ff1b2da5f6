package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/cases"
)

// listOf writes a list of three streets with ten houses each.
func listOf(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("number,street,postcode,city,region,country,lat,lon\n")
	for s, street := range []string{"Orchard Street", "Mill Lane", "Harbour Avenue"} {
		for n := range 10 {
			lat, lon := 38.11+0.002*float64(s), -85.71+0.0004*float64(n)
			fmt.Fprintf(&b, "%d,%s,40299,Springvale,KY,US,%f,%f\n", n+1, street, lat, lon)
		}
	}
	path := filepath.Join(t.TempDir(), "springvale.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCasesAreMadeAndScored(t *testing.T) {
	list := listOf(t)
	dir := filepath.Join(t.TempDir(), "springvale")
	file := filepath.Join(t.TempDir(), "cases.csv")
	succeed(t, "index", "build", "-q", "-o", dir, list)
	made := call(t, "", "index", "cases", "-o", file, "--n", "30", "--kinds", "exact,typo,no_number", list)
	if made.status != 0 || !strings.Contains(made.err, "exact 10, typo 10, no_number 10") {
		t.Fatalf("%+v", made)
	}
	all, err := cases.ReadFile(file)
	if err != nil || len(all) != 30 || all[0].Set != "springvale" {
		t.Fatalf("%d cases, %+v, %v", len(all), all[:1], err)
	}
	table := succeed(t, "index", "score", "--index", dir, file)
	for _, want := range []string{"OF", "exact", "typo", "no_number", "all", "30"} {
		if !strings.Contains(table, want) {
			t.Errorf("%q is not in\n%s", want, table)
		}
	}
	var scores []score
	if err := json.Unmarshal([]byte(succeed(t, "index", "score", "--json", "--index", dir, file)), &scores); err != nil {
		t.Fatal(err)
	}
	if whole := scores[len(scores)-1]; whole.Of != "all" || whole.Cases != 30 || whole.Right < 0.9 {
		t.Errorf("%+v", whole)
	}
	verdicts := filepath.Join(t.TempDir(), "verdicts.csv")
	misses := succeed(t, "index", "score", "--misses", "3", "--verdicts", verdicts, file) // of the gazetteer alone
	if got := strings.Count(misses, "   want "); got != 3 {
		t.Errorf("%d misses shown, want 3:\n%s", got, misses)
	}
	if text, err := os.ReadFile(verdicts); err != nil || strings.Count(string(text), "\n") != 31 {
		t.Errorf("verdicts: %v\n%s", err, text)
	}
}

// An index gives the questions that its source gives.
func TestCasesOfAnIndex(t *testing.T) {
	list := listOf(t)
	dir := filepath.Join(t.TempDir(), "springvale")
	succeed(t, "index", "build", "-q", "-o", dir, list)
	of := func(source string) string {
		return succeed(t, "index", "cases", "-q", "--set", "s", "--kinds", "exact,reverse", source)
	}
	if ofList, ofIndex := of(list), of(dir); ofList != ofIndex {
		t.Errorf("of the list:\n%s\nof the index:\n%s", ofList, ofIndex)
	}
}

func TestCasesRefuse(t *testing.T) {
	list := listOf(t)
	broken := filepath.Join(t.TempDir(), "broken.csv")
	if err := os.WriteFile(broken, []byte("id,form,expect,true_lat,true_lon,tolerance_m\n1,free,address,x,2,3\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"index", "cases", "--n", "0", list}, 2, "--n is a whole number"},
		{[]string{"index", "cases", "--kinds", "typos", list}, 2, "the kinds are exact, typo"},
		{[]string{"index", "cases", "--country", "XYZ", list}, 2, "two-letter code"},
		{[]string{"index", "cases", "--kinds", "landmark", list}, 1, "gives no question of these kinds"},
		{[]string{"index", "cases", "nowhere.csv"}, 1, "there is no file nowhere.csv"},
		{[]string{"index", "cases", t.TempDir()}, 1, "open the index"},
		{[]string{"index", "cases", "-o", filepath.Join(t.TempDir(), "no", "cases.csv"), list}, 1, "choose a place"},
		{[]string{"index", "score", broken}, 1, `broken.csv, line 2: column true_lat: "x" is not a latitude`},
		{[]string{"index", "score", "--misses", "-1", broken}, 2, "--misses"},
	} {
		got := call(t, "", c.args...)
		if got.status != c.status || !strings.Contains(got.err, c.want) {
			t.Errorf("%q: status %d, %q; want %d, %q", c.args, got.status, got.err, c.status, c.want)
		}
	}
}
