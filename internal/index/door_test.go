package index

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

// TestDoors writes the doors of two streets and reads each again.
func TestDoors(t *testing.T) {
	at := func(micro int) geocode.Point {
		return geocode.Point{Lat: float64(50e6+micro) / 1e6, Lon: float64(8e6-micro) / 1e6}
	}
	main, oak := StreetDraft{Names: []string{"Main"}, Core: "main", Point: at(0)}, StreetDraft{Names: []string{"Oak"}, Core: "oak", Point: at(9)}
	var want [][]Door
	for i := range 150 {
		a := AddressDraft{Number: uint32(i + 1), Point: at(i)}
		if i%7 == 3 {
			a.Doors = []Door{{Flats: fmt.Sprint("1-", i), Point: at(3 * i)}, {Flats: "7;9"}}
		}
		want = append(want, a.Doors)
		main.Addresses = append(main.Addresses, a)
	}
	oak.Addresses = []AddressDraft{{Number: 1, Point: at(1)}}
	dir, _ := writeList(t, []listed{{place: NewArea{Kind: Place, Name: "Ford"}, streets: []StreetDraft{main, oak}}}, nil)
	s := opened(t, dir).Streets()
	for id := range AddressID(151) {
		a, err := s.Address(id)
		check(t, err)
		doors, err := s.Doors(&a)
		check(t, err)
		if id == 150 {
			want = append(want, nil)
		}
		if diff := cmp.Diff(want[id], doors); diff != "" {
			t.Errorf("address %d: %s", id, diff)
		}
	}
}

func TestDoorsAreBounded(t *testing.T) {
	a := AddressDraft{Number: 1, Doors: make([]Door, MaxDoors+1)}
	a.Doors[0].Flats = strings.Repeat("1", maxText+1)
	dir, _ := writeList(t, []listed{{place: NewArea{Kind: Place, Name: "Ford"}, streets: []StreetDraft{{Names: []string{"Main"}, Core: "main", Addresses: []AddressDraft{a}}}}}, nil)
	s := opened(t, dir).Streets()
	read, err := s.Address(0)
	check(t, err)
	doors, err := s.Doors(&read)
	check(t, err)
	if len(doors) != MaxDoors || len(doors[0].Flats) != maxText {
		t.Errorf("%d doors, the first with %d bytes", len(doors), len(doors[0].Flats))
	}
}
