package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/table"
	"github.com/milepost/milepost/internal/unpack"
)

const (
	// sniffed is how much of a feed, in bytes, tells its format.
	sniffed = 64 << 10
	// maxWindow is what unpacking zstd may take of memory, in bytes: what all
	// levels need that are not asked for expressly.
	maxWindow = 8 << 20
)

var zstdMagic = []byte("\x28\xb5\x2f\xfd")

// feedInput is a file being read, unpacked.
type feedInput struct {
	*bufio.Reader
	name      string      // for messages
	info      os.FileInfo // nil where it is no file
	read      atomic.Int64
	file      *os.File // nil where it is none
	packed    bool     // the file, whose bytes are not those that are read
	book      *book    // what cannot be read from front to back; nil else
	interrupt func()   // ends a read that waits for more to come
	closers   []func()
}

// openFeed opens a file, or standard input, and unpacks what is packed.
// Reading ends with ctx, even where nothing comes.
func openFeed(ctx context.Context, path string, stdin io.Reader) (*feedInput, error) {
	in := &feedInput{name: path, interrupt: func() {}}
	raw := stdin
	if path == "-" {
		in.name = "standard input"
	} else {
		file, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("%w; name a file that can be read, or - for standard input", err)
		}
		in.closers = append(in.closers, func() { file.Close() })
		raw = file
	}
	if file, ok := raw.(*os.File); ok {
		in.file = file
		in.info, _ = file.Stat() // only for the progress and against writing on it
	}
	if in.info != nil && in.info.IsDir() {
		in.Close()
		return nil, fmt.Errorf("%s is a directory; name a file in it", path)
	}
	if !in.regular() {
		raw = in.interruptible(ctx, raw)
	}
	if err := in.unpack(&countedReader{raw, &in.read}); err != nil {
		in.Close()
		return nil, in.explain(err)
	}
	return in, nil
}

func (in *feedInput) regular() bool { return in.info != nil && in.info.Mode().IsRegular() }

// interruptible gives what can wait for ever, a pipe or terminal, as a
// reader that ends with ctx. A read that still waits is left to itself.
func (in *feedInput) interruptible(ctx context.Context, raw io.Reader) io.Reader {
	r, w := io.Pipe()
	go func() {
		_, err := io.Copy(w, raw)
		w.CloseWithError(err)
	}()
	stop := context.AfterFunc(ctx, func() { w.CloseWithError(ctx.Err()) }) // of the two ends, the one whose error a read gets
	in.interrupt = func() { r.Close() }
	in.closers = append(in.closers, func() {
		stop()
		in.interrupt()
	})
	return r
}

// unpack sets the reader of the plain bytes.
func (in *feedInput) unpack(raw io.Reader) error {
	packed := bufio.NewReaderSize(raw, sniffed)
	head, _ := packed.Peek(bookHead)
	if format := bookFormat(head); format != "" {
		return in.openBook(format, packed)
	}
	in.packed = bytes.HasPrefix(head, zstdMagic) || unpack.IsPacked(head)
	plain, err := in.plain(head, packed)
	if err != nil {
		return err
	}
	in.Reader = bufio.NewReaderSize(plain, sniffed)
	head, _ = in.Peek(bookHead)
	if format := bookFormat(head); format != "" {
		return in.spoolBook(format)
	}
	return nil
}

// plain gives the reader of the plain bytes of what begins with head.
func (in *feedInput) plain(head []byte, packed io.Reader) (io.Reader, error) {
	if bytes.HasPrefix(head, zstdMagic) {
		z, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		in.closers = append(in.closers, z.Close)
		return zstdReader{z}, nil
	}
	plain, err := unpack.NewReader(packed, unpack.Options{MaxZip: 1 << 50, Keep: func(head []byte) bool { return bookFormat(head) != "" }})
	if err != nil {
		return nil, err
	}
	in.closers = append(in.closers, func() { plain.Close() })
	return plain, nil
}

// Close releases what is open.
func (in *feedInput) Close() {
	for i := len(in.closers) - 1; i >= 0; i-- {
		in.closers[i]()
	}
	in.closers = nil
}

// explain says of which file an error is that comes of what it holds.
func (in *feedInput) explain(err error) error {
	var fault *dataflow.Error
	var packed *unpack.Error
	var wrong *table.Error
	switch {
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return fmt.Errorf("%s: needs more than %d MiB to be unpacked; compress it without --long", in.name, maxWindow>>20)
	case errors.As(err, &wrong) && wrong == err:
		return wrong.In(in.name)
	case errors.As(err, &fault), errors.As(err, &packed):
		return fmt.Errorf("%s: %w", in.name, err)
	}
	return err
}

// zstdReader tells data that is damaged from other errors.
type zstdReader struct{ *zstd.Decoder }

func (z zstdReader) Read(p []byte) (int, error) {
	n, err := z.Decoder.Read(p)
	if err != nil && err != io.EOF {
		err = &unpack.Error{Reason: "the data begins like zstd, but cannot be unpacked", Err: err}
	}
	return n, err
}

// countedReader counts the bytes that are read.
type countedReader struct {
	r io.Reader
	n *atomic.Int64
}

func (c *countedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}
