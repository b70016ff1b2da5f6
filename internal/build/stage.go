package build

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/milepost/milepost/internal/index"
)

// stage is the directory beside the destination where an index is built. It
// is locked while its build lives, so that what a dead build left is known.
type stage struct {
	dir  string
	lock *os.File
}

const (
	stageInfix = ".building-"
	lockName   = "lock"
)

// newStage makes the stage of a build and removes those of dead builds.
func newStage(destination string) (*stage, error) {
	if err := index.CheckDestination(destination); err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	parent, name := filepath.Split(filepath.Clean(destination))
	if parent == "" {
		parent = "."
	}
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	if err := removeDead(parent, "."+name+stageInfix); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(parent, "."+name+stageInfix)
	if err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	lock, err := os.Create(filepath.Join(dir, lockName))
	if err == nil {
		_, err = tryLock(lock)
	}
	if err != nil {
		os.RemoveAll(dir)
		return nil, fmt.Errorf("build index: %w", err)
	}
	return &stage{dir, lock}, nil
}

// removeDead removes stages whose lock nobody holds.
func removeDead(parent, prefix string) error {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return fmt.Errorf("build index: %w", err)
	}
	for _, entry := range entries {
		if !entry.IsDir() || !strings.HasPrefix(entry.Name(), prefix) {
			continue
		}
		dir := filepath.Join(parent, entry.Name())
		lock, err := os.Open(filepath.Join(dir, lockName))
		if err != nil {
			continue // one that is just being made
		}
		free, err := tryLock(lock)
		lock.Close()
		if err == nil && free {
			os.RemoveAll(dir) // what cannot be removed now is tried again by the next build
		}
	}
	return nil
}

// sub makes a directory within the stage.
func (s *stage) sub(name string) (string, error) {
	dir := filepath.Join(s.dir, name)
	return dir, os.Mkdir(dir, 0o777)
}

// remove removes the stage and what is left in it.
func (s *stage) remove() {
	s.lock.Close()
	os.RemoveAll(s.dir)
}
