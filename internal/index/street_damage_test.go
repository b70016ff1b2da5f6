package index

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// streetSections are the sections of streets, addresses, postcodes and space.
var streetSections = sectionNames[slices.Index(sectionNames, "localities"):]

// asked is a question and what a whole index answers.
type asked struct {
	question
	answer string
}

// asWhole asks an index all questions while it is whole.
func asWhole(t testing.TB, ix *Index) (all []asked) {
	t.Helper()
	for _, q := range questions(t, ix, FormatVersion) {
		answer, err := q.ask(ix.Streets())
		if err != nil && !errors.Is(err, ErrNoStreet) {
			t.Fatalf("%s: %v", q.text, err)
		}
		all = append(all, asked{q, fmt.Sprint(answer, err)})
	}
	return all
}

// checkDamaged asks a damaged index what a whole one was asked: every answer
// is that of the whole one, or an error that says that the index is damaged.
// It counts the errors.
func checkDamaged(t *testing.T, ix *Index, all []asked) (failed int) {
	t.Helper()
	for _, q := range all {
		answer, err := q.ask(ix.Streets())
		switch {
		case errors.Is(err, ErrDamaged) && strings.Contains(err.Error(), rebuild):
			failed++
		case fmt.Sprint(answer, err) != q.answer:
			t.Errorf("%s: %v, %v of a damaged index, want %s or ErrDamaged", q.text, answer, err, q.answer)
		}
	}
	return failed
}

// copied is a copy of a directory.
func copied(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	check(t, os.CopyFS(to, os.DirFS(dir)))
	return to
}

// TestFlippedStreets flips a bit in each section.
func TestFlippedStreets(t *testing.T) {
	whole := writeVillage(t)
	all := asWhole(t, opened(t, whole))
	for _, section := range streetSections {
		t.Run(section, func(t *testing.T) {
			dir := copied(t, whole)
			path := sectionFile(t, dir, section)
			change(t, path, flip(headLength))
			ix := opened(t, dir)
			if checkDamaged(t, ix, all) == 0 {
				t.Error("no question met the broken block")
			}
			if err := ix.Broken(); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path) {
				t.Errorf("Broken: %v, want ErrDamaged with %s", err, path)
			}
			if err := opened(t, dir).Verify(t.Context()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path) {
				t.Errorf("Verify: %v, want ErrDamaged with %s", err, path)
			}
		})
	}
}

func TestStreetsTruncatedWhileOpen(t *testing.T) {
	whole := writeVillage(t)
	all := asWhole(t, opened(t, whole))
	for _, section := range streetSections {
		t.Run(section, func(t *testing.T) {
			dir := copied(t, whole)
			ix := opened(t, dir)
			check(t, os.Truncate(sectionFile(t, dir, section), 0))
			if checkDamaged(t, ix, all) == 0 {
				t.Error("no question met the missing page")
			}
			if err := ix.Broken(); err == nil || !strings.Contains(err.Error(), "truncated while they were open") {
				t.Errorf("Broken: %v", err)
			}
		})
	}
}

func TestStreetsTruncatedOrMissingAtOpen(t *testing.T) {
	whole := writeVillage(t)
	for _, section := range streetSections {
		for what, harm := range map[string]func(path string) error{
			"truncated": func(path string) error { return os.Truncate(path, 40) },
			"missing":   os.Remove,
		} {
			dir := copied(t, whole)
			path := sectionFile(t, dir, section)
			check(t, harm(path))
			if _, err := Open(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), what) || !strings.Contains(err.Error(), path) {
				t.Errorf("%s %s: Open gives %v, want ErrDamaged with %q and the path", what, section, err, what)
			}
		}
	}
}

func TestStreetsOfANewerVersion(t *testing.T) {
	dir := writeVillage(t)
	for _, section := range streetSections {
		m := *opened(t, dir).Manifest()
		m.Sections = slices.Clone(m.Sections)
		for i := range m.Sections {
			if m.Sections[i].Name == section {
				m.Sections[i] = newerSection(t, dir, section)
			}
		}
		newer := copied(t, dir)
		text, err := m.encode()
		check(t, err)
		check(t, os.WriteFile(filepath.Join(newer, manifestName), text, 0o644))
		if _, err := Open(newer); !errors.Is(err, ErrVersion) || !strings.Contains(err.Error(), "use a newer milepost") {
			t.Errorf("%s of version 2: Open gives %v, want ErrVersion", section, err)
		}
	}
}

// newerSection writes a section of the next version into dir.
func newerSection(t *testing.T, dir, name string) SectionFile {
	t.Helper()
	file, err := os.Create(filepath.Join(dir, "newer-"+name+sectionSuffix))
	check(t, err)
	defer file.Close()
	out, err := newSectionWriter(file, name, 2)
	check(t, err)
	length, _, err := out.finish()
	check(t, err)
	return SectionFile{Name: name, File: filepath.Base(file.Name()), Length: length}
}

// FuzzStreetDamage changes bytes anywhere in the files of streets, or cuts
// them short: an index that still opens answers as the whole one does, or
// says that it is damaged.
func FuzzStreetDamage(f *testing.F) {
	whole, err := readArchive("whole", packed(f, writeVillage(f)))
	check(f, err)
	ix, err := open(whole)
	check(f, err)
	all := asWhole(f, ix)
	for i := range streetSections {
		f.Add(uint8(i), uint32(headLength), uint8(1), false)
		f.Add(uint8(i), uint32(20*i), uint8(128), true)
	}
	f.Fuzz(func(t *testing.T, which uint8, at uint32, change uint8, cut bool) {
		name := streetSections[int(which)%len(streetSections)]
		files := &archive{name: "damaged", files: maps.Clone(whole.files)}
		for _, s := range ix.manifest.Sections {
			if s.Name != name {
				continue
			}
			data := slices.Clone(files.files[s.File])
			data[int(at)%len(data)] ^= change
			if cut {
				data = data[:int(at)%len(data)]
			}
			files.files[s.File] = data
		}
		damaged, err := open(files)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrVersion) {
				t.Errorf("open: %v, want ErrDamaged or ErrVersion", err)
			}
			return
		}
		checkDamaged(t, damaged, all)
	})
}
