package dataflow

import (
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

const lineEnd = "\r\n"

func (f *Feed) appendDelimitedHead(dst []byte) []byte {
	if f.Version == V2 {
		dst = append(dst, preambleV2+lineEnd...)
	}
	if f.Header != "" {
		dst = append(dst, f.Header...)
		dst = append(dst, lineEnd...)
	}
	return dst
}

func (f *Feed) appendDelimitedRow(dst []byte, row *Row, response *geocode.Response) []byte {
	answer, failure := outcome(row, response)
	l := row.delimited.layout
	w := cellWriter{format: l.format, delimiter: l.format.delimiter()}
	cells := row.delimited.cells
	if len(l.columns) == 1 && l.format == CSV && cells[0] == "" {
		dst = append(dst, `""`...) // an empty line would be none
	}
	for i, c := range l.columns {
		if i > 0 {
			dst = append(dst, w.delimiter)
		}
		switch {
		case c.isRequest():
			dst = w.echo(dst, cells[0])
			cells = cells[1:]
		case c == outTraceID:
			dst = appendTraceID(dst, row.Ordinal, row.delimited.raw)
		case failure != nil:
			dst = w.failure(dst, c, failure)
		default:
			dst = w.answer(dst, c, answer, &row.Request)
		}
	}
	return append(dst, lineEnd...)
}

// cellWriter writes cells as a format does.
type cellWriter struct {
	format    Format
	delimiter byte
}

func (w *cellWriter) failure(dst []byte, c column, f *geocode.Failure) []byte {
	switch c {
	case outStatusCode:
		return append(dst, f.Status...)
	case outFaultReason:
		return w.respond(dst, f.Reason)
	}
	return dst
}

func (w *cellWriter) answer(dst []byte, c column, a *geocode.Answer, r *geocode.Request) []byte {
	switch {
	case c >= outLatitude && c <= outEast, c >= outRooftopLatitude:
		return appendPlace(dst, c, a)
	case c == outPoints:
		return w.points(dst, a.Points)
	case c == outQueryParse && r.IncludeQueryParse:
		return w.parse(dst, a.QueryParse)
	case c == outNeighborhood && !r.IncludeNeighborhood:
		return dst
	}
	return w.respond(dst, answerText(c, a))
}

// answerText gives the text of a cell that holds one.
func answerText(c column, a *geocode.Answer) string {
	switch c {
	case outAddressLine:
		return a.Address.AddressLine
	case outAdminDistrict:
		return a.Address.AdminDistrict
	case outCountryRegion:
		return a.Address.CountryRegion
	case outAdminDistrict2:
		return a.Address.AdminDistrict2
	case outFormattedAddress:
		return a.Address.FormattedAddress
	case outLocality:
		return a.Address.Locality
	case outPostalCode:
		return a.Address.PostalCode
	case outPostalTown:
		return a.Address.PostalTown
	case outNeighborhood:
		return a.Address.Neighborhood
	case outLandmark:
		return a.Address.Landmark
	case outConfidence:
		return a.Confidence.String()
	case outName:
		return a.Name
	case outEntityType:
		return string(a.EntityType)
	case outMatchCodes:
		return a.MatchCodes.String()
	case outStatusCode:
		return string(geocode.Success)
	}
	return ""
}

// appendPlace appends a cell that holds a coordinate; nothing where it is
// not known.
func appendPlace(dst []byte, c column, a *geocode.Answer) []byte {
	known, point := len(a.Points) > 0, a.Display()
	if c >= outRooftopLatitude {
		rooftop, interpolated := locationsV1(a)
		location := rooftop
		if c >= outInterpolatedLatitude {
			location = interpolated
		}
		if known = location != nil; known {
			point = *location
		}
	}
	box := a.Box
	boxed := box != geocode.Box{}
	switch {
	case known && (c == outLatitude || c == outRooftopLatitude || c == outInterpolatedLatitude):
		return appendDegrees(dst, point.Lat)
	case known && (c == outLongitude || c == outRooftopLongitude || c == outInterpolatedLongitude):
		return appendDegrees(dst, point.Lon)
	case boxed && c == outSouth:
		return appendDegrees(dst, box.South)
	case boxed && c == outWest:
		return appendDegrees(dst, box.West)
	case boxed && c == outNorth:
		return appendDegrees(dst, box.North)
	case boxed && c == outEast:
		return appendDegrees(dst, box.East)
	}
	return dst
}

// echo appends a cell of the request.
func (w *cellWriter) echo(dst []byte, s string) []byte {
	switch {
	case w.format == CSV:
		return appendCSV(dst, s)
	case strings.HasPrefix(s, `"`), strings.IndexByte(s, w.delimiter) >= 0, strings.ContainsAny(s, "\r\n"):
		return appendQuoted(dst, s)
	}
	return append(dst, s...)
}

// respond appends a cell of the response. In tab and pipe it is never
// quoted, because clients split lines at every delimiter: what would need
// quotes becomes a blank.
func (w *cellWriter) respond(dst []byte, s string) []byte {
	if w.format == CSV {
		return appendCSV(dst, s)
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\r' && i+1 < len(s) && s[i+1] == '\n':
		case c == w.delimiter, c == '\r', c == '\n':
			dst = append(dst, ' ')
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// needsQuotes are the bytes that a csv cell may hold in quotes only.
var needsQuotes = [256]bool{',': true, '"': true, '\r': true, '\n': true}

// appendCSV appends a cell as RFC 4180 asks, in quotes where it needs them.
func appendCSV(dst []byte, s string) []byte {
	for i := range len(s) {
		if needsQuotes[s[i]] {
			return appendQuoted(dst, s)
		}
	}
	return append(dst, s...)
}

// appendQuoted appends s in quotes, with each quote in it twice.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			break
		}
		dst = append(dst, s[:i+1]...)
		dst = append(dst, '"')
		s = s[i+1:]
	}
	dst = append(dst, s...)
	return append(dst, '"')
}
