package engine

import (
	"math"
	"testing"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

func TestBoxesOfAddressesStayOnTheMap(t *testing.T) {
	for _, p := range []geocode.Point{{Lat: 38, Lon: -84.5}, {Lat: -16.8, Lon: 179.999}, {Lat: -16.8, Lon: -179.999}, {Lat: 89.999}, {Lat: -90, Lon: 180}} {
		box := addressBox(p)
		if box.South < -90 || box.North > 90 || math.Abs(box.West) > 180 || math.Abs(box.East) > 180 || !geo.BoxHolds(box, p) {
			t.Errorf("the box of %v is %v", p, box)
		}
	}
}
