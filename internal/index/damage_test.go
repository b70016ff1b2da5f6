package index

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// areaSections are the sections of areas.
var areaSections = sectionNames[:slices.Index(sectionNames, "localities")]

// everything reads all that an index of areas can answer, and gives the first error.
func everything(ix *Index) error {
	var errs []error
	keep := func(err error) {
		if err != nil && !errors.Is(err, ErrNoArea) {
			errs = append(errs, err)
		}
	}
	for _, key := range []string{"ford", "westland", "munster", "nowhere"} {
		_, err := ix.Find(key)
		keep(err)
	}
	_, err := ix.FindLike("frod", 2, 5)
	keep(err)
	for _, key := range []string{"city park", "dom"} {
		_, err := ix.FindLandmarks(key)
		keep(err)
	}
	_, err = ix.FindLandmarksLike("ctiy park", 1, 5)
	keep(err)
	_, err = ix.LandmarkCount()
	keep(err)
	for id := range ID(12) {
		_, err := ix.Area(id)
		keep(err)
		_, err = ix.NameIn(id, french)
		keep(err)
	}
	for _, p := range []geocode.Point{{Lat: 5, Lon: 165}, {Lat: 5, Lon: 179}, {Lat: 10.1, Lon: 165}, {Lat: -80, Lon: 0}, {Lat: 7.01, Lon: 165.01}, {Lat: 7.011, Lon: 165.013}} {
		_, _, err := ix.HoldingOrNear(p, 100_000)
		keep(err)
		_, err = ix.Nearest(p, 1e6, 3, nil)
		keep(err)
		_, err = ix.HoldingAreas(nil, p)
		keep(err)
		_, err = ix.NearestLandmarks(p, 1e6, 3, nil)
		keep(err)
	}
	return errors.Join(errs...)
}

// sectionFile is the path of the one file of a section.
func sectionFile(t *testing.T, dir, section string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, section+"-*"+sectionSuffix))
	if err != nil || len(found) != 1 {
		t.Fatalf("files of the section %s: %v, %v", section, found, err)
	}
	return found[0]
}

// change rewrites a file in a copy of its own, as a restored backup would be.
func change(t *testing.T, path string, edit func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(path), os.WriteFile(path, edit(data), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func flip(at int) func([]byte) []byte {
	return func(data []byte) []byte {
		if at < 0 {
			at += len(data)
		}
		data[at] ^= 0x40
		return data
	}
}

func cut(n int) func([]byte) []byte {
	return func(data []byte) []byte { return data[:len(data)-n] }
}

func TestDamageAtOpen(t *testing.T) {
	tests := []struct {
		name    string
		section string // "" for the manifest
		edit    func([]byte) []byte
		want    string
	}{
		{"truncated section", "areas", cut(1), "truncated"},
		{"empty section", "borders", cut(8), "truncated"},
		{"flipped magic", "texts", flip(0), "no index section"},
		{"flipped name", "texts", flip(9), "checksum of its header or trailer"},
		{"flipped version", "texts", flip(24), "checksum of its header or trailer"},
		{"flipped length", "texts", flip(-24), "checksum of its header or trailer"},
		{"flipped end", "texts", flip(-1), "has no end"},
		{"truncated manifest", "", cut(40), "no index manifest"},
		{"flipped manifest", "", func(data []byte) []byte { return bytes.Replace(data, []byte("tiny"), []byte("tint"), 1) }, "does not match its checksum"},
		{"manifest of something else", "", func([]byte) []byte { return []byte(`{"name": "package"}`) }, "names no index format"},
		{"manifest too long", "", func([]byte) []byte { return bytes.Repeat([]byte(" "), maxManifest+1) }, "longer than any"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, tinyWorld())
			path := filepath.Join(dir, manifestName)
			if test.section != "" {
				path = sectionFile(t, dir, test.section)
			}
			change(t, path, test.edit)
			_, err := Open(dir)
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("Open: %v, want ErrDamaged with %q and the path", err, test.want)
			}
		})
	}
}

func TestMissing(t *testing.T) {
	dir := write(t, tinyWorld())
	if err := os.Remove(sectionFile(t, dir, "names")); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "is missing") {
		t.Errorf("Open without a section: %v", err)
	}
	if _, err := Open(t.TempDir()); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "milepost index build") {
		t.Errorf("Open of an empty directory: %v", err)
	}
	for _, data := range []string{"", "not a tar", strings.Repeat("x", 5000)} {
		if _, err := OpenArchive("x.tar", data); !errors.Is(err, ErrDamaged) {
			t.Errorf("OpenArchive(%.10q): %v", data, err)
		}
	}
}

// A flipped bit in a section's payload is found by whoever reads that block,
// who gets an error and no answer, and so does everybody after.
func TestFlippedPayload(t *testing.T) {
	for _, section := range areaSections {
		t.Run(section, func(t *testing.T) {
			dir := write(t, fullWorld())
			path := sectionFile(t, dir, section)
			change(t, path, flip(headLength))
			ix := opened(t, dir)
			if err := everything(ix); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "checksum of its block 0") ||
				!strings.Contains(err.Error(), path) {
				t.Errorf("reading: %v", err)
			}
			if _, err := ix.Find("ford"); !errors.Is(err, ErrDamaged) {
				t.Errorf("reading again: %v", err)
			}
			if err := ix.Broken(); !errors.Is(err, ErrDamaged) {
				t.Errorf("Broken: %v", err)
			}
			if err := opened(t, dir).Verify(context.Background()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), section) {
				t.Errorf("Verify: %v", err)
			}
		})
	}
}

// A file that shrinks while it is mapped raises a fault on the next page: an
// error for the reader, not the end of the process.
func TestTruncatedWhileOpen(t *testing.T) {
	for _, section := range areaSections {
		t.Run(section, func(t *testing.T) {
			dir := write(t, fullWorld())
			ix := opened(t, dir)
			if err := os.Truncate(sectionFile(t, dir, section), 0); err != nil {
				t.Fatal(err)
			}
			if err := everything(ix); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "truncated while they were open") {
				t.Errorf("reading: %v", err)
			}
			if ix.Broken() == nil {
				t.Error("the index is not marked broken")
			}
		})
	}
}

func TestVersions(t *testing.T) {
	tests := []struct {
		format, reader int
		want           string // "" opens
	}{
		{FormatVersion, minimumReader, ""},
		{FormatVersion + 1, FormatVersion, ""}, // newer, but we can read it
		{FormatVersion + 1, FormatVersion + 1, "use a newer milepost"},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("format %d for readers from %d", test.format, test.reader), func(t *testing.T) {
			dir := write(t, tinyWorld())
			m := *opened(t, dir).Manifest()
			m.Format, m.MinimumReader = test.format, test.reader
			text, err := m.encode()
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, manifestName), text, 0o644); err != nil {
				t.Fatal(err)
			}
			ix, err := Open(dir)
			if test.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				ix.Close()
				return
			}
			if !errors.Is(err, ErrVersion) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Open: %v, want ErrVersion with %q", err, test.want)
			}
		})
	}
}

// A manifest that a newer version wrote may have more in it.
func TestUnknownInManifest(t *testing.T) {
	dir := write(t, tinyWorld())
	path := filepath.Join(dir, manifestName)
	change(t, path, func(data []byte) []byte {
		var m map[string]any
		if err := json.Unmarshal(data, &m); err != nil {
			t.Fatal(err)
		}
		delete(m, "crc32c")
		m["colour"] = "green"
		text, err := json.MarshalIndent(m, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		text = append(bytes.TrimSuffix(text, []byte("\n}")), ',')
		return fmt.Appendf(text, "%s%08x\"\n}\n", crcField, crc32.Checksum(text, castagnoli))
	})
	if err := everything(opened(t, dir)); err != nil {
		t.Error(err)
	}
}

// A section that is whole in itself, but not the one that was committed.
func TestVerifyHash(t *testing.T) {
	dir := write(t, tinyWorld())
	other := tinyWorld()
	other.areas[3].Population++
	swapped := sectionFile(t, write(t, other), "areas")
	change(t, sectionFile(t, dir, "areas"), func([]byte) []byte {
		data, err := os.ReadFile(swapped)
		if err != nil {
			t.Fatal(err)
		}
		return data
	})
	ix := opened(t, dir)
	if err := ix.Verify(context.Background()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "hash in the manifest") {
		t.Errorf("Verify: %v", err)
	}
}
