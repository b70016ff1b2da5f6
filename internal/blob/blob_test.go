package blob_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/blob/blobtest"
)

func TestDirectory(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) *blob.Bucket { return openDir(t, filepath.Join(t.TempDir(), "new", "bucket")) })
}

func TestMemory(t *testing.T) {
	blobtest.Run(t, func(*testing.T) *blob.Bucket { return blob.OpenMemory() })
}

func openDir(t *testing.T, dir string) *blob.Bucket {
	t.Helper()
	b, err := blob.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// files are all files and directories below dir.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		found = append(found, strings.TrimPrefix(path, dir))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found[1:]
}

func TestFilesAreBlobsAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	b := openDir(t, dir)
	write := func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }
	for _, key := range []string{"j/1", "j/2", "k/1"} {
		if err := b.Put(t.Context(), key, write); err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range []string{"j/3", "new/1"} {
		if err := b.Put(t.Context(), key, func(w io.Writer) error { return errors.Join(write(w), io.ErrUnexpectedEOF) }); err == nil {
			t.Error("a write that failed is no error")
		}
	}
	if diff := cmp.Diff([]string{"/j", "/j/1", "/j/2", "/k", "/k/1"}, files(t, dir)); diff != "" {
		t.Error(diff)
	}
	for _, key := range []string{"j/1", "k/1"} {
		if err := b.Delete(t.Context(), key); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"/j", "/j/2"}, files(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestACancelledPutLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	err := openDir(t, dir).Put(ctx, "k", func(w io.Writer) error {
		cancel()
		_, err := io.WriteString(w, "x")
		return err
	})
	if !errors.Is(err, context.Canceled) || len(files(t, dir)) != 0 {
		t.Errorf("%v, and there are %q", err, files(t, dir))
	}
}

func TestSweepTempRemovesWhatAKilledProcessLeft(t *testing.T) {
	dir := t.TempDir()
	b := openDir(t, dir)
	start := time.Now()
	for name, age := range map[string]time.Duration{"old.1a.tmp": time.Minute, "j/old.1a.tmp": time.Minute, "new.1a.tmp": -time.Minute, "blob": time.Minute} {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o700)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, start, start.Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.SweepTemp(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"/blob", "/new.1a.tmp"}, files(t, dir)); diff != "" {
		t.Error(diff)
	}
	for info := range b.List(t.Context(), "") {
		if info.Key != "blob" {
			t.Errorf("%s is listed", info.Key)
		}
	}
}

// A blob that is being written when the sweep comes is left alone, however
// soon after the opening it began.
func TestSweepTempSparesWhatIsBeingWritten(t *testing.T) {
	for range 20 {
		b := openDir(t, t.TempDir())
		sweep := func(io.Writer) error { return b.SweepTemp() }
		if err := b.Put(t.Context(), "input", sweep); err != nil {
			t.Fatal(err)
		}
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	dir := t.TempDir()
	b := openDir(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	nothing := func(io.Writer) error { return nil }
	if err := b.Put(t.Context(), "file/k", nothing); err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "file", "k")) {
		t.Errorf("a directory that is a file: %v; want the path named", err)
	}
	if _, err := blob.OpenDir(filepath.Join(dir, "file")); err == nil {
		t.Error("a bucket opens on a file")
	}
	if os.Geteuid() == 0 {
		t.Log("root may write everywhere: read-only directories are not tried")
		return
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o700)
	for what, err := range map[string]error{"Put": b.Put(t.Context(), "k", nothing), "Check": b.Check(t.Context())} {
		if err == nil || !strings.Contains(err.Error(), "give the user that runs milepost") {
			t.Errorf("%s in a directory that cannot be written: %v", what, err)
		}
	}
}

// A device that is always full stands in for a full disk.
func TestAFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full here: ", err)
	}
	defer full.Close()
	_, err = full.Write([]byte("x"))
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if err := blob.Explain("write", "/data/k", err); !strings.Contains(err.Error(), "the disk is full; free space") || !errors.Is(err, syscall.ENOSPC) {
		t.Error(err)
	}
}
