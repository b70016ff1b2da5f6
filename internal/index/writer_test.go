package index

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
)

var french = language.French

// files reads a directory.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]string{}
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		read[entry.Name()] = string(data)
	}
	return read
}

func TestSameInputSameBytes(t *testing.T) {
	one, two := write(t, tinyWorld()), write(t, tinyWorld())
	if diff := cmp.Diff(files(t, one), files(t, two)); diff != "" {
		t.Errorf("two builds differ:\n%s", diff)
	}
	if packed(t, one) != packed(t, two) {
		t.Error("two archives differ")
	}
	first, second := opened(t, one), opened(t, two)
	if first.Build() != second.Build() || len(first.Build()) != 16 {
		t.Errorf("builds %q and %q", first.Build(), second.Build())
	}
	larger := tinyWorld()
	larger.Add(NewArea{Kind: Place, Name: "Newton"})
	if third := opened(t, write(t, larger)); third.Build() == first.Build() {
		t.Error("other content has the same build")
	}
}

// A new build replaces the old one at once; who has the old one open reads on.
func TestReplace(t *testing.T) {
	dir := write(t, tinyWorld())
	old := opened(t, dir)
	before := files(t, dir)
	larger := tinyWorld()
	larger.Add(NewArea{Kind: Place, Name: "Newton", Point: geocode.Point{Lat: 1, Lon: 162}})
	if err := larger.Write(dir, about); err != nil {
		t.Fatal(err)
	}
	if err := everything(old); err != nil {
		t.Errorf("reading the old index: %v", err)
	}
	if refs, err := old.Find("newton"); refs != nil || err != nil {
		t.Errorf("the old index knows Newton: %v, %v", refs, err)
	}
	fresh := opened(t, dir)
	find(t, fresh, "newton")
	after := files(t, dir)
	if len(after) != len(before) {
		t.Errorf("%d files before, %d after: old sections were left behind", len(before), len(after))
	}
	for name := range before {
		if _, kept := after[name]; kept != (before[name] == after[name]) && name != manifestName {
			t.Errorf("file %s was overwritten", name)
		}
	}
}

// What is not committed leaves no trace.
func TestAbort(t *testing.T) {
	dir := write(t, tinyWorld())
	before := files(t, dir)
	w, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("disk full")
	err = w.Section("areas", 1, func(out io.Writer) error {
		out.Write(bytes.Repeat([]byte("x"), 200_000))
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("Section: %v", err)
	}
	w.Abort()
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Errorf("after Abort:\n%s", diff)
	}
}

func TestSectionOrder(t *testing.T) {
	w, err := Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	empty := func(io.Writer) error { return nil }
	if err := w.Section("texts", 1, empty); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"areas", "texts", "weather"} {
		if w.Section(name, 1, empty) == nil {
			t.Errorf("section %s after texts was taken", name)
		}
	}
}

// A section of several blocks: each has its checksum, and each is checked when
// it is first read, not before.
func TestBlocks(t *testing.T) {
	payload := make([]byte, 3*blockSize+7)
	for i := range payload {
		payload[i] = byte(i * i >> 8)
	}
	var file bytes.Buffer
	w, err := newSectionWriter(&file, "areas", 1)
	if err != nil {
		t.Fatal(err)
	}
	for rest := payload; len(rest) > 0; { // in odd pieces
		n := min(len(rest), 40_001)
		if _, err := w.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	if length, _, err := w.finish(); err != nil || length != int64(file.Len()) {
		t.Fatalf("finish: %d, %v for %d bytes", length, err, file.Len())
	}
	data := file.Bytes()
	data[headLength+2*blockSize] ^= 1
	var noted error
	s, err := openSection("a", "areas", data, func(err error) { noted = err })
	if err != nil {
		t.Fatal(err)
	}
	for _, span := range [][2]uint64{{0, 2 * blockSize}, {3 * blockSize, 7}, {blockSize - 1, 2}, {uint64(len(payload)), 0}} {
		got, err := s.bytes(span[0], span[1])
		if err != nil || !bytes.Equal(got, payload[span[0]:span[0]+span[1]]) {
			t.Errorf("bytes %v: %v", span, err)
		}
	}
	for _, span := range [][2]uint64{{2 * blockSize, 1}, {blockSize, 2 * blockSize}, {uint64(len(payload)), 1}, {1 << 63, 1 << 63}, {0, 1 << 63}} {
		noted = nil
		if _, err := s.bytes(span[0], span[1]); !errors.Is(err, ErrDamaged) || noted == nil {
			t.Errorf("bytes %v: %v, noted %v", span, err, noted)
		}
	}
}

func TestRetain(t *testing.T) {
	ix := opened(t, write(t, tinyWorld()))
	if !ix.Retain() {
		t.Fatal("cannot retain an open index")
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	if err := everything(ix); err != nil {
		t.Errorf("reading a retained index after Close: %v", err)
	}
	if ix.Retain() {
		t.Error("retained an index that was closed")
	}
	if err := errors.Join(ix.Release(), ix.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := ix.Find("ford"); !errors.Is(err, ErrClosed) {
		t.Errorf("reading after the last Release: %v, want ErrClosed", err)
	}
}

func TestManifest(t *testing.T) {
	ix := opened(t, write(t, tinyWorld()))
	m := ix.Manifest()
	if diff := cmp.Diff([]string{"© the atlas"}, ix.Attributions()); diff != "" {
		t.Errorf("attributions (-want +got):\n%s", diff)
	}
	if m.Counts["place"] != 3 || m.Counts["country"] != 2 || m.Counts["names in other languages"] != 4 {
		t.Errorf("counts %v", m.Counts)
	}
	if got := m.Extents["EL"].Box(); got != (geocode.Box{South: 0, West: 170, North: 10, East: -175}) {
		t.Errorf("extent of EL %v", got)
	}
	if err := ix.Verify(context.Background()); err != nil {
		t.Error(err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if err := ix.Verify(stopped); !errors.Is(err, context.Canceled) {
		t.Errorf("Verify when cancelled: %v", err)
	}
}

func TestRefusedAreas(t *testing.T) {
	tests := map[string]func(b *Builder){
		"no kind":             func(b *Builder) { b.Add(NewArea{Name: "x"}) },
		"unknown parent":      func(b *Builder) { b.Add(NewArea{Kind: Place, Name: "x", Parent: 9}) },
		"parent no coarser":   func(b *Builder) { b.Add(NewArea{Kind: Place, Name: "x", Parent: b.Add(NewArea{Kind: Place})}) },
		"not on Earth":        func(b *Builder) { b.Add(NewArea{Kind: Place, Name: "x", Point: geocode.Point{Lat: 100}}) },
		"landmark of no type": func(b *Builder) { b.Add(NewArea{Kind: Landmark, Name: "x"}) },
		"place with a type":   func(b *Builder) { b.Add(NewArea{Kind: Place, Name: "x", Entity: "Park"}) },
		"border of no area":   func(b *Builder) { b.AddBorder(Border{Areas: [2]Handle{3}, Line: line(0, 0, 1, 1)}) },
		"name without an end": func(b *Builder) { b.Add(NewArea{Kind: Place, Name: string(make([]byte, maxText+1))}) },
	}
	for name, fill := range tests {
		var b Builder
		fill(&b)
		if err := b.Write(t.TempDir(), about); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPopulation(t *testing.T) {
	for people, want := range map[int64]int64{0: 0, -1: 0, 1: 1, 1<<20 - 1: 1<<20 - 1, 1260391: 1260390, 1412345678: 1412340000, 1 << 62: 461168 * 1e13} {
		if got := unpackPopulation(packPopulation(people)); got != want {
			t.Errorf("%d people are kept as %d, want %d", people, got, want)
		}
	}
}

// Many readers at once, on an index that nobody has touched, as the race
// detector sees it.
func TestConcurrentReads(t *testing.T) {
	eachTinyWorld(t, func(t *testing.T, ix *Index) {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if err := everything(ix); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	})
}
