package cli

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// geocodeProgress is the bar that shows how much of the input is read and
// what became of its rows. On anything but a terminal there is none.
type geocodeProgress struct {
	in    *feedInput
	bars  *mpb.Progress // nil: nothing is drawn
	bar   *mpb.Bar
	start time.Time
	last  atomic.Pointer[tally]
}

// newGeocodeProgress draws the bar, unless the rows go to the terminal.
func newGeocodeProgress(r *run, in *feedInput, out *output) *geocodeProgress {
	g := &geocodeProgress{in: in, start: time.Now()}
	g.last.Store(&tally{})
	if r.quiet || !isTerminal(r.Err) || out.file == nil && isTerminal(r.Out) {
		return g
	}
	g.bars = mpb.New(mpb.WithOutput(r.Err), mpb.WithRefreshRate(200*time.Millisecond), mpb.WithAutoRefresh())
	counts := mpb.AppendDecorators(decor.Any(func(decor.Statistics) string {
		t := g.last.Load()
		return fmt.Sprintf(" %d rows, %.0f/s: %s", t.rows, t.rate(time.Since(g.start)), t.outcomes())
	}))
	if in.regular() {
		g.bar = g.bars.AddBar(max(in.info.Size(), 1), mpb.BarWidth(30), mpb.PrependDecorators(decor.Percentage()), counts)
	} else {
		g.bar = g.bars.AddSpinner(0, mpb.BarWidth(1), counts)
	}
	return g
}

// tell takes in the rows that are written so far.
func (g *geocodeProgress) tell(all *tally) {
	if g.bars == nil {
		return
	}
	now := *all
	g.last.Store(&now)
	if g.in.regular() {
		g.bar.SetCurrent(min(g.in.read.Load(), g.in.info.Size()-1)) // full only when the rows are written too
	}
}

// done ends the bar, and takes it away where the work failed.
func (g *geocodeProgress) done(whole bool) {
	if g.bars == nil {
		return
	}
	if whole {
		g.bar.SetTotal(-1, true)
	} else {
		g.bar.Abort(true)
	}
	g.bars.Wait()
}
