package dataflow

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

const testHeading = preambleV2 + "\nId,GeocodeRequest/Query,GeocodeRequest/Culture\n"

// seenRow is what a test wants to know of a row.
type seenRow struct {
	Ordinal, Line int64
	ID            string
	Fails         bool
}

// readFeed splits and decodes a whole feed.
func readFeed(r io.Reader, format Format, limits Limits) (rows []seenRow, chunks []Chunk, err error) {
	_, err = Split(r, format, limits, func(feed *Feed, c Chunk, data []byte) error {
		decoded, err := feed.Decode(c, data)
		if err != nil {
			return err
		}
		chunks = append(chunks, c)
		for _, row := range decoded {
			rows = append(rows, seenRow{row.Ordinal, row.Line, row.ID, row.Failure != nil})
		}
		return nil
	})
	return rows, chunks, err
}

// TestHugeCell holds that a row with a cell of 20 or 40 MB fails alone, and that
// no more than a few megabytes are ever held for it.
func TestHugeCell(t *testing.T) {
	for format, begins := range map[Format][]string{CSV: {"huge,", "huge"}, Tab: {"huge,"}, Pipe: {"huge,en,"}} {
		for i, begin := range begins {
			huge := int64(20<<20) << i
			heading := strings.ReplaceAll(testHeading+"1,a\n"+begin, ",", string(format.delimiter()))
			end := strings.ReplaceAll(",x,\"y\nz\"\n2,b\n3,c", ",", string(format.delimiter()))
			feed := io.MultiReader(strings.NewReader(heading), io.LimitReader(manyTimes(strings.Repeat("x", 4<<10)), huge), strings.NewReader(end))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			rows, chunks, err := readFeed(feed, format, Limits{})
			runtime.ReadMemStats(&after)
			id := "huge"
			if begin == id {
				id = "" // it is the huge cell
			}
			want := []seenRow{{0, 3, "1", false}, {1, 4, id, true}, {2, 6, "2", false}, {3, 7, "3", false}}
			if diff := cmp.Diff(want, rows); diff != "" || err != nil {
				t.Errorf("%s, %q: error %v, rows (-want +got):\n%s", format, begin, err, diff)
			}
			if len(chunks) != 3 || chunks[1].Length != int64(defaultBounds.row) || chunks[1].Rows != 1 {
				t.Errorf("%s: chunks %+v; want the huge row alone in the second", format, chunks)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
				t.Errorf("%s: %d bytes allocated for a feed of %d", format, used, huge)
			}
		}
	}
}

// TestALineWithoutEndIsNoHeader holds that a feed whose first row is so long
// that not even its first cell is read is not taken for a feed whose line 1 is
// missing.
func TestALineWithoutEndIsNoHeader(t *testing.T) {
	for _, format := range []Format{CSV, Tab, Pipe} {
		rows, _, err := readFeed(io.LimitReader(manyTimes("aaaa"), 2<<20), format, Limits{})
		if diff := cmp.Diff([]seenRow{{0, 1, "", true}}, rows); diff != "" || err != nil {
			t.Errorf("%s: error %v, rows (-want +got):\n%s", format, err, diff)
		}
	}
}

// manyTimes reads as its text again and again.
type manyTimes string

func (text manyTimes) Read(p []byte) (int, error) { return copy(p, text), nil }

// TestLongQuotedCell holds what becomes of a quoted cell over 64 KiB.
func TestLongQuotedCell(t *testing.T) {
	fits, over := strings.Repeat("x\n", 32<<10-1), strings.Repeat("x\n", 32<<10+1)
	for _, test := range []struct {
		name, text string
		format     Format
		want       []seenRow
	}{
		{"one that fits", testHeading + "1,\"" + fits + "\"\n2,b\n", CSV,
			[]seenRow{{0, 3, "1", false}, {1, 3 + 32<<10, "2", false}}},
		{"never closed", testHeading + "1,\"a\n2,b\n3," + strings.Repeat("x", 70<<10) + "\n4,\"d\"\n", CSV,
			[]seenRow{{0, 3, "1", true}, {1, 4, "2", false}, {2, 5, "3", false}, {3, 6, "4", false}}},
		{"closed too late: every line of it is a row", testHeading + "1,\"" + over + "\",\n2,b\n", CSV, nil},
		{"pipe, never closed", strings.ReplaceAll(testHeading+"1,\"a\n2,b\n3,"+strings.Repeat("x", 70<<10)+"\n4,\"d\"\n", ",", "|"), Pipe,
			[]seenRow{{0, 3, "1", false}, {1, 4, "2", false}, {2, 5, "3", false}, {3, 6, "4", false}}},
	} {
		rows, _, err := readFeed(strings.NewReader(strings.ReplaceAll(test.text, "Services|", "Services,")), test.format, Limits{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if test.want == nil {
			if first, last := rows[0], rows[len(rows)-1]; !first.Fails || len(rows) != 32<<10+3 || last.ID != "2" || last.Fails {
				t.Errorf("%s: %d rows, the first %+v, the last %+v", test.name, len(rows), first, last)
			}
			continue
		}
		if diff := cmp.Diff(test.want, rows); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestQuotesAreLinear holds that a feed full of quotes that never close is
// read in time that grows with its length alone, although each quote may be
// looked for 64 KiB ahead: that would take minutes.
func TestQuotesAreLinear(t *testing.T) {
	for _, format := range []Format{CSV, Tab, Pipe} {
		for _, cell := range []string{`"x`, `"""x`, `"`, `""""`} {
			row := strings.Repeat(cell+string(format.delimiter()), 1000) + "\n"
			begin := time.Now()
			rows, _, err := readFeed(strings.NewReader("1\n"+strings.Repeat(row, 400)), format, Limits{})
			if took := time.Since(begin); err != nil || len(rows) == 0 || took > 10*time.Second {
				t.Errorf("%s, cells of %s: %d rows, %v, in %v", format, cell, len(rows), err, took)
			}
		}
	}
}

func TestTenThousandColumns(t *testing.T) {
	header := "Id" + strings.Repeat(",GeocodeRequest/Query", 9_999)
	_, _, err := readFeed(strings.NewReader(preambleV2+"\n"+header+"\n"), CSV, Limits{})
	fault, ok := errors.AsType[*Error](err)
	if !ok || fault.Line != 2 || fault.Offset >= 64<<10 || !strings.Contains(fault.Reason, "column 3 ") {
		t.Errorf("error %v; want one that names line 2, column 3 and an offset in the first 64 KiB", err)
	}
}

func TestChunksKeepLimits(t *testing.T) {
	feed := testHeading + "1,a\n2,b\n\n3,c\n4,dddd\n5,e"
	at := int64(len(testHeading))
	for _, test := range []struct {
		limits Limits
		want   []Chunk
	}{
		{Limits{}, []Chunk{{at, 22, 0, 3, 5}}},
		{Limits{Rows: 2}, []Chunk{{at, 8, 0, 3, 2}, {at + 9, 11, 2, 6, 2}, {at + 20, 3, 4, 8, 1}}},
		{Limits{Bytes: 9}, []Chunk{{at, 8, 0, 3, 2}, {at + 9, 4, 2, 6, 1}, {at + 13, 7, 3, 7, 1}, {at + 20, 3, 4, 8, 1}}},
		{Limits{Entities: 5, Bytes: 100}, []Chunk{{at, 22, 0, 3, 5}}},
	} {
		test.want[len(test.want)-1].Length = int64(len(feed)) - test.want[len(test.want)-1].Offset
		_, chunks, err := readFeed(strings.NewReader(feed), CSV, test.limits)
		if diff := cmp.Diff(test.want, chunks); diff != "" || err != nil {
			t.Errorf("%+v: error %v, chunks (-want +got):\n%s", test.limits, err, diff)
		}
	}
}

func TestTooManyEntities(t *testing.T) {
	rows, _, err := readFeed(strings.NewReader(testHeading+"1,a\n,,\n2,b\n"), CSV, Limits{Entities: 2})
	if err != nil || len(rows) != 2 {
		t.Errorf("two rows where two are allowed: %d rows, %v", len(rows), err)
	}
	_, _, err = readFeed(strings.NewReader(testHeading+"1,a\n2,b\n,,\n3,c\n"), CSV, Limits{Entities: 2})
	fault, ok := errors.AsType[*Error](err)
	if !ok || !fault.TooMany || fault.Line != 6 || fault.Offset != int64(len(testHeading))+11 {
		t.Errorf("three rows where two are allowed: %+v, %v", fault, err)
	}
}

func TestOtherErrorsAreWrapped(t *testing.T) {
	broken := errors.New("broken")
	feed := io.MultiReader(strings.NewReader(testHeading+"1,a\n2,"), failing{broken})
	_, _, err := readFeed(feed, CSV, Limits{})
	if _, ok := errors.AsType[*Error](err); ok || !errors.Is(err, broken) {
		t.Errorf("a reader that breaks: %v", err)
	}
	_, err = Split(strings.NewReader(testHeading+"1,a\n"), CSV, Limits{}, func(*Feed, Chunk, []byte) error { return broken })
	if _, ok := errors.AsType[*Error](err); ok || !errors.Is(err, broken) {
		t.Errorf("an emit that breaks: %v", err)
	}
	_, _, err = readFeed(failing{io.ErrUnexpectedEOF}, CSV, Limits{})
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("compressed data cut short: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestDecodeRefusesOtherBytes(t *testing.T) {
	feed := Feed{Format: CSV, Version: V2, Header: "Id,GeocodeRequest/Query"}
	for _, data := range []string{"", "1,a\n", "1,a\n2,b\n3,c\n"} {
		if rows, err := feed.Decode(Chunk{Rows: 2}, []byte(data)); err == nil {
			t.Errorf("%q read as the chunk of two rows that it is not: %d rows", data, len(rows))
		}
	}
	feed.Header = "Id,Nonsense"
	if _, err := feed.Decode(Chunk{Rows: 1}, []byte("1,a\n")); err == nil {
		t.Error("a header that Split would have refused is taken")
	}
}

// TestEqualQuestionsAreEqual holds that requests can be found by a map.
func TestEqualQuestionsAreEqual(t *testing.T) {
	feed := Feed{Format: CSV, Version: V2, Header: "Id,GeocodeRequest/Query,GeocodeRequest/MaxResults,GeocodeRequest/StrictMatch"}
	data := []byte("1,Paris,5,true\n2, Paris ,,1\n3,\"Paris\",1,TRUE\n")
	rows, err := feed.Decode(Chunk{Rows: 3}, bytes.Clone(data))
	if err != nil {
		t.Fatal(err)
	}
	questions := make(map[geocode.Request]int)
	for _, row := range rows {
		questions[row.Request]++
	}
	if len(questions) != 1 {
		t.Errorf("three rows that ask the same are %d questions: %+v", len(questions), questions)
	}
}

func TestAppendDegrees(t *testing.T) {
	for _, test := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {-1 / 1e300 / 1e300, "0"}, {1, "1"}, {-180, "-180"}, {100, "100"}, {47.6736073, "47.6736073"},
		{-122.123874664307, "-122.123874664307"}, {0.1 + 0.2, "0.3"}, {-179.99999999999997, "-180"},
		{0.00001, "0.00001"}, {-1.5e-7, "-0.00000015"}, {1.0 / 3, "0.333333333333333"}, {200.0 / 3, "66.6666666666667"},
		{123456789012345678, "123456789012346000"},
	} {
		if got := string(appendDegrees(nil, test.v)); got != test.want {
			t.Errorf("%v is written %s, want %s", test.v, got, test.want)
		}
	}
}

func TestFormats(t *testing.T) {
	for name, want := range map[string]string{
		"csv": "csv .csv text/plain", "TAB": "tab .txt text/plain", "Pipe": "pipe .txt text/plain",
		"XML": "xml .xml application/xml", "json": " ", "": " ",
	} {
		f, ok := ParseFormat(name)
		got := string(f) + " "
		if ok {
			media, _, _ := strings.Cut(f.ContentType(), ";")
			got = fmt.Sprintf("%s %s %s", f, f.Extension(), media)
		}
		if got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
