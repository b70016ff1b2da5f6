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
}

func (t *tally) count(response *geocode.Response) {
	t.rows++
	if response.Failure != nil {
		t.failed++
		return
	}
	t.answered[response.Answers[0].Confidence]++
}

func (t *tally) add(other *tally) {
	t.rows += other.rows
	t.failed += other.failed
	for i, n := range other.answered {
		t.answered[i] += n
	}
}

// outcomes lists the counts, e.g. "8 High, 1 Medium, 0 Low, 1 failed".
func (t *tally) outcomes() string {
	return fmt.Sprintf("%d High, %d Medium, %d Low, %d failed",
		t.answered[geocode.High], t.answered[geocode.Medium], t.answered[geocode.Low], t.failed)
}

// summary is the line that ends the work.
func (t *tally) summary(took time.Duration) string {
	return fmt.Sprintf("%d rows: %s; %.1f s, %.0f rows/s", t.rows, t.outcomes(), took.Seconds(), t.rate(took))
}

// rate is the number of rows a second.
func (t *tally) rate(took time.Duration) float64 {
	return float64(t.rows) / max(took.Seconds(), 1e-6)
}
