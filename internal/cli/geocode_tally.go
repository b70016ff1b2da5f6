package cli

import (
	"fmt"
	"time"

	"github.com/milepost/milepost/internal/geocode"
)

// tally counts what became of rows.
type tally struct {
	rows, failed int64
	answered     [geocode.High + 1]int64 // by confidence
	faulty       int64                   // of the failed, those that could not be asked for
	fault        string                  // what was wrong with the first of them
}

func (t *tally) count(response *geocode.Response) {
	if response.Failure != nil {
		t.countFailed()
		return
	}
	t.countAnswered(response.Answers[0].Confidence)
}

func (t *tally) countFailed() {
	t.rows++
	t.failed++
}

func (t *tally) countAnswered(confidence geocode.Confidence) {
	t.rows++
	t.answered[confidence]++
}

// countFault counts a row that could not be asked for.
func (t *tally) countFault(fault string) {
	t.countFailed()
	if t.faulty++; t.fault == "" {
		t.fault = fault
	}
}

// add adds the counts of rows that come before.
func (t *tally) add(earlier *tally) {
	t.rows += earlier.rows
	t.failed += earlier.failed
	t.faulty += earlier.faulty
	for i, n := range earlier.answered {
		t.answered[i] += n
	}
	if earlier.fault != "" {
		t.fault = earlier.fault
	}
}

// share is how many of the rows were answered; all of none.
func (t *tally) share() float64 {
	if t.rows == 0 {
		return 1
	}
	return float64(t.rows-t.failed) / float64(t.rows)
}

// outcomes lists the counts, e.g. "8 High, 1 Medium, 0 Low, 1 failed".
func (t *tally) outcomes() string {
	return fmt.Sprintf("%d High, %d Medium, %d Low, %d failed",
		t.answered[geocode.High], t.answered[geocode.Medium], t.answered[geocode.Low], t.failed)
}

// shortOutcomes is outcomes for where there is little room.
func (t *tally) shortOutcomes() string {
	return fmt.Sprintf("H %s M %s L %s failed %s",
		short(t.answered[geocode.High]), short(t.answered[geocode.Medium]), short(t.answered[geocode.Low]), short(t.failed))
}

// short writes a count in at most four characters: "999", "12k", "3M".
func short(n int64) string {
	switch {
	case n >= 10_000_000:
		return fmt.Sprintf("%dM", n/1_000_000)
	case n >= 1_000_000:
		return fmt.Sprintf("%.1fM", float64(n/100_000)/10)
	case n >= 10_000:
		return fmt.Sprintf("%dk", n/1000)
	}
	return fmt.Sprint(n)
}

// summary is the line that ends the work. Of rows that were answered before
// an interruption, only the count is told.
func (t *tally) summary(took time.Duration, before int64) string {
	text := fmt.Sprintf("%s: %s; %.1f s, %.0f rows/s", counted(t.rows, "row"), t.outcomes(), took.Seconds(), rate(t.rows-before, took))
	if before > 0 {
		text += fmt.Sprintf(" (%d of the rows were done before)", before)
	}
	return text
}

// counted is a number of things, in words: "1 row", "2 rows".
func counted(n int64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// rate is the number of rows a second.
func rate(rows int64, took time.Duration) float64 {
	return float64(rows) / max(took.Seconds(), 1e-6)
}
