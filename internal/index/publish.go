package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// CheckDestination refuses a dir that is no place for an index: a file, or a
// directory of other things, among which its sections would be strewn. What
// is not there yet, what is empty and an index are fine.
func CheckDestination(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s cannot be a directory of an index: %w", dir, err)
	case len(entries) == 0:
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, manifestName)); err == nil {
		return nil
	}
	for _, entry := range entries { // of a build that ended before its manifest was there
		if filepath.Ext(entry.Name()) != sectionSuffix {
			return fmt.Errorf("%s holds other things than an index, such as %s: name a directory that is new or empty", dir, entry.Name())
		}
	}
	return nil
}

// Publish moves the committed index in the directory from into dir, on the
// same file system. Whoever opens dir meanwhile gets the old index or the new
// one: the manifest goes last, then the old sections are removed. Where that
// is interrupted, the old index stays as it was.
func Publish(from, dir string) error {
	text, err := (&directory{dir: from}).manifest()
	if err != nil {
		return err
	}
	m, err := decodeManifest(filepath.Join(from, manifestName), text)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("publish index: %w", err)
	}
	for _, section := range m.Sections {
		if err := os.Rename(filepath.Join(from, section.File), filepath.Join(dir, section.File)); err != nil {
			return fmt.Errorf("publish index: %w", err)
		}
	}
	if err := syncDirectory(dir); err != nil {
		return fmt.Errorf("publish index: %w", err)
	}
	if err := os.Rename(filepath.Join(from, manifestName), filepath.Join(dir, manifestName)); err != nil {
		return fmt.Errorf("publish index: %w", err)
	}
	if err := syncDirectory(dir); err != nil {
		return fmt.Errorf("publish index: %w", err)
	}
	return (&Writer{dir: dir, sections: m.Sections}).removeStale()
}
