package sqlite

import (
	"errors"
	"fmt"
	"os"

	"github.com/milepost/milepost/internal/job"
	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"
)

// explain words an error for the operator: which file, and what to do. Errors
// that are the package's own words pass as they are.
func (s *Store) explain(what string, err error) error {
	var quota *job.QuotaError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &quota), errors.Is(err, job.ErrNotFound), errors.Is(err, job.ErrNoKey),
		errors.Is(err, job.ErrNothing), errors.Is(err, job.ErrLeaseLost):
		return err
	}
	return fmt.Errorf("%s the database %s: %w%s", what, s.path, err, advice(err))
}

// advice is what to do about an error, as the end of a sentence; or "".
func advice(err error) string {
	var broken *damage
	if errors.As(err, &broken) {
		return damaged
	}
	if errors.Is(err, os.ErrPermission) {
		return unwritable
	}
	var coded *driver.Error
	if !errors.As(err, &coded) {
		return ""
	}
	switch coded.Code() & 0xff { // the upper bits only refine
	case code.SQLITE_CORRUPT, code.SQLITE_NOTADB:
		return damaged
	case code.SQLITE_FULL:
		return "; the disk is full: free space on it, or move the data directory to a larger one"
	case code.SQLITE_READONLY, code.SQLITE_CANTOPEN, code.SQLITE_PERM:
		return unwritable
	case code.SQLITE_IOERR:
		return "; the disk failed: look at the system's log before going on"
	case code.SQLITE_BUSY:
		return "; another program holds it: stop that one"
	}
	return ""
}

const (
	damaged = "; restore the file (with its -wal and -shm beside it) from a backup, or move it away to begin with an empty one: " +
		"the inputs of its jobs stay in the blobs directory, each as JOB/input"
	unwritable = "; give the user that runs milepost the right to read and write it and its directory"
)
