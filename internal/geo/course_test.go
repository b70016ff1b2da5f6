package geo

import (
	"math"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// corner leads a kilometre north and then one east, at 60 degrees, where a
// degree of longitude is half as long as one of latitude.
var corner = []geocode.Point{at(60, 10), at(60+km, 10), at(60+km, 10+2*km*1.00016)}

const km = 1000 / MetresPerDegree // degrees of latitude

func TestProject(t *testing.T) {
	tests := []struct {
		name          string
		p             geocode.Point
		metres, along float64
		segment       int
		side          Side
	}{
		{"right of the first leg", at(60+km/2, 10+km/5), 100, 500, 0, Right},
		{"left of the first leg", at(60+km/4, 10-km/5), 100, 250, 0, Left},
		{"north of the second leg, which is left", at(60+1.05*km, 10+km), 50, 1500, 1, Left},
		{"south of the second leg", at(60+0.95*km, 10+km), 50, 1500, 1, Right},
		{"on the line", at(60+km/2, 10), 0, 500, 0, Middle},
		{"before the beginning", at(60-km/10, 10), 100, 0, 0, Middle},
		{"beyond the end", at(60+km, 10+2.2*km), 100, 2000, 1, Middle},
	}
	for _, test := range tests {
		f, ok := Project(test.p, corner)
		if !ok || math.Abs(f.Metres-test.metres) > 1 || math.Abs(f.Along-test.along) > 1 || f.Segment != test.segment {
			t.Errorf("%s: %+v, want %+v", test.name, f, test)
		}
		if f.Side != test.side && test.side != Middle {
			t.Errorf("%s: the %v side, want %v", test.name, f.Side, test.side)
		}
		if on, _ := PointAlong(corner, f.Along); Distance(on, f.Point) > 0.01 {
			t.Errorf("%s: %v along is %v, not %v", test.name, f.Along, on, f.Point)
		}
		if d := DistanceToLine(test.p, corner); math.Abs(d-f.Metres) > 0.01 {
			t.Errorf("%s: %v m, but DistanceToLine says %v", test.name, f.Metres, d)
		}
	}
}

func TestProjectOnLittle(t *testing.T) {
	if _, ok := Project(at(1, 1), nil); ok {
		t.Error("a line without points has a foot")
	}
	f, ok := Project(at(1, 0), []geocode.Point{at(0, 0)})
	if !ok || f.Point != at(0, 0) || math.Abs(f.Metres-MetresPerDegree) > 1 {
		t.Errorf("on a line of one point: %+v", f)
	}
	twice := []geocode.Point{at(0, 0), at(0, 0)}
	if f, ok = Project(at(1, 0), twice); !ok || f.Along != 0 || f.Side != Middle {
		t.Errorf("on a line without length: %+v", f)
	}
	if got := Beside(at(0, 0), twice, 0, Right, 10); got != at(0, 0) {
		t.Errorf("beside a line without length is %v", got)
	}
}

func TestPointAlong(t *testing.T) {
	for metres, want := range map[float64]struct {
		p       geocode.Point
		segment int
	}{
		-5: {corner[0], 0}, 0: {corner[0], 0}, 500: {at(60+km/2, 10), 0}, 1500: {at(60+km, 10+km), 1}, 9000: {corner[2], 1},
	} {
		if p, segment := PointAlong(corner, metres); Distance(p, want.p) > 0.5 || segment != want.segment {
			t.Errorf("after %v m: %v on %d, want %v on %d", metres, p, segment, want.p, want.segment)
		}
	}
	if got := Length(corner); math.Abs(got-2000) > 0.5 {
		t.Errorf("the length is %v", got)
	}
}

func TestBesideIsWhereProjectFindsIt(t *testing.T) {
	across := []geocode.Point{at(-17, 179.9995), at(-17.001, -179.9995)} // the antimeridian
	for _, line := range [][]geocode.Point{corner, across} {
		for _, side := range []Side{Left, Right} {
			for _, metres := range []float64{3, 40, 90} {
				foot, segment := PointAlong(line, Length(line)*0.3)
				p := Beside(foot, line, segment, side, metres)
				f, _ := Project(p, line)
				if math.Abs(p.Lon) > 180 || f.Side != side || math.Abs(f.Metres-metres) > 0.1 || Distance(f.Point, foot) > 0.1 {
					t.Errorf("%v m %v of %v: %v, found at %+v", metres, side, foot, p, f)
				}
			}
		}
	}
}
