package source_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/milepost/milepost/internal/source"
)

// text is long enough that half of its compressed form still gives some of it.
var text = func() []byte {
	var b bytes.Buffer
	for i := range 50000 {
		b.WriteString(strings.Repeat(string(rune('a'+i%26)), i%7))
		b.WriteByte(byte(i * i >> 3))
	}
	return b.Bytes()
}()

func gzipped(t testing.TB, plain []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(plain)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstandard(t testing.TB, plain []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(plain, nil)
}

// zipped packs members given as name and content by turns.
func zipped(t testing.TB, members ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		member, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(member, members[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// contents reads all members of an input, but those whose name begins with a
// dot.
func contents(ctx context.Context, location string) (map[string]string, *source.Input, error) {
	in, err := source.NewInput(location)
	if err != nil {
		return nil, nil, err
	}
	all := map[string]string{}
	err = in.Each(ctx, func(name string) bool { return name[0] != '.' }, func(m source.Member) error {
		content, err := io.ReadAll(m)
		all[m.Name] = string(content)
		return err
	})
	return all, in, err
}

func file(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestInput(t *testing.T) {
	for _, c := range []struct {
		name    string
		content []byte
		want    map[string]string
	}{
		{"a.csv", text, map[string]string{"a.csv": string(text)}},
		{"a.csv.gz", gzipped(t, text), map[string]string{"a.csv": string(text)}},
		{"two.gz", append(gzipped(t, []byte("one,")), gzipped(t, []byte("two"))...), map[string]string{"two": "one,two"}},
		{"a.csv.zst", zstandard(t, text), map[string]string{"a.csv": string(text)}},
		{"wrongly.named.csv", gzipped(t, []byte("x")), map[string]string{"wrongly.named.csv": "x"}},
		{"a.zip", zipped(t, "one.csv", "1", ".hidden", "2", "in/two.csv", string(text)), map[string]string{"one.csv": "1", "in/two.csv": string(text)}},
		{"nested.zip", zipped(t, "one.csv.gz", string(gzipped(t, text))), map[string]string{"one.csv.gz": string(text)}},
		{"empty.csv", nil, map[string]string{"empty.csv": ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, in, err := contents(t.Context(), file(t, c.name, c.content))
			if err != nil || !cmp.Equal(c.want, got) {
				t.Fatalf("error %v, %d members", err, len(got))
			}
			if in.Progress() != int64(len(c.content)) || in.Bytes() != int64(len(c.content)) {
				t.Errorf("progress %d of %d, want %d", in.Progress(), in.Bytes(), len(c.content))
			}
		})
	}
}

func TestBrokenInput(t *testing.T) {
	flipped := func(b []byte, at int) []byte {
		b = bytes.Clone(b)
		b[at] ^= 0x55
		return b
	}
	gz, zst, archive := gzipped(t, text), zstandard(t, text), zipped(t, "a.csv", string(text))
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"short.gz", gz[:len(gz)/2], "is cut short"},
		{"short-by-one.gz", gz[:len(gz)-1], "is cut short"},
		{"flipped.gz", flipped(gz, len(gz)-8), "is corrupt"},
		{"garbage-behind.gz", append(bytes.Clone(gz), "garbage"...), "is c"},
		{"short.zst", zst[:len(zst)/2], "is cut short"},
		{"short-by-one.zst", zst[:len(zst)-1], "is cut short"},
		{"flipped.zst", flipped(zst, len(zst)-2), "is corrupt"},
		{"short.zip", archive[:len(archive)/2], "is cut short"},
		{"crc.zip", flipped(archive, bytes.LastIndex(archive, []byte("PK\x01\x02"))+16), "is corrupt"},
		{"none.zip", zipped(t, ".hidden", "x"), "holds no file of this kind among its 1 members"},
		{"zip-in.zip", zipped(t, "b.zip", string(archive)), "archive inside an archive"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := contents(t.Context(), file(t, c.name, c.content))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestNoInput(t *testing.T) {
	for location, want := range map[string]string{
		filepath.Join(t.TempDir(), "none.csv"): "there is no file",
		t.TempDir():                            "is a folder",
	} {
		if _, err := source.NewInput(location); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func TestURL(t *testing.T) {
	files := map[string][]byte{"/a.csv": text, "/b.csv.gz": gzipped(t, text), "/c.zip": zipped(t, "c.csv", string(text))}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, ok := files[r.URL.Path]
		switch {
		case r.URL.Path == "/short.csv":
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, "short")
		case !ok:
			http.NotFound(w, r)
		default:
			w.Write(content)
		}
	}))
	defer server.Close()
	for path, name := range map[string]string{"/a.csv": "a.csv", "/b.csv.gz?x=/y": "b.csv", "/c.zip": "c.csv"} {
		got, in, err := contents(t.Context(), server.URL+path)
		if err != nil || got[name] != string(text) {
			t.Errorf("%s: error %v, %d members", path, err, len(got))
		} else if in.Bytes() >= 0 && in.Progress() != in.Bytes() {
			t.Errorf("%s: progress %d of %d", path, in.Progress(), in.Bytes())
		}
	}
	for path, want := range map[string]string{"/none.csv": "404 Not Found: check the address", "/short.csv": "is cut short"} {
		if _, _, err := contents(t.Context(), server.URL+path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", path, err, want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, content := range [][]byte{text, gzipped(t, text), zipped(t, "a", string(text))} {
		if _, _, err := contents(ctx, file(t, "a.csv", content)); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
}

// FuzzInput holds that no bytes crash the unpacking.
func FuzzInput(f *testing.F) {
	small := []byte("number,street\n1,Elm St\n")
	f.Add(small)
	f.Add(gzipped(f, small))
	f.Add(zstandard(f, small))
	f.Add(zipped(f, "a.csv", string(small), "b.csv.gz", string(gzipped(f, small))))
	path := filepath.Join(f.TempDir(), "input")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
		in, err := source.NewInput(path)
		if err != nil {
			t.Fatal(err)
		}
		_ = in.Each(t.Context(), func(string) bool { return true }, func(m source.Member) error {
			_, err := io.CopyN(io.Discard, m, 1<<20)
			return err
		})
	})
}
