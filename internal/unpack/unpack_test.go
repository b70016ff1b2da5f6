package unpack_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/milepost/milepost/internal/unpack"
)

func gz(parts ...string) string {
	var b bytes.Buffer
	for _, text := range parts {
		w := gzip.NewWriter(&b)
		io.WriteString(w, text)
		w.Close()
	}
	return b.String()
}

// entry is a file of a zip.
type entry struct {
	name, text string
	mode       fs.FileMode
	method     uint16
}

func zipOf(entries ...entry) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		header := &zip.FileHeader{Name: e.name, Method: e.method}
		header.SetMode(e.mode)
		f, err := w.CreateHeader(header)
		if err != nil {
			panic(err)
		}
		io.WriteString(f, e.text)
	}
	w.Close()
	return b.String()
}

// read unpacks data, and checks that nothing is left behind.
func read(t *testing.T, r io.Reader) (string, error) {
	t.Helper()
	dir := t.TempDir()
	plain, err := unpack.NewReader(r, unpack.Options{TempDir: dir, MaxZip: 1 << 20})
	var data []byte
	if err == nil {
		data, err = io.ReadAll(plain)
		if err := plain.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("%v is left", files)
	}
	return string(data), err
}

const text = "Id,Name\r\n1,Straße\r\n"

func TestUnpack(t *testing.T) {
	long := strings.Repeat(text, 50_000)
	for name, c := range map[string]struct{ data, want string }{
		"nothing":                   {"", ""},
		"one byte":                  {"x", "x"},
		"the first byte of gzip":    {"\x1f", "\x1f"},
		"plain":                     {text, text},
		"plain, long":               {long, long},
		"gzip":                      {gz(text), text},
		"gzip, long":                {gz(long), long},
		"gzip of nothing":           {gz(""), ""},
		"gzip in several members":   {gz(text, "", text), text + text},
		"gzip in gzip":              {gz(gz(text)), text},
		"zip, deflated":             {zipOf(entry{"a.csv", text, 0o644, zip.Deflate}), text},
		"zip, stored":               {zipOf(entry{"a.csv", long, 0o644, zip.Store}), long},
		"zip in gzip":               {gz(zipOf(entry{"a.csv", text, 0o644, zip.Deflate})), text},
		"zip in gzip in gzip":       {gz(gz(zipOf(entry{"a.csv", text, 0o644, zip.Deflate}))), text},
		"zip of an empty file":      {zipOf(entry{"a.csv", "", 0o644, zip.Deflate}), ""},
		"zip whose names climb out": {zipOf(entry{"../../../tmp/a.csv", text, 0o644, zip.Deflate}, entry{"/etc/b", "x", 0o644, zip.Store}), text},
		"zip with more than a file": {zipOf(entry{"d/", "", fs.ModeDir | 0o755, zip.Store}, entry{"l", "a.csv", fs.ModeSymlink | 0o777, zip.Store},
			entry{"d/a.csv", text, 0o644, zip.Deflate}, entry{"b.csv", "x", 0o644, zip.Deflate}), text},
	} {
		for how, r := range map[string]io.Reader{"at once": strings.NewReader(c.data), "by and by": iotest.HalfReader(strings.NewReader(c.data))} {
			if got, err := read(t, r); err != nil || got != c.want {
				t.Errorf("%s, %s: %d bytes, %v; want %d", name, how, len(got), err, len(c.want))
			}
		}
	}
}

func TestWhatCannotBeUnpacked(t *testing.T) {
	packed := gz(strings.Repeat(text, 50_000))
	archive := zipOf(entry{"a.csv", strings.Repeat(text, 100), 0o644, zip.Deflate})
	encrypted := []byte(archive)
	binary.LittleEndian.PutUint16(encrypted[bytes.Index(encrypted, []byte("PK\x01\x02"))+8:], 9)
	changed := []byte(archive)
	changed[60] ^= 0xff
	for name, c := range map[string]struct{ data, want string }{
		"gzip cut short":        {packed[:len(packed)/2], "gzip"},
		"gzip's magic alone":    {"\x1f\x8b", "gzip"},
		"gzip and then other":   {packed + "other", "gzip"},
		"gzip in gzip, damaged": {gz(packed[:len(packed)/2]), "gzip"},
		"zip without its end":   {archive[:len(archive)-30], "zip"},
		"zip, changed":          {string(changed), "zip"},
		"zip's magic alone":     {"PK\x03\x04", "zip"},
		"zip, encrypted":        {string(encrypted), "password"},
		"zip without files":     {zipOf(), "holds no file"},
		"zip of a directory":    {zipOf(entry{"d/", "", fs.ModeDir | 0o755, zip.Store}), "holds no file"},
		"zip of a link":         {zipOf(entry{"l", "/etc/passwd", fs.ModeSymlink | 0o777, zip.Store}), "holds no file"},
		"zip in zip":            {zipOf(entry{"a.zip", archive, 0o644, zip.Deflate}), "itself packed"},
		"empty zip in zip":      {zipOf(entry{"a.zip", zipOf(), 0o644, zip.Deflate}), "itself packed"},
		"gzip in zip":           {zipOf(entry{"a.gz", packed, 0o644, zip.Deflate}), "itself packed"},
		"zip, too large":        {"PK\x03\x04" + strings.Repeat("x", 1<<20), "larger than 1048576 bytes"},
	} {
		_, err := read(t, strings.NewReader(c.data))
		var fault *unpack.Error
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want an Error with %q", name, err, c.want)
		} else if fault.TooLarge != strings.Contains(c.want, "larger") {
			t.Errorf("%s: TooLarge is %t", name, fault.TooLarge)
		}
	}
}

func TestAZipThatListsTooManyFiles(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 40_000 {
		fmt.Fprint(must(w.Create(fmt.Sprintf("%0100d/", i))), "")
	}
	w.Close()
	plain, err := unpack.NewReader(&b, unpack.Options{TempDir: t.TempDir()})
	if err == nil {
		plain.Close()
	}
	if err == nil || !strings.Contains(err.Error(), "too many files") {
		t.Errorf("%v; want it refused", err)
	}
}

func must(w io.Writer, err error) io.Writer {
	if err != nil {
		panic(err)
	}
	return w
}

// Where reading fails, that is the error, and not that the data is damaged.
func TestABrokenConnection(t *testing.T) {
	broken := errors.New("connection reset")
	for name, data := range map[string]string{
		"nothing": "", "plain": text, "gzip": gz(text), "gzip in gzip": gz(gz(text)), "zip": zipOf(entry{"a", text, 0o644, zip.Deflate}),
	} {
		for n := range len(data) + 1 {
			_, err := read(t, io.MultiReader(strings.NewReader(data[:n]), iotest.ErrReader(broken)))
			if fault := new(unpack.Error); !errors.Is(err, broken) || errors.As(err, &fault) {
				t.Fatalf("%s, after %d bytes: %v", name, n, err)
			}
		}
	}
}

// Whatever comes is read to its end or refused, and nothing is left behind.
func FuzzNewReader(f *testing.F) {
	archive := zipOf(entry{"d/", "", fs.ModeDir | 0o755, zip.Store}, entry{"a.csv", text, 0o644, zip.Deflate})
	for _, seed := range []string{"", text, gz(text), gz(gz(text)), archive, gz(archive), zipOf(entry{"a.zip", archive, 0o644, zip.Store}), zipOf()} {
		f.Add([]byte(seed))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		plain, err := unpack.NewReader(bytes.NewReader(data), unpack.Options{TempDir: dir, MaxZip: 1 << 20})
		if err == nil {
			_, err = io.Copy(io.Discard, io.LimitReader(plain, 1<<24))
			if closing := plain.Close(); closing != nil {
				t.Error(closing)
			}
		}
		var fault *unpack.Error
		if err != nil && !errors.As(err, &fault) {
			t.Errorf("%T: %v; want an *Error, as the reader did not fail", err, err)
		}
		if files, _ := os.ReadDir(dir); len(files) > 0 {
			t.Errorf("%v is left", files)
		}
	})
}
