package record

import (
	"errors"
	"fmt"
	"io"

	"github.com/milepost/milepost/internal/source"
)

// Maker makes features of records. It is for one source and one goroutine.
type Maker struct {
	Tally   *source.Tally
	Bounds  func(country string) (source.Box, bool) // nil where not known
	Country string                                  // of records that do not say; alpha-2
	Region  string                                  // of records that do not say
	// Kind is what the records are whatever their columns; nil leaves it to
	// the columns.
	Kind *source.Kind

	file    string
	layout  *Layout
	kind    source.Kind
	packer  packer
	guard   guard
	country countries
	number  []byte
	street  []byte
	// partsFault is what streetOfParts met.
	partsFault *Fault
	feature    source.Feature
}

// Read makes features of all records of a file. What is wrong with a record is
// counted; the error is emit's or the file's.
func (m *Maker) Read(file source.Member, layout Layouter, emit func(*source.Feature) error) error {
	m.file, m.guard = file.Name, guard{}
	reader, err := NewReader(file, layout)
	if err != nil {
		return fmt.Errorf("%s: %w", file.Name, err)
	}
	for {
		record, fault, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return m.finish(reader)
		}
		if err == nil {
			err = m.use(reader, record, fault, emit)
		}
		if err == nil {
			err = m.judge(false)
		}
		if err != nil {
			return err
		}
	}
}

// finish judges the file as a whole: JSON lines tell their columns only as
// they go.
func (m *Maker) finish(reader Reader) error {
	if layout := reader.Layout(); layout != nil {
		if err := layout.Check(); err != nil {
			return fmt.Errorf("%s: %w", m.file, err)
		}
	}
	return m.judge(true)
}

// use makes a feature of a record and hands it on, or notes its fault.
func (m *Maker) use(reader Reader, record *Record, fault *Fault, emit func(*source.Feature) error) error {
	m.Tally.Read()
	if fault == nil {
		if layout := reader.Layout(); layout != m.layout {
			m.adopt(layout)
		}
		fault = m.make(record)
	}
	if fault != nil {
		m.Tally.Note(fault.Reason, m.file, fault.Line, fault.Column, fault.Value)
		return nil
	}
	m.Tally.Used()
	return emit(&m.feature)
}

func (m *Maker) adopt(layout *Layout) {
	m.layout = layout
	if m.Kind != nil {
		m.kind = *m.Kind
		return
	}
	m.kind, _ = layout.Kind()
}

// make fills the feature; the fault says why there is none.
func (m *Maker) make(r *Record) *Fault {
	f := &m.feature
	f.Reset()
	if fault := m.point(r, f); fault != nil {
		return fault
	}
	m.packer.begin()
	var fault *Fault
	switch f.Kind = m.kind; m.kind {
	case source.Address:
		fault = m.address(r, f)
	case source.Area:
		fault = m.block(r)
	case source.Postcode:
		fault = m.postcode(r)
	default:
		fault = m.place(r)
	}
	if fault == nil {
		fault = m.common(r)
	}
	if fault != nil {
		return fault
	}
	m.packer.end(f)
	f.Population = integer(r.Values[Population])
	m.origin(r, f)
	m.guard.see(f, m.Bounds)
	return nil
}

// fault is one of the record's value of a field.
func (m *Maker) fault(r *Record, field Field, reason source.Reason) *Fault {
	return &Fault{Reason: reason, Line: r.Line, Column: m.layout.Column(field), Value: r.Values[field]}
}

// pack tidies a value of the record and gives it to the feature.
func (m *Maker) pack(r *Record, field Field, into slot) *Fault {
	value := r.Values[field]
	if len(value) == 0 {
		return nil
	}
	tidied, ok := tidy(value)
	if !ok {
		return m.fault(r, field, source.NotUTF8)
	}
	if field == Postcode {
		if tidied = withoutFraction(tidied); onlyZeros(tidied) {
			return nil
		}
	}
	m.packer.put(into, tidied)
	return nil
}

// common packs the fields that all kinds have.
func (m *Maker) common(r *Record) *Fault {
	for _, p := range [...]struct {
		field Field
		into  slot
	}{
		{Locality, slotLocality}, {PostTown, slotPostTown}, {District, slotDistrict},
		{Region, slotRegion}, {Postcode, slotPostcode}, {ID, slotID}, {Admin1, slotAdmin1}, {Admin2, slotAdmin2},
	} {
		if fault := m.pack(r, p.field, p.into); fault != nil {
			return fault
		}
	}
	return nil
}

// origin sets the country and, where the record has none, the region, and what
// the source says of its point.
func (m *Maker) origin(r *Record, f *source.Feature) {
	f.Country = m.Country
	if value := r.Values[Country]; len(value) > 0 {
		code := m.country.code(value)
		if code != "" {
			f.Country = code
		} else {
			m.Tally.Note(badCountry, m.file, r.Line, m.layout.Column(Country), value)
		}
	}
	if f.Region == "" {
		f.Region = m.Region
	}
	f.Accuracy = accuracy(r.Values[Accuracy])
}

func (m *Maker) postcode(r *Record) *Fault {
	if len(r.Values[Postcode]) == 0 {
		return m.fault(r, Postcode, source.NoPostcode)
	}
	return m.pack(r, Locality, slotName)
}

func (m *Maker) place(r *Record) *Fault {
	field := Name
	if len(r.Values[Name]) == 0 {
		field = Locality
	}
	if len(r.Values[field]) == 0 {
		return m.fault(r, field, source.NoName)
	}
	return m.pack(r, field, slotName)
}

// block names a Japanese town block as it is written: the town, and the small
// block behind it.
func (m *Maker) block(r *Record) *Fault {
	town, ok := tidy(r.Values[Block])
	small, okToo := tidy(r.Values[SubBlock])
	if !ok || !okToo {
		return m.fault(r, Block, source.NotUTF8)
	}
	m.street = append(append(m.street[:0], town...), small...)
	if len(m.street) == 0 {
		return m.fault(r, Block, source.NoName)
	}
	m.packer.put(slotName, m.street)
	return nil
}
