package client

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"
	"github.com/milepost/milepost/internal/dataflow"
)

// Limits are what a server takes in one job.
type Limits struct {
	Rows  int64 // default 200,000
	Bytes int64 // unpacked; default 300 MiB
}

// The limits of the service that the API comes from.
const (
	DefaultRows  = 200_000
	DefaultBytes = 300 << 20
)

// Part is a feed of its own that holds a run of a larger feed's rows, packed
// in a file.
type Part struct {
	Path   string // of the gzip file
	Rows   int64
	Bytes  int64  // unpacked
	SHA256 string // of the unpacked bytes, in hex
}

// Open opens the part's packed bytes.
func (p *Part) Open() (io.ReadCloser, error) { return os.Open(p.Path) }

// Sources are the parts as they are read again, unpacked.
func Sources(parts []Part) []Source {
	var all []Source
	for _, p := range parts {
		all = append(all, Source{p.Path, p.unpacked})
	}
	return all
}

// unpacked opens the part's feed.
func (p *Part) unpacked() (io.ReadCloser, error) {
	file, err := p.Open()
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", p.Path, err), file.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{z, file}, nil
}

// Cut reads a feed to its end and cuts it into parts that a server with these
// limits takes, as files in dir; a feed within the limits is one part, one
// without rows none. The parts depend on nothing but the feed and the limits.
// The error is a *dataflow.Error where the feed cannot be read.
func Cut(feed io.Reader, format dataflow.Format, limits Limits, dir string) (parts []Part, err error) {
	if limits.Rows <= 0 {
		limits.Rows = DefaultRows
	}
	if limits.Bytes <= 0 {
		limits.Bytes = DefaultBytes
	}
	c := &cutter{limits: limits, dir: dir}
	defer func() {
		if c.file != nil {
			err = errors.Join(err, c.file.Close())
		}
	}()
	chunks := dataflow.Limits{Rows: int(min(limits.Rows, 2000)), Bytes: int(min(limits.Bytes/2, 1<<20))}
	if _, err := split(feed, format, chunks, c.chunk); err != nil {
		return nil, err
	}
	return c.parts, c.finish()
}

// cutter is a feed being cut.
type cutter struct {
	limits Limits
	dir    string
	parts  []Part // the last one is open where file is not nil

	frame  *frame
	file   *os.File
	packed *gzip.Writer
	sum    hash.Hash
}

// chunk takes a chunk into the open part, or into a new one.
func (c *cutter) chunk(f *frame, chunk dataflow.Chunk, data []byte) error {
	c.frame = f
	if c.file != nil && !c.fits(chunk) {
		if err := c.finish(); err != nil {
			return err
		}
	}
	if c.file == nil {
		if err := c.start(); err != nil {
			return err
		}
	}
	c.parts[len(c.parts)-1].Rows += int64(chunk.Rows)
	if err := c.write(data); err != nil {
		return err
	}
	if n := len(data); n > 0 && data[n-1] != '\n' && data[n-1] != '\r' {
		return c.write([]byte("\n"))
	}
	return nil
}

// fits tells whether the open part has room for a chunk.
func (c *cutter) fits(chunk dataflow.Chunk) bool {
	p := &c.parts[len(c.parts)-1]
	return p.Rows+int64(chunk.Rows) <= c.limits.Rows && p.Bytes+chunk.Length+int64(len(c.frame.end))+1 <= c.limits.Bytes
}

func (c *cutter) start() (err error) {
	path := filepath.Join(c.dir, fmt.Sprintf("part-%04d.gz", len(c.parts)+1))
	if c.file, err = os.Create(path); err != nil {
		return err
	}
	c.parts = append(c.parts, Part{Path: path})
	c.packed, _ = gzip.NewWriterLevel(c.file, gzip.BestSpeed) // a level that there is
	c.sum = sha256.New()
	return c.write(c.frame.begin)
}

func (c *cutter) write(data []byte) error {
	c.parts[len(c.parts)-1].Bytes += int64(len(data))
	c.sum.Write(data)
	_, err := c.packed.Write(data)
	return err
}

// finish ends the open part, if there is one.
func (c *cutter) finish() error {
	if c.file == nil {
		return nil
	}
	err := c.write(c.frame.end)
	c.parts[len(c.parts)-1].SHA256 = hex.EncodeToString(c.sum.Sum(nil))
	err = errors.Join(err, c.packed.Close(), c.file.Close())
	c.file = nil
	return err
}
