package index

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
)

// sectionWriter writes a section file: header at once, the payload as it
// comes, checksums and trailer at finish.
type sectionWriter struct {
	out    *bufio.Writer
	hash   hash.Hash // of the whole file
	length int64     // of the payload so far
	filled int       // bytes of the block that is not full yet
	sum    uint32    // of that block so far
	sums   []byte
}

func newSectionWriter(file io.Writer, name string, version uint32) (*sectionWriter, error) {
	if len(name) > nameLength {
		return nil, fmt.Errorf("section name %q is longer than %d bytes", name, nameLength)
	}
	w := &sectionWriter{hash: sha256.New()}
	w.out = bufio.NewWriterSize(io.MultiWriter(file, w.hash), blockSize)
	head := make([]byte, 8+nameLength, headLength)
	copy(head, headMagic)
	copy(head[8:], name)
	head = binary.LittleEndian.AppendUint32(head, version)
	_, err := w.out.Write(appendSum(head, head))
	return w, err
}

// Write adds to the payload.
func (w *sectionWriter) Write(p []byte) (int, error) {
	if w.length+int64(len(p)) > maxPayload {
		return 0, fmt.Errorf("section longer than %d bytes: %w", maxPayload, ErrTooLarge)
	}
	for rest := p; len(rest) > 0; {
		part := rest[:min(len(rest), blockSize-w.filled)]
		rest = rest[len(part):]
		w.sum = crc32.Update(w.sum, castagnoli, part)
		w.filled += len(part)
		if w.filled == blockSize {
			w.endBlock()
		}
	}
	w.length += int64(len(p))
	return w.out.Write(p)
}

func (w *sectionWriter) endBlock() {
	w.sums = binary.LittleEndian.AppendUint32(w.sums, w.sum)
	w.filled, w.sum = 0, 0
}

// finish writes what follows the payload, and gives the file's length and hash.
func (w *sectionWriter) finish() (length int64, sum []byte, err error) {
	if w.filled > 0 {
		w.endBlock()
	}
	tail := binary.LittleEndian.AppendUint64(nil, uint64(w.length))
	tail = binary.LittleEndian.AppendUint32(tail, uint32(len(w.sums)/4))
	tail = append(appendSum(tail, tail), tailMagic...)
	for _, part := range [][]byte{w.sums, tail} {
		if _, err := w.out.Write(part); err != nil {
			return 0, nil, err
		}
	}
	if err := w.out.Flush(); err != nil {
		return 0, nil, err
	}
	length = headLength + w.length + int64(len(w.sums)) + tailLength
	return length, w.hash.Sum(nil), nil
}

func appendSum(dst, data []byte) []byte {
	return binary.LittleEndian.AppendUint32(dst, crc32.Checksum(data, castagnoli))
}
