package client

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/dataflow"
)

const pipeHead = "Bing Spatial Data Services|2.0\nId|GeocodeRequest/Query|StatusCode\n"

// feeds are feeds of five rows, with what stands around their rows.
var feeds = map[string]struct {
	format     dataflow.Format
	begin, end string
	rows       [5]string
}{
	"pipe":       {dataflow.Pipe, "\ufeff" + pipeHead, "", [5]string{"1|Paris|\n", "2|Rome|\n", "3|Nowhere|\n", "3|Berlin|\n", "5|a row without line end|\n"}},
	"schema 1.0": {dataflow.CSV, "", "", [5]string{"1,,Paris\n", "2,,\"Ro\nme\"\n", "3,,Nowhere\n", "3,,Berlin\n", "5,,Oslo\n"}},
	"xml": {dataflow.XML, `<?xml version="1.0" encoding="utf-16"?><!-- <a> --><g:geocodefeed xmlns:g="urn:x" Version="2.0">`, "</g:geocodefeed>\n", [5]string{
		`<g:GeocodeEntity Id="1"><g:GeocodeRequest Query="Paris"/></g:GeocodeEntity>`,
		`<g:GeocodeEntity Id="2"><g:GeocodeRequest Query="Rome"/></g:GeocodeEntity>`,
		`<g:GeocodeEntity Id="3"><g:GeocodeRequest Query="Nowhere"/></g:GeocodeEntity>`,
		`<g:GeocodeEntity Id="3"><g:GeocodeRequest Query="Berlin"/></g:GeocodeEntity>`,
		`<g:GeocodeEntity Id="5"><g:GeocodeRequest Query="Oslo"/></g:GeocodeEntity>`}},
}

func unpacked(t *testing.T, path string) string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestCut(t *testing.T) {
	for name, f := range feeds {
		for _, limits := range []Limits{{}, {Rows: 2}, {Rows: 1}, {Bytes: int64(len(f.begin)+len(f.end)) + 170}} {
			parts, err := Cut(strings.NewReader(f.begin+strings.Join(f.rows[:], "")+f.end), f.format, limits, t.TempDir())
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			var rows []string
			for i, p := range parts {
				feed := unpacked(t, p.Path)
				if !strings.HasPrefix(feed, f.begin) || !strings.HasSuffix(feed, f.end) || int64(len(feed)) != p.Bytes {
					t.Errorf("%s, part %d of %+v: %q", name, i+1, limits, feed)
				}
				if limits.Rows > 0 && p.Rows > limits.Rows || limits.Bytes > 0 && p.Bytes > limits.Bytes {
					t.Errorf("%s: %+v is over %+v", name, p, limits)
				}
				rows = append(rows, strings.ReplaceAll(feed[len(f.begin):len(feed)-len(f.end)], "><", ">\n<"))
			}
			want := strings.ReplaceAll(strings.Join(f.rows[:], ""), "><", ">\n<")
			got := strings.Join(rows, "")
			if f.format == dataflow.XML {
				got = strings.TrimSuffix(got, "\n")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %+v (-want +got):\n%s", name, limits, diff)
			}
			if limits == (Limits{}) && len(parts) != 1 || limits.Rows == 1 && len(parts) != 5 {
				t.Errorf("%s, %+v: %d parts", name, limits, len(parts))
			}
		}
	}
}

func TestCutTellsWhatIsWrong(t *testing.T) {
	for feed, says := range map[string]string{"": "empty", "Id,GeocodeRequest/Query\n1,Paris\n": "line 1 is missing"} {
		if _, err := Cut(strings.NewReader(feed), dataflow.CSV, Limits{}, t.TempDir()); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", feed, err)
		}
	}
	if parts, err := Cut(strings.NewReader(pipeHead), dataflow.Pipe, Limits{}, t.TempDir()); err != nil || len(parts) != 0 {
		t.Errorf("a feed without rows: %v %v", parts, err)
	}
	if _, err := Cut(strings.NewReader(pipeHead+"1|Paris|\n"), dataflow.Pipe, Limits{}, filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a directory that is none is written to")
	}
}

// keep writes feeds as files, each with these rows of f.
func keep(t *testing.T, begin, end string, rows [5]string, parts ...[]int) (paths []string) {
	t.Helper()
	dir := t.TempDir()
	for i, part := range parts {
		feed := begin
		for _, row := range part {
			feed += rows[row]
		}
		paths = append(paths, filepath.Join(dir, fmt.Sprint(i)))
		if err := os.WriteFile(paths[i], []byte(feed+end), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// What two sides of two parts hold comes out in the order of the input, rows
// of one Id told apart by what they ask.
func TestJoinAndMerge(t *testing.T) {
	for name, f := range feeds {
		input := f.begin + strings.Join(f.rows[:], "") + f.end
		asked := []Source{{"in", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(input)), nil }}}
		succeeded := keep(t, f.begin, f.end, f.rows, []int{0, 1}, []int{3})
		failed := keep(t, f.begin, f.end, f.rows, []int{2}, []int{4})
		lineEnd := "\r\n"
		if f.format == dataflow.XML {
			lineEnd = "\n"
		}
		lines := func(rows ...int) string {
			s := f.begin
			for _, row := range rows {
				s += strings.TrimSuffix(f.rows[row], "\n") + lineEnd
			}
			return s + f.end
		}
		var joined, merged strings.Builder
		if err := Join(&joined, f.format, succeeded); err != nil || joined.String() != lines(0, 1, 3) {
			t.Errorf("%s: joined %v:\n%q, want\n%q", name, err, joined.String(), lines(0, 1, 3))
		}
		if err := Merge(&merged, f.format, asked, succeeded, failed); err != nil || merged.String() != lines(0, 1, 2, 3, 4) {
			t.Errorf("%s: merged %v:\n%q", name, err, merged.String())
		}
		for what, sides := range map[string][2][]string{
			"a row too few":      {succeeded, failed[:1]},
			"results of another": {failed, failed[:1]},
			"a row too many":     {append(succeeded, failed[1]), failed},
		} {
			if err := Merge(io.Discard, f.format, asked, sides[0], sides[1]); err == nil || !strings.Contains(err.Error(), "of another feed") {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
	}
}

// A side without rows has a heading, or in schema 1.0 nothing at all.
func TestJoinOfNothing(t *testing.T) {
	empty := feeds["pipe"]
	var out strings.Builder
	if err := Join(&out, dataflow.Pipe, keep(t, pipeHead, "", empty.rows, nil, nil)); err != nil || !strings.HasSuffix(out.String(), "Id|GeocodeRequest/Query|StatusCode\r\n") {
		t.Errorf("%v %q", err, out.String())
	}
	out.Reset()
	if err := Join(&out, dataflow.CSV, keep(t, "", "", empty.rows, nil)); err != nil || out.String() != "" {
		t.Errorf("%v %q", err, out.String())
	}
}
