package osm

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/osmxml"
	"github.com/milepost/milepost/internal/source/osm/pbf"
)

// extract is one file, read once for each pass.
type extract struct {
	*source.Input
	file    int32          // its place among those that are read together
	fetched string         // a copy of what came from a URL; "" where there is none
	moved   int64          // what is added to its IDs, see clash.go
	clashes *extract       // with whose IDs they clash as they are
	whole   *element.Block // all of an unsorted file, in order; nil where it is read as it lies

	unknown     int64  // blocks of kinds that are not known, in the last reading
	unknownKind string // the first of these kinds

	reading atomic.Pointer[source.Input] // the file that is read
	pass    atomic.Int64                 // passes over it that are done
}

// progress is how many bytes were read, those of either pass by half.
func (x *extract) progress() int64 {
	in := x.reading.Load()
	if in == nil {
		return x.Input.Progress() / 2
	}
	return (x.pass.Load()*max(in.Bytes(), 0) + in.Progress()) / 2
}

// local gives the file to read, fetching it first where it is at a URL.
func (x *extract) local(ctx context.Context) (*source.Input, error) {
	if !source.IsURL(x.Location()) {
		return source.NewInput(x.Location())
	}
	if x.fetched == "" {
		if err := x.fetch(ctx); err != nil {
			return nil, err
		}
	}
	return source.NewInput(x.fetched)
}

// fetch copies what is at the URL to a temporary file, decompressed.
func (x *extract) fetch(ctx context.Context) error {
	file, err := os.CreateTemp("", "milepost-fetched-*.osm")
	if err != nil {
		return fmt.Errorf("fetch %s: %w", x.Location(), err)
	}
	x.fetched = file.Name()
	err = x.Each(ctx, isExtract, func(m source.Member) error {
		_, err := io.Copy(file, m)
		return err
	})
	return errors.Join(err, file.Close())
}

// close removes the copy.
func (x *extract) close() {
	if x.fetched != "" {
		os.Remove(x.fetched)
		x.fetched = ""
	}
	x.whole = nil
}

// read gives the blocks of the file as they lie in it.
func (x *extract) read(ctx context.Context, wanted element.Wanted, use func(*element.Block) error) error {
	in, err := x.local(ctx)
	if err != nil {
		return err
	}
	x.reading.Store(in)
	workers := runtime.GOMAXPROCS(0)
	x.unknown = 0
	known := use
	use = func(b *element.Block) error {
		if b.Unknown == "" {
			return known(b)
		}
		if x.unknown++; x.unknown == 1 {
			x.unknownKind = b.Unknown
		}
		return nil
	}
	if by := x.moved; by != 0 {
		asRead := use
		use = func(b *element.Block) error {
			move(b, by)
			return asRead(b)
		}
	}
	return in.Each(ctx, isExtract, func(m source.Member) error {
		buffered := bufio.NewReaderSize(m, 64<<10)
		head, err := buffered.Peek(64)
		if len(head) == 0 && err == io.EOF {
			return fmt.Errorf("%s is empty: fetch it again", x.Name())
		}
		if isXML(head) {
			err = osmxml.Read(buffered, use)
		} else {
			err = pbf.Read(ctx, buffered, wanted, workers, use)
		}
		var fault *element.FormatError
		switch {
		case !errors.As(err, &fault):
			return err
		case fault.Short:
			return fmt.Errorf("%s is cut short, fetch it again: %w", x.Name(), fault)
		}
		return fmt.Errorf("%s cannot be read: %w", x.Name(), fault)
	})
}

// isXML tells an XML file by its first bytes; PBF begins with a length below
// 64 KiB, whose first byte is 0.
func isXML(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("<"))
}

// isExtract chooses among the members of an archive.
func isExtract(name string) bool { return claims(filepath.Base(name)) }

// gather reads the whole file into memory and sorts it. Files of editors and
// of the Overpass service come in any order; they are small.
func (x *extract) gather(ctx context.Context, memory int64) error {
	whole := &element.Block{}
	err := x.read(ctx, element.All, func(b *element.Block) error {
		whole.Append(b)
		if whole.Bytes() > memory {
			return fmt.Errorf("%s is not sorted by type and ID, and too large to be sorted within --memory: sort it with: osmium sort", x.Name())
		}
		return nil
	})
	if err != nil {
		return err
	}
	whole.Sort()
	x.whole = whole
	return nil
}
