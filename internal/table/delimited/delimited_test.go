package delimited

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/table"
)

// readAll reads a table: its header and cells joined by "¦", a fault behind
// "!".
func readAll(t testing.TB, r io.Reader, options Options) (*Reader, []string, error) {
	t.Helper()
	reader, err := NewReader(r, options)
	if err != nil {
		return nil, nil, err
	}
	var names, rows []string
	for _, c := range reader.Columns() {
		names = append(names, c.Name)
	}
	rows = append(rows, strings.Join(names, "¦"))
	for {
		var row table.Row
		if err := reader.Read(&row); err == io.EOF {
			return reader, rows, nil
		} else if err != nil {
			return reader, rows, err
		}
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		text := strings.Join(cells, "¦")
		if row.Fault != nil {
			text += fmt.Sprintf(" !%d", row.Fault.Line)
		}
		rows = append(rows, text)
	}
}

func latin1(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

func utf16Of(order wideOrder, s string) string { return string(order.appendWide(nil, []byte(s))) }

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		in, encoding string
		delimiter    byte
		want         []string
	}{
		"plain":                            {"a,b\n1,2\n3,4\n", "UTF-8", ',', []string{"a¦b", "1¦2", "3¦4"}},
		"no last line end":                 {"a,b\n1,2", "UTF-8", ',', []string{"a¦b", "1¦2"}},
		"mark":                             {"\ufeffa,b\r\n1,ü\r\n", "UTF-8", ',', []string{"a¦b", "1¦ü"}},
		"semicolons with decimal commas":   {"a;b\n1,5;2,5\n3,5;4,5\n", "UTF-8", ';', []string{"a¦b", "1,5¦2,5", "3,5¦4,5"}},
		"tab":                              {"a\tb\n1, x\t2\n", "UTF-8", '\t', []string{"a¦b", "1, x¦2"}},
		"pipe":                             {"a|b\n1,2|2,3\n", "UTF-8", '|', []string{"a¦b", "1,2¦2,3"}},
		"Excel's German":                   {"sep=;\r\nStraße;Ort\r\n\"Weg; 1\";Köln\r\n", "UTF-8", ';', []string{"Straße¦Ort", "Weg; 1¦Köln"}},
		"Latin-1":                          {latin1("Straße;Ort\nWeg 1;Köln\n"), "Windows-1252", ';', []string{"Straße¦Ort", "Weg 1¦Köln"}},
		"Windows-1252":                     {"a,b\n\x80 5,\x93x\x94\n", "Windows-1252", ',', []string{"a¦b", "€ 5¦“x”"}},
		"UTF-16LE with a mark":             {"\xff\xfe" + utf16Of(littleEndian, "a\tb\r\nü\t😀\r\n"), "UTF-16LE", '\t', []string{"a¦b", "ü¦😀"}},
		"UTF-16BE without":                 {utf16Of(bigEndian, "a,b\nü,2\n"), "UTF-16BE", ',', []string{"a¦b", "ü¦2"}},
		"quotes":                           {"a,b\n\"1 \"\"x\"\"\",\"2\n3\"\n\"\",\n", "UTF-8", ',', []string{"a¦b", "1 \"x\"¦2\n3", "¦"}},
		"text behind a quote":              {"a,b\n\"x\" y,2\n1,2\n", "UTF-8", ',', []string{"a¦b", "x y¦2", "1¦2"}},
		"quotes within":                    {"a,b\nthe \"old\" mill,12\" pipe\n1,2\n", "UTF-8", ',', []string{"a¦b", "the \"old\" mill¦12\" pipe", "1¦2"}},
		"blanks before quotes":             {"a, b\n1, \"2, x\"\n3, \"4, y\"\n", "UTF-8", ',', []string{"a¦ b", "1¦2, x", "3¦4, y"}},
		"single quotes":                    {"'a','b'\n'1, x','2'\n'3, y','4'\n", "UTF-8", ',', []string{"a¦b", "1, x¦2", "3, y¦4"}},
		"a tab file that knows no quotes":  {"a\tb\n\"Foo\t1\nBar\t2\nBaz\t3\n", "UTF-8", '\t', []string{"a¦b", "\"Foo¦1", "Bar¦2", "Baz¦3"}},
		"ragged":                           {"a,b,c\n1\n1,2,3,,\n1,2,3,4\n1,2,3\n1,2,3\n", "UTF-8", ',', []string{"a¦b¦c", "1", "1¦2¦3", "1¦2¦3,4 !4", "1¦2¦3", "1¦2¦3"}},
		"a quote that never closes":        {"a,b\n1,2\n3,\"4\n5,6\n7,8\n", "UTF-8", ',', []string{"a¦b", "1¦2", "3¦\"4", "5¦6", "7¦8"}},
		"a quote that closes too late":     {"a,b\n1,2\n3,\"4\n5,6\n7,\"8\"\n9,0\n", "UTF-8", ',', []string{"a¦b", "1¦2", "3¦\"4", "5¦6", "7¦8", "9¦0"}},
		"blank lines":                      {"\n\na,b\n\n1,2\n\n\n", "UTF-8", ',', []string{"a¦b", "1¦2"}},
		"CR":                               {"a,b\r1,2\r3,4", "UTF-8", ',', []string{"a¦b", "1¦2", "3¦4"}},
		"mixed line ends":                  {"a,b\r\n1,2\n3,4\r\n", "UTF-8", ',', []string{"a¦b", "1¦2", "3¦4"}},
		"one column":                       {"address\n1 Mill Lane\n2 Mill Lane\n", "UTF-8", ',', []string{"address", "1 Mill Lane", "2 Mill Lane"}},
		"one column with commas":           {"address\n1 Mill Lane, Springvale\n\n2 Mill Lane, Springvale, KY\n", "UTF-8", ';', []string{"address", "1 Mill Lane, Springvale", "", "2 Mill Lane, Springvale, KY"}},
		"a header alone":                   {"a;b,c;d\n", "UTF-8", ';', []string{"a¦b,c¦d"}},
		"one line without an end":          {"a", "UTF-8", ',', []string{"a"}},
		"doubled and blank names":          {"a,,a\n1,2,3\n", "UTF-8", ',', []string{"a¦¦a", "1¦2¦3"}},
		"a row that is no UTF-8":           {"a,b\n" + strings.Repeat("1,2\n", 80_000) + "K\xf6ln,3\n", "UTF-8", ',', append(append([]string{"a¦b"}, strings.Split(strings.Repeat("1¦2 ", 80_000), " ")[:80_000]...), "Köln¦3")},
		"a half of a character in UTF-16":  {"\xff\xfe" + utf16Of(littleEndian, "a,b\n") + "\x00\xd8,\x002\x00\n\x00", "UTF-16LE", ',', []string{"a¦b", "�¦2"}},
		"an apostrophe that begins a cell": {"a,b\n's-Hertogenbosch,2\n'x,3\n", "UTF-8", ',', []string{"a¦b", "'s-Hertogenbosch¦2", "'x¦3"}},
	} {
		for how, wrap := range map[string]func(io.Reader) io.Reader{"at once": func(r io.Reader) io.Reader { return r }, "by and by": iotest.HalfReader} {
			r, got, err := readAll(t, wrap(strings.NewReader(c.in)), Options{})
			if err != nil {
				t.Errorf("%s, %s: %v", name, how, err)
				continue
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s, %s: -want +got\n%.2000s", name, how, diff)
			}
			if r.style.Name != c.encoding || r.style.Delimiter != c.delimiter {
				t.Errorf("%s, %s: %s, %q", name, how, r.style.Name, r.style.Delimiter)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct{ in, says string }{
		"empty":            {"", "empty"},
		"only a mark":      {"\ufeff", "empty"},
		"only lines":       {"\n\r\n\n", "empty"},
		"binary":           {"a,b\n\x00\x01\x02", "zero byte at offset 4"},
		"xls":              {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1zzz", ".xls"},
		"a page":           {"\n<!DOCTYPE html><html>", "web page"},
		"a page halfway":   {"a,b\n1,2\n<html><body>503</body>\n", "line 3: \"<html><body>503</body>\": here the table turns into a web page"},
		"a long line":      {"a,b\n" + strings.Repeat("x", 3<<20), "line 2: the row is longer than 1 MiB"},
		"half a character": {"\xff\xfea\x00,\x00b\x00\n", "middle of a character"},
		"many columns":     {strings.Repeat(",", 20_000), "16,384"},
	} {
		_, _, err := readAll(t, strings.NewReader(c.in), Options{})
		var fault *table.Error
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; want %q", name, err, c.says)
		}
	}
	broken := errors.New("gone")
	if _, _, err := readAll(t, io.MultiReader(strings.NewReader("a,b\n1,2\n"), iotest.ErrReader(broken)), Options{}); !errors.Is(err, broken) {
		t.Errorf("a broken medium: %v", err)
	}
}

// echo reads a table and writes it with an answer behind each row.
func echo(t testing.TB, in string, added ...string) string {
	t.Helper()
	r, err := NewReader(strings.NewReader(in), Options{})
	if err != nil {
		t.Fatal(err)
	}
	header := table.Header{Input: r.Columns()}
	result := &table.Result{}
	for i, value := range added {
		header.Added = append(header.Added, table.Column{Name: fmt.Sprint("x", i)})
		result.Values = append(result.Values, table.Cell{Text: value})
	}
	e := NewEcho(header, r)
	out := e.AppendHead(nil)
	for {
		var row table.Row
		if err := r.Read(&row); err == io.EOF {
			return string(e.AppendTail(out))
		} else if err != nil {
			t.Fatal(err)
		}
		out = e.AppendRow(out, &row, result)
	}
}

func TestEcho(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":                 {"a,b\n\"007\", 2\n", "a,b,x0\n\"007\", 2,é\n"},
		"line ends, each":       {"a,b\r\n1,2\n3,4\r\n5,6", "a,b,x0\r\n1,2,é\n3,4,é\r\n5,6,é"},
		"mark and sep":          {"\ufeffsep=;\r\na;b\r\n1;2\r\n", "\ufeffsep=;\r\na;b;x0\r\n1;2;é\r\n"},
		"short":                 {"a,b,c\n1\n1,2,3\n", "a,b,c,x0\n1,,,é\n1,2,3,é\n"},
		"too long, but empty":   {"a,b\n1,\"2\",,\r\n1,2\n1,2\n", "a,b,x0\n1,\"2\",é\r\n1,2,é\n1,2,é\n"},
		"too long":              {"a,b\n1,2,3\n4,5\n6,7\n", "a,b,x0\n1,\"2,3\",é\n4,5,é\n6,7,é\n"},
		"an unclosed quote":     {"a,b\n1,2\n3,\"4\n5,6\n", "a,b,x0\n1,2,é\n3,\"\"\"4\",é\n5,6,é\n"},
		"Latin-1":               {latin1("a;b\nä;\"ß\"\n"), latin1("a;b;x0\nä;\"ß\";é\n")},
		"UTF-16":                {"\xff\xfe" + utf16Of(littleEndian, "a\tb\r\nü\t😀\r\n"), "\xff\xfe" + utf16Of(littleEndian, "a\tb\tx0\r\nü\t😀\té\r\n")},
		"half a character":      {"\xff\xfe" + utf16Of(littleEndian, "a,b\n") + "\x00\xd8,\x002\x00\n\x00", "\xff\xfe" + utf16Of(littleEndian, "a,b,x0\n") + "\x00\xd8" + utf16Of(littleEndian, ",2,é\n")},
		"no rows":               {"a,b", "a,b,x0\n"},
		"no quotes in the file": {"a\tb\n\"Foo\t1\nBar\t2\nBaz\t3\n", "a\tb\tx0\n\"Foo\t1\té\nBar\t2\té\nBaz\t3\té\n"},
		"single quotes":         {"'a','b'\n'1, x','2'\n'3, y','4'\n", "'a','b',x0\n'1, x','2',é\n'3, y','4',é\n"},
	} {
		if got := echo(t, c.in, "é"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := echo(t, latin1("a,é\n1,2\n"), "Łódź 東京, \"x\"", "€"); got != latin1("a,é,x0,x1\n1,2,\"L\xf3d\x9f")[:0]+latin1("a,é,x0,x1\n1,2,\"Lódz ??, \"\"x\"\"\",")+"\x80\n" {
		t.Errorf("what the encoding does not have: %q", got)
	}
}

func TestEncodingsByName(t *testing.T) {
	for name, c := range map[string]struct{ raw, text string }{
		"windows-1250": {"\xa3\xf3d\x9f", "Łódź"}, "windows-1251": {"\xcc\xee\xf1\xea\xe2\xe0", "Москва"},
		"shift_jis": {"\x93\x8c\x8b\x9e", "東京"}, "euc-jp": {"\xc5\xec\xb5\xfe", "東京"}, "latin1": {"\xe9", "é"}, "utf-8": {"é", "é"},
	} {
		e, err := FindEncoding(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.decode([]byte(c.raw)); got != c.text {
			t.Errorf("%s: %q", name, got)
		}
		if got := string(e.appendText(nil, c.text)); got != c.raw {
			t.Errorf("%s: written as %q", name, got)
		}
	}
	for _, name := range []string{"klingon", "iso-2022-jp"} {
		if _, err := FindEncoding(name); err == nil {
			t.Errorf("%s is found", name)
		}
	}
}

// FuzzEcho holds that any table is read to its end or refused, and that what
// is written of it is read back as the same cells with the answer behind.
func FuzzEcho(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "sep=;\r\na;b\r\n\"x\"\"\";\"\n\"", "\xff\xfea\x00,\x00b\x00\n\x001\x00", "a\tb\n\"x\t1\n", "'a', 'b'\n'1,''', 'c'", "a,b\n1,2,\"3\",4\n\"x\" y,", "a\n\n1\r\r\n", "a,b\n\xe9\xff,2\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		first, rows, err := cellsOf(NewReader(bytes.NewReader(data), Options{}))
		if err != nil {
			var fault *table.Error
			if !errors.As(err, &fault) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		if len(data) >= sniffed {
			return
		}
		r, _ := NewReader(bytes.NewReader(data), Options{})
		e := NewEcho(table.Header{Input: first.Columns(), Added: []table.Column{{Name: "x"}}}, r)
		out := e.AppendHead(nil)
		for {
			var row table.Row
			if r.Read(&row) != nil {
				break
			}
			out = e.AppendRow(out, &row, &table.Result{Values: []table.Cell{{Text: "y"}}})
		}
		again, err := reopen(out, first.style)
		_, back, err := cellsOf(again, err)
		if err != nil {
			t.Fatalf("what was written is not read: %v\n%q", err, out)
		}
		if len(back) != len(rows) {
			t.Fatalf("%d rows, read back %d\n%q\n%q", len(rows), len(back), data, out)
		}
		for i, row := range rows {
			for len(row) < len(first.columns) {
				row = append(row, "")
			}
			if last := &row[len(first.columns)-1]; first.style.Quote == 0 { // nothing can hold what parts cells
				*last = strings.ReplaceAll(*last, string(rune(first.style.Delimiter)), " ")
			}
			if diff := cmp.Diff(append(row, "y"), back[i]); diff != "" {
				t.Fatalf("row %d: %s\n%q\n%q", i, diff, data, out)
			}
		}
	})
}

// reopen opens what was written in a style that is known.
func reopen(data []byte, style Style) (*Reader, error) {
	t := &Reader{r: bytes.NewReader(data), line: 1, buffer: make([]byte, 1<<10), style: style}
	t.fill(len(data) + 1)
	t.from = len(style.Mark)
	if style.wide != notWide {
		t.r = &wideReader{r: bytes.NewReader(bytes.Clone(data[len(style.Mark):])), order: style.wide}
		t.from, t.to, t.err = 0, 0, nil
		t.fill(4*len(data) + 1)
	}
	t.from += len(style.Preamble)
	t.scan = newScanner(style.Dialect)
	return t, t.readHeader()
}

func cellsOf(r *Reader, err error) (*Reader, [][]string, error) {
	if err != nil {
		return nil, nil, err
	}
	var rows [][]string
	for {
		var row table.Row
		if err := r.Read(&row); err == io.EOF {
			return r, rows, nil
		} else if err != nil {
			return nil, nil, err
		}
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		rows = append(rows, cells)
	}
}

func BenchmarkRead(b *testing.B) {
	data := "id,name,street,city\n" + strings.Repeat("12345,\"Somebody, Inc.\",12 Harbour Street,Springvale\n", 100_000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := NewReader(strings.NewReader(data), Options{})
		if err != nil {
			b.Fatal(err)
		}
		var row table.Row
		for err = r.Read(&row); err == nil; err = r.Read(&row) {
		}
		if err != io.EOF {
			b.Fatal(err)
		}
	}
}
