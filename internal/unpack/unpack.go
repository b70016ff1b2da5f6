// Package unpack gives the plain bytes of what a client sent, which may be
// gzip or zip without any header saying so: the first bytes tell.
//
// Gzip is read as a stream, and so is gzip within gzip, once: clients exist
// that compress a file that is compressed already. Of a zip the first regular
// file is read; since a zip's directory is at its end, the archive is first
// written to a temporary file, of bounded size. Names in an archive are never
// used as paths. How many bytes come out is for the caller to bound.
package unpack

import (
	"bufio"
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
)

// The first bytes of what is recognised.
var (
	gzipMagic  = []byte("\x1f\x8b")
	zipMagic   = []byte("PK\x03\x04")
	emptyMagic = []byte("PK\x05\x06") // a zip without files
)

// Error is data that is packed, but not so that it can be unpacked. Its text
// is for whoever sent it.
type Error struct {
	Reason   string
	Err      error // nil where Reason says it all
	TooLarge bool  // the archive is larger than Options.MaxZip
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Reason
	}
	return e.Reason + ": " + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// Options say where a zip may be kept, and how large it may be.
type Options struct {
	TempDir string // "" is the system's
	MaxZip  int64  // in bytes, packed; 0 is 1 GiB
	// Keep tells by its first bytes a zip that is given as it is: workbooks are
	// zip files. nil: there are none.
	Keep func(head []byte) bool
}

// bufferSize is that of the reader's own buffer, in bytes.
const bufferSize = 64 << 10

// NewReader returns a reader of r's bytes, unpacked if need be. Errors of r
// itself are passed on as they are; data that cannot be unpacked is an
// *Error, from here or from Read. Closing removes what is temporary; it does
// not close r.
func NewReader(r io.Reader, options Options) (io.ReadCloser, error) {
	source := &source{r: r}
	plain := bufio.NewReaderSize(source, bufferSize)
	for range 2 {
		if !startsWith(plain, gzipMagic) {
			break
		}
		inner, err := gzip.NewReader(plain)
		if err != nil {
			return nil, source.blame(err, badGzip)
		}
		plain = bufio.NewReaderSize(&member{source, inner, badGzip}, bufferSize)
	}
	switch {
	case startsWith(plain, emptyMagic):
		return nil, &Error{Reason: "the zip file holds no file"}
	case startsWith(plain, zipMagic) && !options.keeps(plain):
		return openZip(plain, source, options)
	}
	return io.NopCloser(plain), nil
}

// Reasons that name what is damaged.
const (
	badGzip = "the data begins like gzip, but cannot be unpacked"
	badZip  = "the data begins like a zip file, but cannot be unpacked"
)

// keptBy is how many bytes Options.Keep is shown.
const keptBy = 256

func (o *Options) keeps(r *bufio.Reader) bool {
	if o.Keep == nil {
		return false
	}
	head, _ := r.Peek(keptBy)
	return o.Keep(head)
}

// IsPacked tells whether data begins like gzip or zip.
func IsPacked(head []byte) bool {
	return bytes.HasPrefix(head, gzipMagic) || bytes.HasPrefix(head, zipMagic) || bytes.HasPrefix(head, emptyMagic)
}

// startsWith tells whether the data begins with magic; a read error shows at
// the next Read.
func startsWith(r *bufio.Reader, magic []byte) bool {
	first, _ := r.Peek(len(magic))
	return bytes.Equal(first, magic)
}

// source remembers the error of what is read, so that a connection that
// broke is not taken for data that is damaged.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// blame is the source's error if it had one, else err as the data's fault.
func (s *source) blame(err error, reason string) error {
	if s.err != nil {
		return s.err
	}
	if own, ok := err.(*Error); ok { // of a layer below
		return own
	}
	return &Error{Reason: reason, Err: err}
}

// member is what is read out of an archive, its errors told apart.
type member struct {
	source *source
	r      io.Reader
	reason string
}

func (m *member) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if err != nil && err != io.EOF {
		err = m.source.blame(err, m.reason)
	}
	return n, err
}
