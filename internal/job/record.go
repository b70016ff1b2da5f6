package job

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"

	"github.com/milepost/milepost/internal/geocode"
)

// Record is what summaries, reports and maps need of a row, so that they need
// not read the outputs again.
//
// A part's records stand back to back, in the order of the input's rows. A
// record is a uvarint, the length of the rest in bytes (at most maxRecord),
// and then
//
//	status      1 byte: 0 Success, 1 BadRequest, 2 NotFound
//	ordinal     uvarint: the row's, from 0
//	line        uvarint: the input's, from 1
//	offset      uvarint: of the row's bytes in its side of the part
//	size        uvarint: of those bytes
//
// of a row that was answered
//
//	latitude    8 bytes: the bits of a float64, little-endian, degrees
//	longitude   8 bytes: likewise
//	confidence  1 byte: 1 Low, 2 Medium, 3 High, 0 not given
//	codes       1 byte: 1 Ambiguous, 2 Good, 4 UpHierarchy, added up
//	level       text: the entity type
//	faults      uvarint, and as many times: name, text; cost, 4 bytes, the bits of a float32, little-endian
//
// and of one that was not
//
//	reason      text
//
// where a text is a uvarint, its length in bytes, and those bytes, UTF-8.
type Record struct {
	Status  geocode.Status
	Ordinal int64 // of the row in the feed, from 0
	Line    int64 // where it begins in the feed, from 1
	Offset  int64 // of its bytes in its side of the part
	Size    int64 // of those bytes

	// Of an answered row:
	Point      geocode.Point
	Confidence geocode.Confidence
	Codes      geocode.MatchCodes
	Level      geocode.EntityType
	Faults     []geocode.Fault // without Detail

	Reason string // of one that was not
}

// succeeded tells on which side the row is.
func (r *Record) succeeded() bool { return r.Status == geocode.Success }

// maxRecord bounds a record in bytes, so that a reader needs no more.
const maxRecord = 64 << 10

// Bounds of what a record repeats.
const (
	maxRecordText   = 1 << 10
	maxRecordFaults = 60 // 60 of maxRecordText, and the rest, stay below maxRecord
)

// recordStatuses are the statuses in the order of their bytes.
var recordStatuses = [...]geocode.Status{geocode.Success, geocode.BadRequest, geocode.NotFound}

// newRecord makes the record of a row and its response.
func newRecord(ordinal, line int64, response *geocode.Response) Record {
	r := Record{Status: geocode.Success, Ordinal: ordinal, Line: line}
	if response.Failure != nil {
		r.Status, r.Reason = response.Failure.Status, response.Failure.Reason
		return r
	}
	best := &response.Answers[0]
	r.Point, r.Confidence, r.Codes = best.Display(), best.Confidence, best.MatchCodes
	r.Level, r.Faults = best.EntityType, best.Faults
	return r
}

// appendRecord appends a record to dst. What is over a bound is cut.
func appendRecord(dst []byte, r *Record) []byte {
	start := len(dst)
	dst = append(dst, make([]byte, binary.MaxVarintLen16+1)...) // room for the length
	body := len(dst)
	dst = append(dst, statusByte(r.Status))
	for _, n := range [...]int64{r.Ordinal, r.Line, r.Offset, r.Size} {
		dst = binary.AppendUvarint(dst, uint64(n))
	}
	if r.succeeded() {
		dst = appendAnswer(dst, r)
	} else {
		dst = appendText(dst, r.Reason)
	}
	n := copy(dst[start:], binary.AppendUvarint(nil, uint64(len(dst)-body)))
	return append(dst[:start+n], dst[body:]...)
}

func appendAnswer(dst []byte, r *Record) []byte {
	dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(r.Point.Lat))
	dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(r.Point.Lon))
	dst = append(dst, byte(r.Confidence), byte(r.Codes))
	dst = appendText(dst, string(r.Level))
	faults := r.Faults[:min(len(r.Faults), maxRecordFaults)]
	dst = binary.AppendUvarint(dst, uint64(len(faults)))
	for _, fault := range faults {
		dst = appendText(dst, fault.Name)
		dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(float32(fault.Cost)))
	}
	return dst
}

func appendText(dst []byte, s string) []byte {
	s = s[:min(len(s), maxRecordText)]
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

func statusByte(s geocode.Status) byte {
	for i, known := range recordStatuses {
		if known == s {
			return byte(i)
		}
	}
	return 1
}

// ReadRecords reads records until r ends. It ends after the first error.
func ReadRecords(r io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		in := bufio.NewReader(r)
		var buffer []byte
		for {
			n, err := binary.ReadUvarint(in)
			if err == io.EOF {
				return
			}
			if err == nil && n > maxRecord {
				err = fmt.Errorf("it has %d bytes, and %d are the most", n, maxRecord)
			}
			var record Record
			if err == nil {
				buffer = append(buffer[:0], make([]byte, n)...)
				if _, err = io.ReadFull(in, buffer); err == nil {
					record, err = parseRecord(buffer)
				}
			}
			if err != nil {
				yield(Record{}, fmt.Errorf("read a record: %w", err))
				return
			}
			if !yield(record, nil) {
				return
			}
		}
	}
}

var errRecord = errors.New("it is damaged")

func parseRecord(b []byte) (Record, error) {
	p := recordParser{b: b}
	var r Record
	status := p.byte()
	if int(status) >= len(recordStatuses) {
		return r, errRecord
	}
	r.Status = recordStatuses[status]
	for _, field := range [...]*int64{&r.Ordinal, &r.Line, &r.Offset, &r.Size} {
		*field = int64(p.uvarint())
	}
	if r.succeeded() {
		p.answer(&r)
	} else {
		r.Reason = p.text()
	}
	if p.bad || len(p.b) != 0 {
		return Record{}, errRecord
	}
	return r, nil
}

// recordParser takes values off the front of b; past its end they are zero.
type recordParser struct {
	b   []byte
	bad bool
}

func (p *recordParser) answer(r *Record) {
	r.Point.Lat = math.Float64frombits(binary.LittleEndian.Uint64(p.take(8)))
	r.Point.Lon = math.Float64frombits(binary.LittleEndian.Uint64(p.take(8)))
	r.Confidence, r.Codes = geocode.Confidence(p.byte()), geocode.MatchCodes(p.byte())
	r.Level = geocode.EntityType(p.text())
	n := p.uvarint()
	if r.Confidence > geocode.High || n > maxRecordFaults {
		p.bad = true
		return
	}
	for range n {
		name := p.text()
		cost := math.Float32frombits(binary.LittleEndian.Uint32(p.take(4)))
		r.Faults = append(r.Faults, geocode.Fault{Name: name, Cost: float64(cost)})
	}
}

func (p *recordParser) take(n int) []byte {
	if p.bad || len(p.b) < n {
		p.bad = true
		return make([]byte, min(n, maxRecordText))
	}
	taken := p.b[:n]
	p.b = p.b[n:]
	return taken
}

func (p *recordParser) byte() byte { return p.take(1)[0] }

func (p *recordParser) uvarint() uint64 {
	v, n := binary.Uvarint(p.b)
	if n <= 0 || v > math.MaxInt64 {
		p.bad = true
		return 0
	}
	p.b = p.b[n:]
	return v
}

func (p *recordParser) text() string {
	n := p.uvarint()
	if n > maxRecordText {
		p.bad = true
		return ""
	}
	return string(p.take(int(n)))
}
