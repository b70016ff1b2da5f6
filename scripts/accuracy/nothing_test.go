package main

import (
	"cmp"
	"os"
	"testing"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// noAddress are the kinds of rows that hold no address, and the least share
// right, in percent. None may ever be High.
var noAddress = map[string]int{"junk": 97, "junk_beside": 95, "nobody": 85, "only_country": 90}

// Questions of each kind that one index is asked.
const eachWithoutAddress = 200

// TestRowsWithoutAnAddressAreNeverHigh asks rows that hold no address of the
// built-in gazetteer alone, of a list and of an extract.
func TestRowsWithoutAnAddressAreNeverHigh(t *testing.T) {
	data := cmp.Or(os.Getenv("MILEPOST_TESTDATA"), "../../../shared/data")
	if _, err := os.Stat(data + "/osm"); err != nil {
		t.Skipf("NOT TESTED: no extracts in %s; set MILEPOST_TESTDATA: %v", data, err)
	}
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		t.Fatal(err)
	}
	m := &measurement{shelf: &shelf{data: data, work: t.TempDir(), world: world, builder: "test"}}
	for _, set := range []hardSet{ofList("fi", "fi"), ofExtract("de", "lauf")} {
		questions, _, err := m.drawn(t.Context(), set.drawnFrom(), draw.Options{Set: set.set, N: eachWithoutAddress * len(noAddress), Kinds: kindsWithoutAddress(), Country: set.country})
		if err != nil {
			t.Fatal(err)
		}
		ix, err := m.openHard(t.Context(), set)
		if err != nil {
			t.Fatal(err)
		}
		defer ix.Close()
		engines := map[string]*engine.Engine{set.set: engine.New(world, ix)}
		if set.set == "fi" { // the gazetteer knows its city by the name that rows give it
			engines["the gazetteer"] = engine.New(world)
		}
		for name, e := range engines {
			outcomes, _, err := ask(t.Context(), e, questions)
			if err != nil {
				t.Fatal(err)
			}
			judgeWithoutAddress(t, name+", rows of "+set.set, outcomes)
		}
	}
}

func kindsWithoutAddress() (kinds []string) {
	for kind := range noAddress {
		kinds = append(kinds, kind)
	}
	return kinds
}

func judgeWithoutAddress(t *testing.T, of string, outcomes []outcome) {
	t.Helper()
	for i := range outcomes {
		if o := &outcomes[i]; o.IsHigh() {
			t.Errorf("%s: %s: %q is High: %s", of, o.Kind, o.Asked(), o.Got())
		}
	}
	for kind, least := range noAddress {
		x := tallyOf(outcomes, kindIs(kind))
		t.Logf("%s: %s: %d of %d right, %d Medium", of, kind, x.Right, x.Cases, x.Given[geocode.Medium])
		if x.Cases < eachWithoutAddress || 100*x.Right < least*x.Cases {
			t.Errorf("%s: %s: %s %% right of %d, want %d %% of %d", of, kind, cases.Percent(x.Right, x.Cases), x.Cases, least, eachWithoutAddress)
		}
	}
}
