package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestNumbersFollowTheBend puts a house between two others where the street
// turns: beside the bend, not across the block.
func TestNumbersFollowTheBend(t *testing.T) {
	bend := course{{metres(0, 0), metres(200, 0), metres(200, 200)}}
	for _, c := range []struct {
		name         string
		below, above geocode.Point
		share        float64
		display      geocode.Point
		route        geocode.Point
	}{
		{"before the bend, right", metres(100, 12), metres(188, 100), 0.25, metres(150, 12), metres(150, 0)},
		{"after it, right", metres(100, 12), metres(188, 100), 0.75, metres(188, 50), metres(200, 50)},
		{"after it, left", metres(100, -12), metres(212, 100), 0.75, metres(212, 50), metres(200, 50)},
		{"numbers that fall along the line", metres(188, 100), metres(100, 12), 0.25, metres(188, 50), metres(200, 50)},
		{"a house at the kerb", metres(10, 1), metres(110, 1), 0.5, metres(60, 5), metres(60, 0)},
		{"houses deep in their gardens", metres(10, 90), metres(110, 90), 0.5, metres(60, 30), metres(60, 0)},
	} {
		f, ok := bend.between(c.below, c.above, c.share)
		if !ok {
			t.Errorf("%s: no place", c.name)
		}
		isNear(t, c.name+", display", f.display, c.display)
		isNear(t, c.name+", route", f.route, c.route)
	}
}

func TestCarriageways(t *testing.T) {
	road := course{{metres(0, 0), metres(500, 0)}, {metres(500, 20), metres(0, 20)}}
	f, ok := road.between(metres(100, -9), metres(300, 8), 0.5) // one foot is on the other carriageway's side
	if !ok {
		t.Fatal("no place")
	}
	isNear(t, "route", f.route, metres(200, 0))
	isNear(t, "display", f.display, metres(200, -8.5))
}

func TestWhereThereIsNoWayAlong(t *testing.T) {
	for name, c := range map[string]course{
		"no line":                nil,
		"an empty line":          {{}},
		"a line far off":         {{metres(0, 900), metres(500, 900)}},
		"a road that comes back": {{metres(0, 0), metres(800, 0), metres(800, 20), metres(0, 20)}},
	} {
		if f, ok := c.between(metres(10, -5), metres(10, 25), 0.5); ok {
			t.Errorf("%s: placed at %v", name, f)
		}
	}
}
