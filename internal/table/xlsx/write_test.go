package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/milepost/milepost/internal/table"
)

// written is a workbook of the rows; the last column is an added one.
func written(t testing.TB, names []string, rows [][]table.Cell) []byte {
	t.Helper()
	var out bytes.Buffer
	var header table.Header
	for i, name := range names {
		if i < len(names)-1 {
			header.Input = append(header.Input, table.Column{Name: name})
		} else {
			header.Added = append(header.Added, table.Column{Name: name})
		}
	}
	w, err := NewWriter(&out, header)
	for i, row := range rows {
		if err == nil {
			err = w.Write(&table.Row{Number: int64(i), Cells: row[:len(row)-1]}, &table.Result{Values: row[len(row)-1:]})
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var roundTrip = [][]table.Cell{
	{{Text: "01234"}, {Text: "1234", Kind: table.Integer}, {Text: "Success"}},
	{{Text: " <a> & 'b' \"c\"\n\t\r\x00\x07_x0041_ 東京\U0001f600 "}, {Text: "-85.75851", Kind: table.Number}, {Text: "true", Kind: table.Bool}},
	{{Text: "=HYPERLINK(\"http://x\")"}, {Text: "12345678901234567890", Kind: table.Integer}, {Text: "2024-12-31", Kind: table.Date}},
	{{Kind: table.Empty}, {Text: "1900-02-28", Kind: table.Date}, {Text: "2024-12-31T23:59:59", Kind: table.Time}},
	{{Text: "x"}, {Text: "2024-12-31T23:59:59Z", Kind: table.Time}, {Text: "0.1234567890123456", Kind: table.Number}},
	{{Text: strings.Repeat("ü", maxCharacters)}, {Text: "1900-03-01", Kind: table.Date}, {Text: "9999-12-31", Kind: table.Date}},
	{{Text: "\ufffe\uffff"}, {Text: "007", Kind: table.Integer}, {Text: "2024-02-29T00:00:00.125", Kind: table.Time}},
}

// What was written is read back the same, and a number that Excel would cut is
// a text.
func TestRoundTrip(t *testing.T) {
	r := open(t, written(t, []string{"a", "", "a"}, roundTrip), "Answers")
	if diff := cmp.Diff([]table.Column{{Name: "a"}, {}, {Name: "a"}}, r.Columns()); diff != "" {
		t.Error(diff)
	}
	textual := map[string]bool{"12345678901234567890": true, "1900-02-28": true, "2024-12-31T23:59:59Z": true, "0.1234567890123456": true, "007": true}
	for _, want := range roundTrip {
		var row table.Row
		if err := r.Read(&row); err != nil {
			t.Fatal(err)
		}
		for i, c := range row.Cells {
			w := want[i]
			if textual[w.Text] {
				w.Kind = table.Text
			}
			if c != w {
				t.Errorf("%q read back as %q", w, c)
			}
		}
	}
	if err := r.Read(&table.Row{}); err != io.EOF {
		t.Error(err)
	}
}

// Another reader of workbooks sees the same.
func TestReadByExcelize(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, []string{"name", "number", "answer"}, roundTrip)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := map[string]string{
		"A1": "name", "C1": "answer", "A2": "01234", "B2": "1234", "B3": "-85.75851", "C3": "TRUE",
		"A4": `=HYPERLINK("http://x")`, "C4": "2024-12-31", "C5": "2024-12-31 23:59:59", "A5": "",
	}
	for cell, text := range want {
		if got, err := f.GetCellValue("Answers", cell); err != nil || got != text {
			t.Errorf("%s: %q, %v, want %q", cell, got, err, text)
		}
	}
	if formula, _ := f.GetCellFormula("Answers", "A4"); formula != "" {
		t.Errorf("a text became the formula %q", formula)
	}
}

func TestSameBytes(t *testing.T) {
	names := []string{"a", "b", "c"}
	if !bytes.Equal(written(t, names, roundTrip), written(t, names, roundTrip)) {
		t.Error("the same rows gave different bytes")
	}
}

func TestTooMuch(t *testing.T) {
	w, err := NewWriter(io.Discard, table.Header{Input: []table.Column{{Name: "a"}}})
	if err != nil {
		t.Fatal(err)
	}
	long := &table.Row{Cells: []table.Cell{{Text: strings.Repeat("x", maxCharacters+1)}}}
	if err := w.Write(long, &table.Result{}); err == nil || !strings.Contains(err.Error(), "line 2, column A") || !strings.Contains(err.Error(), "at most 32767 characters; write csv") {
		t.Errorf("%v", err)
	}
	w.rows = maxRows
	if err := w.Write(&table.Row{}, &table.Result{}); err == nil || !strings.Contains(err.Error(), "at most 1048575 rows") {
		t.Errorf("%v", err)
	}
	if _, err := NewWriter(io.Discard, table.Header{Input: make([]table.Column, maxColumns+1)}); err == nil || !strings.Contains(err.Error(), "at most 16384 columns") {
		t.Errorf("%v", err)
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add("a_x0041_\r\n", "12.5", uint8(2))
	f.Fuzz(func(t *testing.T, name, value string, kind uint8) {
		cell := table.Cell{Text: strings.ToValidUTF8(value, ""), Kind: table.Kind(kind % 6)}
		if name = strings.ToValidUTF8(name, ""); name == "" || cell.Text == "" || len(value)+len(name) > 10_000 {
			return
		}
		r := open(t, written(t, []string{name, "n"}, [][]table.Cell{{{Text: "x"}, cell}}), "")
		var row table.Row
		if err := r.Read(&row); err != nil {
			t.Fatal(err)
		}
		if r.Columns()[0].Name != name {
			t.Errorf("the header %q is %q", name, r.Columns()[0].Name)
		}
		if got := row.Cells[1]; got.Kind == table.Text && got.Text != cell.Text || got.Kind != table.Text && got.Kind != cell.Kind && cell.Kind != table.Number {
			t.Errorf("%q read back as %q", cell, got)
		}
	})
}

// Made tables of 12 columns, as they are typical: texts, few of them shared.
func benchmarkRows(n int) (names []string, rows [][]table.Cell) {
	for i := range 12 {
		names = append(names, fmt.Sprint("column ", i))
	}
	for i := range n {
		row := make([]table.Cell, len(names))
		for j := range row {
			row[j] = table.Cell{Text: fmt.Sprintf("%d Main Street", i*12+j)}
			if j%3 == 0 {
				row[j] = table.Cell{Text: fmt.Sprintf("%d.%05d", i%90, j), Kind: table.Number}
			}
		}
		rows = append(rows, row)
	}
	return names, rows
}

func BenchmarkRead(b *testing.B) {
	names, rows := benchmarkRows(20_000)
	data := written(b, names, rows)
	b.ReportAllocs()
	for b.Loop() {
		r := open(b, data, "")
		var row table.Row
		for r.Read(&row) == nil {
		}
	}
	b.ReportMetric(float64(b.N*len(rows))/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkWrite(b *testing.B) {
	names, rows := benchmarkRows(20_000)
	b.ReportAllocs()
	for b.Loop() {
		written(b, names, rows)
	}
	b.ReportMetric(float64(b.N*len(rows))/b.Elapsed().Seconds(), "rows/s")
}
