package cli

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// geocodeProgress shows how much of the input is read and what became of its
// rows: as a bar on a terminal, elsewhere as a line now and then.
type geocodeProgress struct {
	in    *feedInput
	bars  *mpb.Progress // nil: nothing is drawn
	bar   *mpb.Bar
	lines *lineProgress // nil: nothing is told
	start time.Time
	from  int64 // rows that were done before
	last  atomic.Pointer[tally]
}

// newGeocodeProgress begins to show, unless the rows themselves go to the
// terminal.
func newGeocodeProgress(r *run, in *feedInput, out *output) *geocodeProgress {
	g := &geocodeProgress{in: in, start: time.Now(), from: out.before.rows}
	before := out.before
	g.last.Store(&before)
	if r.quiet || out.file == nil && isTerminal(r.Out) {
		return g
	}
	if !canDraw(r.Err) {
		g.lines = newLineProgress(r)
		return g
	}
	g.bars = mpb.New(mpb.WithOutput(r.Err), mpb.WithRefreshRate(200*time.Millisecond), mpb.WithAutoRefresh())
	counts := mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return g.text(widthOf(r.Err, plainWidth)) }))
	if in.regular() {
		g.bar = g.bars.New(max(in.info.Size(), 1), barStyle(), mpb.BarWidth(barWidth(widthOf(r.Err, plainWidth))), mpb.PrependDecorators(decor.Percentage(decor.WC{W: 5})), counts)
	} else {
		g.bar = g.bars.AddSpinner(0, mpb.BarWidth(1), counts)
	}
	return g
}

// barStyle is the bar's; it has no colours.
func barStyle() mpb.BarStyleComposer {
	return mpb.BarStyle().Filler("█").Tip("█").Padding("░").Lbound(" ").Rbound("")
}

// wideTerminal is the width, in columns, from which on the counts are
// written out.
const wideTerminal = 140

func barWidth(columns int) int {
	if columns < wideTerminal {
		return 16
	}
	return 40
}

// text is what stands beside the bar on a terminal of so many columns.
func (g *geocodeProgress) text(columns int) string {
	t := g.last.Load()
	took := time.Since(g.start)
	left := g.left(took)
	speed := rate(t.rows-g.from, took)
	if columns < wideTerminal {
		return fmt.Sprintf(" %s/s%s %s", short(int64(speed)), left, t.shortOutcomes())
	}
	return fmt.Sprintf(" %d rows, %.0f/s%s: %s", t.rows, speed, left, t.outcomes())
}

// left says how long it will take yet: ", 1m20s left". What is read tells, so
// of a pipe nothing.
func (g *geocodeProgress) left(took time.Duration) string {
	done := g.part()
	if done <= 0.005 || done == 1 || took < time.Second {
		return ""
	}
	return fmt.Sprintf(", %s left", (time.Duration(float64(took) * (1 - done) / done)).Round(time.Second))
}

// part is how much of the input is read, 0..1; 0 where its length is not
// known.
func (g *geocodeProgress) part() float64 {
	if !g.in.regular() || g.in.info.Size() == 0 {
		return 0
	}
	return min(float64(g.in.read.Load())/float64(g.in.info.Size()), 1)
}

// tell takes in the rows that are written so far.
func (g *geocodeProgress) tell(all *tally) {
	now := *all
	g.last.Store(&now)
	switch {
	case g.bars != nil && g.in.regular():
		g.bar.SetCurrent(min(g.in.read.Load(), g.in.info.Size()-1)) // full only when the rows are written too
	case g.lines != nil:
		took := time.Since(g.start)
		percent := ""
		if part := g.part(); part > 0 {
			percent = fmt.Sprintf("%.0f %%, ", 100*part)
		}
		g.lines.tell(fmt.Sprintf("%s%d rows, %.0f/s%s: %s", percent, now.rows, rate(now.rows-g.from, took), g.left(took), now.outcomes()))
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
