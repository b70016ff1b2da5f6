package source

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// readAhead is the size of the buffer between the file and its reader.
const readAhead = 256 << 10

// Input is one file or URL, opened as the files it holds. Compression is told
// by the first bytes, never by the name.
type Input struct {
	location string
	total    atomic.Int64
	read     atomic.Int64
}

// NewInput looks the location up. A URL is not asked before Each.
func NewInput(location string) (*Input, error) {
	in := &Input{location: location}
	in.total.Store(-1)
	if IsURL(location) {
		return in, nil
	}
	info, err := os.Stat(location)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s", location)
	}
	if err != nil {
		return nil, fmt.Errorf("open source: %w", err)
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s is a folder: name the files in it, or all as %s", location, filepath.Join(location, "*"))
	}
	if info.Mode().IsRegular() {
		in.total.Store(info.Size())
	}
	return in, nil
}

// IsURL reports whether the location is an http or https URL.
func IsURL(location string) bool {
	lower := strings.ToLower(location[:min(len(location), 8)])
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// Location is the path or URL as given.
func (in *Input) Location() string { return in.location }

// Name is the last element of the location.
func (in *Input) Name() string {
	location, _, _ := strings.Cut(in.location, "?")
	if !IsURL(in.location) {
		location = strings.ReplaceAll(in.location, `\`, "/")
	}
	return path.Base(location)
}

// bareName is the last element of a location without compression's endings.
func bareName(location string) string {
	name := (&Input{location: location}).Name()
	for _, ending := range []string{".gz", ".zst", ".zip", ".bz2"} {
		if len(name) > len(ending) && strings.EqualFold(name[len(name)-len(ending):], ending) {
			name = name[:len(name)-len(ending)]
		}
	}
	return name
}

// Bytes is the stored size, -1 where unknown.
func (in *Input) Bytes() int64 { return in.total.Load() }

// Progress is how many of the stored bytes were read.
func (in *Input) Progress() int64 { return in.read.Load() }

// Member is one file of an input: the input itself, unpacked, or a member of
// its zip archive.
type Member struct {
	Name string // path in the archive, or the input's name without .gz, .zst or .bz2
	io.Reader
}

// Each opens the input and calls use for each file in it that choose wants: all
// members of a zip archive in their order, or the one file that a plain, gzip,
// zstd or bzip2 input is, which is always used. The reader is valid during the call.
func (in *Input) Each(ctx context.Context, choose func(name string) bool, use func(Member) error) error {
	raw, err := in.open(ctx)
	if err != nil {
		return err
	}
	defer raw.Close()
	buffered := bufio.NewReaderSize(&meter{ctx: ctx, from: raw, count: &in.read}, readAhead)
	head, err := buffered.Peek(4)
	if err != nil && err != io.EOF {
		return in.explain(in.location, err)
	}
	if form(head) == zipped {
		return in.eachOfZip(ctx, raw, buffered, choose, use)
	}
	return in.unpack(in.Name(), Member{Name: bareName(in.location), Reader: buffered}, use)
}

// unpack calls use with the member, decompressed if it is compressed; errors
// call it by the name of what was opened.
func (in *Input) unpack(name string, m Member, use func(Member) error) error {
	plain, release, err := decompress(m.Reader)
	if err != nil {
		return in.explain(name, err)
	}
	defer release()
	watched := &watch{from: plain}
	err = use(Member{Name: m.Name, Reader: watched})
	if watched.err != nil {
		return in.explain(name, watched.err)
	}
	return err
}

// eachOfZip reads the archive where it lies, or, where it cannot be read at
// any place (a URL, a pipe), from a temporary copy.
func (in *Input) eachOfZip(ctx context.Context, raw io.Reader, buffered io.Reader, choose func(string) bool, use func(Member) error) error {
	at, size, release, err := in.seekable(raw, buffered)
	if err != nil {
		return in.explain(in.location, err)
	}
	defer release()
	in.read.Store(0)
	archive, err := zip.NewReader(&meterAt{ctx: ctx, from: at, count: &in.read, limit: size}, size)
	if err != nil {
		return in.explain(in.location, err)
	}
	var chosen int
	for _, f := range archive.File {
		if f.FileInfo().IsDir() || !choose(f.Name) {
			continue
		}
		chosen++
		if err := in.zipMember(f, use); err != nil {
			return err
		}
	}
	if chosen == 0 {
		return fmt.Errorf("%s holds no file of this kind among its %d members", in.location, len(archive.File))
	}
	return nil
}

func (in *Input) zipMember(f *zip.File, use func(Member) error) error {
	name := in.Name() + ":" + f.Name
	if f.Flags&1 != 0 {
		return fmt.Errorf("%s is encrypted: unpack it first", name)
	}
	r, err := f.Open()
	if err != nil {
		return in.explain(name, err)
	}
	defer r.Close()
	outer := &watch{from: r}
	err = in.unpack(name, Member{Name: f.Name, Reader: bufio.NewReaderSize(outer, readAhead)}, use)
	if outer.err != nil {
		return in.explain(name, outer.err)
	}
	return err
}

// seekable gives the input as something that can be read at any place.
func (in *Input) seekable(raw, rest io.Reader) (at io.ReaderAt, size int64, release func(), err error) {
	if file, ok := raw.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			return file, info.Size(), func() {}, nil
		}
	}
	copied, err := os.CreateTemp("", "milepost-source-*.zip")
	if err != nil {
		return nil, 0, nil, err
	}
	release = func() {
		copied.Close()
		os.Remove(copied.Name())
	}
	size, err = io.Copy(copied, rest)
	if err != nil {
		release()
		return nil, 0, nil, err
	}
	in.total.Store(size)
	return copied, size, release, nil
}
