// Package blobtest is the suite that every kind of blob.Bucket passes.
package blobtest

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/blob"
)

// Run runs the suite over the buckets that open opens, each new and empty.
func Run(t *testing.T, open func(t *testing.T) *blob.Bucket) {
	for name, test := range map[string]func(*testing.T, *blob.Bucket){
		"a blob put is there":                      putIsThere,
		"a blob put again is the new one":          putAgain,
		"what was not written whole is not there":  failedPut,
		"put if absent leaves what is there":       putIfAbsent,
		"of many putting if absent, one does":      putIfAbsentRace,
		"ranges":                                   ranges,
		"a blob deleted is gone":                   deleted,
		"listing is by prefix and in order":        listed,
		"what is not there is ErrNotExist":         missing,
		"keys that some bucket could not hold":     invalidKeys,
		"a large blob goes through in small steps": large,
		"a new bucket can be used":                 func(t *testing.T, b *blob.Bucket) { must(t, b.Check(t.Context())) },
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t)
			test(t, b)
			must(t, b.Close())
		})
	}
}

func putIsThere(t *testing.T, b *blob.Bucket) {
	put(t, b, "a/b-1_2.x", "text")
	put(t, b, "empty", "")
	want(t, b, map[string]string{"a/b-1_2.x": "text", "empty": ""})
	info, err := b.Stat(t.Context(), "a/b-1_2.x")
	must(t, err)
	if info.Key != "a/b-1_2.x" || info.Size != 4 || info.Modified.IsZero() {
		t.Errorf("Stat: %+v", info)
	}
}

func putAgain(t *testing.T, b *blob.Bucket) {
	put(t, b, "k", "first, and longer")
	put(t, b, "k", "second")
	want(t, b, map[string]string{"k": "second"})
}

func failedPut(t *testing.T, b *blob.Bucket) {
	put(t, b, "there", "before")
	broken := errors.New("broken")
	for _, key := range []string{"there", "not-there", "new/not-there"} {
		err := b.Put(t.Context(), key, func(w io.Writer) error {
			io.WriteString(w, "half")
			return broken
		})
		if !errors.Is(err, broken) {
			t.Errorf("Put of %s: %v; want the writer's own error", key, err)
		}
	}
	want(t, b, map[string]string{"there": "before"})
}

func putIfAbsent(t *testing.T, b *blob.Bucket) {
	write := func(text string) error {
		return b.PutIfAbsent(t.Context(), "k", func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
	}
	must(t, write("first"))
	if err := write("second"); !errors.Is(err, blob.ErrExist) {
		t.Errorf("put if absent over a blob: %v; want ErrExist", err)
	}
	want(t, b, map[string]string{"k": "first"})
}

func putIfAbsentRace(t *testing.T, b *blob.Bucket) {
	var all sync.WaitGroup
	var done atomic.Int32
	for i := range 8 {
		all.Go(func() {
			err := b.PutIfAbsent(t.Context(), "k", func(w io.Writer) error {
				_, err := fmt.Fprint(w, i)
				return err
			})
			if err == nil {
				done.Add(1)
			} else if !errors.Is(err, blob.ErrExist) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := done.Load(); n != 1 {
		t.Errorf("%d of 8 put the blob; want 1", n)
	}
}

func ranges(t *testing.T, b *blob.Bucket) {
	put(t, b, "k", "0123456789")
	for _, c := range []struct {
		offset, length int64
		want           string
	}{
		{0, -1, "0123456789"}, {0, 10, "0123456789"}, {3, 4, "3456"}, {9, 1, "9"},
		{3, -1, "3456789"}, {8, 5, "89"}, {4, 0, ""}, {0, 0, ""},
	} {
		if got := read(t, b, "k", c.offset, c.length); got != c.want {
			t.Errorf("%d bytes from %d: %q; want %q", c.length, c.offset, got, c.want)
		}
	}
}

func deleted(t *testing.T, b *blob.Bucket) {
	put(t, b, "j/1", "x")
	put(t, b, "j/2", "y")
	must(t, b.Delete(t.Context(), "j/1"))
	want(t, b, map[string]string{"j/2": "y"})
	must(t, b.Delete(t.Context(), "j/2"))
	want(t, b, map[string]string{})
	put(t, b, "j/1", "z")
	want(t, b, map[string]string{"j/1": "z"})
}

func listed(t *testing.T, b *blob.Bucket) {
	for _, key := range []string{"b/2", "a/1", "b/10", "b/x/y", "bb"} {
		put(t, b, key, key)
	}
	for prefix, want := range map[string][]string{
		"": {"a/1", "b/10", "b/2", "b/x/y", "bb"}, "b/": {"b/10", "b/2", "b/x/y"}, "b/1": {"b/10"}, "c/": nil, "b": {"b/10", "b/2", "b/x/y", "bb"},
	} {
		if diff := cmp.Diff(want, list(t, b, prefix)); diff != "" {
			t.Errorf("list %q: %s", prefix, diff)
		}
	}
}

func missing(t *testing.T, b *blob.Bucket) {
	put(t, b, "a/b", "x")
	for _, key := range []string{"k", "a", "a/c", "no/k"} {
		_, stat := b.Stat(t.Context(), key)
		_, open := b.OpenRange(t.Context(), key, 0, -1)
		for what, err := range map[string]error{"Stat": stat, "OpenRange": open, "Delete": b.Delete(t.Context(), key)} {
			if !errors.Is(err, blob.ErrNotExist) {
				t.Errorf("%s of %s: %v; want ErrNotExist", what, key, err)
			}
		}
	}
}

func invalidKeys(t *testing.T, b *blob.Bucket) {
	for _, key := range []string{"", "/", "a//b", "/a", "a/", "../a", "a/../b", "A", "a b", "ä", "a\x00", ".hidden", "a.tmp", strings.Repeat("k", 513)} {
		write := func(io.Writer) error { return nil }
		_, stat := b.Stat(t.Context(), key)
		_, open := b.OpenRange(t.Context(), key, 0, -1)
		for what, err := range map[string]error{
			"Put": b.Put(t.Context(), key, write), "PutIfAbsent": b.PutIfAbsent(t.Context(), key, write),
			"Stat": stat, "OpenRange": open, "Delete": b.Delete(t.Context(), key),
		} {
			if err == nil || !strings.Contains(err.Error(), "not valid") {
				t.Errorf("%s of %q: %v; want it refused", what, key, err)
			}
		}
	}
	want(t, b, map[string]string{})
}

func large(t *testing.T, b *blob.Bucket) {
	const step, steps = "0123456789abcde\n", 100_000
	must(t, b.Put(t.Context(), "k", func(w io.Writer) error {
		for range steps {
			if _, err := io.WriteString(w, step); err != nil {
				return err
			}
		}
		return nil
	}))
	if got := read(t, b, "k", 0, -1); got != strings.Repeat(step, steps) {
		t.Errorf("%d bytes come back; want the %d that were put", len(got), len(step)*steps)
	}
	if got := read(t, b, "k", int64(len(step))*50_000-3, 6); got != "de\n012" {
		t.Errorf("a range in the middle: %q", got)
	}
}

// want checks that a bucket holds these blobs and no other.
func want(t *testing.T, b *blob.Bucket, blobs map[string]string) {
	t.Helper()
	got := map[string]string{}
	for _, key := range list(t, b, "") {
		got[key] = read(t, b, key, 0, -1)
	}
	if diff := cmp.Diff(blobs, got); diff != "" {
		t.Error(diff)
	}
}

func list(t *testing.T, b *blob.Bucket, prefix string) []string {
	t.Helper()
	var keys []string
	for info, err := range b.List(t.Context(), prefix) {
		must(t, err)
		keys = append(keys, info.Key)
	}
	return keys
}

func put(t *testing.T, b *blob.Bucket, key, text string) {
	t.Helper()
	must(t, b.Put(t.Context(), key, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}))
}

func read(t *testing.T, b *blob.Bucket, key string, offset, length int64) string {
	t.Helper()
	r, err := b.OpenRange(t.Context(), key, offset, length)
	must(t, err)
	defer r.Close()
	data, err := io.ReadAll(r)
	must(t, err)
	return string(data)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
