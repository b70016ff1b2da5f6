package blob

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// explain words a file system's error for the operator: what failed, where,
// and what to do.
func explain(operation, path string, err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%s %s: the disk is full; free space on it, or move the data directory to a larger one: %w", operation, path, err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s %s: the file system is read-only; choose another data directory or mount it for writing: %w", operation, path, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s %s: not permitted; give the user that runs milepost the right to read and write the data directory: %w", operation, path, err)
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return fmt.Errorf("%s %s: too many files are open; raise the limit (ulimit -n): %w", operation, path, err)
	}
	return fmt.Errorf("%s %s: %w", operation, path, err)
}
