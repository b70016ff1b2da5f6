package store

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
)

// Records are byte strings that are read again in the order in which they were
// added.
type Records struct {
	memory int64 // bytes that may still be kept in memory
	chunks [][]byte
	file   *os.File
	writer *bufio.Writer
	count  int
}

// NewRecords makes an empty store that uses about so many bytes of memory.
func NewRecords(memory int64) *Records { return &Records{memory: memory} }

// Len is how many records there are.
func (s *Records) Len() int { return s.count }

// Add keeps a record.
func (s *Records) Add(record []byte) error {
	s.count++
	if s.memory < int64(len(record)) || s.writer != nil {
		return s.spill(record)
	}
	s.memory -= int64(len(record)) + 4
	need := len(record) + binary.MaxVarintLen32
	if n := len(s.chunks); n == 0 || cap(s.chunks[n-1])-len(s.chunks[n-1]) < need {
		s.chunks = append(s.chunks, make([]byte, 0, max(need, min(chunkSize, 4<<10<<n))))
	}
	last := &s.chunks[len(s.chunks)-1]
	*last = append(binary.AppendUvarint(*last, uint64(len(record))), record...)
	return nil
}

// spill writes a record to the file.
func (s *Records) spill(record []byte) (err error) {
	if s.writer == nil {
		if s.file, err = os.CreateTemp("", "milepost-osm-*"); err != nil {
			return fmt.Errorf("keep what was read of an extract: %w", err)
		}
		s.writer = bufio.NewWriterSize(s.file, chunkSize/4)
	}
	_, err = s.writer.Write(binary.AppendUvarint(nil, uint64(len(record))))
	if err == nil {
		_, err = s.writer.Write(record)
	}
	if err != nil {
		return fmt.Errorf("keep what was read of an extract: %w", err)
	}
	return nil
}

// Each calls use for each record, in order, and stops at its first error. The
// record is valid during the call.
func (s *Records) Each(use func(record []byte) error) error {
	for _, chunk := range s.chunks {
		for len(chunk) > 0 {
			size, n := binary.Uvarint(chunk)
			end := n + int(size)
			if err := use(chunk[n:end]); err != nil {
				return err
			}
			chunk = chunk[end:]
		}
	}
	if s.writer == nil {
		return nil
	}
	return s.eachOfFile(use)
}

func (s *Records) eachOfFile(use func([]byte) error) error {
	if err := s.writer.Flush(); err != nil {
		return fmt.Errorf("keep what was read of an extract: %w", err)
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	var record []byte
	for r := bufio.NewReaderSize(s.file, chunkSize/4); ; {
		size, err := binary.ReadUvarint(r)
		if err == io.EOF {
			return nil
		}
		if err == nil {
			record = append(record[:0], make([]byte, size)...)
			_, err = io.ReadFull(r, record)
		}
		if err != nil {
			return fmt.Errorf("read back what was kept of an extract: %w", err)
		}
		if err := use(record); err != nil {
			return err
		}
	}
}

// Close removes the file.
func (s *Records) Close() error { return remove(s.file) }

// remove closes a temporary file, if there is one, and deletes it.
func remove(file *os.File) error {
	if file == nil {
		return nil
	}
	err := file.Close()
	if gone := os.Remove(file.Name()); err == nil {
		err = gone
	}
	return err
}
