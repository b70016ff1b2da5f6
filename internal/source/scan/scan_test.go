package scan

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// rowsOf reads all records as text; a survivable error stands in its place.
func rowsOf(t testing.TB, from io.Reader) (records [][]string, err error) {
	t.Helper()
	rows := NewRows(from)
	for {
		fields, err := rows.Next()
		switch {
		case Survivable(err):
			records = append(records, []string{err.Error()})
			continue
		case errors.Is(err, io.EOF):
			return records, nil
		case err != nil:
			return records, err
		}
		var record []string
		for _, field := range fields {
			record = append(record, string(field))
		}
		records = append(records, record)
	}
}

func TestRows(t *testing.T) {
	long := strings.Repeat("x", MaxRecord)
	for _, c := range []struct {
		name, text string
		want       [][]string
	}{
		{"empty", "", nil},
		{"only line ends", "\n\r\n\n", nil},
		{"plain", "a,b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}},
		{"no line end at the end", "a,b\n1,2", [][]string{{"a", "b"}, {"1", "2"}}},
		{"empty fields", ",\n,", [][]string{{"", ""}, {"", ""}}},
		{"byte order mark", "\ufeffa,b", [][]string{{"a", "b"}}},
		{"returns", "a,b\r\n1,2\r\n", [][]string{{"a", "b"}, {"1", "2"}}},
		{"semicolons", "a;b,c;d\n", [][]string{{"a", "b,c", "d"}}},
		{"pipes beside quoted commas", "\"a,,,\"|b|c\n", [][]string{{"a,,,", "b", "c"}}},
		{"quotes", "\"a\",\"b \"\"c\"\"\"\n", [][]string{{"a", `b "c"`}}},
		{"quoted at the end", "a,\"b\"", [][]string{{"a", "b"}}},
		{"empty behind a quote", "\"a\",", [][]string{{"a", ""}}},
		{"line end inside", "\"a\nb\",c\nd,e\n", [][]string{{"a\nb", "c"}, {"d", "e"}}},
		{"quote inside", "a\"b,c\n", [][]string{{`a"b`, "c"}}},
		{"stray quote", "a,b\n\"x\"y,2\n3,4\n", [][]string{{"a", "b"}, {ErrQuote.Error()}, {"3", "4"}}},
		{"open quote", "a,b\n\"x,2\n3,4\n", [][]string{{"a", "b"}, {ErrQuote.Error()}, {"3", "4"}}},
		{"long line", "a,b\n" + long + "\n3,4\n", [][]string{{"a", "b"}, {ErrLong.Error()}, {"3", "4"}}},
		{"long quoted", "a,b\n\"" + long + "\",1\n3,4\n", [][]string{{"a", "b"}, {ErrLong.Error()}, {"3", "4"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := rowsOf(t, strings.NewReader(c.text))
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("error %v, -want +got:\n%s", err, diff)
			}
			if len(c.text) > 1000 {
				return
			}
			if slow, _ := rowsOf(t, iotest.OneByteReader(strings.NewReader(c.text))); !cmp.Equal(got, slow) {
				t.Errorf("byte by byte: %q", slow)
			}
		})
	}
}

func TestRowsLineNumbers(t *testing.T) {
	rows := NewRows(strings.NewReader("h,i\n\n\"a\n\nb\",1\n\"open,1\nc,2"))
	var lines []int64
	for {
		_, err := rows.Next()
		if err == io.EOF {
			break
		}
		lines = append(lines, rows.Line())
	}
	if want := []int64{1, 3, 6, 7}; !cmp.Equal(want, lines) {
		t.Errorf("lines %v, want %v", lines, want)
	}
}

// TestBrokenInput holds that what is cut short ends with the reader's error,
// and that a half line is not taken for a record.
func TestBrokenInput(t *testing.T) {
	broken := errors.New("broken")
	from := func() io.Reader {
		return io.MultiReader(strings.NewReader("a,b\n1,2\n3,"), iotest.ErrReader(broken))
	}
	if got, err := rowsOf(t, from()); err != broken || !cmp.Equal(got, [][]string{{"a", "b"}, {"1", "2"}}) {
		t.Errorf("rows: %q, error %v", got, err)
	}
	lines := NewLines(from())
	for range 2 {
		if _, err := lines.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if line, err := lines.Next(); err != broken {
		t.Errorf("lines: %q, error %v", line, err)
	}
}

func TestUTF16(t *testing.T) {
	for _, text := range []string{"\xff\xfea\x00,\x00", "\xfe\xff\x00a\x00,"} {
		if _, err := rowsOf(t, strings.NewReader(text)); err != ErrUTF16 {
			t.Errorf("%q: error %v", text, err)
		}
	}
}

// FuzzRows holds Rows to encoding/csv wherever that accepts the text with
// commas, and to itself read byte by byte.
func FuzzRows(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\"a\"\"b\",\"c\nd\"\r\n", "a\"b,c", "\"open\n\n", ",\n\"\",", "\"x\" ,y\n", "a;b\n\"c;\";d\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := rowsOf(t, bytes.NewReader(text))
		if slow, slowErr := rowsOf(t, iotest.OneByteReader(bytes.NewReader(text))); !cmp.Equal(got, slow) || err != slowErr {
			t.Fatalf("at once %q, %v; byte by byte %q, %v", got, err, slow, slowErr)
		}
		if err != nil || bytes.ContainsAny(text, ";\t|\r") || bytes.HasPrefix(text, []byte("\ufeff")) {
			return
		}
		strict := csv.NewReader(bytes.NewReader(text))
		strict.FieldsPerRecord = -1
		if want, err := strict.ReadAll(); err == nil && !cmp.Equal(want, got) && (len(want) > 0 || len(got) > 0) {
			t.Fatalf("%q: %q, encoding/csv %q", text, got, want)
		}
	})
}

func FuzzLines(f *testing.F) {
	f.Add([]byte("a\tb\r\n\nc"))
	f.Fuzz(func(t *testing.T, text []byte) {
		lines := NewLines(bytes.NewReader(text))
		var got []string
		for {
			line, err := lines.Next()
			if err != nil {
				if err != io.EOF && err != ErrUTF16 {
					t.Fatal(err)
				}
				break
			}
			got = append(got, string(line))
		}
		var want []string
		for line := range bytes.SplitSeq(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\n")) {
			if line = bytes.TrimSuffix(line, []byte("\r")); len(line) > 0 {
				want = append(want, string(line))
			}
		}
		if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
			want = nil
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestObject(t *testing.T) {
	for _, c := range []struct {
		line string
		want string // NAME=VALUE, by spaces; "" where it is no object
		slow bool   // whether encoding/json is needed
	}{
		{`{"a":"x","b":-1.5e3,"c":true,"d":null,"e":""}`, "a=x b=-1.5e3 c=true d= e=", false},
		{` { "a" : "x" , "b" : 2 } `, "a=x b=2", false},
		{`{"type":"Feature","properties":{"n":"1"},"geometry":{"type":"Point","coordinates":[1.5,-2]}}`, "type=Feature n=1 geometry.type=Point geometry.lon=1.5 geometry.lat=-2", false},
		{`{"geometry":{"type":"Point","coordinates":[1,2,3]}}`, "geometry.type=Point geometry.lon=1 geometry.lat=2", false},
		{`{"geometry":null,"properties":null}`, "geometry= properties=", false},
		{`{"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4]]]}}`, "geometry.type=Polygon", true},
		{`{"a":{"b":1},"c":[1,2],"d":"\u0041\"\\"}`, `d=A"\`, true},
		{`{"properties":{"properties":{"x":1},"y":2}}`, "y=2", true},
		{`{}`, "", false},
		{`{"a":01}`, "", true},
		{`{"a":1,}`, "", true},
		{`{"a":1} x`, "", true},
		{`{"a":"x`, "", true},
		{`[1]`, "", true},
		{`null`, "", true},
	} {
		var o Object
		pairs, _ := o.Parse([]byte(c.line))
		var got []string
		for _, p := range pairs {
			got = append(got, string(p.Name)+"="+string(p.Value))
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: %s, want %s", c.line, text, c.want)
		}
		if fast := parsesFast(&o, []byte(c.line)); fast == c.slow {
			t.Errorf("%s: read fast: %t", c.line, fast)
		}
	}
}

// parsesFast reads without encoding/json, or gives up.
func parsesFast(o *Object, line []byte) bool {
	o.pairs, o.line, o.at = o.pairs[:0], line, 0
	return o.object(outside) && o.space() == end
}

// FuzzObject holds the fast reader to encoding/json.
func FuzzObject(f *testing.F) {
	for _, seed := range []string{
		`{"a":"x","b":-1.5e3,"c":true,"d":null}`, `{"properties":{"n":"1"},"geometry":{"type":"Point","coordinates":[1.5,-2]}}`,
		`{"geometry":{"coordinates":[1,2,3],"type":null}}`, `{"a":{"b":1},"c":[1,2],"d":"\u0041"}`, `{"geometry":{"coordinates":[null,2]}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if !utf8.Valid(line) {
			return
		}
		var fast, slow Object
		if !parsesFast(&fast, line) {
			return
		}
		if err := slow.parseSlowly(line); err != nil {
			t.Fatalf("%s: read fast, but encoding/json: %v", line, err)
		}
		if diff := cmp.Diff(asText(slow.pairs), asText(fast.pairs)); diff != "" {
			t.Fatalf("%s: -encoding/json +fast:\n%s", line, diff)
		}
	})
}

func asText(pairs []Pair) (text []string) {
	for _, p := range pairs {
		text = append(text, string(p.Name)+"="+string(p.Value))
	}
	return text
}
