package main

import (
	"cmp"
	"os"
	"testing"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// extractFloors are what questions drawn from the extract of Lauf have to
// reach: a little less than they do. make accuracy measures all extracts.
var extractFloors = []struct {
	kinds                  []string
	right, high, highRight float64 // least shares in percent
}{
	{[]string{"exact", "no_postcode", "plain", "upper", "swapped"}, 99, 97, 99.5},
	{[]string{"abbreviated", "no_city", "wrong_postcode", "unit"}, 98, 80, 99.5},
	{[]string{"typo"}, 96, 65, 99},
	{[]string{"missing_number", "missing_street"}, 97, 0, 0},
	{[]string{"reverse", "reverse_near"}, 99, 70, 99.5},
	{[]string{"intersection"}, 97, 95, 99},
	{[]string{"place", "postcode", "landmark"}, 95, 60, 99},
}

func TestQuestionsOfAnExtractKeepTheirFloors(t *testing.T) {
	all := overLauf(t).alone
	for _, f := range extractFloors {
		var x cases.Tally
		for _, kind := range f.kinds {
			of := tallyOf(all, kindIs(kind))
			if of.Cases == 0 {
				t.Errorf("no questions of the kind %s", kind)
			}
			x.Cases, x.Right = x.Cases+of.Cases, x.Right+of.Right
			x.Given[geocode.High] += of.Given[geocode.High]
			x.GivenRight[geocode.High] += of.GivenRight[geocode.High]
		}
		t.Logf("%v: %v", f.kinds, x.Cells())
		share := func(what string, part, whole int, least float64) {
			if got := 100 * float64(part) / float64(max(whole, 1)); got < least {
				t.Errorf("%v: %s %.1f %% of %d, want at least %.1f %%", f.kinds, what, got, whole, least)
			}
		}
		share("right", x.Right, x.Cases, f.right)
		share("High", x.Given[geocode.High], x.Cases, f.high)
		share("High right", x.GivenRight[geocode.High], x.Given[geocode.High], f.highRight)
	}
}

func TestNumbersLeftOutOfAnExtractAreAnsweredWithTheStreet(t *testing.T) {
	x := tallyOf(overLauf(t).leftOut, nil)
	if x.Cases < 300 || 100*x.Right < 97*x.Cases {
		t.Errorf("right %d of %d, want 97 in a hundred of at least 300", x.Right, x.Cases)
	}
	if 100*x.HighWrong() > x.Cases {
		t.Errorf("%d of %d are High and wrong, want at most one in a hundred", x.HighWrong(), x.Cases)
	}
}

var lauf *extractResult

// overLauf draws questions from the extract of Lauf and asks them, once.
func overLauf(t *testing.T) *extractResult {
	t.Helper()
	if lauf != nil {
		return lauf
	}
	data := cmp.Or(os.Getenv("MILEPOST_TESTDATA"), "../../../shared/data")
	e := extracts[2]
	if _, err := os.Stat(data + "/osm/" + e.file); err != nil {
		t.Skipf("NOT TESTED: no extracts in %s; set MILEPOST_TESTDATA: %v", data, err)
	}
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		t.Fatal(err)
	}
	m := &measurement{shelf: &shelf{data: data, work: t.TempDir(), world: world, builder: "test"}}
	if lauf, err = m.overExtract(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	if asked := len(lauf.alone); asked < 14*eachOfExtract || asked > len(draw.Kinds())*eachOfExtract {
		t.Fatalf("%d questions", asked)
	}
	return lauf
}
