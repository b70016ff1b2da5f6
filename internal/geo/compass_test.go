package geo

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

func TestCompass(t *testing.T) {
	for _, c := range []struct {
		from, to geocode.Point
		want     string
	}{
		{geocode.Point{Lat: 60, Lon: 10}, geocode.Point{Lat: 60.001, Lon: 10}, "north"},
		{geocode.Point{Lat: 60, Lon: 10}, geocode.Point{Lat: 60.001, Lon: 10.002}, "northeast"}, // a degree of longitude is half as long there
		{geocode.Point{Lat: 60, Lon: 10}, geocode.Point{Lat: 60, Lon: 10.001}, "east"},
		{geocode.Point{Lat: 60, Lon: 10}, geocode.Point{Lat: 59.999, Lon: 10.002}, "southeast"},
		{geocode.Point{Lat: 60, Lon: 10}, geocode.Point{Lat: 59.999, Lon: 10.0001}, "south"},
		{geocode.Point{Lat: 60, Lon: 10}, geocode.Point{Lat: 59.999, Lon: 9.9999}, "south"},
		{geocode.Point{Lat: 60, Lon: 10}, geocode.Point{Lat: 59.999, Lon: 9.998}, "southwest"},
		{geocode.Point{Lat: 0, Lon: -179.9999}, geocode.Point{Lat: 0, Lon: 179.9999}, "west"},
		{geocode.Point{Lat: 60, Lon: 10}, geocode.Point{Lat: 60.001, Lon: 9.998}, "northwest"},
		{geocode.Point{Lat: 60, Lon: 10}, geocode.Point{Lat: 60.000001, Lon: 10}, ""},
	} {
		if got := Compass(c.from, c.to); got != c.want {
			t.Errorf("from %v to %v: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
