package osm_test

import (
	"fmt"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
)

// wrongWith tells what of a feature is not as the vocabulary promises, "" for
// nothing.
func wrongWith(f *source.Feature) string {
	at := geocode.Point{Lat: f.Lat, Lon: f.Lon}
	switch {
	case !geo.Valid(at) || at == geocode.Point{}:
		return fmt.Sprintf("its point is %v", at)
	case f.SourceID == "":
		return "it has no ID"
	case f.Kind == source.Address && (f.Street == "" || f.Number == ""), f.Kind == source.Street && f.Street == "":
		return "it has no street or number"
	case f.Kind == source.Postcode && f.Postcode == "":
		return "it has no postcode"
	case (f.Kind == source.Place || f.Kind == source.Area || f.Kind == source.Landmark) && f.Name == "":
		return "it has no name"
	case (f.Kind == source.Landmark) != (f.Type != ""):
		return fmt.Sprintf("it has the type %q", f.Type)
	case f.Kind != source.Street && len(f.Line) > 0 || len(f.Line) == 1:
		return "it has a line"
	case f.Kind == source.Address && len(f.Rings) > 0:
		return "it has rings"
	case f.Country != "" && len(f.Country) != 2:
		return "its country is " + f.Country
	}
	for i, j := range f.Joints {
		if int(j) >= len(f.Line) || j < 0 || i > 0 && j <= f.Joints[i-1] {
			return fmt.Sprintf("its joints are %v of %d", f.Joints, len(f.Line))
		}
	}
	for _, p := range slices.Concat(append(slices.Clone(f.Rings), f.Line)...) {
		if !geo.Valid(p) || math.IsNaN(p.Lat) {
			return fmt.Sprintf("a point of it is %v", p)
		}
	}
	return wrongWithRings(f, at)
}

func wrongWithRings(f *source.Feature, at geocode.Point) string {
	inside := false
	for _, ring := range f.Rings {
		if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
			return "a ring is not closed"
		}
		if geo.RingHolds(ring, at) {
			inside = !inside
		}
	}
	if len(f.Rings) > 0 && !inside {
		return fmt.Sprintf("its point %v is outside", at)
	}
	return ""
}
