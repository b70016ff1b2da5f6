package osm

import (
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
)

// houseNumber is the address's number as people write it. Czech and Slovak
// houses have two, that of the municipality's register and that of the
// street, written 1234/56; provisional ones have "ev." before them.
func (t *tags) houseNumber() string {
	if number := t.text("addr:housenumber"); number != "" {
		return number
	}
	register, street := t.text("addr:conscriptionnumber"), t.text("addr:streetnumber")
	switch {
	case register != "" && street != "":
		return register + "/" + street
	case register+street != "":
		return register + street
	}
	if provisional := t.text("addr:provisionalnumber"); provisional != "" {
		return "ev." + provisional
	}
	return t.text("addr:housename")
}

// address fills the feature's fields from an element's tags.
func (c *collector) address(f *source.Feature, t *tags) {
	f.Number = t.houseNumber()
	f.Street = t.first("addr:street", "addr:place")
	f.Locality = t.first("addr:city", "addr:town", "addr:village", "addr:hamlet", "addr:municipality")
	f.Neighborhood = t.first("addr:suburb", "addr:neighbourhood", "addr:quarter", "addr:district")
	f.District = t.text("addr:county")
	f.Region = t.first("addr:state", "addr:province", "addr:region")
	f.Postcode = t.first("addr:postcode", "postal_code")
}

// keepAddress keeps an address at the front of a shape; those of several
// streets one by one.
func (c *collector) keepAddress(t *tags, s shape, accuracy source.Accuracy) error {
	at := s.front
	f := c.begin(t, source.Address)
	f.Accuracy = accuracy
	c.address(f, t)
	c.doorsOf(f, t, s)
	if f.Number == "" {
		c.note(noNumber, t, "addr:housenumber", t.raw("addr:housenumber"))
		return nil
	}
	if f.Street == "" {
		n, ok := c.survey.streetOf[memberKey{t.kind, t.id}]
		if !ok {
			c.note(noStreet, t, "addr:housenumber", f.Number)
			return nil
		}
		if f.Street = c.survey.streets[n]; f.Street == "" {
			return c.keep(c.addresses, awaiting(f, n), at, nil)
		}
	}
	streets := split(f.Street)
	if len(streets) < 2 {
		return c.keep(c.addresses, f, at, nil)
	}
	numbers := split(f.Number)
	if len(numbers) != len(streets) {
		c.note(severalPlaces, t, "addr:street", f.Street)
	}
	for i, street := range streets {
		f.Street = street
		if len(numbers) == len(streets) {
			f.Number = numbers[i]
		}
		if err := c.keep(c.addresses, f, at, nil); err != nil {
			return err
		}
	}
	return nil
}

// awaited begins what stands for the name of an associated street that one of
// its ways is to give; no text of a map has it in it.
const awaited = "\x00"

// awaiting has an address wait for the name of an associated street.
func awaiting(f *source.Feature, street int32) *source.Feature {
	f.Street = awaited + strconv.Itoa(int(street))
	return f
}

// awaitedStreet is the name that an address waits for; "" where no way gave it.
func (c *collector) awaitedStreet(f *source.Feature) string {
	place, waits := strings.CutPrefix(f.Street, awaited)
	if !waits {
		return f.Street
	}
	n, _ := strconv.Atoi(place)
	return c.survey.streets[n]
}

// doorRanks say which door of a building an address is at, the best first.
var doorRanks = map[string]uint8{"main": 1, "yes": 2, "home": 2, "house": 2, "shop": 3, "staircase": 3}

// doorRank gives a node's rank as a door, 0 where it is none that a visitor
// takes.
func doorRank(t *tags) uint8 {
	value := t.raw("entrance")
	if value == "" && t.raw("building") == "entrance" {
		return 2
	}
	switch value {
	case "", "no", "emergency", "exit", "service", "garage":
		return 0
	}
	if rank, ok := doorRanks[strings.ToLower(value)]; ok {
		return rank
	}
	return 4
}

// front is the point of a building that its address is at: its best door, if
// there is only one of that rank, else a point inside.
func (c *collector) front(rings [][]element.Position, inside element.Position) element.Position {
	best, several := inside, true
	var rank uint8
	for _, line := range rings {
		for _, at := range line[1:] {
			switch r := c.doors[at]; {
			case r == 0:
			case rank == 0 || r < rank:
				best, rank, several = at, r, false
			case r == rank:
				several = true
			}
		}
	}
	if several {
		return inside
	}
	return best
}
