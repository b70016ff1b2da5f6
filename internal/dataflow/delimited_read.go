package dataflow

import (
	"fmt"

	"github.com/milepost/milepost/internal/geocode"
)

// delimitedRow is what a row of a delimited feed keeps of its input, so that
// it can be written back.
type delimitedRow struct {
	layout *layout
	raw    string   // without its line end
	cells  []string // of the request's columns, in the layout's order
}

// layout is what the columns of a feed hold.
type layout struct {
	format    Format
	version   Version
	columns   []column
	request   []requestColumn // those to read and to repeat
	asksHood  bool            // there is a column for the neighbourhood
	asksParse bool            // there is a column for the query's parse
}

type requestColumn struct {
	column column
	index  int
}

// layout reads the feed's header again.
func (f *Feed) layout() (*layout, error) {
	l := &layout{format: f.Format, version: f.Version}
	if f.Version == V1 {
		for _, known := range columnsV1 {
			l.columns = append(l.columns, known.column)
		}
	} else {
		s := newRowScanner(f.Format, defaultBounds, mostColumns)
		s.scan([]byte(f.Header), true)
		texts := make([]string, len(s.cells))
		for i, c := range s.cells {
			texts[i] = c.text(f.Header)
		}
		var reason string
		if l.columns, reason = parseHeader(texts, s.count); reason != "" {
			return nil, fmt.Errorf("read header of feed again: %s", reason)
		}
	}
	for i, c := range l.columns {
		if c.isRequest() {
			l.request = append(l.request, requestColumn{c, i})
		}
		l.asksHood = l.asksHood || c == outNeighborhood
		l.asksParse = l.asksParse || c == outQueryParse
	}
	return l, nil
}

func (f *Feed) decodeDelimited(c Chunk, data []byte) ([]Row, error) {
	l, err := f.layout()
	if err != nil {
		return nil, err
	}
	rows := l.decode(c, data, newRowScanner(f.Format, defaultBounds, len(l.columns)))
	if len(rows) != c.Rows {
		return nil, fmt.Errorf("the chunk at byte offset %d has %d rows where %d were split off: its bytes are not those that were", c.Offset, len(rows), c.Rows)
	}
	return rows, nil
}

// decode reads all rows of data. Their texts share one copy of it, their
// cells one slice.
func (l *layout) decode(c Chunk, data []byte, s *rowScanner) []Row {
	text := string(data)
	most := max(0, min(c.Rows, len(data)))
	rows := make([]Row, 0, most)
	cells := make([]string, 0, most*len(l.request))
	line := c.FirstLine
	for at := 0; at < len(data); at += s.next {
		begin := line
		end := s.scan(data[at:], true)
		line += s.lines
		if end == rowWhole && s.blank {
			continue
		}
		raw := text[at : at+s.end]
		first := len(cells)
		for _, r := range l.request {
			cell := ""
			if r.index < len(s.cells) {
				cell = s.cells[r.index].text(raw)
			}
			cells = append(cells, cell)
		}
		rows = append(rows, Row{Ordinal: c.FirstRow + int64(len(rows)), Line: begin})
		row := &rows[len(rows)-1]
		row.delimited = delimitedRow{layout: l, raw: raw, cells: cells[first:len(cells):len(cells)]}
		l.ask(row)
		if failure := l.malformed(s, end, raw); failure != nil {
			row.Failure = failure
		}
		if end == rowOversize {
			break // what is kept of it ends the chunk
		}
	}
	return rows
}

// ask makes the row's request of its cells.
func (l *layout) ask(row *Row) {
	d := draft{asksNeighborhood: l.asksHood, asksQueryParse: l.asksParse}
	for i, r := range l.request {
		*d.field(r.column) = row.delimited.cells[i]
	}
	d.hasEntityTypes = d.includeEntityTypes != ""
	if l.version == V1 {
		d.nothing = reasonNothingV1
	}
	row.ID = d.id
	row.Request, row.Failure = d.request()
	row.Request.MaxResults = 0 // a delimited row has room for one
}

// field gives the place of a request column's value.
func (d *draft) field(c column) *string {
	switch c {
	case colID:
		return &d.id
	case colCulture:
		return &d.culture
	case colQuery:
		return &d.query
	case colAddressLine:
		return &d.address.AddressLine
	case colAdminDistrict:
		return &d.address.AdminDistrict
	case colCountryRegion:
		return &d.address.CountryRegion
	case colAdminDistrict2:
		return &d.address.AdminDistrict2
	case colFormattedAddress:
		return &d.address.FormattedAddress
	case colLocality:
		return &d.address.Locality
	case colPostalCode:
		return &d.address.PostalCode
	case colPostalTown:
		return &d.address.PostalTown
	case colMinimumConfidence:
		return &d.minimumConfidence
	case colStrictMatch:
		return &d.strictMatch
	case colIncludeNeighborhood:
		return &d.includeNeighborhood
	case colIncludeQueryParse:
		return &d.includeQueryParse
	case colMaxResults:
		return &d.maxResults
	case colIncludeEntityTypes:
		return &d.includeEntityTypes
	case colReverseCulture:
		return &d.reverseCulture
	case colLatitude:
		return &d.latitude
	case colLongitude:
		return &d.longitude
	}
	panic(fmt.Sprintf("column %d is not of the request", c))
}

// malformed tells why a row cannot be read as its author meant it.
func (l *layout) malformed(s *rowScanner, end rowEnd, raw string) *geocode.Failure {
	switch {
	case end == rowOversize:
		return bad(fmt.Sprintf("The row is longer than %d bytes, the most that a row may have.", s.row))
	case end == rowUnclosed:
		return bad(fmt.Sprintf("%s: A quote opens the cell that is not closed within %d bytes; close it, or write a quote in a quoted cell twice.", l.name(s.unclosed), s.bounds.quoted))
	case s.extraAt > 0:
		return bad(fmt.Sprintf("Cell %d: %s is one too many, the feed has %d columns; a value that holds a delimiter must be quoted.", s.extraAt+1, quoteValue(s.extra.text(raw)), len(l.columns)))
	}
	return nil
}

// name names the cell at index i for its author.
func (l *layout) name(i int) string {
	switch {
	case i >= len(l.columns):
		return fmt.Sprintf("Cell %d", i+1)
	case l.version == V1:
		return columnsV1[i].name
	}
	return namesV2[l.columns[i]]
}
