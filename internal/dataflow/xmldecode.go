package dataflow

import "fmt"

// xmlDecoder makes rows of the entities of one chunk.
type xmlDecoder struct {
	*xmlScanner
	version  Version
	chunk    Chunk
	text     string // the chunk; the rows' values are parts of it
	scratch  []byte
	rows     []Row
	requests []xmlRequest // of all rows

	row     *Row        // of the open entity; nil: none is open
	begin   int64       // place where that begins
	first   int         // of its requests, in requests
	request *xmlRequest // of the open request element; nil: none is open
	twice   string      // an element that the open entity has twice
}

// decodeXML reads the entities of a chunk.
func (f *Feed) decodeXML(c Chunk, data []byte) ([]Row, error) {
	rows := max(0, min(c.Rows, len(data))) // whatever the chunk claims
	d := &xmlDecoder{
		xmlScanner: scanXML(c, data), version: f.Version, chunk: c, text: string(data),
		rows: make([]Row, 0, rows), requests: make([]xmlRequest, 0, rows),
	}
	for token := d.next(); token != xmlDone; token = d.next() {
		if token == xmlStart {
			d.start()
		}
		if token == xmlClose || d.tag.empty {
			d.end()
		}
	}
	if d.cut && len(data) == maxXMLEntity && c.Rows == 1 {
		d.tooLarge()
	}
	switch {
	case d.err != nil:
		return nil, fmt.Errorf("reading a chunk again: %w", d.err)
	case len(d.rows) != c.Rows:
		return nil, fmt.Errorf("reading a chunk again: it has %d entities instead of %d", len(d.rows), c.Rows)
	}
	return d.rows, nil
}

// start takes up the element whose start tag was read.
func (d *xmlDecoder) start() {
	element := xmlElementField(d.tag.name)
	switch {
	case d.tag.depth == 2 && element == xmlEntity:
		d.openRow()
	case d.tag.depth == 3 && d.row != nil && (element == xmlGeocodeRequest || element == xmlReverseRequest):
		d.openRequest(element)
	case d.tag.depth == 4 && d.request != nil:
		d.child(element)
	}
}

func (d *xmlDecoder) openRow() {
	d.rows = append(d.rows, Row{Ordinal: d.chunk.FirstRow + int64(len(d.rows)), Line: d.lineOf(d.tag.begin)})
	d.row = &d.rows[len(d.rows)-1]
	d.begin, d.first, d.twice = d.tag.begin, len(d.requests), ""
	for i := range d.tag.attributes {
		if a := &d.tag.attributes[i]; xmlAttributeField(d.tag.attributeName(a)) == xmlID {
			d.row.ID = d.valueOf(a)
			break
		}
	}
}

// openRequest takes up a request; of more than two in an entity, two are kept.
func (d *xmlDecoder) openRequest(element xmlField) {
	reverse := element == xmlReverseRequest
	before := d.requests[d.first:]
	for i := range before {
		if before[i].reverse == reverse {
			d.twice = before[i].name()
		}
	}
	if len(before) == 2 {
		return
	}
	d.requests = append(d.requests, xmlRequest{reverse: reverse})
	d.request = &d.requests[len(d.requests)-1]
	d.take(element)
}

// child takes up an element within a request.
func (d *xmlDecoder) child(element xmlField) {
	q := d.request
	switch {
	case element == xmlFilter:
		d.once(&q.hasFilter, element, "ConfidenceFilter")
	case element == xmlLocation && q.reverse:
		d.once(&q.hasLocation, element, "Location")
	case element == xmlAddress && !q.reverse:
		d.once(&q.hasAddress, element, "Address")
	}
}

// once takes over the attributes of an element that may stand once.
func (d *xmlDecoder) once(has *bool, element xmlField, name string) {
	if *has {
		d.twice = name
		return
	}
	*has = true
	d.take(element)
}

// take puts the values of the tag's attributes where they belong in the
// request. Where case or prefix is all that tells two attributes apart, the
// first counts.
func (d *xmlDecoder) take(element xmlField) {
	for i := len(d.tag.attributes) - 1; i >= 0; i-- {
		a := &d.tag.attributes[i]
		if p := d.request.place(element, xmlAttributeField(d.tag.attributeName(a)), d.version); p != nil {
			*p = d.valueOf(a)
		}
	}
}

func (d *xmlDecoder) valueOf(a *xmlAttribute) string {
	value := d.text[a.from-d.chunk.Offset : a.to-d.chunk.Offset]
	if a.plain {
		return value
	}
	d.scratch = appendXMLValue(d.scratch[:0], value)
	return string(d.scratch)
}

// end closes the element that ends here.
func (d *xmlDecoder) end() {
	switch {
	case d.tag.depth == 3:
		d.request = nil
	case d.tag.depth == 2 && d.row != nil:
		d.closeRow()
	}
}

func (d *xmlDecoder) closeRow() {
	row := d.row
	row.xml.raw = d.text[d.begin-d.chunk.Offset : d.at()-d.chunk.Offset]
	row.xml.requests = d.requests[d.first:len(d.requests):len(d.requests)]
	draft := row.xml.draft(row.ID)
	row.Request, row.Failure = draft.request()
	if d.twice != "" {
		row.Failure = bad(d.twice + reasonTwice)
	}
	d.row = nil
}

// tooLarge makes a failed row of an entity whose begin is all there is.
func (d *xmlDecoder) tooLarge() {
	if len(d.rows) == 0 {
		d.openRow()
	}
	d.row.xml.raw = d.text
	d.row.Failure = bad(reasonTooLarge)
	d.err = nil
}
