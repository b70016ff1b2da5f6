package ring_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/ring"
)

func at(lat, lon int32) element.Position { return element.Position{Lat: lat, Lon: lon} }

// circle is a ring of so many corners about a middle.
func circle(corners int, lat, lon int32, radius float64) (line []element.Position) {
	for i := range corners {
		angle := 2 * math.Pi * float64(i) / float64(corners)
		line = append(line, at(lat+int32(radius*math.Sin(angle)), lon+int32(radius*math.Cos(angle))))
	}
	return append(line, line[0])
}

// pieces cuts a ring into pieces at every step-th corner, turned and mixed.
func pieces(line []element.Position, step int, base int64) (lines []ring.Line) {
	random := rand.New(rand.NewPCG(1, 2))
	last := len(line) - 1
	for from := 0; from < last; from += step {
		to := min(from+step, last)
		l := ring.Line{First: base + int64(from), Last: base + int64(to%last), Points: line[from : to+1]}
		if random.IntN(2) == 0 {
			turned := ring.Line{First: l.Last, Last: l.First}
			for i := range l.Points {
				turned.Points = append(turned.Points, l.Points[len(l.Points)-1-i])
			}
			l = turned
		}
		lines = append(lines, l)
	}
	random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	return lines
}

// TestAssemble joins a ring of 100,000 corners with a hole that touches
// nothing.
func TestAssemble(t *testing.T) {
	outer, inner := circle(100_000, 500_000_000, 80_000_000, 9e6), circle(40, 500_000_000, 80_000_000, 1e6)
	a := ring.Assemble(append(pieces(outer, 7, 0), pieces(inner, 3, 1e9)...), 100)
	if len(a.Rings) != 2 || len(a.Open)+len(a.Mended) > 0 {
		t.Fatalf("%d rings, open %v, mended %v", len(a.Rings), a.Open, a.Mended)
	}
	inside := ring.Inside(a.Rings)
	if !ring.Holds(a.Rings, inside) || ring.Holds(a.Rings, at(500_000_000, 80_000_000)) || !ring.Holds(a.Rings, at(505_000_000, 80_000_000)) {
		t.Errorf("the point inside is %v", inside)
	}
}

// TestAssembleAtOneNode joins very many rings that meet at one node in good
// time.
func TestAssembleAtOneNode(t *testing.T) {
	var lines []ring.Line
	for i := range int32(100_000) {
		lines = append(lines, ring.Line{First: 1, Last: int64(i + 2), Points: []element.Position{at(0, 0), at(i, 1)}},
			ring.Line{First: int64(i + 2), Last: 1, Points: []element.Position{at(i, 1), at(i, 2), at(0, 0)}})
	}
	if a := ring.Assemble(lines, 100); len(a.Rings) != 100_000 {
		t.Errorf("%d rings, %d open", len(a.Rings), len(a.Open))
	}
}

func TestMend(t *testing.T) {
	gapped := func(metres float64) []ring.Line {
		gap := int32(metres * element.Degree / 111_195)
		return []ring.Line{
			{First: 1, Last: 2, Points: []element.Position{at(0, 0), at(0, 1_000_000), at(1_000_000, 1_000_000)}},
			{First: 3, Last: 1, Points: []element.Position{at(1_000_000, 1_000_000-gap), at(1_000_000, 0), at(0, 0)}},
		}
	}
	if a := ring.Assemble(gapped(50), 100); len(a.Rings) != 1 || len(a.Mended) != 1 || math.Abs(a.Mended[0]-50) > 1 {
		t.Errorf("50 m: %+v", a)
	}
	if a := ring.Assemble(gapped(500), 100); len(a.Rings) != 0 || len(a.Open) != 1 {
		t.Errorf("500 m: %+v", a)
	}
}

func TestAlong(t *testing.T) {
	line := []element.Position{at(0, 0), at(0, 0), at(0, 100), at(300, 100)}
	for share, want := range map[float64]element.Position{0: at(0, 0), 0.25: at(0, 100), 0.5: at(100, 100), 1: at(300, 100)} {
		if got := ring.Along(line, share); got != want {
			t.Errorf("%v: %v, want %v", share, got, want)
		}
	}
	if got := ring.Along(line[:1], 0.5); got != at(0, 0) {
		t.Errorf("a point: %v", got)
	}
}
