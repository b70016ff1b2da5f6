package index

import (
	"encoding/binary"
	"fmt"

	"github.com/milepost/milepost/internal/geocode"
)

// PostcodeDraft is a postcode to be written.
type PostcodeDraft struct {
	Key       string // see PostcodeKey
	Text      string // as it is written
	Country   string // ISO 3166-1 alpha-2; "" where not known
	Point     geocode.Point
	Box       geocode.Box
	Addresses int
	Areas     []Served // the most addresses first
}

// postcodeSpools are the sections of postcodes.
type postcodeSpools struct {
	records, texts *spool
	last           PostcodeDraft
}

func newPostcodeSpools(w *StreetWriter, dir string) (p postcodeSpools, err error) {
	if p.records, err = w.spool(dir, "postcodes"); err != nil {
		return p, err
	}
	if p.texts, err = w.spool(dir, "postcodetexts"); err != nil {
		return p, err
	}
	_, err = p.records.Write(make([]byte, postcodeLength))
	return p, err
}

// Postcode writes a postcode; they come by key and country. The first has the
// ID 1, the next 2.
func (w *StreetWriter) Postcode(d *PostcodeDraft) error {
	p := &w.postcodeSet
	if d.Key < p.last.Key || d.Key == p.last.Key && d.Country <= p.last.Country {
		return fmt.Errorf("write postcodes: %q of %q after %q of %q", d.Key, d.Country, p.last.Key, p.last.Country)
	}
	p.last = PostcodeDraft{Key: d.Key, Country: d.Country}
	text := p.texts.size
	b := appendText(w.buffer[:0], d.Key)
	b = appendText(b, d.Text)
	areas := text + uint64(len(b))
	served := d.Areas[:min(len(d.Areas), maxServed)]
	b = binary.AppendUvarint(b, uint64(len(served)))
	for _, s := range served {
		b = binary.AppendUvarint(b, uint64(s.Area))
		b = binary.AppendUvarint(b, uint64(s.Addresses))
	}
	if areas+uint64(len(b)) >= 1<<32 {
		return fmt.Errorf("write postcodes: more than 4 GB of them: %w", ErrTooLarge)
	}
	w.buffer = b
	if _, err := p.texts.Write(b); err != nil {
		return err
	}
	_, err := p.records.Write(d.record(uint32(text), uint32(areas)))
	return err
}

func (d *PostcodeDraft) record(text, areas uint32) []byte {
	b := binary.LittleEndian.AppendUint32(nil, text)
	b = binary.LittleEndian.AppendUint32(b, areas)
	var country [4]byte
	copy(country[:2], d.Country)
	b = append(b, country[:]...)
	b = appendMicro(b, d.Point.Lat, d.Point.Lon, d.Box.South, d.Box.West, d.Box.North, d.Box.East)
	return binary.LittleEndian.AppendUint32(b, uint32(d.Addresses))
}
