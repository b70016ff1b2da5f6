package index

import (
	"fmt"
	"os"
	"path/filepath"
)

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
