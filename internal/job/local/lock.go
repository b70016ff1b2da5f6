package local

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Lock is the sole right to a data directory. The system takes it back when
// the process ends, however it ends.
type Lock struct{ file *os.File }

// errHeld is what lockFile returns where another process holds the lock.
var errHeld = errors.New("held by another process")

// NewLock creates the directory if need be and takes the lock on it, or says
// which process holds it.
func NewLock(dir string) (*Lock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("create the data directory: %w; choose one that can be written", err)
	}
	path := filepath.Join(dir, "lock")
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the data directory: %w; choose one that can be written", err)
	}
	if err := lockFile(file); err != nil {
		defer file.Close()
		if errors.Is(err, errHeld) {
			return nil, fmt.Errorf("the data directory %s is in use by %s; stop that process, or choose another directory", dir, holder(file))
		}
		return nil, fmt.Errorf("lock %s: %w; choose a data directory on a file system that has locks", path, err)
	}
	if err := sign(file); err != nil {
		file.Close()
		return nil, fmt.Errorf("lock the data directory: %w; look whether its disk is full", err)
	}
	return &Lock{file}, nil
}

// Close gives the lock back. The file stays: removing it would let a third
// process lock a new file while a second one waits for this.
func (l *Lock) Close() error { return l.file.Close() }

// sign leaves this process's ID in the file, for the error of the next.
func sign(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

// holder names the process that holds the lock.
func holder(file *os.File) string {
	text, err := io.ReadAll(io.NewSectionReader(file, 0, 32))
	pid, notNumber := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || notNumber != nil {
		return "another process"
	}
	return fmt.Sprintf("the process with the id %d", pid)
}
