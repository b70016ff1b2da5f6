package index

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sectionSuffix ends the name of every section file.
const sectionSuffix = ".section"

// Writer writes an index into a directory, section by section. Nothing that
// was there changes before Commit.
type Writer struct {
	dir      string
	sections []SectionFile
	temp     []string // files not in place yet
	reader   int      // the oldest that can read what was written
}

// Create begins an index in dir, which is made where it is missing.
func Create(dir string) (*Writer, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	return &Writer{dir: dir, reader: minimumReader}, nil
}

// Section writes one section: write gets where its payload goes. The format's
// order of sections must be kept, which makes equal input equal output.
func (w *Writer) Section(name string, version uint32, write func(io.Writer) error) error {
	at := slices.Index(sectionNames, name)
	if at < 0 {
		return fmt.Errorf("write section %s: the format has no such section", name)
	}
	if n := len(w.sections); n > 0 && slices.Index(sectionNames, w.sections[n-1].Name) >= at {
		return fmt.Errorf("write section %s: it must come before %s", name, w.sections[n-1].Name)
	}
	file, err := w.writeSection(name, version, write)
	if err != nil {
		return fmt.Errorf("write section %s: %w", name, err)
	}
	w.sections = append(w.sections, file)
	return nil
}

func (w *Writer) writeSection(name string, version uint32, write func(io.Writer) error) (SectionFile, error) {
	temp, err := os.CreateTemp(w.dir, ".section-*")
	if err != nil {
		return SectionFile{}, err
	}
	w.temp = append(w.temp, temp.Name())
	defer temp.Close()
	out, err := newSectionWriter(temp, name, version)
	if err != nil {
		return SectionFile{}, err
	}
	if err := write(out); err != nil {
		return SectionFile{}, err
	}
	length, sum, err := out.finish()
	if err == nil {
		err = settle(temp)
	}
	if err != nil {
		return SectionFile{}, err
	}
	hash := hex.EncodeToString(sum)
	file := SectionFile{Name: name, File: name + "-" + hash[:16] + sectionSuffix, Length: length, SHA256: hash}
	return file, os.Rename(temp.Name(), filepath.Join(w.dir, file.File))
}

// settle makes a finished file readable for all and durable.
func settle(file *os.File) error {
	return errors.Join(file.Chmod(0o644), file.Sync(), file.Close())
}

// Commit makes the sections written so far the index, with what m says of
// them; Format, MinimumReader and Sections are filled in. Section files that
// no longer belong to the index are removed.
func (w *Writer) Commit(m Manifest) error {
	m.Format, m.MinimumReader, m.Sections = FormatVersion, w.reader, w.sections
	text, err := m.encode()
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(w.dir, ".manifest-*")
	if err != nil {
		return fmt.Errorf("commit index: %w", err)
	}
	w.temp = append(w.temp, temp.Name())
	defer temp.Close()
	if _, err := temp.Write(text); err != nil {
		return fmt.Errorf("commit index: %w", err)
	}
	if err := settle(temp); err != nil {
		return fmt.Errorf("commit index: %w", err)
	}
	if err := syncDirectory(w.dir); err != nil { // sections before what names them
		return fmt.Errorf("commit index: %w", err)
	}
	if err := os.Rename(temp.Name(), filepath.Join(w.dir, manifestName)); err != nil {
		return fmt.Errorf("commit index: %w", err)
	}
	if err := syncDirectory(w.dir); err != nil {
		return fmt.Errorf("commit index: %w", err)
	}
	return w.removeStale()
}

// Abort removes what was not committed. It does nothing after Commit.
func (w *Writer) Abort() {
	for _, name := range w.temp {
		os.Remove(name) // gone already where it was put in place
	}
}

// removeStale removes section files that the manifest does not name.
func (w *Writer) removeStale() error {
	entries, err := os.ReadDir(w.dir)
	if err != nil {
		return fmt.Errorf("remove old sections: %w", err)
	}
	for _, entry := range entries {
		named := slices.ContainsFunc(w.sections, func(s SectionFile) bool { return s.File == entry.Name() })
		if strings.HasSuffix(entry.Name(), sectionSuffix) && !named {
			if err := os.Remove(filepath.Join(w.dir, entry.Name())); err != nil {
				return fmt.Errorf("remove old sections: %w", err)
			}
		}
	}
	return nil
}

func syncDirectory(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
