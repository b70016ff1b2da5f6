// Package chart draws reliability diagrams as SVG: how often what was promised
// came true, in panels side by side, one for each group of answers.
//
// Both axes are of odds, not of shares, so that 99 % and 99.9 % are as far
// apart as 90 % and 99 %: what a promise of "nearly always" is worth shows
// there and nowhere else. The drawing needs no font, script or style from
// elsewhere, follows the reader's choice of light or dark, and the same panels
// give the same bytes.
package chart

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// Panel is a group of answers.
type Panel struct {
	Title string
	Note  string // below the title: how many there are
	Dots  []Dot
}

// Dot is a bin of answers whose promises are alike.
type Dot struct {
	Claimed float64 // on average, 0..1
	Cases   int
	Right   int
}

// Measures in units of the drawing.
const (
	side    = 176 // of a panel's square
	left    = 46  // of it: the axis' labels
	above   = 46  // of it: title and note
	gap     = 20
	below   = 34
	heading = 44
	footing = 48
)

// The ends of both axes, the lines across them, and what is written there.
const (
	lowest  = 0.2
	highest = 0.9995
)

var ticks = []struct {
	at    float64
	label string
}{{0.2, "20"}, {0.5, "50"}, {0.8, ""}, {0.9, "90"}, {0.95, ""}, {0.99, "99"}, {0.999, "99.9"}}

// logit is where a probability stands on an axis of odds.
func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// along is the distance of a probability from an axis' beginning, in units;
// what is beyond its ends is drawn there.
func along(p float64) float64 {
	p = min(max(p, lowest), highest)
	return side * (logit(p) - logit(lowest)) / (logit(highest) - logit(lowest))
}

var legend = []string{
	"Across: the probability that was claimed, %. Up: the share that was right, %, with its 95 % interval.",
	"Larger dots stand for more answers. Above the dashed line answers are better than they claim; red ones are worse, beyond chance.",
}

const style = `
.paper{fill:#fff}.frame{fill:#f7f9fb;stroke:#ccd3dc}.grid{stroke:#e3e8ee;fill:none}.even{stroke:#8391a3;stroke-dasharray:4 3;fill:none}
.short{fill:#b3261e;fill-opacity:.06}.bar{stroke:#3b6fb6;stroke-width:1.5;fill:none}.dot{fill:#3b6fb6;stroke:#fff}.miss .bar{stroke:#b3261e}.miss .dot{fill:#b3261e}
text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#5a6576}.t{font-size:13px;font-weight:600;fill:#1b2330}.h{font-size:15px;font-weight:600;fill:#1b2330}
@media (prefers-color-scheme:dark){.paper{fill:#12161d}.frame{fill:#1a2029;stroke:#2b3340}.grid{stroke:#262e3a}.even{stroke:#7c8a9c}.short{fill:#ff8a80;fill-opacity:.07}
.bar{stroke:#7aa7e6}.dot{fill:#7aa7e6;stroke:#12161d}.miss .bar{stroke:#ff8a80}.miss .dot{fill:#ff8a80}text{fill:#9aa6b6}.t,.h{fill:#e7ebf1}}`

// Draw draws panels, so many in a row, under a heading.
func Draw(title string, inRow int, panels []Panel) string {
	inRow = max(min(inRow, len(panels)), 1)
	rows := (len(panels) + inRow - 1) / inRow
	width := gap + inRow*(left+side+gap)
	height := heading + rows*(above+side+below) + footing
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">`, width, height, width, height, html.EscapeString(title))
	fmt.Fprintf(&b, "\n<style>%s\n</style>\n<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n<text class=\"h\" x=\"%d\" y=\"28\">%s</text>\n", style, width, height, gap, html.EscapeString(title))
	for i := range panels {
		x, y := gap+(i%inRow)*(left+side+gap)+left, heading+(i/inRow)*(above+side+below)+above
		fmt.Fprintf(&b, "<g transform=\"translate(%d %d)\">\n", x, y)
		panels[i].draw(&b)
		b.WriteString("</g>\n")
	}
	for i, line := range legend {
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\">%s</text>\n", gap, height-footing+16*(i+1), line)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

func (p *Panel) draw(b *strings.Builder) {
	fmt.Fprintf(b, "<text class=\"t\" x=\"0\" y=\"-26\">%s</text><text x=\"0\" y=\"-10\">%s</text>\n", html.EscapeString(p.Title), html.EscapeString(p.Note))
	fmt.Fprintf(b, "<rect class=\"frame\" width=\"%d\" height=\"%d\"/><path class=\"short\" d=\"M0 %dL%d 0V%dZ\"/>\n", side, side, side, side, side)
	for _, t := range ticks {
		at := along(t.at)
		if at > 0 {
			fmt.Fprintf(b, "<path class=\"grid\" d=\"M%.1f 0V%dM0 %.1fH%d\"/>", at, side, side-at, side)
		}
		if t.label == "" {
			continue
		}
		fmt.Fprintf(b, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text><text x=\"-6\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", at, side+15, t.label, side-at+4, t.label)
	}
	fmt.Fprintf(b, "<path class=\"even\" d=\"M0 %dL%d 0\"/>\n", side, side)
	for _, d := range p.Dots {
		d.draw(b)
	}
}

// draw draws a dot with its interval.
func (d Dot) draw(b *strings.Builder) {
	if d.Cases == 0 {
		return
	}
	low, high := Interval(d.Right, d.Cases)
	class := ""
	if high < d.Claimed {
		class = ` class="miss"`
	}
	x := along(d.Claimed)
	radius := min(2+math.Log10(float64(d.Cases)), 6)
	fmt.Fprintf(b, "<g%s><title>claimed %.1f %%, right %.1f %% of %d</title><path class=\"bar\" d=\"M%.1f %.1fV%.1f\"/><circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/></g>\n",
		class, 100*d.Claimed, 100*float64(d.Right)/float64(d.Cases), d.Cases, x, side-along(low), side-along(high), x, side-along(float64(d.Right)/float64(d.Cases)), radius)
}

// Interval is where a share lies at 95 %, by Wilson's score.
func Interval(right, cases int) (low, high float64) {
	const z = 1.96
	n, p := float64(cases), float64(right)/float64(cases)
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	reach := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(middle-reach, 0), min(middle+reach, 1)
}
