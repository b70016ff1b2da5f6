package build

import (
	"cmp"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geocode"
)

// nearby remembers which value addresses have about a point, by cell: the
// locality that they name, or their postcode. It grows with the cells that
// have addresses: some 20 bytes for each and every value in it.
type nearby struct {
	counts map[nearbyKey]int32
	most   map[[2]int32]uint32
}

type nearbyKey struct {
	cell  [2]int32
	value uint32
}

// neighbourCell is the width in degrees of a cell: some 500 metres.
const neighbourCell = 0.005

func neighbourCellOf(p geocode.Point) [2]int32 {
	return [2]int32{int32(math.Floor(p.Lat / neighbourCell)), int32(math.Floor(p.Lon / neighbourCell))}
}

func newNearby() *nearby { return &nearby{counts: map[nearbyKey]int32{}} }

// note counts a value at a point.
func (n *nearby) note(p geocode.Point, value uint32) {
	n.counts[nearbyKey{neighbourCellOf(p), value}]++
}

// each puts another value in the place of each, or none.
func (n *nearby) each(other func(value uint32) (uint32, bool)) {
	counts := make(map[nearbyKey]int32, len(n.counts))
	for key, count := range n.counts {
		if value, wanted := other(key.value); wanted {
			counts[nearbyKey{key.cell, value}] += count
		}
	}
	n.counts = counts
}

// finish ends the counting: from now on the cells have their commonest value,
// of equally common ones the lowest.
func (n *nearby) finish() {
	n.most = make(map[[2]int32]uint32, len(n.counts))
	best := make(map[[2]int32]int32, len(n.counts))
	for key, count := range n.counts {
		b, known := best[key.cell]
		if !known || count > b || count == b && key.value < n.most[key.cell] {
			best[key.cell], n.most[key.cell] = count, key.value
		}
	}
	n.counts = nil
}

// at gives the value of the cell of a point, else that of the cell nearest to
// it among those around.
func (n *nearby) at(p geocode.Point) (value uint32, found bool) {
	cell := neighbourCellOf(p)
	if value, found = n.most[cell]; found {
		return value, true
	}
	type candidate struct {
		value  uint32
		metres float64
	}
	var around []candidate
	for dy := int32(-1); dy <= 1; dy++ {
		for dx := int32(-1); dx <= 1; dx++ {
			if value, known := n.most[[2]int32{cell[0] + dy, cell[1] + dx}]; known {
				lat := (float64(cell[0]+dy) + 0.5) * neighbourCell
				lon := (float64(cell[1]+dx) + 0.5) * neighbourCell
				around = append(around, candidate{value, math.Hypot(lat-p.Lat, (lon-p.Lon)*math.Cos(p.Lat*math.Pi/180))})
			}
		}
	}
	if len(around) == 0 {
		return 0, false
	}
	return slices.MinFunc(around, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.metres, b.metres), cmp.Compare(a.value, b.value))
	}).value, true
}

// homesNear are the localities, later places, of the addresses about a point.
// Those of maps count first: what is on a map is where it is without the
// lists that are read beside it.
type homesNear struct{ onMap, listed *nearby }

func newHomesNear() homesNear { return homesNear{newNearby(), newNearby()} }

// note counts an address of a map or a list.
func (h *homesNear) note(p geocode.Point, locality uint32, onMap bool) {
	if onMap {
		h.onMap.note(p, locality)
	} else {
		h.listed.note(p, locality)
	}
}

// finish ends the counting, and puts the places of localities in their place.
func (h *homesNear) finish(homes *homes) {
	for _, n := range [...]*nearby{h.onMap, h.listed} {
		n.each(func(locality uint32) (uint32, bool) { return uint32(homes.of[locality]), homes.of[locality] != noHome })
		n.finish()
	}
}

// at gives the place that most addresses about a point are in.
func (h *homesNear) at(p geocode.Point) (home int32, found bool) {
	n, found := h.onMap.at(p)
	if !found {
		n, found = h.listed.at(p)
	}
	return int32(n), found
}
