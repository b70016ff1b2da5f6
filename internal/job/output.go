package job

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"sort"
	"time"

	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/dataflow"
)

// Output is one side of a completed job: the heading, the parts of its chunks
// in order, and the end. Parts are opened when they are read; no copy is ever
// put together. It is an io.ReadSeekCloser for one goroutine.
type Output struct {
	Feed    dataflow.Feed
	Size    int64  // in bytes
	ETag    string // strong, without quotes: equal for equal bytes
	ModTime time.Time

	ctx    context.Context
	blobs  *blob.Bucket
	pieces []outputPiece
	at     int64 // where the next read begins
	open   *openPiece
}

// outputPiece is a run of an output's bytes: of a blob, or given.
type outputPiece struct {
	start, size int64  // in the output
	key         string // of the blob
	offset      int64  // in the blob
	hash        string // hex SHA-256 of the whole piece
	data        []byte // where key is ""
}

// Output opens one side of a job's results; the context is that of reading
// it too. ErrNotFound, ErrPending, or ErrNoOutput where the job was aborted
// or its results are gone.
func (s *Service) Output(ctx context.Context, id string, side Side) (*Output, error) {
	j, err := s.Get(ctx, id)
	switch {
	case err != nil:
		return nil, err
	case j.Status == Pending:
		return nil, ErrPending
	case j.Status == Aborted, j.Expired, side != Succeeded && side != Failed:
		return nil, ErrNoOutput
	}
	parts, err := s.Store.Parts(ctx, id)
	if err != nil {
		return nil, err
	}
	o := &Output{Feed: j.Feed, ModTime: j.Completed, ctx: ctx, blobs: s.Blobs}
	o.add(outputPiece{data: j.Feed.AppendHead(nil)})
	for _, part := range parts {
		o.add(part.piece(side))
	}
	o.add(outputPiece{data: j.Feed.AppendTail(nil)})
	o.ETag = o.digest()
	return o, nil
}

// piece is one side of a part.
func (p *Part) piece(side Side) outputPiece {
	if side == Succeeded {
		return outputPiece{key: p.Key, size: p.Succeeded.Size, hash: p.Succeeded.Hash}
	}
	return outputPiece{key: p.Key, offset: p.Succeeded.Size, size: p.Failed.Size, hash: p.Failed.Hash}
}

func (o *Output) add(p outputPiece) {
	if p.key == "" {
		p.size, p.hash = int64(len(p.data)), hashOf(p.data)
	}
	if p.size == 0 {
		return
	}
	p.start = o.Size
	o.pieces = append(o.pieces, p)
	o.Size += p.size
}

// digest names the bytes of the whole, by those of its pieces.
func (o *Output) digest() string {
	h := sha256.New()
	for _, p := range o.pieces {
		fmt.Fprintln(h, p.size, p.hash)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Read implements io.Reader.
func (o *Output) Read(p []byte) (int, error) {
	if o.at >= o.Size {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	if o.open == nil {
		if err := o.openAt(); err != nil {
			return 0, err
		}
	}
	n, err := o.open.Read(p)
	o.at += int64(n)
	if err == io.EOF {
		err = o.open.Close()
		o.open = nil
	}
	return n, err
}

// openAt opens the piece that holds the next byte.
func (o *Output) openAt() error {
	i := sort.Search(len(o.pieces), func(i int) bool { return o.pieces[i].start > o.at }) - 1
	piece := &o.pieces[i]
	skip := o.at - piece.start
	if piece.key == "" {
		o.open = &openPiece{ReadCloser: io.NopCloser(bytes.NewReader(piece.data[skip:])), left: piece.size - skip}
		return nil
	}
	r, err := o.blobs.OpenRange(o.ctx, piece.key, piece.offset+skip, piece.size-skip)
	if err != nil {
		return fmt.Errorf("open a part of the output: %w", err)
	}
	o.open = &openPiece{ReadCloser: r, left: piece.size - skip, key: piece.key}
	if skip == 0 { // only the whole can be checked
		o.open.hash, o.open.want = sha256.New(), piece.hash
	}
	return nil
}

// Seek implements io.Seeker.
func (o *Output) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += o.at
	case io.SeekEnd:
		offset += o.Size
	default:
		return 0, fmt.Errorf("seek in an output: whence %d is none", whence)
	}
	if offset < 0 {
		return 0, errors.New("seek in an output: the position is negative")
	}
	if offset == o.at {
		return offset, nil
	}
	o.at = offset
	return offset, o.Close()
}

// Close releases what is open. It may be called again.
func (o *Output) Close() error {
	if o.open == nil {
		return nil
	}
	open := o.open
	o.open = nil
	return open.ReadCloser.Close()
}

// openPiece reads a piece and checks that it is what was written.
type openPiece struct {
	io.ReadCloser
	left int64 // bytes to come
	key  string
	hash hash.Hash // nil where only a piece's end is read
	want string
}

// Read gives io.EOF together with the last byte.
func (p *openPiece) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.left -= int64(n)
	if p.hash != nil {
		p.hash.Write(b[:n])
	}
	switch {
	case p.left == 0 && p.hash != nil && hex.EncodeToString(p.hash.Sum(nil)) != p.want:
		return n, fmt.Errorf("blob %s is not what was written; restore it from a backup, or submit the job again", p.key)
	case p.left == 0:
		return n, io.EOF
	case err == io.EOF:
		return n, fmt.Errorf("blob %s ends early; restore it from a backup, or submit the job again: %w", p.key, io.ErrUnexpectedEOF)
	}
	return n, err
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
