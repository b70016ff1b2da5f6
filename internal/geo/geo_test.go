package geo

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/milepost/milepost/internal/geocode"
)

func at(lat, lon float64) geocode.Point { return geocode.Point{Lat: lat, Lon: lon} }

func box(south, west, north, east float64) geocode.Box {
	return geocode.Box{South: south, West: west, North: north, East: east}
}

var nearly = cmpopts.EquateApprox(0, 1e-9)

func TestDistance(t *testing.T) {
	tests := []struct {
		name string
		a, b geocode.Point
		want float64 // km
	}{
		{"a degree of latitude", at(0, 0), at(1, 0), 111.195},
		{"a degree of longitude at 60 degrees", at(60, 0), at(60, 1), 55.597},
		{"across the antimeridian", at(0, 179.5), at(0, -179.5), 111.195},
		{"over the pole", at(89, 0), at(89, 180), 222.390},
		{"London to Paris", at(51.5074, -0.1278), at(48.8566, 2.3522), 343.556},
		{"the other side of the Earth", at(10, 20), at(-10, -160), 20015.115},
	}
	for _, test := range tests {
		if got := Distance(test.a, test.b) / 1000; math.Abs(got-test.want) > 0.001 {
			t.Errorf("%s: %.3f km, want %.3f", test.name, got, test.want)
		}
	}
}

func TestLongitude(t *testing.T) {
	for lon, want := range map[float64]float64{0: 0, 180: 180, -180: -180, 181: -179, -181: 179, 540: -180, 719: -1} {
		if got := Longitude(lon); got != want {
			t.Errorf("Longitude(%v) = %v, want %v", lon, got, want)
		}
	}
}

func TestValid(t *testing.T) {
	for p, want := range map[geocode.Point]bool{
		at(90, 180): true, at(-90, -180): true, at(90.1, 0): false, at(0, 180.1): false, at(math.Inf(1), 0): false,
	} {
		if Valid(p) != want {
			t.Errorf("Valid(%v) = %v", p, !want)
		}
	}
	if Valid(at(0, math.NaN())) {
		t.Error("NaN is valid")
	}
}

func TestAround(t *testing.T) {
	tests := []struct {
		name   string
		points []geocode.Point
		want   geocode.Box
	}{
		{"nothing", nil, geocode.Box{}},
		{"one point", []geocode.Point{at(5, 6)}, box(5, 6, 5, 6)},
		{"a city", []geocode.Point{at(1, 3), at(2, 1), at(0, 2)}, box(0, 1, 2, 3)},
		{"islands on both sides of the antimeridian", []geocode.Point{at(-17, 178), at(-16, -179), at(-18, 177)}, box(-18, 177, -16, -179)},
		{"half the Earth, on this side", []geocode.Point{at(0, -90), at(0, 0), at(0, 89)}, box(0, -90, 0, 89)},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Around(test.points...), nearly); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestUnion(t *testing.T) {
	tests := []struct {
		name  string
		boxes []geocode.Box
		want  geocode.Box
	}{
		{"side by side", []geocode.Box{box(0, 0, 1, 1), box(2, 3, 3, 4)}, box(0, 0, 3, 4)},
		{"meeting at the antimeridian", []geocode.Box{box(60, 30, 70, 180), box(60, -180, 70, -170)}, box(60, 30, 70, -170)},
		{"one crosses already", []geocode.Box{box(0, 170, 1, -170), box(0, -175, 1, -160)}, box(0, 170, 1, -160)},
		{"one within the other", []geocode.Box{box(0, 0, 10, 100), box(4, 40, 5, 50)}, box(0, 0, 10, 100)},
		{"all around", []geocode.Box{box(-90, -180, -60, 0), box(-90, 0, -60, 180)}, box(-90, -180, -60, 180)},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Union(test.boxes...), nearly); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestBoxHolds(t *testing.T) {
	fiji, all := box(-21, 177, -12, -178), box(-90, -180, 90, 180)
	tests := []struct {
		box  geocode.Box
		p    geocode.Point
		want bool
	}{
		{fiji, at(-17, 178), true},
		{fiji, at(-17, -179), true},
		{fiji, at(-17, 180), true},
		{fiji, at(-17, 176.9), false},
		{fiji, at(-17, -177.9), false},
		{fiji, at(-11, 178), false},
		{all, at(90, 180), true},
		{all, at(-90, -180), true},
		{all, at(0, 0), true},
	}
	for _, test := range tests {
		if got := BoxHolds(test.box, test.p); got != test.want {
			t.Errorf("BoxHolds(%v, %v) = %v", test.box, test.p, got)
		}
	}
}

func TestPad(t *testing.T) {
	degree := MetresPerDegree
	tests := []struct {
		name string
		in   geocode.Box
		want geocode.Box
	}{
		{"across the antimeridian", box(0, 179.5, 0, 179.5), box(-1, 178.5, 1, -179.5)},
		{"at the pole", box(89.5, 10, 89.6, 11), box(88.5, -180, 90, 180)},
	}
	for _, test := range tests {
		got := Pad(test.in, degree)
		if diff := cmp.Diff(test.want, got, cmpopts.EquateApprox(0, 0.001)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestDistanceToBox(t *testing.T) {
	b := box(50, 170, 60, -170)
	tests := []struct {
		name string
		p    geocode.Point
		want float64 // km
	}{
		{"inside", at(55, 180), 0},
		{"south", at(49, -175), 111.195},
		{"north", at(61, 171), 111.195},
		{"west", at(55, 169), Distance(at(55, 169), at(55.006, 170)) / 1000},
		{"east", at(55, -169), Distance(at(55, -169), at(55.006, -170)) / 1000},
		{"off the corner", at(49, 169), Distance(at(49, 169), at(50, 170)) / 1000},
	}
	for _, test := range tests {
		if got := DistanceToBox(test.p, b) / 1000; math.Abs(got-test.want) > 0.01 {
			t.Errorf("%s: %.3f km, want %.3f", test.name, got, test.want)
		}
	}
}

func TestGap(t *testing.T) {
	tests := []struct {
		name string
		a, b geocode.Box
		want float64 // km
	}{
		{"overlapping", box(0, 0, 2, 2), box(1, 1, 3, 3), 0},
		{"touching at the antimeridian", box(60, 30, 70, 180), box(60, -180, 70, -170), 0},
		{"across the equator", box(-2, 0, 2, 1), box(-2, 3, 2, 4), 222.39},
		{"at 60 degrees", box(60, 0, 70, 1), box(60, 3, 70, 4), 111.195},
		{"north and south", box(0, 0, 1, 1), box(3, 0, 4, 1), 222.39},
	}
	for _, test := range tests {
		if got := Gap(test.a, test.b) / 1000; math.Abs(got-test.want) > 0.01 {
			t.Errorf("%s: %.3f km, want %.3f", test.name, got, test.want)
		}
		if Gap(test.a, test.b) != Gap(test.b, test.a) {
			t.Errorf("%s: not the same both ways", test.name)
		}
	}
}
