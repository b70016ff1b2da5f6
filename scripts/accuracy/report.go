package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/milepost/milepost/internal/geocode"
)

// tally counts outcomes.
type tally struct {
	cases, right, high, highRight, medium, mediumRight, low, lowRight int
}

func (t *tally) add(o *outcome) {
	one := 0
	if o.right {
		one = 1
	}
	t.cases++
	t.right += one
	switch {
	case !o.answered:
	case o.answer.Confidence == geocode.High:
		t.high, t.highRight = t.high+1, t.highRight+one
	case o.answer.Confidence == geocode.Medium:
		t.medium, t.mediumRight = t.medium+1, t.mediumRight+one
	default:
		t.low, t.lowRight = t.low+1, t.lowRight+one
	}
}

func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", 100*float64(part)/float64(whole))
}

func tallyBy(all []outcome, key func(*outcome) string) map[string]*tally {
	tallies := map[string]*tally{}
	for i := range all {
		k := key(&all[i])
		if tallies[k] == nil {
			tallies[k] = &tally{}
		}
		tallies[k].add(&all[i])
	}
	return tallies
}

// printTable prints right and High per kind and per set and kind.
func printTable(all []outcome) {
	for _, key := range []func(*outcome) string{
		func(o *outcome) string { return o.kind },
		func(o *outcome) string { return o.set },
	} {
		fmt.Printf("\n%-18s %6s %7s %7s %9s %9s %9s %9s\n", "", "cases", "right", "High", "High ok", "Medium ok", "Low ok", "High bad")
		tallies := tallyBy(all, key)
		for _, k := range slices.Sorted(maps.Keys(tallies)) {
			t := tallies[k]
			fmt.Printf("%-18s %6d %7s %7s %9s %9s %9s %9d\n", k, t.cases, percent(t.right, t.cases), percent(t.high, t.cases),
				percent(t.highRight, t.high), percent(t.mediumRight, t.medium), percent(t.lowRight, t.low), t.high-t.highRight)
		}
	}
}

// printMisses shows what was asked, expected and answered.
func printMisses(all []outcome, most int) {
	shown := map[string]int{}
	for i := range all {
		o := &all[i]
		key := o.set + " " + o.kind
		if o.right || shown[key] >= most {
			continue
		}
		shown[key]++
		r, a := &o.request, &o.answer
		fmt.Printf("\n%s %s %s %s | %s | %s | %s | %s | %s", o.id, key, o.form, r.Query, r.Address.AddressLine, r.Address.Locality, r.Address.AdminDistrict, r.Address.PostalCode, r.Address.CountryRegion)
		fmt.Printf("\n   want %s %s, %s, %s %v", o.expect, o.number, o.street, o.locality, o.truth)
		fmt.Printf("\n   got  %s %s %s %s, %.0f m, faults", a.EntityType, a.Confidence, a.MatchCodes, a.Name, o.metres)
		for _, f := range a.Faults {
			fmt.Printf(" %s %.3f (%s)", f.Name, f.Cost, f.Detail)
		}
		fmt.Println()
	}
}
