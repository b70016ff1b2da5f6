package index

import (
	"encoding/binary"
	"fmt"
)

// What not all streets have, or have at all lengths, is in sections of one
// shape: some bytes for each street, in groups of 16 streets.
//
//	groups     one after another: the length of each street's bytes, 16 ×
//	           uvarint, then the bytes; the last group is filled up with 0
//	directory  where each group begins, and where the last ends, u48 each
//
// An index in which no street has any has no such section.
const (
	perGroup  = 16
	entryU48  = 6
	maxPerKey = 1 << 28 // bytes of one street
)

// perStreet is such a section; without one no street has any bytes.
type perStreet struct{ section *section }

// of gives the bytes of a street, nil where it has none. They are valid as
// those of section.bytes.
func (p perStreet) of(s *Streets, id StreetID) ([]byte, error) {
	count := uint64(s.Count())
	if uint64(id) >= count {
		return nil, fmt.Errorf("street %d: %w", id, ErrNoStreet)
	}
	if p.section == nil {
		return nil, nil
	}
	directory := entryU48 * ((count+perGroup-1)/perGroup + 1)
	if p.section.size() < directory {
		return nil, p.section.damage("is too short for %d streets", count)
	}
	groups := p.section.size() - directory
	entry, err := p.section.bytes(groups+entryU48*(uint64(id)/perGroup), 2*entryU48)
	if err != nil {
		return nil, err
	}
	from, to := u48(entry), u48(entry[entryU48:])
	if from > to || to > groups {
		return nil, p.section.damage("has no group of the street %d", id)
	}
	group, err := p.section.bytes(from, to-from)
	if err != nil {
		return nil, err
	}
	return p.pick(group, id)
}

// pick finds the bytes of a street in its group.
func (p perStreet) pick(group []byte, id StreetID) ([]byte, error) {
	before, length := uint64(0), uint64(0)
	in := varints{rest: group}
	for i := range StreetID(perGroup) {
		n := in.next()
		if i < id%perGroup {
			before += n
		} else if i == id%perGroup {
			length = n
		}
	}
	size := uint64(len(in.rest))
	if in.bad || before > size || length > size-before {
		return nil, p.section.damage("ends within the group of the street %d", id)
	}
	if length == 0 {
		return nil, nil
	}
	return in.rest[before:][:length:length], nil
}

// perStreetWriter writes such a section, street by street.
type perStreetWriter struct {
	groups  *spool
	starts  []byte // of the groups, as in the directory
	lengths []byte // of the group that is being filled
	bytes   []byte
	streets int
	used    bool // some street had bytes
}

func newPerStreetWriter(w *StreetWriter, dir, name string) (*perStreetWriter, error) {
	groups, err := w.spool(dir, name)
	return &perStreetWriter{groups: groups}, err
}

// add writes the bytes of the next street.
func (p *perStreetWriter) add(b []byte) error {
	if len(b) > maxPerKey {
		return fmt.Errorf("%d bytes of one street: %w", len(b), ErrTooLarge)
	}
	p.used = p.used || len(b) > 0
	p.lengths = binary.AppendUvarint(p.lengths, uint64(len(b)))
	p.bytes = append(p.bytes, b...)
	if p.streets++; p.streets%perGroup == 0 {
		return p.flush()
	}
	return nil
}

func (p *perStreetWriter) flush() error {
	p.starts = appendU48(p.starts, p.groups.size)
	if _, err := p.groups.Write(p.lengths); err != nil {
		return err
	}
	_, err := p.groups.Write(p.bytes)
	p.lengths, p.bytes = p.lengths[:0], p.bytes[:0]
	return err
}

// end writes the last group and the directory.
func (p *perStreetWriter) end() error {
	if open := p.streets % perGroup; open > 0 {
		p.lengths = append(p.lengths, make([]byte, perGroup-open)...)
		if err := p.flush(); err != nil {
			return err
		}
	}
	p.starts = appendU48(p.starts, p.groups.size)
	_, err := p.groups.Write(p.starts)
	return err
}
