package main

import (
	"cmp"
	"fmt"
	"os"
	"testing"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// lowerFloors are the troubles that do not keep the floor of all on the two
// sets of the test: least shares right and of High right, in percent.
var lowerFloors = map[string]struct{ right, highRight int }{
	"unit_several": {68, 68}, "two_typos": {84, 99}, "po_box": {70, 99}, "po_box_and_street": {80, 99},
}

// fewestToHold is how many cases a trouble has at least for its floor to be held.
const fewestToHold = 30

// TestHardRowsKeepTheirFloors draws hard rows of a list and an extract that are
// small. docs/hard-rows.md shows all.
func TestHardRowsKeepTheirFloors(t *testing.T) {
	data := cmp.Or(os.Getenv("MILEPOST_TESTDATA"), "../../../shared/data")
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		t.Fatal(err)
	}
	m := &measurement{shelf: &shelf{data: data, work: t.TempDir(), world: world, builder: "test"}}
	for _, s := range []hardSet{ofExtract("de", "lauf"), ofCities("fi", "FI", "Finland")} {
		_, file := s.file(data, 0)
		if _, err := os.Stat(file); err != nil {
			t.Skipf("NOT TESTED: no data in %s; set MILEPOST_TESTDATA: %v", data, err)
		}
		r, err := m.overHardSet(t.Context(), s, []string{draw.Hard}, 70)
		if err != nil {
			t.Fatal(err)
		}
		m.hard = append(m.hard, r)
	}
	held := 0
	tallies := m.hardTallies()
	for _, kind := range draw.HardKinds() {
		x := tallies[hardKey{kind, ""}]
		if x == nil || x.Cases < fewestToHold {
			continue
		}
		held++
		right, highRight := hardRight, hardHighRight
		if f, ok := lowerFloors[kind]; ok {
			right, highRight = f.right, f.highRight
		}
		high, highWrong := x.Given[geocode.High], x.HighWrong()
		t.Logf("%s: %v", kind, x.Cells())
		if 100*x.Right < right*x.Cases {
			t.Errorf("%s: %d of %d right, want at least %d %%", kind, x.Right, x.Cases, right)
		}
		if 100*highWrong > (100-highRight)*high && highWrong > 1 {
			t.Errorf("%s: %d of %d High are wrong, want at least %d %% right", kind, highWrong, high, highRight)
		}
	}
	if held < 25 {
		t.Errorf("only %d troubles have enough cases", held)
	}
}

func TestFewCountsWhatIsDrawnAndTheShareWhatIsReported(t *testing.T) {
	r := &hardResult{hardSet: hardSet{language: "de"}}
	for i := range fewestOfHard {
		c := &testCase{Case: cases.Case{Kind: "old_name", Set: "test", Street: fmt.Sprint("Landstrasse ", i)}}
		o := outcome{testCase: c, Verdict: cases.Verdict{Answered: true, Right: !isForFitting(&c.Case)}}
		r.outcomes = append(r.outcomes, o)
	}
	m := &measurement{hard: []*hardResult{r}}
	x := m.hardTallies()[hardKey{"old_name", "de"}]
	fitting := len(forFitting(r.outcomes))
	if x.drawn != fewestOfHard || x.Cases != fewestOfHard-fitting || x.Right != x.Cases || fitting == 0 {
		t.Errorf("%d drawn, %d reported, %d of them right, %d for fitting", x.drawn, x.Cases, x.Right, fitting)
	}
	if got := keeps(x); got != "kept" {
		t.Errorf("floors %s, want kept", got)
	}
	if x.drawn--; keeps(x) != "**few**" {
		t.Errorf("floors %s of %d drawn, want few", keeps(x), x.drawn)
	}
}
