package cli

import (
	"fmt"
	"time"
)

// tellEvery is how often progress is told where it cannot be drawn over.
const tellEvery = 10 * time.Second

// lineProgress shows how far something is: as one line that is drawn over on
// a terminal, elsewhere as a line now and then.
type lineProgress struct {
	run   *run
	last  time.Time
	drawn bool
}

func newLineProgress(r *run) *lineProgress {
	r.drawn = &lineProgress{run: r, last: time.Now()}
	return r.drawn
}

func (p *lineProgress) tell(line string) {
	switch {
	case p.run.quiet:
	case canDraw(p.run.Err):
		p.drawn = true
		fmt.Fprintf(p.run.Err, "\r\x1b[K%s", shorten(line, widthOf(p.run.Err, plainWidth)-1))
	case time.Since(p.last) >= tellEvery:
		p.last = time.Now()
		fmt.Fprintln(p.run.Err, line)
	}
}

// done takes the line away.
func (p *lineProgress) done() {
	if p.drawn {
		fmt.Fprint(p.run.Err, "\r\x1b[K")
	}
	p.drawn = false
}
