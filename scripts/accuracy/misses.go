package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

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
		fmt.Printf("\n%s %s: %s\n   want %s\n   got  %s; %s\n", o.id, key, o.asked(), o.wanted(), o.got(), o.faults())
	}
}

// worst are the misses that do most harm: the most trusted, then the farthest.
func worst(all []outcome, most int) []outcome {
	list := slices.DeleteFunc(slices.Clone(all), func(o outcome) bool { return o.right })
	slices.SortStableFunc(list, func(x, y outcome) int {
		return cmp.Or(cmp.Compare(y.answer.Confidence, x.answer.Confidence), cmp.Compare(y.metres, x.metres), cmp.Compare(x.id, y.id))
	})
	return list[:min(len(list), most)]
}

func missTable(list []outcome) string {
	t := newTable("case", "asked", "wanted", "answered", "faults")
	for i := range list {
		o := &list[i]
		cells := []string{o.id + " " + o.kind, o.asked(), o.wanted(), o.got(), o.faults()}
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "|", "/")
		}
		t.row(cells...)
	}
	return t.String()
}

func (o *outcome) asked() string {
	r := &o.request
	if r.Reverse {
		return fmt.Sprintf("%.6f, %.6f", r.Point.Lat, r.Point.Lon)
	}
	a := &r.Address
	return r.Query + join("; ", a.AddressLine, a.Locality, a.AdminDistrict, a.PostalCode, a.CountryRegion)
}

func (o *outcome) wanted() string {
	return fmt.Sprintf("%s: %s", o.expect, join(", ", join(" ", o.number, o.street), o.locality))
}

func (o *outcome) got() string {
	if !o.answered {
		return "nothing"
	}
	a := &o.answer
	how := a.Confidence.String()
	if a.MatchCodes != geocode.Good {
		how += ", " + a.MatchCodes.String()
	}
	return fmt.Sprintf("%s (%s, %s), %.0f m off", a.Name, a.EntityType, how, o.metres)
}

func (o *outcome) faults() string {
	var list []string
	for _, f := range o.answer.Faults {
		list = append(list, fmt.Sprintf("%s %.3f", f.Name, f.Cost))
	}
	return strings.Join(list, ", ")
}
