package index

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unsafe"
)

// source is where an index's files are: a directory or an archive in memory.
type source interface {
	// path names a file for error messages.
	path(file string) string
	// manifest reads manifest.json.
	manifest() ([]byte, error)
	// section gives a section file's bytes, valid until close.
	section(file string) ([]byte, error)
	// lasting tells whether the bytes stay valid for good, close or not.
	lasting() bool
	close() error
}

// directory is a source that maps files into memory.
type directory struct {
	dir    string
	mapped [][]byte
}

func (d *directory) path(file string) string { return filepath.Join(d.dir, file) }
func (d *directory) lasting() bool           { return false }

func (d *directory) manifest() ([]byte, error) {
	file, err := os.Open(d.path(manifestName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s holds no index (%s: %w): build one with milepost index build -o %s", d.dir, manifestName, os.ErrNotExist, d.dir)
	}
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxManifest+1))
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	return text, nil
}

func (d *directory) section(name string) ([]byte, error) {
	file, err := os.Open(d.path(name))
	if errors.Is(err, os.ErrNotExist) {
		return nil, damaged(d.path(name), "is missing")
	}
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	defer file.Close()
	data, err := mapFile(file)
	if err != nil {
		return nil, fmt.Errorf("open index: map %s: %w", d.path(name), err)
	}
	d.mapped = append(d.mapped, data)
	return data, nil
}

func (d *directory) close() error {
	var errs []error
	for _, data := range d.mapped {
		errs = append(errs, unmapFile(data))
	}
	d.mapped = nil
	return errors.Join(errs...)
}

// archive is a source that is a tar file in memory.
type archive struct {
	name  string
	files map[string][]byte
}

func (a *archive) path(file string) string { return a.name + ": " + file }
func (a *archive) lasting() bool           { return true }
func (a *archive) close() error            { return nil }

func (a *archive) manifest() ([]byte, error) { return a.file(manifestName) }

func (a *archive) section(file string) ([]byte, error) { return a.file(file) }

func (a *archive) file(name string) ([]byte, error) {
	data, ok := a.files[name]
	if !ok {
		return nil, damaged(a.path(name), "is missing")
	}
	return data, nil
}

// maxArchived bounds the files of an archive: an index has a dozen.
const maxArchived = 1000

// readArchive finds the files of a tar without copying them.
func readArchive(name, data string) (*archive, error) {
	a := &archive{name: name, files: map[string][]byte{}}
	in := strings.NewReader(data)
	for files := tar.NewReader(in); ; {
		head, err := files.Next()
		if err == io.EOF {
			return a, nil
		}
		if err != nil {
			return nil, damaged(name, "is no archive of an index (%v)", err)
		}
		if head.Typeflag != tar.TypeReg || len(a.files) == maxArchived {
			return nil, damaged(name, "is no archive of an index")
		}
		from := len(data) - in.Len()
		if head.Size > int64(in.Len()) {
			return nil, damaged(name, "is truncated")
		}
		a.files[head.Name] = readOnly(data[from:][:head.Size])
	}
}

// readOnly is the bytes of a string where they are. They must not be written.
func readOnly(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }
