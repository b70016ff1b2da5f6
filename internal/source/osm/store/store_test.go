package store_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/store"
)

// temporary makes the test's own folder the one for temporary files, and
// gives how many files are in it.
func temporary(t *testing.T) func() int {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	return func() int {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
}

func TestPositions(t *testing.T) {
	for _, memory := range []int64{0, 3 << 20, 1 << 30} {
		files := temporary(t)
		s := store.NewPositions(memory)
		random := rand.New(rand.NewPCG(1, 2))
		want := map[int64]element.Position{}
		var ids []int64
		for id := int64(-1000); len(ids) < 700_000; id += 1 + random.Int64N(3)*random.Int64N(1<<40) {
			at := element.Position{Lat: random.Int32(), Lon: -random.Int32()}
			if err := s.Add(id, at); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, id)
			if len(ids)%7 == 0 || len(ids) > 699_900 {
				want[id] = at
			}
		}
		if got := files(); (got > 0) != (memory < 1<<30) {
			t.Errorf("%d bytes of memory: %d files", memory, got)
		}
		for id, at := range want {
			if got, ok, err := s.Get(id); got != at || !ok || err != nil {
				t.Fatalf("node %d: %v, %v, %v; want %v", id, got, ok, err, at)
			}
		}
		for _, id := range []int64{-1001, ids[500] + 1, ids[len(ids)-1] + 1} {
			_, is := want[id]
			if _, ok, err := s.Get(id); err != nil || ok && !is && id != ids[501] {
				t.Errorf("node %d, which there is not: %v, %v", id, ok, err)
			}
		}
		if err := s.Close(); err != nil || files() > 0 {
			t.Errorf("closed: %v, %d files", err, files())
		}
	}
}

// TestPositionsFarApart keeps nodes whose IDs and places differ as much as can
// be.
func TestPositionsFarApart(t *testing.T) {
	temporary(t)
	s := store.NewPositions(0)
	defer s.Close()
	const count, apart = 300_000, int64(1) << 45
	at := func(i int64) element.Position {
		far := int32(1800000000 * (1 - 2*(i%2)))
		return element.Position{Lat: far, Lon: -far}
	}
	for i := range int64(count) {
		if err := s.Add((i-count/2)*apart, at(i)); err != nil {
			t.Fatal(err)
		}
	}
	for i := int64(0); i < count; i += 7 {
		if got, ok, err := s.Get((i - count/2) * apart); got != at(i) || !ok || err != nil {
			t.Fatalf("node %d: %v, %v, %v; want %v", i, got, ok, err, at(i))
		}
	}
}

func TestPositionsAscend(t *testing.T) {
	s := store.NewPositions(0)
	if _, ok, err := s.Get(1); ok || err != nil {
		t.Errorf("empty: %v, %v", ok, err)
	}
	s.Add(2, element.Position{})
	if err := s.Add(2, element.Position{}); err == nil {
		t.Error("the same ID twice")
	}
}

func TestRecords(t *testing.T) {
	for _, memory := range []int64{0, 100_000, 1 << 30} {
		files := temporary(t)
		s := store.NewRecords(memory)
		record := func(i int) []byte { return bytes.Repeat([]byte{byte(i)}, i*i%30_000) }
		for i := range 1000 {
			if err := s.Add(record(i)); err != nil {
				t.Fatal(err)
			}
		}
		if got := files(); (got > 0) != (memory < 1<<30) {
			t.Errorf("%d bytes of memory: %d files", memory, got)
		}
		n := 0
		err := s.Each(func(got []byte) error {
			if !bytes.Equal(got, record(n)) {
				t.Fatalf("record %d has %d bytes", n, len(got))
			}
			n++
			return nil
		})
		if n != 1000 || s.Len() != 1000 || err != nil {
			t.Errorf("%d records of %d, %v", n, s.Len(), err)
		}
		if err := s.Close(); err != nil || files() > 0 {
			t.Errorf("closed: %v, %d files", err, files())
		}
	}
}
