package index

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// Beside the tiny worlds, testdata/backcompat keeps the village in every
// version of the format that can still be read, with what it answered when it
// was written. Neither file is ever written again.
func TestBackcompatStreets(t *testing.T) {
	if base := keptVillage(FormatVersion); *keep {
		if _, err := os.Stat(base + ".tar.gz"); os.IsNotExist(err) {
			keepVillage(t, base)
		}
	}
	for version := oldestReadable; version <= FormatVersion; version++ {
		t.Run(fmt.Sprint("version ", version), func(t *testing.T) {
			want, err := os.ReadFile(keptVillage(version) + ".txt")
			check(t, err)
			ix := unpacked(t, keptVillage(version)+".tar.gz")
			check(t, ix.Verify(t.Context()))
			if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(answers(t, ix, version), "\n")); diff != "" {
				t.Errorf("an index of version %d answers otherwise than it did (-then +now):\n%s", version, diff)
			}
		})
	}
}

// keptVillage is the path of a version's village without its ending.
func keptVillage(version int) string {
	return filepath.Join("testdata", "backcompat", fmt.Sprintf("streets-v%d", version))
}

// keepVillage writes the village and its answers in this version.
func keepVillage(t *testing.T, base string) {
	t.Helper()
	dir := writeVillage(t)
	var file bytes.Buffer
	out := gzip.NewWriter(&file)
	io.WriteString(out, packed(t, dir))
	check(t, errors.Join(
		out.Close(),
		os.WriteFile(base+".tar.gz", file.Bytes(), 0o644),
		os.WriteFile(base+".txt", []byte(answers(t, opened(t, dir), FormatVersion)), 0o644)))
}

// unpacked opens a compressed archive.
func unpacked(t *testing.T, name string) *Index {
	t.Helper()
	file, err := os.Open(name)
	check(t, err)
	defer file.Close()
	in, err := gzip.NewReader(file)
	check(t, err)
	data, err := io.ReadAll(in)
	check(t, err)
	ix, err := OpenArchive(name, string(data))
	check(t, err)
	t.Cleanup(func() { ix.Close() })
	return ix
}
