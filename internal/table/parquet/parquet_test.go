package parquet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

// typed is a row of every type that tables use.
type typed struct {
	Name   string           `parquet:"name,optional"`
	Zip    string           `parquet:"zip,enum"`
	Small  int32            `parquet:"small"`
	Big    int64            `parquet:"big,optional"`
	Byte   uint8            `parquet:"byte"`
	Huge   uint64           `parquet:"huge"`
	Half   float32          `parquet:"half"`
	Lat    float64          `parquet:"lat"`
	Yes    bool             `parquet:"yes"`
	Day    int32            `parquet:"day,date"`
	Millis int64            `parquet:"millis,timestamp(millisecond)"`
	Nanos  int64            `parquet:"nanos,timestamp(nanosecond:local)"`
	Old    deprecated.Int96 `parquet:"old"`
	Price  int64            `parquet:"price,decimal(2:18)"`
	Wide   [16]byte         `parquet:"wide,decimal(3:38)"`
	ID     [16]byte         `parquet:"id,uuid"`
	Raw    []byte           `parquet:"raw"`
	Box    struct {
		West float64 `parquet:"west"`
	} `parquet:"box"`
}

func rows() []typed {
	first := typed{Name: "Straße 東京", Zip: "01234", Small: -5, Big: 1 << 60, Byte: 200, Huge: math.MaxUint64, Half: 0.1, Lat: 47.6062,
		Yes: true, Day: 20088, Millis: 1735689599123, Nanos: 1735689599123456789, Old: deprecated.Int96{1000000000, 0, 2440589}, Price: -1205,
		Raw: []byte{1, 2, 0}, ID: [16]byte{0x12, 0x3e, 15: 9}}
	for i := range first.Wide {
		first.Wide[i] = 0xff
	}
	first.Box.West = -85.5
	second := typed{Zip: `\x`, Raw: []byte(`\xtext`), Day: -800000, Nanos: -1, Huge: 0, Lat: 1e-9, Half: float32(math.Inf(1)), Big: math.MinInt64}
	return []typed{first, second, {Zip: "x", Raw: []byte("plain"), Lat: math.NaN(), Millis: math.MaxInt64}}
}

func written[T any](t testing.TB, rows []T, options ...parquet.WriterOption) []byte {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[T](&out, options...)
	_, err := w.Write(rows)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, data []byte) *Reader {
	t.Helper()
	r, err := NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// all reads the rows that are left.
func all(t testing.TB, r table.Reader) (rows []table.Row) {
	t.Helper()
	for {
		var row table.Row
		err := r.Read(&row)
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
}

func TestTypes(t *testing.T) {
	r := open(t, written(t, rows()))
	want := map[string][3]string{ // by column: the cells, kinds before the text
		"name":     {"Straße 東京", "-", "-"},
		"zip":      {"01234", `\x`, "x"},
		"small":    {"I-5", "I0", "I0"},
		"big":      {"I1152921504606846976", "I-9223372036854775808", "-"},
		"byte":     {"I200", "I0", "I0"},
		"huge":     {"I18446744073709551615", "I0", "I0"},
		"half":     {"N0.1", "+Inf", "N0"},
		"lat":      {"N47.6062", "N1e-09", "NaN"},
		"yes":      {"Btrue", "Bfalse", "Bfalse"},
		"day":      {"D2024-12-31", "-800000", "D1970-01-01"},
		"millis":   {"T2024-12-31T23:59:59.123Z", "T1970-01-01T00:00:00Z", "9223372036854775807"},
		"nanos":    {"T2024-12-31T23:59:59.123456789", "T1969-12-31T23:59:59.999999999", "T1970-01-01T00:00:00"},
		"old":      {"T1970-01-02T00:00:01", `\x000000000000000000000000`, `\x000000000000000000000000`},
		"price":    {"N-12.05", "N0.00", "N0.00"},
		"wide":     {"N-0.001", "N0.000", "N0.000"},
		"id":       {"123e0000-0000-0000-0000-000000000009", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000"},
		"raw":      {`\x010200`, `\x5c7874657874`, "plain"},
		"box.west": {"N-85.5", "N0", "N0"},
	}
	want["day"] = [3]string{"D2024-12-31", "-800000", "D1970-01-01"}
	rows := all(t, r)
	if len(rows) != 3 || len(r.Columns()) != len(want) || r.Rows() != 3 {
		t.Fatalf("%d rows of %v", len(rows), r.Columns())
	}
	for i, c := range r.Columns() {
		for j := range rows {
			cell := rows[j].Cells[i]
			got := map[table.Kind]string{table.Integer: "I", table.Number: "N", table.Bool: "B", table.Date: "D", table.Time: "T", table.Empty: "-"}[cell.Kind] + cell.Text
			if got != want[c.Name][j] {
				t.Errorf("%s, row %d: %s, want %s", c.Name, j, got, want[c.Name][j])
			}
		}
	}
}

// answer is what is added in these tests.
var answer = []table.Column{{Name: "latitude", Kind: table.Number}, {Name: "status", Kind: table.Text}, {Name: "n", Kind: table.Integer}, {Name: "at", Kind: table.Time}}

func answerOf(i int) *table.Result {
	if i%3 == 2 {
		return &table.Result{Values: []table.Cell{{Kind: table.Empty}, {Text: "NotFound"}, {Kind: table.Empty}, {Kind: table.Empty}}}
	}
	p := geocode.Point{Lat: 40 + float64(i%10), Lon: -80 - float64(i%7)}
	return &table.Result{Point: p, Located: true, Values: []table.Cell{
		{Text: fmt.Sprint(p.Lat), Kind: table.Number}, {Text: "Success"}, {Text: fmt.Sprint(i), Kind: table.Integer}, {Text: "2024-12-31T00:00:00.5", Kind: table.Time}}}
}

// answered writes a table on with answers.
func answered(t testing.TB, columns []table.Column, rows []table.Row, like *Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out, table.Header{Input: columns, Added: answer}, like)
	for i := range rows {
		if err := w.Write(&rows[i], answerOf(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A file that is read and written on keeps the types and values of its columns.
func TestTypesAreKept(t *testing.T) {
	source := open(t, written(t, rows()))
	before := all(t, source)
	r := open(t, answered(t, source.Columns(), before, source))
	after := all(t, r)
	width := len(source.Columns())
	if diff := cmp.Diff(source.Columns(), r.Columns()[:width]); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	for i, c := range r.columns[:width] {
		if got, want := c.node.Type().String(), source.columns[i].node.Type().String(); got != want {
			t.Errorf("%s: %s, was %s", c.name, got, want)
		}
	}
	for i := range before {
		if diff := cmp.Diff(before[i].Cells, after[i].Cells[:width]); diff != "" {
			t.Errorf("row %d (-want +got):\n%s", i, diff)
		}
	}
}

func TestGeo(t *testing.T) {
	columns := []table.Column{{Name: "name"}, {Name: "Geometry"}}
	var given []table.Row
	for i := range 10 {
		given = append(given, table.Row{Cells: []table.Cell{{Text: fmt.Sprint("0", i)}}})
	}
	r := open(t, answered(t, columns, given, nil))
	var names []string
	for _, c := range r.Columns() {
		names = append(names, c.Name)
	}
	if want := "name Geometry latitude status n at match_geometry"; strings.Join(names, " ") != want {
		t.Errorf("columns %q, want %q", names, want)
	}
	var geo map[string]any
	if err := json.Unmarshal([]byte(r.geo), &geo); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"version": "1.1.0", "primary_column": "match_geometry", "columns": map[string]any{"match_geometry": map[string]any{
		"encoding": "WKB", "geometry_types": []any{"Point"}, "bbox": []any{-86.0, 40.0, -80.0, 49.0}}}}
	if diff := cmp.Diff(want, geo); diff != "" {
		t.Errorf("geo (-want +got):\n%s", diff)
	}
	rows := all(t, r)
	wkb := `\x0101000000` + "00000000000054c0" + "0000000000004440" // -80, 40
	if got := rows[0].Cells[6].Text; got != wkb {
		t.Errorf("the point of row 0 is %s, want %s", got, wkb)
	}
	if got := rows[2].Cells[6]; got.Kind != table.Empty {
		t.Errorf("row 2 has a point: %v", got)
	}
	if got := rows[1].Cells; got[0] != (table.Cell{Text: "01"}) || got[1].Kind != table.Empty || got[4] != (table.Cell{Text: "1", Kind: table.Integer}) {
		t.Errorf("row 1: %v", got)
	}
	if got := rows[0].Cells[5]; got != (table.Cell{Text: "2024-12-31T00:00:00.5", Kind: table.Time}) {
		t.Errorf("a moment: %v", got)
	}
}

// What the input's metadata says of its geometries is kept.
func TestGeoOfTheInput(t *testing.T) {
	old := `{"version":"1.0.0","primary_column":"raw","columns":{"raw":{"encoding":"WKB","crs":{"id":{"code":25832}},"geometry_types":[]}}}`
	source := open(t, written(t, rows(), parquet.KeyValueMetadata("geo", old)))
	r := open(t, answered(t, source.Columns(), all(t, source), source))
	if !strings.Contains(r.geo, `"raw":{"encoding":"WKB","crs":{"id":{"code":25832}},"geometry_types":[]}`) || !strings.Contains(r.geo, `"primary_column":"geometry"`) {
		t.Errorf("geo: %s", r.geo)
	}
}

func TestDistinct(t *testing.T) {
	got := distinct([]string{"a", "A", "", "a", "a_2", "b,c", " ", "column_3", "\xff"})
	want := []string{"a", "A_3", "column_3_2", "a_4", "a_2", "b,c", "column_7", "column_3", "\ufffd_2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestManyGroups(t *testing.T) {
	columns := []table.Column{{Name: "text, with a comma"}, {Name: "b"}}
	var given []table.Row
	for i := range groupRows + 1000 {
		given = append(given, table.Row{Number: int64(i), Line: int64(i) + 1, Cells: []table.Cell{{Text: fmt.Sprint("row ", i)}, {Kind: table.Empty}}})
	}
	data := answered(t, columns, given, nil)
	r := open(t, data)
	if n := len(r.file.RowGroups()); n != 2 {
		t.Errorf("%d row groups", n)
	}
	rows := all(t, r)
	for i := range given {
		if rows[i].Number != int64(i) || rows[i].Cells[0] != given[i].Cells[0] || rows[i].Cells[1].Kind != table.Empty {
			t.Fatalf("row %d: %v", i, rows[i])
		}
	}
	if !bytes.Equal(data, answered(t, columns, given, nil)) {
		t.Error("the same rows gave different bytes")
	}
}

func TestNoRows(t *testing.T) {
	r := open(t, answered(t, []table.Column{{Name: "a"}}, nil, nil))
	if len(all(t, r)) != 0 || strings.Contains(r.geo, "bbox") {
		t.Errorf("geo: %s", r.geo)
	}
}

func TestRefused(t *testing.T) {
	good := written(t, rows())
	lists := written(t, []struct {
		Tags []string `parquet:"tags"`
	}{{[]string{"a"}}})
	long := bytes.Clone(good)
	copy(long[len(long)-8:], "\xff\xff\xff\xff")
	damaged := bytes.Clone(good)
	for i := 4; i < len(damaged)/2; i++ {
		damaged[i] ^= 0x55
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "too short"},
		{"text", []byte("id,name\n1,two\n3,four\n"), "no Parquet file"},
		{"cut short", good[:len(good)-20], "cut short"},
		{"a description too long", long, "which cannot be"},
		{"encrypted", append([]byte("PARE"), good[4:]...), "encrypted"},
		{"lists", lists, `column tags: the column holds lists`},
		{"packed with LZ4", written(t, rows(), parquet.Compression(&parquet.Lz4Raw)), "column name: the column is packed with LZ4"},
		{"damaged pages", damaged, "the file is damaged; fetch or write it again"},
	}
	for _, test := range tests {
		r, err := NewReader(bytes.NewReader(test.data), int64(len(test.data)))
		for err == nil {
			err = r.Read(&table.Row{})
		}
		var own *table.Error
		if !errors.As(err, &own) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v\nwant %s", test.name, err, test.want)
		}
	}
	source := open(t, good)
	w := NewWriter(io.Discard, table.Header{Input: source.Columns()}, source)
	wrong := all(t, source)[0]
	wrong.Cells[2].Text = "12x"
	if err := w.Write(&wrong, &table.Result{}); err == nil || !strings.Contains(err.Error(), `line 1, column small: "12x": this does not fit the column's type`) {
		t.Errorf("%v", err)
	}
}

// failing is a disk that fails behind a place.
type failing struct {
	io.ReaderAt
	behind int64
}

var errDisk = errors.New("input/output error")

func (f failing) ReadAt(p []byte, offset int64) (int, error) {
	if offset+int64(len(p)) <= f.behind {
		return 0, errDisk
	}
	return f.ReaderAt.ReadAt(p, offset)
}

// An error of the disk is told as such.
func TestDisk(t *testing.T) {
	data := written(t, rows())
	r, err := NewReader(failing{bytes.NewReader(data), 0}, int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r.medium.file = failing{bytes.NewReader(data), int64(len(data))}
	var own *table.Error
	if err := r.Read(&table.Row{}); !errors.Is(err, errDisk) || errors.As(err, &own) {
		t.Errorf("%v", err)
	}
}

func FuzzReader(f *testing.F) {
	f.Add(written(f, rows()))
	f.Add(written(f, rows()[:1], parquet.Compression(&parquet.Snappy), parquet.DataPageVersion(1)))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := NewReader(bytes.NewReader(data), int64(len(data)))
		for n := 0; err == nil && n < 10_000; n++ {
			err = r.Read(&table.Row{})
		}
		var own *table.Error
		if err != nil && err != io.EOF && !errors.As(err, &own) {
			t.Errorf("%v", err)
		}
	})
}

func benchmarkRows(n int) (columns []table.Column, rows []table.Row) {
	for i := range 12 {
		columns = append(columns, table.Column{Name: fmt.Sprint("column ", i)})
	}
	for i := range n {
		row := table.Row{Number: int64(i)}
		for j := range columns {
			row.Cells = append(row.Cells, table.Cell{Text: fmt.Sprintf("%d Main Street", i*12+j)})
		}
		rows = append(rows, row)
	}
	return columns, rows
}

func BenchmarkWrite(b *testing.B) {
	columns, rows := benchmarkRows(50_000)
	b.ReportAllocs()
	for b.Loop() {
		answered(b, columns, rows, nil)
	}
	b.ReportMetric(float64(b.N*len(rows))/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkRead(b *testing.B) {
	columns, rows := benchmarkRows(50_000)
	data := answered(b, columns, rows, nil)
	b.ReportAllocs()
	for b.Loop() {
		r := open(b, data)
		var row table.Row
		for r.Read(&row) == nil {
		}
	}
	b.ReportMetric(float64(b.N*len(rows))/b.Elapsed().Seconds(), "rows/s")
}
