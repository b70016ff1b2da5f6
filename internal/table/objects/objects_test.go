package objects

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

// readAll reads a table: its header and rows, cells joined by "|".
func readAll(in io.Reader) (*Reader, []table.Row, []string, error) {
	r, err := NewReader(in)
	if err != nil {
		return nil, nil, nil, err
	}
	var names, lines []string
	for _, c := range r.Columns() {
		names = append(names, c.Name)
	}
	lines = append(lines, strings.Join(names, "|"))
	var rows []table.Row
	for {
		var row table.Row
		if err := r.Read(&row); err == io.EOF {
			return r, rows, lines, nil
		} else if err != nil {
			return r, rows, lines, err
		}
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		text := strings.Join(cells, "|")
		if row.Fault != nil {
			text = "!" + text
		}
		rows, lines = append(rows, row), append(lines, text)
	}
}

const features = `{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[-122.10,47.6]}}
{"type":"Feature","properties":{"a":2},"geometry":null}
`

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"lines":            {"{\"a\":\"x\",\"b\":1.50}\n\n{\"b\":null,\"c\":true}\n", []string{"a|b|c", "x|1.50|", "||true"}},
		"one line":         {`{"a":"x"}`, []string{"a", "x"}},
		"a mark":           {"\ufeff{\"a\":\"x\"}\r\n{\"a\":\"y\"}\r\n", []string{"a", "x", "y"}},
		"within":           {`{"id":1,"address":{"street":"Mill Lane","tags":[1,2]}}`, []string{"id|address.street|address.tags", "1|Mill Lane|[1,2]"}},
		"features":         {features, []string{"a|geometry", "1|POINT (-122.1 47.6)", "2|"}},
		"collection":       {`{"type":"FeatureCollection","name":"x","features":[` + strings.ReplaceAll(strings.TrimSpace(features), "\n", ",") + `]}`, []string{"a|geometry", "1|POINT (-122.1 47.6)", "2|"}},
		"a pretty array":   {"[\n  {\n \"a\": 1\n },\n {\"a\": 2}\n]", []string{"a", "1", "2"}},
		"no object":        {"{\"a\":1}\n{\"a\":2\n[3]\n", []string{"a", "1", "!{\"a\":2", "![3]"}},
		"a name twice":     {`{"a":1,"a":2}`, []string{"a", "2"}},
		"a large number":   {`{"a":12345678901234567890}`, []string{"a", "12345678901234567890"}},
		"other geometries": {`{"type":"Feature","properties":null,"geometry":{"type":"LineString","coordinates":[]}}`, []string{"geometry", `{"type":"LineString","coordinates":[]}`}},
	} {
		_, _, got, err := readAll(iotest.HalfReader(strings.NewReader(c.in)))
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
}

func TestRefusals(t *testing.T) {
	for in, says := range map[string]string{
		"":                       "damaged or cut short",
		"[]":                     "empty",
		"{}\n{}\n":               "no members",
		`{"type":"Point"`:        "no members",
		"[{\"a\":1},":            "after object 1",
		"{\"type\":\n\"Point\"}": "no table",
		"[1":                     "damaged",
		"{\"features\":\n1}":     "no array",
		"{\"a\":1}\n{\"" + strings.Repeat("x", 2<<20): "line 2: the line is longer than 1 MiB",
		"[{\"a\":\"" + strings.Repeat("x", 20<<20):    "16 MiB",
	} {
		_, _, _, err := readAll(strings.NewReader(in))
		var fault *table.Error
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), says) {
			t.Errorf("%.40q: %v; want %q", in, err, says)
		}
	}
	broken := errors.New("gone")
	if _, _, _, err := readAll(io.MultiReader(strings.NewReader("{\"a\":1}\n"), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("a broken medium: %v", err)
	}
}

var result = table.Result{Values: []table.Cell{{Text: "47.6", Kind: table.Number}, {Kind: table.Empty}}, Point: geocode.Point{Lat: 47.6, Lon: -122.12345678}, Located: true}

func encode(t testing.TB, in string, encoder func(*Reader, table.Header) *Encoder) string {
	t.Helper()
	r, rows, _, err := readAll(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	e := encoder(r, table.Header{Input: r.Columns(), Added: []table.Column{{Name: "lat", Kind: table.Number}, {Name: "name"}}})
	out := e.AppendHead(nil)
	for i := range rows {
		given := result
		given.Located = i == 0
		out = e.AppendRow(out, &rows[i], &given)
	}
	return string(e.AppendTail(out))
}

func lines(r *Reader, h table.Header) *Encoder   { return NewLines(h, r.Lines()) }
func geoJSON(_ *Reader, h table.Header) *Encoder { return NewGeoJSON(h) }

func TestEncode(t *testing.T) {
	in := "{ \"a\": 1.50, \"b\":\"x\\u00e9\" }\r\n{}\n{\"a\":\n"
	want := "{ \"a\": 1.50, \"b\":\"x\\u00e9\",\"lat\":47.6,\"name\":null}\n{\"lat\":47.6,\"name\":null}\n{\"a\":\"{\\\"a\\\":\",\"b\":null,\"lat\":47.6,\"name\":null}\n"
	if got := encode(t, in, lines); got != want {
		t.Errorf("lines: %s", got)
	}
	want = `{"type":"FeatureCollection","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[-122.1234568,47.6]},"properties":{"a":1,"geometry":"POINT (-122.1 47.6)","lat":47.6,"name":null}},
{"type":"Feature","geometry":null,"properties":{"a":2,"geometry":null,"lat":47.6,"name":null}}
]}
`
	if got := encode(t, features, geoJSON); got != want {
		t.Errorf("GeoJSON: %s", got)
	}
	e := NewLines(table.Header{Input: []table.Column{{Name: ""}, {Name: "a"}, {Name: "a"}}, Added: []table.Column{{Name: "a\"\x01"}}}, false)
	row := table.Row{Cells: []table.Cell{{Text: "1\n"}, {Text: "\xff"}}}
	if got, want := string(e.AppendRow(nil, &row, &table.Result{Values: []table.Cell{{Text: "y"}}})), `{"column_1":"1\n","a":"�","a_2":null,"a\"\u0001":"y"}`+"\n"; got != want {
		t.Errorf("names: %s", got)
	}
}

// FuzzObjects holds that whatever is read is written as valid JSON.
func FuzzObjects(f *testing.F) {
	for _, seed := range []string{features, `{"a":1}`, "[{\"a\":[{}]}]", "{\"a\":{\"b\":{\"c\":{}}}}\n{\"\":\"\\ud800\"}", `{"type":"FeatureCollection","features":[{"type":"Feature"}]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if _, _, _, err := readAll(strings.NewReader(in)); err != nil {
			var fault *table.Error
			if !errors.As(err, &fault) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		if out := encode(t, in, geoJSON); !json.Valid([]byte(out)) {
			t.Fatalf("%q: %q", in, out)
		}
		for line := range strings.Lines(encode(t, in, lines)) {
			if !json.Valid([]byte(line)) {
				t.Fatalf("%q: %q", in, line)
			}
		}
	})
}
