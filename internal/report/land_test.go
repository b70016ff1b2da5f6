package report

import (
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// islands are an atlas of rings, nested at will: what an odd number of them
// holds is land.
type islands struct {
	drawnWorld
	rings [][]geocode.Point
}

func (a islands) Outlines(_ geocode.Box, visit func([]geocode.Point, bool)) error {
	for _, ring := range a.rings {
		half := len(ring) / 2
		visit(ring[:half+1], true)
		visit(ring[half:], true)
		visit(ring[half/2:half+1], true) // again, as neighbouring cells do
	}
	visit([]geocode.Point{{Lat: -80, Lon: 0}, {Lat: 80, Lon: 10}}, false) // a border
	return nil
}

func (a islands) Land(p geocode.Point) (bool, error) {
	odd := false
	for _, ring := range a.rings {
		for i := 1; i < len(ring); i++ {
			u, w := ring[i-1], ring[i]
			if (u.Lat > p.Lat) != (w.Lat > p.Lat) && p.Lon < u.Lon+(p.Lat-u.Lat)/(w.Lat-u.Lat)*(w.Lon-u.Lon) {
				odd = !odd
			}
		}
	}
	return odd, nil
}

// The path fills what is land, and nothing else, wherever the sheet lies.
func TestGround(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for try := range 60 {
		var a islands
		for range 1 + try%7 {
			middle, radius := geocode.Point{Lat: random.Float64()*30 - 15, Lon: random.Float64()*60 - 30}, 2+random.Float64()*30
			var ring []geocode.Point
			for angle := range 41 {
				far := radius * (0.6 + 0.4*math.Sin(float64(angle%40)*3))
				ring = append(ring, geocode.Point{Lat: middle.Lat + far*math.Sin(float64(angle%40)*math.Pi/20), Lon: middle.Lon + far*math.Cos(float64(angle%40)*math.Pi/20)})
			}
			a.rings = append(a.rings, ring)
		}
		v := newView(geocode.Box{South: -8, West: -20, North: 4 + random.Float64()*5, East: -10 + random.Float64()*30})
		g := newGround(&v)
		a.Outlines(v.box(), func(line []geocode.Point, coast bool) {
			if coast {
				g.line(line)
			}
		})
		path, err := g.fill(a)
		if err != nil {
			t.Fatal(err)
		}
		wrong := 0
		const spots = 2000
		pieces := piecesOf(t, path)
		for range spots {
			x, y := random.Float64()*v.width, random.Float64()*v.height
			at := func(x, y float64) bool {
				land, _ := a.Land(geocode.Point{Lat: v.north - y/v.scale, Lon: v.west + x/(v.scale*v.shrink)})
				return land
			}
			want := at(x, y)
			if want != at(x-2, y-2) || want != at(x+2, y-2) || want != at(x-2, y+2) || want != at(x+2, y+2) {
				continue // it is on a coast
			}
			if oddly(pieces, x, y) != want {
				wrong++
			}
		}
		if wrong > spots/500 { // a cape may lie between all five
			t.Errorf("try %d: %d of %d spots are filled wrongly", try, wrong, spots)
		}
	}
}

// piecesOf reads a path of the commands M, l, H, V and z.
func piecesOf(t *testing.T, path string) (pieces [][][2]float64) {
	t.Helper()
	var at [2]float64
	for _, m := range regexp.MustCompile(`([MlHVz])(-?[\d.]*) ?(-?[\d.]*)`).FindAllStringSubmatch(path, -1) {
		a, _ := strconv.ParseFloat(m[2], 64)
		b, _ := strconv.ParseFloat(m[3], 64)
		switch m[1] {
		case "M":
			at = [2]float64{a, b}
			pieces = append(pieces, nil)
		case "l":
			at = [2]float64{at[0] + a, at[1] + b}
		case "H":
			at[0] = a
		case "V":
			at[1] = a
		case "z":
			continue
		}
		pieces[len(pieces)-1] = append(pieces[len(pieces)-1], at)
	}
	if len(pieces) == 0 && path != "" {
		t.Fatalf("no path: %.80s", path)
	}
	return pieces
}

// oddly tells whether a spot is filled by the even-odd rule.
func oddly(pieces [][][2]float64, x, y float64) bool {
	odd := false
	for _, p := range pieces {
		for i, u := range p {
			w := p[(i+1)%len(p)]
			if (u[1] > y) != (w[1] > y) && x < u[0]+(y-u[1])/(w[1]-u[1])*(w[0]-u[0]) {
				odd = !odd
			}
		}
	}
	return odd
}
