package record

import (
	"bytes"

	"github.com/milepost/milepost/internal/source"
)

// address packs number, unit and street; without a number the point is one of
// its street.
func (m *Maker) address(r *Record, f *source.Feature) *Fault {
	if fault := m.pack(r, Unit, slotUnit); fault != nil {
		return fault
	}
	number, street, fault := m.numberAndStreet(r)
	if fault != nil {
		return fault
	}
	if onlyZeros(number) {
		m.Tally.Note(zeroNumber, m.file, r.Line, m.layout.Column(Number), number)
		number = nil
	}
	if len(street) == 0 && (len(number) == 0 || len(bytes.TrimSpace(r.Values[Locality])) == 0) {
		return m.fault(r, Street, noStreet)
	}
	if len(number) == 0 {
		f.Kind = source.Street
	}
	m.packer.put(slotNumber, number)
	m.packer.put(slotStreet, street)
	return nil
}

// numberAndStreet finds both, in their own columns, in parts or in one line.
func (m *Maker) numberAndStreet(r *Record) (number, street []byte, fault *Fault) {
	number, ok := tidy(r.Values[Number])
	suffix, okSuffix := tidy(r.Values[NumberSuffix])
	if !ok || !okSuffix {
		return nil, nil, m.fault(r, Number, source.NotUTF8)
	}
	number = withoutFraction(number)
	if len(suffix) > 0 && len(number) > 0 {
		m.number = append(append(append(m.number[:0], number...), ' '), suffix...)
		number = m.number
	}
	switch {
	case len(r.Values[Street]) > 0:
		if street, ok = tidy(r.Values[Street]); !ok {
			return nil, nil, m.fault(r, Street, source.NotUTF8)
		}
	case len(r.Values[StreetName]) > 0:
		return number, m.streetOfParts(r), m.partsFault
	case len(r.Values[Line]) > 0:
		line, ok := tidy(r.Values[Line])
		if !ok {
			return nil, nil, m.fault(r, Line, source.NotUTF8)
		}
		found, rest := SplitLine(line)
		if len(number) == 0 {
			number = found
		}
		street = rest
	}
	return number, street, nil
}

// streetOfParts joins the parts in the order in which they are spoken.
func (m *Maker) streetOfParts(r *Record) []byte {
	m.street, m.partsFault = m.street[:0], nil
	for part := StreetBefore; part <= StreetBehind; part++ {
		text, ok := tidy(r.Values[part])
		if !ok {
			m.partsFault = m.fault(r, part, source.NotUTF8)
			return nil
		}
		if len(text) > 0 && len(m.street) > 0 {
			m.street = append(m.street, ' ')
		}
		m.street = append(m.street, text...)
	}
	return m.street
}
