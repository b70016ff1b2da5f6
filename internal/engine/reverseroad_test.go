package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestPointsOnRoads asks along the L-shaped main street of lauf and about the
// crossings of grid.
func TestPointsOnRoads(t *testing.T) {
	lauf, grid := lauf(t), grid(t)
	for _, c := range []struct {
		name string
		e    *Engine
		at   geocode.Point
		kind geocode.EntityType
		want string
	}{
		{"at a house", lauf, metres(20, -10), "Address", "Main Street 1, Lauf, BY, Germany (High, Good)"},
		{"on the road before it", lauf, metres(20, -2), "Address", "Main Street 1, Lauf, BY, Germany (Low, Good)"},
		{"on the road, far from houses", lauf, metres(203, 170), "Road", "Main Street, Lauf, BY, Germany (High, Good)"},
		{"beside the road", lauf, metres(240, 170), "Road", "Main Street, Lauf, BY, Germany (Medium, Good)"},
		{"between a road and a house", lauf, metres(120, 280), "Road", "Bergweg, Lauf, BY, Germany (Medium, Good)"},
		{"in a field", lauf, metres(-300, -300), "PopulatedPlace", "München, BY, Germany (High, Good)"},
		{"at a crossing", grid, metres(203, 201), "RoadIntersection", "1st Avenue & Elm Street, Upham, BY, Germany (High, Good)"},
		{"between two roads", grid, metres(226, 23), "Road", "Main Street, Upham, BY, Germany (Medium, Good)"},
	} {
		got, a := best(t, c.e, geocode.Request{Reverse: true, Point: c.at}), ask(t, c.e, geocode.Request{Reverse: true, Point: c.at}).Answers[0]
		if got != c.want || a.EntityType != c.kind {
			t.Errorf("%s: %s %s, want %s %s", c.name, a.EntityType, got, c.kind, c.want)
		}
		if last := a.Points[len(a.Points)-1]; c.kind != "PopulatedPlace" && last.Usage&geocode.Route == 0 {
			t.Errorf("%s: the points are %+v", c.name, a.Points)
		}
	}
}

// TestRoadsAreNoneOfTheTypesAskedFor: with a list of types, only those are answered.
func TestRoadsAreNoneOfTheTypesAskedFor(t *testing.T) {
	r := geocode.Request{Reverse: true, Point: metres(203, 201), TypesGiven: true, EntityTypes: geocode.ParseTypeSet("Address,PopulatedPlace")}
	if got := best(t, grid(t), r); got != "München, BY, Germany (High, Good)" {
		t.Errorf("got %s", got)
	}
}

// TestSideOfTheStreet: addresses stand on a side of their street, and points
// that a road answers lie on one; streets asked for, and crossings, do not.
func TestSideOfTheStreet(t *testing.T) {
	lauf, grid := lauf(t), grid(t)
	forward := func(line string) geocode.Request {
		return geocode.Request{Address: geocode.Address{AddressLine: line, Locality: "Lauf"}}
	}
	point := func(north, east float64) geocode.Request {
		return geocode.Request{Reverse: true, Point: metres(north, east)}
	}
	for _, c := range []struct {
		name string
		e    *Engine
		r    geocode.Request
		want string
	}{
		{"beyond the road east", lauf, point(240, 170), "north"},
		{"before it", lauf, point(160, 170), "south"},
		{"beyond the end", lauf, point(220, 420), "northeast"},
		{"on the road", lauf, point(200, 170), ""},
		{"at a house beside the road north", lauf, point(20, -10), "west"},
		{"the house", lauf, forward("Hauptstraße 1"), "west"},
		{"between two houses", lauf, forward("Hauptstraße 7"), "west"},
		{"on the other side", lauf, forward("Hauptstraße 20"), "south"},
		{"beyond the last house", lauf, forward("Hauptstraße 40"), ""},
		{"a house of a street without a course", lauf, forward("Am Markt 9"), ""},
		{"the street", lauf, forward("Hauptstraße"), ""},
		{"a crossing", grid, point(203, 201), ""},
		{"a place", lauf, point(-300, -300), ""},
	} {
		if a := ask(t, c.e, c.r).Answers[0]; a.Side != c.want {
			t.Errorf("%s: %s is on the side %q, want %q", c.name, a.Name, a.Side, c.want)
		}
	}
}
