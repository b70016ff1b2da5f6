package engine

import (
	"math"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// fieldCode reads the field of a postcode. What no index has is looked for
// without the sign of its country, with the zero that a spreadsheet took, and
// as a part of those that the indexes have.
func (b *batch) fieldCode(typed string) code {
	key := index.PostcodeKey(text.Key(typed))
	c := code{key: key, typed: typed, found: b.findCode(key)}
	if len(c.found) == 0 && !b.findSigned(&c) && !b.findPart(&c) && !b.findUnscanned(&c) {
		b.findZeroed(&c)
	}
	return c
}

// findSigned finds a postcode after the sign of its country: "D-80331". With a
// hyphen it may be that of a neighbour whose mail is one with theirs ("CH-9490"
// of Liechtenstein); without, "5 D 00420" of Finland is the house 5 D.
func (b *batch) findSigned(c *code) bool {
	bare, countries := format.WithoutSign(c.typed)
	if len(countries) == 0 {
		return false
	}
	key := index.PostcodeKey(text.Key(bare))
	found := slices.Clone(b.findCode(key))
	found = slices.DeleteFunc(found, func(f foundCode) bool {
		return !strings.Contains(c.typed, "-") && !slices.Contains(countries, b.postcodeOf(f.at, f.id).Country)
	})
	if len(found) > 0 {
		c.key, c.found = key, found
		return true
	}
	return false
}

// findUnscanned finds a postcode of which letters were read for digits.
func (b *batch) findUnscanned(c *code) bool {
	key, found := b.unscannedCode(c.key)
	if len(found) > 0 {
		c.key, c.found = key, found
	}
	return len(found) > 0
}

// namesCountry tells whether the word at i by itself names a country.
func (q *question) namesCountry(i int) bool {
	return slices.ContainsFunc(q.mentions, func(m *mention) bool {
		return m.first == i && m.last == i+1 && slices.ContainsFunc(m.admins, func(n naming) bool { return n.Kind == index.Country })
	})
}

// findPart finds the postcodes that begin with what people of their country
// give for the whole: "SO16", "4050".
func (b *batch) findPart(c *code) bool {
	if len(c.key) < 2 || len(c.key) > 6 {
		return false
	}
	for at, ix := range b.indexes {
		s := ix.Streets()
		if s == nil {
			continue
		}
		ids, err := s.PostcodesBeginning(nil, c.key, mostCodes)
		b.note(err)
		for _, id := range ids {
			own := b.postcodeOf(at, id)
			if p, ok := format.ReadPostcode(own.Country, c.key); ok && p.Part {
				c.found = append(c.found, foundCode{at, id})
			}
		}
	}
	c.part = len(c.found) > 0
	return c.part
}

// mostOfPart bounds the postcodes of one part whose points are counted.
const mostOfPart = 2000

// wholePart makes one postcode of all those of a country that begin so: in the
// middle of them.
func (b *batch) wholePart(c *code, f foundCode, first index.Postcode) index.Postcode {
	s := b.indexes[f.at].Streets()
	ids, err := s.PostcodesBeginning(nil, c.key, mostOfPart)
	b.note(err)
	whole := first
	whole.Addresses, whole.Box = 0, geocode.Box{South: first.Point.Lat, West: first.Point.Lon, North: first.Point.Lat, East: first.Point.Lon}
	if p, ok := format.ReadPostcode(first.Country, c.key); ok {
		whole.Text = p.Text
	}
	var lats, lons []float64
	for _, id := range ids {
		own := b.postcodeOf(f.at, id)
		if own.Country != first.Country || math.Abs(own.Point.Lon-first.Point.Lon) > 180 {
			continue
		}
		lats, lons = append(lats, own.Point.Lat), append(lons, own.Point.Lon)
		whole.Addresses += own.Addresses
		whole.Box.South, whole.Box.North = min(whole.Box.South, own.Point.Lat), max(whole.Box.North, own.Point.Lat)
		whole.Box.West, whole.Box.East = min(whole.Box.West, own.Point.Lon), max(whole.Box.East, own.Point.Lon)
	}
	if len(lats) > 0 {
		slices.Sort(lats)
		slices.Sort(lons)
		whole.Point = geocode.Point{Lat: lats[len(lats)/2], Lon: lons[len(lons)/2]} // lists have points that lie far off
	}
	return whole
}

// findZeroed finds a postcode without its leading zero in countries that have
// such. In four digits findCode does.
func (b *batch) findZeroed(c *code) {
	if n := len(c.key); n < 3 || n == 4 || n > 7 || strings.Trim(c.key, "0123456789") != "" {
		return
	}
	for _, zeroes := range [...]string{"0", "00"} {
		for _, f := range b.findCode(zeroes + c.key) {
			own := b.postcodeOf(f.at, f.id)
			if p, ok := format.ReadPostcode(own.Country, c.key); ok && p.Zeroed && index.PostcodeKey(text.Key(p.Text)) == zeroes+c.key {
				c.found = append(c.found, f)
			}
		}
	}
}

// compareCodes tells how a postcode that was given, a key, differs from an
// address's own: nil where it does not.
func compareCodes(given string, own index.Postcode) *charge {
	if own.Text == "" || given == "" {
		return nil
	}
	key := index.PostcodeKey(text.Key(own.Text))
	if given == key || strings.HasPrefix(given, key) && len(key) >= 4 || "0"+given == key {
		return nil
	}
	meant, known := format.ReadPostcode(own.Country, given)
	if known {
		whole := index.PostcodeKey(text.Key(meant.Text))
		if strings.HasPrefix(key, whole) || strings.HasPrefix(whole, key) && len(key) >= 4 {
			return nil // a part of it, or it and a part of its own
		}
	}
	switch {
	case text.Distance(given, key, 1) == 1:
		return &postcodeEdit
	case own.Country != "" && !known && format.HasPostcodes(own.Country):
		return &postcodeMalformed
	case len(given) >= 3 && len(key) >= 3 && given[:3] == key[:3]:
		return &postcodeNear
	}
	return &postcodeMismatch
}

// unknownCode is the charge for a postcode that no index has, in a country.
func unknownCode(country, typed string) charge {
	if _, ok := format.ReadPostcode(country, typed); !ok && format.HasPostcodes(country) {
		if _, countries := format.WithoutSign(typed); len(countries) == 0 {
			return postcodeMalformed
		}
	}
	return postcodeUnknown
}
