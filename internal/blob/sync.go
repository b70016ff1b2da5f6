package blob

import (
	"errors"
	"os"
	"runtime"
)

// SyncDir puts a directory's entries on stable storage: a file that is new or
// renamed is only then sure to be found again. Windows has no such call, and
// keeps its directories in a journal.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
