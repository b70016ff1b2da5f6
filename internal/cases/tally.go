package cases

import (
	"fmt"

	"github.com/milepost/milepost/internal/geocode"
)

// Tally counts verdicts.
type Tally struct {
	Cases, Right       int
	Within10, Within50 int                   // right and as near as that, in metres
	Given, GivenRight  [geocode.High + 1]int // by confidence
}

// Add counts a verdict.
func (t *Tally) Add(v *Verdict) {
	t.Cases++
	if v.Right {
		t.Right++
	}
	if !v.Answered {
		return
	}
	t.Given[v.Answer.Confidence]++
	if !v.Right {
		return
	}
	t.GivenRight[v.Answer.Confidence]++
	if v.Metres <= 10 {
		t.Within10++
	}
	if v.Metres <= 50 {
		t.Within50++
	}
}

// HighWrong is how many answers are High and not right.
func (t *Tally) HighWrong() int { return t.Given[geocode.High] - t.GivenRight[geocode.High] }

// Percent spells a share; of nothing there is none.
func Percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", 100*float64(part)/float64(whole))
}

// TallyColumns are the headings of Cells.
var TallyColumns = []string{"cases", "right %", "≤ 10 m %", "≤ 50 m %", "High %", "High right %", "Medium right %", "Low right %", "High wrong"}

// Cells spells a tally for a table.
func (t *Tally) Cells() []string {
	promise := func(c geocode.Confidence) string {
		return fmt.Sprintf("%s of %d", Percent(t.GivenRight[c], t.Given[c]), t.Given[c])
	}
	return []string{
		fmt.Sprint(t.Cases), Percent(t.Right, t.Cases), Percent(t.Within10, t.Cases), Percent(t.Within50, t.Cases),
		Percent(t.Given[geocode.High], t.Cases), promise(geocode.High), promise(geocode.Medium), promise(geocode.Low),
		fmt.Sprint(t.HighWrong()),
	}
}
