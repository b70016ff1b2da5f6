package build

import (
	"time"
)

// Progress is how far a build has come.
type Progress struct {
	Phase string        // "reading", "linking", "writing streets", "sorting", "finishing"
	Rows  int64         // records of this phase so far
	Rate  float64       // of them a second
	Done  float64       // share of the phase, 0 to 1; below 0 where not known
	Left  time.Duration // of the phase; 0 where not known
}

// meter tells about progress from time to time.
type meter struct {
	report func(Progress)
	phase  string
	begun  time.Time
	told   time.Time
}

// tellEvery is how often progress is told.
const tellEvery = 200 * time.Millisecond

func (m *meter) begin(phase string) {
	m.phase, m.begun, m.told = phase, time.Now(), time.Time{}
	m.tick(0, 0)
}

// tick tells how many records are done and which share of the phase that is.
func (m *meter) tick(rows int64, done float64) {
	now := time.Now()
	if m.report == nil || now.Sub(m.told) < tellEvery {
		return
	}
	m.told = now
	p := Progress{Phase: m.phase, Rows: rows, Done: done}
	if spent := now.Sub(m.begun); spent > 0 {
		p.Rate = float64(rows) / spent.Seconds()
		if done > 0 && done <= 1 {
			p.Left = time.Duration(float64(spent) * (1 - done) / done)
		}
	}
	m.report(p)
}
