// Package pbf reads OpenStreetMap's binary format: a sequence of blobs, each
// compressed by itself, which hold protocol buffer messages of some 8,000
// elements.
//
// Read takes the blobs one after another from any stream, unpacks and decodes
// them by several goroutines, and gives the blocks in the file's order to one.
// It never holds more than a few blobs, and a blob never holds more than the
// format allows: 64 KiB of header, 32 MiB of content.
//
// https://wiki.openstreetmap.org/wiki/PBF_Format
package pbf

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// task is a blob on its way through a worker.
type task struct {
	offset int64
	kind   string
	blob   []byte
	block  element.Block
	err    error
	done   chan struct{}
}

// Read calls use for each block with the wanted elements, in the file's order,
// and stops at the first error. The block is valid during the call. A fault of
// the file is an *element.FormatError with the offset of its blob. So many
// workers decode at once; the memory taken is about that of two blocks for
// each.
func Read(ctx context.Context, from io.Reader, wanted element.Wanted, workers int, use func(*element.Block) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	defer group.Wait()
	defer cancel()
	tasks := make(chan *task)
	order := make(chan *task, workers)
	free := make(chan *task, 2*workers+2)
	for range cap(free) {
		free <- &task{done: make(chan struct{}, 1)}
	}
	for range workers {
		group.Go(func() { work(tasks, wanted) })
	}
	group.Go(func() {
		defer close(order)
		defer close(tasks)
		readBlobs(ctx, from, free, tasks, order)
	})
	for t := range order {
		<-t.done
		if t.err != nil {
			return t.err
		}
		if len(t.block.Nodes)+len(t.block.Ways)+len(t.block.Relations) > 0 || t.block.Deleted > 0 || t.block.Unknown != "" {
			if err := use(&t.block); err != nil {
				return err
			}
		}
		free <- t
	}
	return context.Cause(ctx)
}

func work(tasks <-chan *task, wanted element.Wanted) {
	var z inflater
	defer z.close()
	for t := range tasks {
		t.decode(&z, wanted)
		t.done <- struct{}{}
	}
}

func (t *task) decode(z *inflater, wanted element.Wanted) {
	t.block.Reset()
	if t.err != nil {
		return
	}
	if t.kind != "OSMHeader" && t.kind != "OSMData" {
		t.block.Unknown = t.kind // to be passed over, says the format
		return
	}
	message, err := z.unpack(t.blob)
	if err != nil {
		t.err = &element.FormatError{Offset: t.offset, Fault: err.Error()}
		return
	}
	if t.kind == "OSMHeader" {
		t.err = checkHeader(t.offset, message)
		return
	}
	if fault := decodeBlock(message, &t.block, wanted); fault != "" {
		t.err = &element.FormatError{Offset: t.offset, Fault: "the block cannot be read: " + fault}
	}
}

// readBlobs gives each blob to a worker, in order.
func readBlobs(ctx context.Context, from io.Reader, free <-chan *task, tasks, order chan<- *task) {
	r := blobReader{from: bufio.NewReaderSize(from, maxHeader)}
	for first := true; ; first = false {
		var t *task
		select {
		case t = <-free:
		case <-ctx.Done():
			return
		}
		t.err = r.next(t, first)
		if t.err == io.EOF {
			return
		}
		failed := t.err != nil
		select {
		case order <- t:
		case <-ctx.Done():
			return
		}
		tasks <- t
		if failed {
			return
		}
	}
}

// blobReader takes a stream apart into blobs.
type blobReader struct {
	from   *bufio.Reader
	offset int64
}

// next reads a blob and its header; io.EOF at the end of the file.
func (r *blobReader) next(t *task, first bool) error {
	t.offset = r.offset
	var length [4]byte
	if _, err := io.ReadFull(r.from, length[:]); err != nil {
		if err == io.EOF && !first {
			return err
		}
		return r.short(err, "the file ends where a block should begin")
	}
	size := binary.BigEndian.Uint32(length[:])
	if size > maxHeader {
		if first {
			return &element.FormatError{Offset: r.offset, Fault: "this is no PBF file, nor XML of OpenStreetMap"}
		}
		return &element.FormatError{Offset: r.offset, Fault: fmt.Sprintf("a block's header of %d bytes: at most %d may be", size, maxHeader)}
	}
	header, err := r.from.Peek(int(size))
	if err != nil {
		return r.short(err, "the file ends in a block's header")
	}
	kind, dataSize, fault := blobHeader(header)
	if fault == "" && first && kind != "OSMHeader" {
		fault = "this is no PBF file: it does not begin with a block of the kind OSMHeader"
	}
	if fault != "" {
		return &element.FormatError{Offset: r.offset, Fault: fault}
	}
	r.from.Discard(int(size))
	t.kind = kind
	if t.blob, err = readFull(r.from, t.blob, dataSize); err != nil {
		return r.short(err, fmt.Sprintf("the file ends in a block of %d bytes", dataSize))
	}
	r.offset += int64(4 + int(size) + dataSize)
	return nil
}

// readFull fills size bytes, reusing b. A size that lies takes no memory
// before the bytes are there.
func readFull(from io.Reader, b []byte, size int) ([]byte, error) {
	const step = 1 << 20
	b = b[:0]
	for len(b) < size {
		at, n := len(b), min(step, size-len(b))
		if cap(b) < at+n {
			b = append(make([]byte, 0, max(at+n, min(2*cap(b), size))), b...)
		}
		b = b[:at+n]
		if _, err := io.ReadFull(from, b[at:]); err != nil {
			return b, err
		}
	}
	return b, nil
}

// short is the error of a file that ends too early, or the stream's own.
func (r *blobReader) short(err error, fault string) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &element.FormatError{Offset: r.offset, Fault: fault, Short: true}
	}
	return err
}

func blobHeader(message []byte) (kind string, size int, fault string) {
	w := wire{rest: message}
	size = -1
	for field := range w.fields {
		switch field {
		case 1:
			kind = string(w.bytes())
		case 3:
			size = int(min(w.number(), maxBlob+1))
		}
	}
	switch {
	case w.fault != "":
		return "", 0, "a block's header is damaged, fetch the file again: " + w.fault
	case size < 0 || kind == "":
		return "", 0, "a block's header does not say its kind and size"
	case size > maxBlob:
		return "", 0, fmt.Sprintf("a block says that it is larger than the %d MiB that one may be", maxBlob>>20)
	}
	return kind, size, ""
}
