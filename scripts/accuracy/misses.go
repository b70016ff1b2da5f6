package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
)

// printMisses shows what was asked, expected and answered.
func printMisses(all []outcome, most int) {
	shown := map[string]int{}
	for i := range all {
		o := &all[i]
		key := o.Set + " " + o.Kind
		if o.Right || shown[key] >= most {
			continue
		}
		shown[key]++
		fmt.Printf("\n%s %s: %s\n   want %s\n   got  %s; %s\n", o.ID, key, o.Asked(), o.Wanted(), o.Got(), o.Faults())
	}
}

// worst are the misses that do most harm: the most trusted, then the farthest.
func worst(all []outcome, most int) []outcome {
	list := slices.DeleteFunc(slices.Clone(all), func(o outcome) bool { return o.Right })
	slices.SortStableFunc(list, func(x, y outcome) int {
		return cmp.Or(cmp.Compare(y.Answer.Confidence, x.Answer.Confidence), cmp.Compare(y.Metres, x.Metres), cmp.Compare(x.ID, y.ID))
	})
	return list[:min(len(list), most)]
}

func missTable(list []outcome) string {
	t := cases.NewTable("case", "asked", "wanted", "answered", "faults")
	for i := range list {
		o := &list[i]
		cells := []string{o.ID + " " + o.Kind, o.Asked(), o.Wanted(), o.Got(), o.Faults()}
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "|", "/")
		}
		t.Row(cells...)
	}
	return t.String()
}
