package cli

import (
	"fmt"
	"time"

	"github.com/milepost/milepost/internal/build"
)

// buildProgress shows how far a build is: one line that is drawn over, on a
// terminal only.
type buildProgress struct {
	run   *run
	drawn bool
}

func newBuildProgress(r *run) *buildProgress { return &buildProgress{run: r} }

func (b *buildProgress) tell(p build.Progress) {
	if b.run.quiet || !isTerminal(b.run.Err) {
		return
	}
	b.drawn = true
	fmt.Fprintf(b.run.Err, "\r\x1b[K%s", describeProgress(p))
}

func (b *buildProgress) done() {
	if b.drawn {
		fmt.Fprint(b.run.Err, "\r\x1b[K")
	}
}

func describeProgress(p build.Progress) string {
	s := fmt.Sprintf("%-16s %10d rows %9.0f/s", p.Phase, p.Rows, p.Rate)
	if p.Done > 0 {
		s += fmt.Sprintf(" %3.0f %%", 100*p.Done)
	}
	if p.Left > 0 {
		s += fmt.Sprintf("  %s left", p.Left.Round(time.Second))
	}
	return s
}
