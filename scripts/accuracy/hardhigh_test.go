package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/geocode"
)

// highWrong is an answer to a hard row that is High and wrong, of those that
// are reported.
func highWrong(t *testing.T, kind string, faults ...geocode.Fault) outcome {
	t.Helper()
	o := outcome{&testCase{Case: cases.Case{Kind: kind, Set: "gb", Locality: "Bristol", Form: cases.Free}}, cases.Verdict{Answered: true}}
	o.Answer = geocode.Answer{EntityType: geocode.EntityAddress, Confidence: geocode.High, Name: "41 | Thomas Street", Faults: faults}
	for _, street := range []string{"A Street", "B Street", "C Street", "D Street", "E Street", "F Street", "G Street", "H Street"} {
		if o.Street = street; !isForFitting(&o.Case) {
			return o
		}
	}
	t.Fatal("all streets are for fitting")
	return o
}

func TestHighAndWrongHardRowsAreGrouped(t *testing.T) {
	near := geocode.Fault{Name: "postcode.near", Cost: 0.05}
	unit := geocode.Fault{Name: "unit.unknown", Cost: 0.025}
	right := highWrong(t, "no_direction", near)
	right.Right = true
	m := &measurement{hard: []*hardResult{
		{hardSet: hardSet{language: "en"}, outcomes: []outcome{highWrong(t, "no_direction", unit, near), right, highWrong(t, "no such trouble")}},
		{hardSet: hardSet{language: "de"}, outcomes: []outcome{highWrong(t, "no_direction", near)}},
	}}
	if n := m.HardHighWrong(); n != 3 {
		t.Errorf("%d are High and wrong, want 3", n)
	}
	rows := strings.Split(strings.TrimSpace(m.HardHigh()), "\n")
	if len(rows) != 4 {
		t.Fatalf("want a head and two groups:\n%s", strings.Join(rows, "\n"))
	}
	for i, wants := range [][]string{{"`no_direction`", "`postcode.near`", " 2 |", "de, en", "41 / Thomas Street", "Left: the town has"}, {"`no such trouble`", "`none`", " 1 |", "not looked at yet"}} {
		for _, want := range wants {
			if !strings.Contains(rows[2+i], want) {
				t.Errorf("row %d lacks %q: %s", i, want, rows[2+i])
			}
		}
	}
}

func TestDecisionsOnHardRowsAreRead(t *testing.T) {
	decided := decidedHard()
	for line := range strings.Lines(decidedHardText) {
		if kind, _, _ := strings.Cut(line, " "); !strings.HasPrefix(line, "#") && !slices.Contains(draw.HardKinds(), kind) {
			t.Errorf("there is no trouble %q", kind)
		}
	}
	if len(decided) == 0 {
		t.Error("no decision was read")
	}
	all := map[highGroup]string{{"range", "*"}: "any", {"range", "none"}: "own"}
	for g, want := range map[highGroup]string{{"range", "none"}: "own", {"range", "number.range"}: "any", {"half", "none"}: "**not looked at yet**"} {
		if got := g.decision(all); got != want {
			t.Errorf("%v: got %q, want %q", g, got, want)
		}
	}
}
