package engine

import (
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

var (
	// The words beside the number are a flat that the house is known to have.
	// It gives back what they cost.
	unitAgrees = charge{"unit.agrees", -unitUnknown.cost}
	// The house is known to have flats, and the one asked for is none of them.
	unitElsewhere = charge{"unit.elsewhere", 0.01}
)

// findFlat looks for the flat that is asked for among those of the house, and
// puts the answer at the door that leads to it.
func (s *streetSearch) findFlat(h *house) {
	if h.level != onPoint || h.line.unit == "" {
		return
	}
	doors, err := s.indexes[h.at].Streets().Doors(&h.address)
	s.note(err)
	if len(doors) == 0 {
		return
	}
	flat, ok := text.FlatIn(h.line.unit)
	if !ok {
		return
	}
	listed := false
	for _, d := range doors {
		has, read := text.HasFlat(d.Flats, flat)
		listed = listed || read
		if has {
			s.enter(h, &d)
			return
		}
	}
	if listed {
		h.charge(unitElsewhere, flat)
	}
}

// enter puts the house's answer at a door.
func (s *streetSearch) enter(h *house, d *index.Door) {
	if d.Point != (geocode.Point{}) {
		h.point, h.address.Accuracy = d.Point, index.Rooftop
	}
	for _, f := range h.line.faults {
		if f.Name == unitUnknown.name {
			h.chargeShare(unitAgrees, f.Cost/unitUnknown.cost, d.Flats)
			return
		}
	}
}
