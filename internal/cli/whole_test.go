//go:build unix

package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestAFileIsWrittenWhole(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := writeWhole(link, func(w io.Writer) error { io.WriteString(w, "half"); return broken })
	if !errors.Is(err, broken) || read(t, target) != "before" {
		t.Errorf("%v, %q", err, read(t, target))
	}
	if err := writeWhole(link, func(w io.Writer) error { _, err := io.WriteString(w, "after"); return err }); err != nil || read(t, target) != "after" {
		t.Errorf("%v, %q", err, read(t, target))
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
	if left, _ := filepath.Glob(dir + "/*"); len(left) != 2 {
		t.Errorf("left: %q", left)
	}
}

// What is no file is never replaced by one.
func TestAPipeStaysAPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no named pipes here: ", err)
	}
	in := write(t, "in.csv", tableOfRows(3))
	got := call(t, "", "geocode", in, "-o", filepath.Join(t.TempDir(), "out.csv"), "--index", town(t), "--report", pipe)
	if got.status != 2 || !strings.Contains(got.err, "is a device or pipe") {
		t.Errorf("%+v", got)
	}
	said := make(chan string)
	go func() {
		data, _ := os.ReadFile(pipe)
		said <- string(data)
	}()
	if err := writeWhole(pipe, func(w io.Writer) error { _, err := io.WriteString(w, "said"); return err }); err != nil || <-said != "said" {
		t.Error(err)
	}
	if info, err := os.Stat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe was replaced: %v, %v", info, err)
	}
}
