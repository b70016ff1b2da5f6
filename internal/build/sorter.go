package build

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
)

// sorter sorts more records than fit into memory. Records are compared byte
// by byte; equal records are all kept. It is filled by one goroutine; runs
// are sorted and written by another meanwhile.
type sorter struct {
	file     *os.File // the runs, one after another
	size     int64    // of the file
	limit    int      // bytes of a run in memory
	segments bool     // note where in a run each value of the first 4 bytes begins
	filling  *batch
	spare    chan *batch // batches that can be filled again
	pending  sync.WaitGroup
	mu       sync.Mutex
	runs     []*run
	failed   error
}

// maxRecord is the most bytes of a record: its length is u16.
const maxRecord = 1<<16 - 1

// newSorter makes a sorter whose records, with what sorting them takes, stay
// within so many bytes of memory (and 2 MiB).
func newSorter(dir string, memory int, segments bool) (*sorter, error) {
	file, err := os.CreateTemp(dir, "runs-*")
	if err != nil {
		return nil, fmt.Errorf("sort: %w", err)
	}
	s := &sorter{file: file, limit: max(memory/2, 4*chunkSize), segments: segments, spare: make(chan *batch, 2)}
	s.spare <- &batch{}
	s.spare <- &batch{}
	s.filling = <-s.spare
	return s, nil
}

// add takes a copy of a record.
func (s *sorter) add(record []byte) error {
	if len(record) > maxRecord {
		return fmt.Errorf("sort: record of %d bytes", len(record))
	}
	if s.filling.size() > s.limit {
		s.spill()
	}
	s.filling.add(record)
	return s.failure()
}

// failure is the first failure of the runs written so far.
func (s *sorter) failure() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.failed
}

// spill has the filled batch sorted and written, and waits for another one.
func (s *sorter) spill() {
	full := s.filling
	r := &run{file: s.file, from: s.size, to: s.size + full.bytes}
	s.size = r.to
	s.runs = append(s.runs, r)
	s.pending.Go(func() {
		full.sort()
		if err := full.write(r, s.segments); err != nil {
			s.mu.Lock()
			s.failed = errors.Join(s.failed, err)
			s.mu.Unlock()
		}
		full.reset()
		s.spare <- full
	})
	s.filling = <-s.spare
}

// finish ends the filling and gives the runs, which last until close.
func (s *sorter) finish() ([]*run, error) {
	if len(s.filling.refs) > 0 {
		s.spill()
	}
	s.pending.Wait()
	s.filling, s.spare = nil, nil
	return s.runs, s.failed
}

// close removes the runs.
func (s *sorter) close() {
	s.pending.Wait()
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
	s.file, s.filling, s.spare = nil, nil, nil
}

// batch is the records of a run while they are in memory.
type batch struct {
	chunks [][]byte
	refs   []ref
	used   int   // bytes of the last chunk
	count  int   // chunks in use
	bytes  int64 // of the records as they are written
}

// ref is where a record is, and its first bytes, which decide most comparisons.
type ref struct {
	prefix uint64
	chunk  uint32
	offset uint32
}

const chunkSize = 1 << 18

// size is about the memory that the records take.
func (b *batch) size() int { return b.count*chunkSize + 16*len(b.refs) }

func (b *batch) reset() {
	b.refs, b.used, b.count, b.bytes = b.refs[:0], 0, 0, 0
}

func (b *batch) add(record []byte) {
	need := len(record) + 2
	if b.count == 0 || b.used+need > chunkSize {
		if b.count == len(b.chunks) {
			b.chunks = append(b.chunks, make([]byte, chunkSize))
		}
		b.count++
		b.used = 0
	}
	at := b.chunks[b.count-1][b.used:]
	binary.LittleEndian.PutUint16(at, uint16(len(record)))
	copy(at[2:], record)
	b.refs = append(b.refs, ref{prefixOf(record), uint32(b.count - 1), uint32(b.used)})
	b.used += need
	b.bytes += int64(need)
}

// prefixOf is the first 8 bytes as a number that compares as they do.
func prefixOf(record []byte) uint64 {
	if len(record) >= 8 {
		return binary.BigEndian.Uint64(record)
	}
	var padded [8]byte
	copy(padded[:], record)
	return binary.BigEndian.Uint64(padded[:])
}

func (b *batch) record(r ref) []byte {
	at := b.chunks[r.chunk][r.offset:]
	return at[2 : 2+int(binary.LittleEndian.Uint16(at))]
}

func (b *batch) sort() {
	slices.SortFunc(b.refs, func(x, y ref) int {
		if x.prefix != y.prefix {
			return cmp.Compare(x.prefix, y.prefix)
		}
		return bytes.Compare(b.record(x), b.record(y))
	})
}

// run is sorted records, each with its length (u16) before it, as a part of
// the sorter's file.
type run struct {
	file     *os.File
	from, to int64
	segments []segment // by key, where asked for
}

// segment is the part of a run whose records begin with the same 4 bytes.
type segment struct {
	key      uint32
	from, to int64 // in the file
}

// write writes the sorted records to their place.
func (b *batch) write(r *run, segments bool) error {
	out := bufio.NewWriterSize(io.NewOffsetWriter(r.file, r.from), 1<<18)
	at := r.from
	for _, ref := range b.refs {
		if key := uint32(ref.prefix >> 32); segments && (len(r.segments) == 0 || r.segments[len(r.segments)-1].key != key) {
			r.segments = append(r.segments, segment{key, at, at})
		}
		record := b.chunks[ref.chunk][ref.offset:]
		record = record[:2+int(binary.LittleEndian.Uint16(record))]
		if _, err := out.Write(record); err != nil {
			return fmt.Errorf("sort: %w", err)
		}
		at += int64(len(record))
		if segments {
			r.segments[len(r.segments)-1].to = at
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("sort: %w", err)
	}
	return nil
}
