package build

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// alias is a note that a street is also found by another name.
type alias struct {
	target []byte // the key of the street's own name
	name   string // the other one, as written
	at     spot   // on the street
	source uint16
}

// An alias in a record, after what it begins with: the source as u16, target
// and name, lengthed, latitude and longitude as varints.
func (a *alias) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint16(b, a.source)
	b = appendLengthed(appendLengthed(b, string(a.target)), a.name)
	return binary.AppendVarint(binary.AppendVarint(b, int64(a.at.lat)), int64(a.at.lon))
}

func (a *alias) decode(b []byte) error {
	if len(b) < 2 {
		return errRecord
	}
	a.source = binary.BigEndian.Uint16(b)
	r := courseReader{b: b[2:]}
	a.target, a.name = []byte(r.text()), r.text()
	a.at = spot{int32(r.varint()), int32(r.varint())}
	if r.bad {
		return errRecord
	}
	return nil
}

// note is an alias in the order in which streets are written.
type note struct {
	alias
	as text.StreetName
}

// note keeps an alias until the streets of its core are written.
func (w *writer) note(rest []byte) error {
	if len(rest) < headLength {
		return errRecord
	}
	n := note{as: w.group[len(w.group)-1].name}
	if err := n.decode(rest[headLength:]); err != nil {
		return err
	}
	w.notes = append(w.notes, n)
	return nil
}

// sameStreet is how far apart, in metres, two pieces of one street may lie
// that are called by one other name.
const sameStreet = 3_000

// distinctNotes leaves out what several pieces of a street say of it alike.
func distinctNotes(notes []note) (kept []note) {
	for _, n := range notes {
		if !slices.ContainsFunc(kept, func(k note) bool {
			return k.as == n.as && bytes.Equal(k.target, n.target) && k.at.metresTo(n.at) <= sameStreet
		}) {
			kept = append(kept, n)
		}
	}
	return kept
}

// draft is the alias as it is written.
func (n *note) draft() *index.StreetDraft {
	at := n.at.position()
	return &index.StreetDraft{
		Names: []string{n.name}, Core: n.as.Core, Type: n.as.Type, Pre: n.as.Pre, Post: n.as.Post, Articles: n.as.Articles,
		Point: at, Box: geo.Around(at),
	}
}

// others are the aliases of an area that were written, and the streets that
// they may stand for.
type others struct {
	streets map[string][]bearer // by key
	waiting []waitingAlias
}

// bearer is a street that has other names.
type bearer struct {
	id  index.StreetID
	box geocode.Box
}

type waitingAlias struct {
	id     index.StreetID
	target string
	at     geocode.Point
}

// known notes a street that was written, if it has other names.
func (o *others) known(s *street, id index.StreetID) {
	if !slices.ContainsFunc(s.courses, func(c course) bool { return len(c.names) > 0 }) && !slices.ContainsFunc(s.points, func(p point) bool { return p.twin }) {
		return
	}
	if o.streets == nil {
		o.streets = map[string][]bearer{}
	}
	for _, key := range s.keys {
		o.streets[key] = append(o.streets[key], bearer{id, s.box()})
	}
}

func (o *others) wait(id index.StreetID, n *note) {
	o.waiting = append(o.waiting, waitingAlias{id, string(n.target), n.at.position()})
}

// resolve tells which streets the aliases of an area stand for: of those that
// have the name, the nearest.
func (o *others) resolve(out *index.StreetWriter) error {
	for _, a := range o.waiting {
		known := o.streets[a.target]
		if len(known) == 0 {
			return fmt.Errorf("write streets: nothing is known of the street that %d is another name of", a.id)
		}
		at := leastBy(len(known), func(i int) float64 { return geo.DistanceToBox(a.at, known[i].box) })
		if err := out.StandsFor(a.id, known[at].id); err != nil {
			return err
		}
	}
	o.waiting = o.waiting[:0]
	clear(o.streets)
	return nil
}
