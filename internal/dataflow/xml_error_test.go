package dataflow

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
)

// TestXMLNotWellFormed holds, for everything that makes a feed unreadable,
// what is said of it and where. The place is marked with § in the feed.
func TestXMLNotWellFormed(t *testing.T) {
	const entity = `<GeocodeEntity Id="1"/>`
	tests := []struct{ name, feed, want string }{
		{"nothing", "§", "the feed is empty"},
		{"blanks", " \n §", "the feed has no element"},
		{"a comment", "<!-- -->§", "the feed has no element"},
		{"text", "§Id,Query", "'I' outside the root element"},
		{"a mark and text", "\ufeff§x", "'x' outside the root element"},
		{"text after the root", "<GeocodeFeed/>\n§x", "'x' outside the root element"},
		{"a second root", "<GeocodeFeed/>§<GeocodeFeed/>", "a second root element <GeocodeFeed>"},
		{"another root", "§<feed/>", "the root element is <feed>"},
		{"a CDATA section before the root", "§<![CDATA[x]]><GeocodeFeed/>", "a CDATA section outside the root"},
		{"an end tag alone", "§</GeocodeFeed>", "closes an element that is not open"},
		{"a root without an end", "<GeocodeFeed>\n§", "the feed ends within the element <GeocodeFeed>"},
		{"an entity without an end", "<GeocodeFeed><GeocodeEntity>§", "the feed ends within the element <GeocodeEntity>"},
		{"a cut tag", "<GeocodeFeed><Geo§", "the feed ends within a tag"},
		{"a cut value", "<GeocodeFeed Version=\"2.0§", "the feed ends within the value of an attribute"},
		{"a cut comment", "<GeocodeFeed><!-- - §", "the feed ends within a comment"},
		{"a cut CDATA section", "<GeocodeFeed><![CDATA[ ]] §", "the feed ends within a CDATA section"},
		{"a cut instruction", "<GeocodeFeed><?x y? §", "the feed ends within a processing instruction"},
		{"a cut reference", "<GeocodeFeed>§&am", "the feed ends within a reference"},
		{"tags that cross", "<GeocodeFeed><a><b>§</a></b></GeocodeFeed>", "the end tag </a> stands where </b> is expected"},
		{"an end tag in another case", "<GeocodeFeed>§</geocodefeed>", "the end tag </geocodefeed> stands where </GeocodeFeed>"},
		{"an end tag with an attribute", "<GeocodeFeed></GeocodeFeed §a='1'>", "where > is expected at the end of an end tag"},
		{"a blank before the name", "<§ GeocodeFeed/>", "' ', where a name is expected"},
		{"a digit before the name", "<§1GeocodeFeed/>", "'1', where a name is expected"},
		{"two colons", "<§a:b:GeocodeFeed/>", "more than one colon"},
		{"a name of 1025 bytes", "<GeocodeFeed><§" + strings.Repeat("a", 1025) + "/></GeocodeFeed>", "a name of more than 1024 bytes"},
		{"a slash within a tag", "<GeocodeFeed /§ >", "where > is expected after the / of an empty element"},
		{"an attribute twice", `<GeocodeFeed><GeocodeEntity Id="1" §Id="2"/></GeocodeFeed>`, "has the attribute Id twice"},
		{"attributes without a blank", `<GeocodeFeed a="1"§b="2"/>`, `'b' in the tag <GeocodeFeed>, where a blank, / or > is expected`},
		{"an attribute without a value", `<GeocodeFeed a§/>`, "'/', where = is expected"},
		{"a value without quotes", `<GeocodeFeed Version=§2.0/>`, "'2', where the quote before an attribute's value is expected"},
		{"< in a value", `<GeocodeFeed a="1 §< 2"/>`, "a < in the value of an attribute; write &lt;"},
		{"& in a value", `<GeocodeFeed a="Marks §& Spencer"/>`, "a & that begins no reference"},
		{"& in text", `<GeocodeFeed>R§&D;</GeocodeFeed>`, "the entity &D; is not defined"},
		{"an entity of HTML", `<GeocodeFeed a="§&nbsp;"/>`, "the entity &nbsp; is not defined"},
		{"a reference to NUL", `<GeocodeFeed a="§&#0;"/>`, "&#0; stands for no character"},
		{"a reference to a surrogate", `<GeocodeFeed a="§&#xD800;"/>`, "&#xD800; stands for no character"},
		{"a reference beyond Unicode", `<GeocodeFeed a="§&#1114112;"/>`, "stands for no character"},
		{"a reference too large", `<GeocodeFeed a="§&#99999999999999999999;"/>`, "stands for no character"},
		{"a reference with X", `<GeocodeFeed a="§&#X41;"/>`, "stands for no character"},
		{"an empty reference", `<GeocodeFeed a="§&;"/>`, "a & that begins no reference"},
		{"]]> in text", "<GeocodeFeed>]§]]></GeocodeFeed>", "]]> in text"},
		{"-- in a comment", "<GeocodeFeed><!-- a --§ b --></GeocodeFeed>", "where > is expected after the -- in a comment"},
		{"an instruction without a name", "<GeocodeFeed><?§ x?></GeocodeFeed>", "where a name is expected"},
		{"an instruction named xml", "<GeocodeFeed>§<?XML x?></GeocodeFeed>", "may only stand at the very begin"},
		{"a declaration after a blank line", "\n§<?xml version=\"1.0\"?><GeocodeFeed/>", "may only stand at the very begin"},
		{"a declaration without a version", "§<?xml encoding=\"utf-8\"?><GeocodeFeed/>", "the XML declaration is not like"},
		{"a declaration with more", "§<?xml version=\"1.0\" color='red'?><GeocodeFeed/>", "the XML declaration is not like"},
		{"a declaration without quotes", "§<?xml version=1.0?><GeocodeFeed/>", "the XML declaration is not like"},
		{"a declaration in another order", "§<?xml version='1.0' standalone='yes' encoding='utf-8'?><GeocodeFeed/>", "the XML declaration is not like"},
		{"a declaration without blanks", "§<?xml version='1.0'encoding='utf-8'?><GeocodeFeed/>", "the XML declaration is not like"},
		{"a declaration with a cut value", "§<?xml version='1.0?><GeocodeFeed/>", "the XML declaration is not like"},
		{"a declaration that stands perhaps alone", "§<?xml version='1.0' standalone='maybe'?><GeocodeFeed/>", "the XML declaration is not like"},
		{"a declaration without an end", "§<?xml version=\"1.0\"><GeocodeFeed/>", "has no end ?>"},
		{"XML 1.1", "§<?xml version=\"1.1\"?><GeocodeFeed/>", `in XML "1.1"; 1.0 is expected`},
		{"another encoding", "§<?xml version='1.0' encoding='windows-1252'?><GeocodeFeed/>", `the encoding "windows-1252"`},
		{"a document type", "<!-- -->\n§<!DOCTYPE GeocodeFeed SYSTEM \"http://127.0.0.1/x.dtd\"><GeocodeFeed/>", "DOCTYPE) is not accepted"},
		{"a document type in lower case", "§<!doctype html><html/>", "DOCTYPE) is not accepted"},
		{"an element declaration", "<GeocodeFeed>§<!ELEMENT a ANY></GeocodeFeed>", "neither a comment nor a CDATA section"},
		{"a control character in text", "<GeocodeFeed>§\x01</GeocodeFeed>", "the control character U+0001"},
		{"a control character in a value", "<GeocodeFeed a='§\x1b'/>", "the control character U+001B"},
		{"a control character in a comment", "<GeocodeFeed><!-- §\x02 --></GeocodeFeed>", "the control character U+0002"},
		{"U+FFFE", "<GeocodeFeed a='§\ufffe'/>", "the character U+FFFE"},
		{"NUL", "<GeocodeFeed>§\x00</GeocodeFeed>", "a NUL byte"},
		{"a surrogate", "<GeocodeFeed>§\xed\xa0\x80</GeocodeFeed>", "0xED is not UTF-8"},
		{"Latin-1", "<GeocodeFeed a='§\xe9'/>", "0xE9 is not UTF-8"},
		{"UTF-16", "§\xff\xfe<\x00", "UTF-16"},
		{"an unknown version", `§<GeocodeFeed Version="1.5"/>`, `the schema version "1.5" is not known`},
		{"a long root tag", `§<GeocodeFeed a="` + strings.Repeat("x", maxXMLRootTag) + `"/>`, "the start tag of the root element is longer than 65536 bytes"},
		{"lines", "<GeocodeFeed>\r\n\r" + entity + "\n\n\t§&</GeocodeFeed>", "a & that begins no reference"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before, after, ok := strings.Cut(test.feed, "§")
			if !ok {
				t.Fatal("the feed has no §")
			}
			line := 1 + strings.Count(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(before), "\n")
			for name, r := range map[string]io.Reader{
				"at once":      strings.NewReader(before + after),
				"byte by byte": iotest.OneByteReader(strings.NewReader(before + after)),
			} {
				_, err := Split(r, XML, Limits{}, func(*Feed, Chunk, []byte) error { return nil })
				var fault *Error
				switch {
				case !errors.As(err, &fault):
					t.Fatalf("%s: %v, want an *Error", name, err)
				case !strings.Contains(fault.Reason, test.want):
					t.Errorf("%s: %q, want %q", name, fault.Reason, test.want)
				case fault.Offset != int64(len(before)) || fault.Line != int64(line):
					t.Errorf("%s: line %d, offset %d; want %d, %d: %s", name, fault.Line, fault.Offset, line, len(before), fault.Reason)
				}
			}
		})
	}
}

// repeated is a feed that is made while it is read: head, middle over and
// over, tail.
func repeated(head, middle string, times int, tail string) io.Reader {
	block := strings.Repeat(middle, max(1, 64<<10/len(middle)))
	n := int64(len(middle)) * int64(times)
	return io.MultiReader(strings.NewReader(head), io.LimitReader(&endless{text: block}, n), strings.NewReader(tail))
}

type endless struct {
	text string
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.text[e.at:])
	e.at = (e.at + n) % len(e.text)
	return n, nil
}

// TestXMLBombs holds that what is made to exhaust a reader is read in bounded
// memory, and what is made of it.
func TestXMLBombs(t *testing.T) {
	const (
		head   = `<GeocodeFeed Version="2.0"><GeocodeEntity Id="before"><GeocodeRequest Query="x"/></GeocodeEntity>`
		tail   = `<GeocodeEntity Id="after"><GeocodeRequest Query="x"/></GeocodeEntity></GeocodeFeed>`
		mega   = 1 << 20
		memory = 6 << 20 // bytes that may be allocated, all in all: less than each feed is long
	)
	tests := []struct {
		name string
		feed io.Reader
		want string // the rows with their reasons, or the error
	}{
		{
			"a value of 50 MB",
			repeated(head+`<GeocodeEntity Id="big"><GeocodeRequest Query="`, "0123456789", 5*mega, `"/></GeocodeEntity>`+tail),
			"before; big: " + reasonTooLarge + "; after",
		},
		{
			"a value of 9 MB before the Id",
			repeated(head+`<GeocodeEntity Name="`, "&#x41;", 3*mega/2, `" Id="big"/>`+tail),
			"before; : " + reasonTooLarge + "; after",
		},
		{
			"an Id of 7 MB",
			repeated(head+`<GeocodeEntity Id="`, "é", 7*mega/2, `"/>`+tail),
			"before; : " + reasonTooLarge + "; after",
		},
		{
			"an entity of 170,000 elements",
			repeated(head+`<GeocodeEntity Id="big">`, `<GeocodeRequest><Address/></GeocodeRequest>`, mega/6, `</GeocodeEntity>`+tail),
			"before; big: " + reasonTooLarge + "; after",
		},
		{
			"an entity of 7 MB of text",
			repeated(head+`<GeocodeEntity Id="big">`, "]] &amp; text\r\n", mega/2, `</GeocodeEntity>`+tail),
			"before; big: " + reasonTooLarge + "; after",
		},
		{"a comment of 10 MB", repeated(head+`<!--`, " - x ", 2*mega, `-->`+tail), "before; after"},
		{"a CDATA section of 10 MB", repeated(head+`<![CDATA[`, "]] >\n", 2*mega, `]]>`+tail), "before; after"},
		{"an instruction of 8 MB", repeated(head+`<?x `, "? > ", 2*mega, `?>`+tail), "before; after"},
		{"blanks of 8 MB", repeated(head, " \r\n\t", 2*mega, tail), "before; after"},
		{"an unknown element of 20 MB", repeated(head+`<x a='`, "0123456789", 2*mega, `'><GeocodeEntity/></x>`+tail), "before; after"},
		{"half a million unknown elements", repeated(head, `<x><y a="1"/></x>`, mega/2, tail), "before; after"},
		{"an error in what is dropped", repeated(head+`<GeocodeEntity Id="big"><a>`, "text", mega, `</b>`), "</b> stands where </a> is expected"},
		{"10,000 attributes", manyAttributes(head, 10_000, tail), "more than 128 attributes"},
		{"128 attributes", manyAttributes(head, 128, tail), "before; a; after"},
		{"depth of 100,000", repeated(head, "<a>", 100_000, ""), "more than 256 elements within one another"},
		{"a name of 16 MB", repeated(head+"<", "a", 16*mega, "/>"+tail), "a name of more than 1024 bytes"},
		{"a root tag of 16 MB", repeated("<GeocodeFeed a='", "a", 16*mega, "'/>"), "longer than 65536 bytes"},
		{"a reference of 16 MB", repeated(head+"&#", "0", 16*mega, "65;"+tail), "a & that begins no reference"},
		{"a declaration of 16 MB", repeated("<?xml version='1.0'", " ", 16*mega, "?>"+head+tail), "has no end ?>"},
		{
			"a billion laughs",
			strings.NewReader(`<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>` + head + "&b;" + tail),
			"DOCTYPE) is not accepted",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := summary(test.feed)
			runtime.ReadMemStats(&after)
			if !strings.Contains(got, test.want) {
				t.Errorf("got %.300s; want %s", got, test.want)
			}
			if allocated := after.TotalAlloc - before.TotalAlloc; allocated > memory {
				t.Errorf("%d bytes were allocated, more than %d", allocated, memory)
			}
		})
	}
}

func manyAttributes(head string, n int, tail string) io.Reader {
	var b strings.Builder
	b.WriteString(head + "<GeocodeEntity Id='a'><GeocodeRequest Query='x'/><x")
	for i := range n {
		fmt.Fprintf(&b, " a%d=''", i)
	}
	return strings.NewReader(b.String() + "/></GeocodeEntity>" + tail)
}

// summary reads a feed, and lists its rows' IDs with what is wrong.
func summary(r io.Reader) string {
	var rows []string
	_, err := Split(r, XML, Limits{}, func(feed *Feed, c Chunk, data []byte) error {
		decoded, err := feed.Decode(c, data)
		for i := range decoded {
			row := decoded[i].ID
			if decoded[i].Failure != nil {
				row += ": " + decoded[i].Failure.Reason
			}
			rows = append(rows, row)
		}
		return err
	})
	if err != nil {
		return err.Error()
	}
	return strings.Join(rows, "; ")
}

// TestXMLEntitySize holds where an entity begins to be too large, however
// the reader cuts it.
func TestXMLEntitySize(t *testing.T) {
	const head, tail = `<GeocodeEntity Id="1"><GeocodeRequest Query="`, `"/></GeocodeEntity>`
	for _, over := range []int{-1, 0, 1, 100_000} {
		entity := head + strings.Repeat("x", maxXMLEntity-len(head)-len(tail)+over) + tail
		feed := "<GeocodeFeed>" + entity + "<GeocodeEntity Id='2'><GeocodeRequest Query='x'/></GeocodeEntity></GeocodeFeed>"
		want := "1; 2"
		if over > 0 {
			want = "1: " + reasonTooLarge + "; 2"
		}
		for name, r := range map[string]io.Reader{
			"at once":   strings.NewReader(feed),
			"in halves": iotest.HalfReader(strings.NewReader(feed)),
			"with EOF":  iotest.DataErrReader(strings.NewReader(feed)),
		} {
			if got := summary(r); got != want {
				t.Errorf("%d bytes more than allowed, %s: %s; want %s", over, name, got, want)
			}
		}
	}
}

// TestXMLCut holds that wherever an entity is cut, the scanner knows it for
// an end that came too early: what is too large is cut anywhere.
func TestXMLCut(t *testing.T) {
	const entity = `<g:GeocodeEntity Id="1 é&#xE9;" ключ='"'><![CDATA[ ]] > é ]]><?pi ? é?><?p?><!-- - é -->]] &amp; é<a /><b></b></g:GeocodeEntity >`
	for i := 1; i < len(entity); i++ {
		s := scanXML(Chunk{}, []byte(entity[:i]))
		for s.next() != xmlDone {
		}
		if !s.cut {
			t.Errorf("%s|: %v", entity[:i], s.err)
		}
	}
}

// TestXMLChunks holds what Split says of its chunks.
func TestXMLChunks(t *testing.T) {
	var feed bytes.Buffer
	feed.WriteString("<?xml version='1.0'?>\r\n<GeocodeFeed>\r\n")
	for i := range 10 {
		fmt.Fprintf(&feed, "<!-- %d --><GeocodeEntity\rId='%d'/>\n", i, i)
	}
	feed.WriteString("</GeocodeFeed>")
	for _, limits := range []Limits{{}, {Rows: 3}, {Rows: 1}, {Bytes: 1}, {Bytes: 90}, {Rows: 4, Bytes: 100}} {
		_, chunks, err := splitXMLString(feed.String(), limits)
		if err != nil {
			t.Fatal(err)
		}
		var row int64
		for _, c := range chunks {
			at := feed.String()[c.Offset:]
			switch {
			case c.FirstRow != row:
				t.Errorf("%+v: first row %d, want %d", limits, c.FirstRow, row)
			case c.data != at[:c.Length]:
				t.Errorf("%+v: data is not what stands there", limits)
			case !strings.HasPrefix(c.data, fmt.Sprintf("<GeocodeEntity\rId='%d'/>", row)) || !strings.HasSuffix(c.data, "/>"):
				t.Errorf("%+v: chunk of other than whole entities: %q", limits, c.data)
			case c.FirstLine != 3+2*row:
				t.Errorf("%+v: row %d in line %d, want %d", limits, row, c.FirstLine, 3+2*row)
			case limits.Rows > 0 && c.Rows > limits.Rows:
				t.Errorf("%+v: %d rows", limits, c.Rows)
			case limits.Bytes > 0 && int(c.Length) > limits.Bytes && c.Rows > 1:
				t.Errorf("%+v: %d bytes", limits, c.Length)
			}
			row += int64(c.Rows)
		}
		if row != 10 {
			t.Errorf("%+v: %d rows in all", limits, row)
		}
	}
}

func TestXMLTooManyEntities(t *testing.T) {
	feed := "<GeocodeFeed>\n<GeocodeEntity/><GeocodeEntity/>\n<GeocodeEntity/></GeocodeFeed>"
	_, _, err := splitXMLString(feed, Limits{Entities: 2})
	var fault *Error
	if !errors.As(err, &fault) || !fault.TooMany || fault.Line != 3 {
		t.Errorf("got %v; want an *Error that says so of line 3", err)
	}
	if _, _, err := splitXMLString(feed, Limits{Entities: 3}); err != nil {
		t.Errorf("as many as allowed: %v", err)
	}
}

// TestXMLChunkMismatch holds that a chunk that is not what Split emitted is
// an error, and no panic.
func TestXMLChunkMismatch(t *testing.T) {
	feed, chunks, err := splitXMLString("<GeocodeFeed><GeocodeEntity Id='1'/></GeocodeFeed>", Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range []string{"", "<GeocodeEntity", "<GeocodeEntity Id='1'>", "</GeocodeEntity>", "<GeocodeEntity/><GeocodeEntity/>", "\xff"} {
		if _, err := feed.Decode(chunks[0].Chunk, []byte(data)); err == nil {
			t.Errorf("%q: no error", data)
		}
	}
}

// TestXMLReaderFails holds that a reader's error is passed on, but not
// before what it gave first is judged.
func TestXMLReaderFails(t *testing.T) {
	broken := errors.New("the line is dead")
	fails := io.MultiReader(strings.NewReader("<GeocodeFeed>"), iotest.ErrReader(broken))
	if _, err := Split(fails, XML, Limits{}, nil); !errors.Is(err, broken) {
		t.Errorf("got %v, want the reader's error", err)
	}
	fails = io.MultiReader(strings.NewReader("<html>"), iotest.ErrReader(broken))
	if _, err := Split(fails, XML, Limits{}, nil); err == nil || errors.Is(err, broken) {
		t.Errorf("got %v, want the error in what came first", err)
	}
	full := errors.New("the disk is full")
	_, err := Split(strings.NewReader("<GeocodeFeed><GeocodeEntity/></GeocodeFeed>"), XML, Limits{}, func(*Feed, Chunk, []byte) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("got %v, want emit's error", err)
	}
}
