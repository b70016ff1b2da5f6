package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// Atlas is what the map is drawn on.
type Atlas interface {
	// Outlines calls visit with lines in or around a box: coasts, which have the
	// sea on one side, and borders.
	Outlines(box geocode.Box, visit func(line []geocode.Point, coast bool)) error
	// Land tells whether a point is on land.
	Land(geocode.Point) (bool, error)
	// Towns lists places in a box, the largest first, for orientation.
	Towns(box geocode.Box, most int) ([]Town, error)
}

// Town is a place with its name.
type Town struct {
	Name  string
	Point geocode.Point
}

// chart is the map as the page draws it; lines and points are paths of SVG.
type chart struct {
	Width, Height int
	Land          string
	Outlines      string
	Grid          string
	Layers        []layer // the least certain last, to be seen
	Dot           float64 // how wide a point is, in units
	Labels        []label
	Scale         scaleBar
	Outside       int // shown points that lie outside
	Shown, All    int64
	Summary       string
}

// layer is the points of one confidence.
type layer struct{ Class, Path string }

// label is a text on the map.
type label struct {
	X, Y  float64
	Text  string
	Minor bool // not shown on a narrow screen
}

// scaleBar is a line on the map and how long it is on Earth.
type scaleBar struct {
	Units float64
	Text  string
}

// draw makes the map; nil where there are no points.
func draw(s *sample, atlas Atlas) (*chart, error) {
	dots := s.sorted()
	if len(dots) == 0 {
		return nil, nil
	}
	v := newView(mainBox(dots))
	c := &chart{Width: int(v.width), Height: int(math.Ceil(v.height)), Shown: int64(len(dots)), All: s.Points, Scale: v.scaleBar()}
	c.Grid = v.grid()
	c.Layers, c.Outside = v.layers(dots)
	c.Dot = dotWidth(len(dots))
	lines := newPen()
	ground := newGround(&v)
	err := atlas.Outlines(v.box(), func(line []geocode.Point, coast bool) {
		lines.line(&v, line)
		if coast {
			ground.line(line)
		}
	})
	if err != nil {
		return nil, err
	}
	c.Outlines = lines.String()
	if c.Land, err = ground.fill(atlas); err != nil {
		return nil, err
	}
	towns, err := atlas.Towns(v.box(), 60)
	if err != nil {
		return nil, err
	}
	c.Labels = v.labels(towns, v.apart(dots))
	b := v.box()
	c.Summary = fmt.Sprintf("Map of the answers between %.2f° and %.2f° north, %.2f° and %.2f° east", b.South, b.North, b.West, b.East)
	return c, nil
}

// confidences by class of style, in the order in which they are drawn.
var drawn = []struct {
	class      string
	confidence geocode.Confidence
}{{"high", geocode.High}, {"medium", geocode.Medium}, {"low", geocode.Low}}

// fewDots are so many that each is to be found on the sheet.
const fewDots = 50

// dotWidth is how wide points are drawn, in units: few are to be found on the
// sheet, many are to be told apart.
func dotWidth(dots int) float64 {
	switch {
	case dots <= fewDots:
		return 12
	case dots <= 500:
		return 9
	case dots <= 3000:
		return 6.5
	}
	return 4.5
}

// layers makes a path for each confidence: every point a line of no length,
// with round ends. Points on the same spot are drawn once.
func (v *view) layers(dots []dot) (layers []layer, outside int) {
	paths := make([]strings.Builder, len(drawn))
	seen := map[[3]int]bool{}
	for _, d := range dots {
		p := geocode.Point{Lat: d.Lat, Lon: d.Lon}
		if !v.holds(p) {
			outside++
			continue
		}
		x, y := v.at(p)
		for i, of := range drawn {
			spot := [3]int{int(x * 2), int(y * 2), i}
			if of.confidence == d.Confidence && !seen[spot] {
				seen[spot] = true
				fmt.Fprintf(&paths[i], "M%.1f %.1fh0", x, y)
			}
		}
	}
	for i := range paths {
		layers = append(layers, layer{drawn[i].class, paths[i].String()})
	}
	return layers, outside
}

// Letters of labels, in units: what a letter takes on a wide sheet, and on a
// narrow one, where texts are drawn twice as large.
const (
	letterWidth = 7
	lineHeight  = 18
	narrow      = 2
	mostLabels  = 14
)

// apart lists points that are so few that each can be seen, as places where no
// name may stand.
func (v *view) apart(dots []dot) (spots []label) {
	if len(dots) > fewDots {
		return nil
	}
	for _, d := range dots {
		x, y := v.at(geocode.Point{Lat: d.Lat, Lon: d.Lon})
		spots = append(spots, label{X: x, Y: y})
	}
	return spots
}

// labels places the names of towns where they hide neither one another nor a
// spot. Those
// that would on a narrow screen are of minor importance.
func (v *view) labels(towns []Town, spots []label) (placed []label) {
	var major []label
	for _, t := range towns {
		x, y := v.at(t.Point)
		l := label{X: math.Round(x*10) / 10, Y: math.Round(y*10) / 10, Text: t.Name, Minor: true}
		if len(placed) == mostLabels || !v.holds(t.Point) || !v.free(l, placed, 1) || l.hides(spots) {
			continue
		}
		if v.free(l, major, narrow) {
			l.Minor = false
			major = append(major, l)
		}
		placed = append(placed, l)
	}
	return placed
}

// free tells whether a label has its place on the sheet to itself, when texts
// are so many times as large.
func (v *view) free(l label, others []label, size float64) bool {
	right := l.right(size)
	if right > v.width || l.Y < size*lineHeight || l.Y > v.height-size*lineHeight {
		return false
	}
	for _, o := range others {
		if right >= o.X-size && l.X <= o.right(size)+size && math.Abs(l.Y-o.Y) < size*lineHeight {
			return false
		}
	}
	return true
}

// hides tells whether the text of a label stands on a spot. Its mark does not.
func (l label) hides(spots []label) bool {
	for _, s := range spots {
		if s.X > l.X+letterWidth && s.X < l.right(1) && math.Abs(s.Y-l.Y) < lineHeight {
			return true
		}
	}
	return false
}

// right is where a label ends.
func (l label) right(size float64) float64 {
	return l.X + size*(letterWidth*float64(len([]rune(l.Text)))+2*letterWidth)
}

// grid is lines of whole steps of latitude and longitude.
func (v *view) grid() string {
	step := round(sheetWidth / v.scale / 6)
	pen := newPen()
	for lat := math.Ceil((v.north-v.height/v.scale)/step) * step; lat < v.north; lat += step {
		fmt.Fprintf(&pen.path, "M0 %.1fH%.0f", (v.north-lat)*v.scale, v.width)
	}
	step = round(sheetWidth / (v.scale * v.shrink) / 6)
	for lon := math.Ceil(v.west/step) * step; lon < v.west+v.width/(v.scale*v.shrink); lon += step {
		fmt.Fprintf(&pen.path, "M%.1f 0V%.0f", (lon-v.west)*v.scale*v.shrink, v.height)
	}
	return pen.String()
}

// round is the largest of 1, 2, 5, 10 and so on that is not above x.
func round(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, n := range [...]float64{5, 2} {
		if n*power <= x {
			return n * power
		}
	}
	return power
}

// scaleBar is a round length of about a sixth of the sheet.
func (v *view) scaleBar() scaleBar {
	metres := round(sheetWidth / 6 / v.scale * geo.MetresPerDegree)
	text := fmt.Sprintf("%g m", metres)
	if metres >= 1000 {
		text = fmt.Sprintf("%g km", metres/1000)
	}
	return scaleBar{math.Round(metres/geo.MetresPerDegree*v.scale*10) / 10, text}
}

// pen draws lines into a path. An edge is drawn once.
type pen struct {
	path strings.Builder
	seen map[[4]int32]bool
}

func newPen() *pen { return &pen{seen: map[[4]int32]bool{}} }

func (p *pen) String() string { return p.path.String() }

// line draws what can be seen of a line, to half a unit.
func (p *pen) line(v *view, line []geocode.Point) {
	var last [2]int32
	down := false // the pen is at last
	for i, point := range line {
		x, y := v.at(point)
		at := [2]int32{int32(math.Round(x * 2)), int32(math.Round(y * 2))}
		switch {
		case i == 0:
		case at == last:
			continue
		case !v.touches(last, at) || p.drawn(last, at):
			down = false
		default:
			if !down {
				fmt.Fprintf(&p.path, "M%s %s", half(last[0]), half(last[1]))
			}
			fmt.Fprintf(&p.path, "l%s %s", half(at[0]-last[0]), half(at[1]-last[1]))
			down = true
		}
		last = at
	}
}

// half spells a number of halves.
func half(n int32) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	if n%2 == 0 {
		return fmt.Sprint(sign, n/2)
	}
	return fmt.Sprint(sign, n/2, ".5")
}

// drawn tells whether the edge was there before, and remembers it.
func (p *pen) drawn(a, b [2]int32) bool {
	if a[0] > b[0] || a[0] == b[0] && a[1] > b[1] {
		a, b = b, a
	}
	key := [4]int32{a[0], a[1], b[0], b[1]}
	before := p.seen[key]
	p.seen[key] = true
	return before
}

// touches tells whether an edge, in halves of units, may be seen: its box meets
// the sheet, and it does not run around the back of the Earth.
func (v *view) touches(a, b [2]int32) bool {
	w, h := int32(2*v.width), int32(2*v.height)
	return max(a[0], b[0]) >= 0 && min(a[0], b[0]) <= w && max(a[1], b[1]) >= 0 && min(a[1], b[1]) <= h &&
		math.Abs(float64(a[0])-float64(b[0])) < 180*2*v.scale*v.shrink
}
