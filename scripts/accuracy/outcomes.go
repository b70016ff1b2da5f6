package main

import (
	"encoding/csv"
	"fmt"
	"os"
)

// writeOutcomes writes what came of every question, for whoever wants to
// count something else.
func writeOutcomes(m *measurement, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	out := csv.NewWriter(file)
	out.Write([]string{"asked of", "id", "set", "kind", "form", "expect", "truth", "even", "right", "metres", "class", "confidence", "probability", "cost", "faults", "asked", "wanted", "got"})
	for _, part := range []struct {
		name string
		all  []outcome
	}{{"alone", m.alone}, {"together", m.together}, {"made", m.made}, {"lacking", m.lacking}, {"left out", m.leftOut}} {
		for i := range part.all {
			o := &part.all[i]
			class := "none"
			cost := 0.0
			if o.Answered {
				class, cost = o.class().String(), o.cost()
				if o.class() >= reversed {
					cost = o.apart()
				}
			}
			truth := o.fate.String()
			if m.unheld[o.ID] {
				truth = "never held"
			}
			out.Write([]string{part.name, o.ID, o.Set, o.Kind, string(o.Form), string(o.Expect), truth, fmt.Sprint(isEven(o.Set, o.Locality)), fmt.Sprint(o.Right),
				fmt.Sprintf("%.1f", o.Metres), class, o.Answer.Confidence.String(), fmt.Sprintf("%.4f", o.Answer.Probability), fmt.Sprintf("%.4f", cost),
				o.Faults(), o.Asked(), o.Wanted(), o.Got()})
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return file.Close()
}
