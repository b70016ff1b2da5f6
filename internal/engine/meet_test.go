package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// grid is a town of three streets that run north and two that run east; one
// of these has three carriageways. Pine Street ends a little before Elm Street,
// North Oak Street far away. Another town has streets of the same names.
func grid(t *testing.T) *Engine {
	w := twoCountries()
	north := func(name string, east, length float64) street {
		return street{name: name, lines: [][]geocode.Point{{metres(0, east), metres(length, east)}}}
	}
	east := func(name string, at ...float64) street {
		s := street{name: name}
		for _, north := range at {
			s.lines = append(s.lines, []geocode.Point{metres(north, -500), metres(north, 500)})
		}
		return s
	}
	far := func(p geocode.Point) geocode.Point { return geocode.Point{Lat: p.Lat - 15, Lon: p.Lon - 104} }
	other := street{name: "Main Street", lines: [][]geocode.Point{{far(metres(0, 0)), far(metres(500, 0))}}}
	crossed := street{name: "Elm Street", lines: [][]geocode.Point{{far(metres(100, -100)), far(metres(100, 100))}}}
	riverton := w.place("Downham", "US-OR", 8_000, far(metres(0, 0)).Lat, far(metres(0, 0)).Lon)
	return w.engineOf(t,
		village{
			place: w.place("Upham", "DE-BY", 20_000, 48, 11),
			streets: []street{
				north("Main Street", 0, 500), north("1st Avenue", 200, 500), north("Pine Street", 300, 180), north("North Oak Street", -200, 50),
				east("Elm Street", 200), east("Grand Boulevard", 400, 418, 430),
			},
			meet: []meeting{
				{metres(200, 0), []string{"Main Street", "Elm Street"}},
				{metres(200, 200), []string{"1st Avenue", "Elm Street"}},
				{metres(400, 0), []string{"Main Street", "Grand Boulevard"}},
				{metres(418, 0), []string{"Main Street", "Grand Boulevard"}},
				{metres(430, 0), []string{"Main Street", "Grand Boulevard"}},
			},
		},
		village{place: riverton, streets: []street{other, crossed}, meet: []meeting{{far(metres(100, 0)), []string{"Main Street", "Elm Street"}}}},
	)
}

func TestStreetsMeet(t *testing.T) {
	e := grid(t)
	for _, c := range []struct {
		question   geocode.Request
		want       string
		kind       geocode.EntityType
		at         geocode.Point
		confidence geocode.Confidence
	}{
		{lineIn("Main St & Elm St", "Upham"), "Main Street & Elm Street", "RoadIntersection", metres(200, 0), geocode.High},
		{lineIn("Elm St/Main St", "Upham"), "Elm Street & Main Street", "RoadIntersection", metres(200, 0), geocode.High},
		{lineIn("corner of 1st Ave and Elm Street", "Upham"), "1st Avenue & Elm Street", "RoadIntersection", metres(200, 200), geocode.High},
		{geocode.Request{Query: "Main St and Elm St, Upham"}, "Main Street & Elm Street", "RoadIntersection", metres(200, 0), geocode.High},
		{geocode.Request{Query: "Main St @ Elm St Upham, Germany"}, "Main Street & Elm Street", "RoadIntersection", metres(200, 0), geocode.High},
		{geocode.Request{Query: "Upham, Main Street Ecke Elm Street"}, "Main Street & Elm Street", "RoadIntersection", metres(200, 0), geocode.High},
		{geocode.Request{Query: "Elm & Main, Upham"}, "Elm Street & Main Street", "RoadIntersection", metres(200, 0), geocode.High},
		{lineIn("Mian Street & Elm St", "Upham"), "Main Street & Elm Street", "RoadIntersection", metres(200, 0), geocode.Medium},
		{lineIn("Main St & Grand Blvd", "Upham"), "Main Street & Grand Boulevard", "RoadIntersection", metres(418, 0), geocode.High},
		{lineIn("Pine St & Elm St", "Upham"), "Pine Street & Elm Street", "RoadIntersection", metres(180, 300), geocode.Medium},
		{lineIn("Oak St & Elm St", "Upham"), "Elm Street", "Road", metres(200, 0), geocode.Low},
		{lineIn("Elm St & Nowhere Rd", "Upham"), "Elm Street", "Road", metres(200, 0), geocode.Low},
	} {
		a := ask(t, e, c.question).Answers[0]
		name := c.question.Query + c.question.Address.AddressLine
		if a.Address.AddressLine != c.want || a.EntityType != c.kind || a.Confidence != c.confidence {
			t.Errorf("%s: %s %s, %v at %v for %+v, want %s %s, %v", name, a.EntityType, a.Name, a.Confidence, a.Probability, a.Faults, c.kind, c.want, c.confidence)
		}
		if c.kind == geocode.EntityRoadIntersection {
			isNear(t, name, a.Points[0].Point, c.at)
			if len(a.Points) != 2 || a.Points[1].Point != a.Points[0].Point || a.Points[0].Method != geocode.Interpolation {
				t.Errorf("%s: the points are %+v", name, a.Points)
			}
		}
	}
}

func lineIn(line, locality string) geocode.Request {
	return geocode.Request{Address: geocode.Address{AddressLine: line, Locality: locality}}
}

// TestCrossingsInTwoTowns asks for one that both towns have.
func TestCrossingsInTwoTowns(t *testing.T) {
	r := geocode.Request{Query: "Main St & Elm St", MaxResults: 5}
	answers := ask(t, grid(t), r).Answers
	if len(answers) != 2 || answers[0].MatchCodes != geocode.Ambiguous || answers[0].Confidence == geocode.High {
		t.Errorf("got %+v", answers)
	}
}
