package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxWindow bounds what a zstd frame may ask us to remember: the most that
// zstd makes without --long.
const maxWindow = 128 << 20

type packing uint8

const (
	plain packing = iota
	gzipped
	zstandard
	zipped
	bzipped
)

// form tells how a file is packed by its first four bytes.
func form(head []byte) packing {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzipped
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return zstandard
	case len(head) == 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:], []byte{0x2a, 0x4d, 0x18}):
		return zstandard // a skippable frame before the first
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipped
	case len(head) == 4 && bytes.HasPrefix(head, []byte("BZh")) && head[3] >= '1' && head[3] <= '9':
		return bzipped
	}
	return plain
}

// decompress gives the plain bytes of a file that may be gzip, zstd or bzip2.
func decompress(from io.Reader) (r io.Reader, release func(), err error) {
	buffered, ok := from.(*bufio.Reader)
	if !ok {
		buffered = bufio.NewReaderSize(from, readAhead)
	}
	head, err := buffered.Peek(4)
	if err != nil && err != io.EOF {
		return nil, nil, err
	}
	switch form(head) {
	case gzipped:
		z, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, nil, err
		}
		return z, func() { z.Close() }, nil
	case zstandard:
		z, err := zstd.NewReader(buffered, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(2), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	case bzipped:
		return bzip2.NewReader(buffered), func() {}, nil
	case zipped:
		return nil, nil, errors.New("a zip archive inside an archive")
	}
	return buffered, func() {}, nil
}

// explain makes a sentence of an error met while reading the file.
func (in *Input) explain(name string, err error) error {
	var corrupt flate.CorruptInputError
	var bzipCorrupt bzip2.StructuralError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.ErrShortBuffer), errors.Is(err, zip.ErrFormat):
		return fmt.Errorf("%s is cut short: fetch it again (%w)", name, err)
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return fmt.Errorf("%s needs more than %d MB to unpack: compress it without --long", name, maxWindow>>20)
	case errors.Is(err, zip.ErrAlgorithm):
		return fmt.Errorf("%s is packed by a method that is not read here: pack it with deflate", name)
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader),
		errors.Is(err, zstd.ErrCRCMismatch), errors.Is(err, zstd.ErrMagicMismatch), errors.As(err, &corrupt), errors.As(err, &bzipCorrupt):
		return fmt.Errorf("%s is corrupt: fetch it again (%w)", name, err)
	}
	return fmt.Errorf("read %s: %w", name, err)
}

// watch remembers the error that ended the reading, so that it is told as the
// file's and not as that of the line where it was met.
type watch struct {
	from io.Reader
	err  error
}

func (w *watch) Read(p []byte) (int, error) {
	n, err := w.from.Read(p)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// meter counts what passes and ends with the context.
type meter struct {
	ctx   context.Context
	from  io.Reader
	count *atomic.Int64
}

func (m *meter) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.from.Read(p)
	m.count.Add(int64(n))
	return n, err
}

// meterAt is meter for an archive; what is read twice is not counted beyond
// the archive's size.
type meterAt struct {
	ctx   context.Context
	from  io.ReaderAt
	count *atomic.Int64
	limit int64
}

func (m *meterAt) ReadAt(p []byte, off int64) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.from.ReadAt(p, off)
	m.count.Store(min(m.count.Load()+int64(n), m.limit))
	return n, err
}
