package table

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

func TestSpool(t *testing.T) {
	rows := []Row{{Number: 0, Line: 2, Cells: []Cell{{Text: "007"}, {Text: "1.5", Kind: Number}, {Kind: Empty}}}, {Number: 1, Line: 3, Cells: []Cell{{Text: strings.Repeat("ü", 5000)}}}, {Number: 2, Line: 9}}
	results := []Result{{Values: []Cell{{Text: "High"}}, Point: geocode.Point{Lat: 1.25, Lon: -2}, Located: true}, {Values: []Cell{{Kind: Empty}}}, {}}
	data := Spool{}.AppendHead(nil)
	for i := range rows {
		data = Spool{}.AppendRow(data, &rows[i], &results[i])
	}
	data = Spool{}.AppendTail(data)
	s := NewSpoolReader(bytes.NewReader(data))
	for i := range rows {
		var row Row
		var result Result
		if err := s.Read(&row, &result); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]any{rows[i], results[i]}, []any{row, result}); diff != "" {
			t.Error(diff)
		}
	}
	if err := s.Read(&Row{}, &Result{}); err != io.EOF {
		t.Errorf("behind the last: %v", err)
	}
	for cut := 1; cut < 20; cut++ {
		if err := NewSpoolReader(bytes.NewReader(data[:cut])).Read(&Row{}, &Result{}); err == nil || err == io.EOF {
			t.Errorf("cut at %d: %v", cut, err)
		}
	}
}

// FuzzSpoolReader holds that damaged rows are an error and no more.
func FuzzSpoolReader(f *testing.F) {
	f.Add(Spool{}.AppendRow(nil, &Row{Cells: []Cell{{Text: "a"}}}, &Result{Located: true}))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := NewSpoolReader(bytes.NewReader(data))
		var row Row
		var result Result
		for s.Read(&row, &result) == nil {
		}
	})
}

func TestErrors(t *testing.T) {
	for want, e := range map[string]Error{
		`a.csv, line 7, column lat: "4x": no latitude`: {File: "a.csv", Line: 7, Column: "lat", Value: "4x", Reason: "no latitude"},
		`empty`:                       {Reason: "empty"},
		`line 2: cut: EOF`:            {Line: 2, Reason: "cut", Err: io.EOF},
		"column �[2J: \"a�b\": is no": {Column: "\x1b[2J", Value: "a\tb", Reason: "is no"},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%s; want %s", got, want)
		}
	}
	if got := Printable(strings.Repeat("ä", 100)); got != strings.Repeat("ä", 40)+"…" {
		t.Error(got)
	}
}
