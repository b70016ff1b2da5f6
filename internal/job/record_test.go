package job

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/geocode"
)

// records are of every kind.
func records() []Record {
	many := make([]geocode.Fault, maxRecordFaults)
	for i := range many {
		many[i] = geocode.Fault{Name: fmt.Sprint("fault ", i), Cost: float64(i) / 4}
	}
	return []Record{
		{Status: geocode.Success, Point: geocode.Point{Lat: -89.5, Lon: 179.123456789012345}, Level: geocode.EntityAddress,
			Ordinal: 1 << 40, Line: 1 << 41, Offset: 1 << 42, Size: 1 << 43, Confidence: geocode.High, Codes: geocode.Good | geocode.UpHierarchy, Faults: many},
		{Status: geocode.Success},
		{Status: geocode.NotFound, Ordinal: 7, Reason: geocode.ReasonNothingFound},
		{Status: geocode.BadRequest, Line: 3, Reason: "Latitude: \"ä\" is not valid."},
	}
}

func readAll(data []byte) (all []Record, err error) {
	for record, err := range ReadRecords(bytes.NewReader(data)) {
		if err != nil {
			return all, err
		}
		all = append(all, record)
	}
	return all, nil
}

func TestRecordsComeBack(t *testing.T) {
	var data []byte
	for _, r := range records() {
		data = appendRecord(data, &r)
	}
	got, err := readAll(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(records(), got); diff != "" {
		t.Error(diff)
	}
	for n := range data {
		if got, err := readAll(data[:n]); err == nil && len(appendAll(got)) != n {
			t.Errorf("the first %d bytes are read as %d records", n, len(got))
		}
	}
}

func appendAll(records []Record) (data []byte) {
	for _, r := range records {
		data = appendRecord(data, &r)
	}
	return data
}

func TestRecordsAreBounded(t *testing.T) {
	long := strings.Repeat("x", 2*maxRecordText)
	r := Record{Status: geocode.Success, Level: geocode.EntityType(long), Faults: make([]geocode.Fault, 2*maxRecordFaults)}
	for i := range r.Faults {
		r.Faults[i].Name = long
	}
	data := appendRecord(nil, &r)
	if len(data) > maxRecord {
		t.Errorf("a record has %d bytes; want at most %d", len(data), maxRecord)
	}
	got, err := readAll(data)
	if err != nil || len(got) != 1 || len(got[0].Faults) != maxRecordFaults || len(got[0].Level) != maxRecordText {
		t.Errorf("%v, %v", got, err)
	}
}

// What is read can be written, and then is the same.
func FuzzReadRecords(f *testing.F) {
	f.Add(appendAll(records()))
	f.Add([]byte{})
	f.Add([]byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, _ := readAll(data)
		written := appendAll(got)
		again, err := readAll(written)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(written, appendAll(again)) {
			t.Error("what was read and written is read differently")
		}
	})
}
