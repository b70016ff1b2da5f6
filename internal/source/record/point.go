package record

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/source"
)

// point sets the feature's coordinates.
func (m *Maker) point(r *Record, f *source.Feature) *Fault {
	if shape := r.Values[Shape]; len(shape) > 0 && string(shape) != "Point" {
		return m.fault(r, Shape, noPoint)
	}
	missing := None
	for _, c := range [...]struct {
		field Field
		into  *float64
	}{{Lat, &f.Lat}, {Lon, &f.Lon}} {
		value := bytes.TrimSpace(r.Values[c.field])
		if len(value) == 0 {
			missing = c.field
			continue
		}
		degrees, ok := parseDegrees(value)
		if !ok {
			return m.fault(r, c.field, source.BadCoordinate)
		}
		*c.into = degrees
	}
	switch {
	case missing != None:
		return m.fault(r, missing, source.NoCoordinate)
	case math.Abs(f.Lat) > 90 || math.Abs(f.Lon) > 180:
		m.guard.far(f.Lat, f.Lon)
		if math.Abs(f.Lat) > 90 {
			return m.fault(r, Lat, source.FarCoordinate)
		}
		return m.fault(r, Lon, source.FarCoordinate)
	case f.Lat == 0 && f.Lon == 0:
		return m.fault(r, Lat, source.ZeroCoordinate)
	}
	return nil
}

// parseDegrees reads a decimal number, with a decimal comma too.
func parseDegrees(value []byte) (float64, bool) {
	for _, c := range value {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			if c != ',' || bytes.Count(value, []byte(",")) > 1 || bytes.IndexByte(value, '.') >= 0 {
				return 0, false
			}
			number, err := strconv.ParseFloat(strings.Replace(string(value), ",", ".", 1), 64)
			return number, err == nil
		}
	}
	number, err := strconv.ParseFloat(string(value), 64)
	return number, err == nil
}

// integer reads a count; 0 where it is none.
func integer(value []byte) int64 {
	if len(value) == 0 {
		return 0
	}
	n, err := strconv.ParseInt(string(bytes.TrimSpace(value)), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

const (
	guardSample = 1000 // records that tell whether a file's points can be right
	guardLeast  = 10   // of a shorter file
)

// guard watches the first points of a file. A wrong column makes every point
// wrong, and to count them one by one would say it too late.
type guard struct {
	seen    int // points
	beyond  int // out of range
	swapped int // that would be right the other way round
	done    bool
}

// far counts a point out of range.
func (g *guard) far(lat, lon float64) {
	g.seen++
	g.beyond++
	if math.Abs(lat) <= 180 && math.Abs(lon) <= 90 {
		g.swapped++
	}
}

// see counts a point in range, which may lie outside its country but within it
// the other way round.
func (g *guard) see(f *source.Feature, bounds func(string) (source.Box, bool)) {
	if g.done {
		return
	}
	g.seen++
	if bounds == nil || f.Country == "" {
		return
	}
	if box, ok := bounds(f.Country); ok && !box.Holds(f.Lat, f.Lon) && box.Holds(f.Lon, f.Lat) {
		g.swapped++
	}
}

// judge fails where most points of the sample, or of a whole shorter file,
// cannot be right.
func (m *Maker) judge(atEnd bool) error {
	g := &m.guard
	if g.done || g.seen < guardSample && !(atEnd && g.seen >= guardLeast) {
		return nil
	}
	g.done = true
	lat, lon := "latitude", "longitude"
	if m.layout != nil {
		lat, lon = m.layout.Column(Lat), m.layout.Column(Lon)
	}
	switch {
	case 2*g.swapped > g.seen:
		return fmt.Errorf("%s: latitude and longitude are swapped in %d of the first %d points: name the columns right with --columns lat=…,lon=… (read as latitude: %q, as longitude: %q)",
			m.file, g.swapped, g.seen, lat, lon)
	case 2*g.beyond > g.seen:
		return fmt.Errorf("%s: %d of the first %d points are no degrees: name the columns of latitude and longitude in WGS 84 with --columns lat=…,lon=…, or convert them to EPSG:4326 (read as latitude: %q, as longitude: %q)",
			m.file, g.beyond, g.seen, lat, lon)
	}
	return nil
}
