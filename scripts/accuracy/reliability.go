package main

import (
	"fmt"

	"github.com/milepost/milepost/internal/cases"
)

// bins are the lower ends of the bins of claimed probabilities.
var bins = []float64{0.99, 0.95, 0.9, 0.8, 0.65, 0.5, 0.3, 0}

// reliabilityTable compares, per class of answers, the probability that was
// claimed with how often it came true.
func reliabilityTable(all []outcome) string {
	t := cases.NewTable("answer", "claimed", "cases", "claimed on average %", "right %")
	for c := range classes {
		for i, from := range bins {
			to := 2.0
			if i > 0 {
				to = bins[i-1]
			}
			count, right, claimed := 0, 0, 0.0
			for i := range all {
				o := &all[i]
				if !o.Answered || o.class() != c || o.Answer.Probability < from || o.Answer.Probability >= to {
					continue
				}
				count++
				claimed += o.Answer.Probability
				if o.Right {
					right++
				}
			}
			if count == 0 {
				continue
			}
			label := fmt.Sprintf("%.2f – %.2f", from, min(to, 1))
			t.Row(c.String(), label, fmt.Sprint(count), fmt.Sprintf("%.1f", 100*claimed/float64(count)), cases.Percent(right, count))
		}
	}
	return t.String()
}
