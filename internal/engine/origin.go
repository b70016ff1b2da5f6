package engine

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// Where an answer comes from is told as precisely as its index knows it: an
// address from the source that its point is from, a street from those of its
// addresses or, without any, those that may have drawn it. An index does not
// keep which of its sources areas, postcodes and landmarks are from: their
// answers name the index, with the licences of all that went into it.

// origin is the names of sources and their licences, each once, "; " between.
type origin struct{ source, licence string }

// wholeOf is the origin of what may be from any source of an index.
func wholeOf(m *index.Manifest) origin {
	o := originOf(m.Sources)
	o.source = m.Name
	return o
}

// originOf joins the names and licences of sources.
func originOf(list []index.Source) (o origin) {
	if len(list) == 1 {
		return origin{list[0].Name, list[0].Licence}
	}
	var names, licences []string
	for i := range list {
		names = addOnce(names, list[i].Name)
		licences = addOnce(licences, list[i].Licence)
	}
	return origin{strings.Join(names, "; "), strings.Join(licences, "; ")}
}

// addOnce appends what is neither empty nor there already.
func addOnce(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// tell puts an origin into an answer.
func (o origin) tell(a *geocode.Answer) { a.Source, a.Licence = o.source, o.licence }

// wholeIndex is the origin of an area of an index.
func (b *batch) wholeIndex(at int) origin {
	if b.wholes == nil {
		for _, ix := range b.indexes {
			b.wholes = append(b.wholes, wholeOf(ix.Manifest()))
		}
	}
	return b.wholes[at]
}

// houseOrigin is that of a house, street or crossing.
func (b *batch) houseOrigin(h *house) origin {
	sources := b.indexes[h.at].Manifest().Sources
	switch {
	case h.level == onPoint || h.level == between:
		if h.address.Source < len(sources) {
			return originOf(sources[h.address.Source:][:1])
		}
	case h.level == atCrossing:
		return originOf(pick(sources, b.streetSources(h.at, &h.other, b.streetSources(h.at, &h.street, nil))))
	default:
		return originOf(pick(sources, b.streetSources(h.at, &h.street, nil)))
	}
	return b.wholeIndex(h.at)
}

// pick gives those of the sources that are marked; more marks than sources
// come of a manifest that was changed, and say nothing.
func pick(sources []index.Source, marked []int) (picked []index.Source) {
	slices.Sort(marked)
	for _, at := range slices.Compact(marked) {
		if at < len(sources) {
			picked = append(picked, sources[at])
		}
	}
	return picked
}

// mostAsked is how many of a street's addresses are asked for their sources.
const mostAsked = 64

// streetSources adds the positions of a street's sources to list: those of its
// addresses, else of all inputs that were read for the index.
func (b *batch) streetSources(at int, street *index.Street, list []int) []int {
	asked := 0
	b.note(b.indexes[at].Streets().EachAddress(street.ID, func(a *index.Address) bool {
		if !slices.Contains(list, a.Source) {
			list = append(list, a.Source)
		}
		asked++
		return asked < mostAsked
	}))
	if asked > 0 {
		return list
	}
	sources, inputs := b.indexes[at].Manifest().Sources, len(list)
	for i := range sources {
		if sources[i].Records != nil {
			list = append(list, i)
		}
	}
	if len(list) == inputs { // an index of before they were counted
		for i := range sources {
			list = append(list, i)
		}
	}
	return list
}
