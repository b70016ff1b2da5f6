// Package store keeps what reading an extract must remember, in as little
// memory as it is given: the positions of all nodes, and records that are read
// again once, in order. Beyond its memory each goes on in a temporary file.
//
// First everything is added, then everything is read. One goroutine uses a
// store at a time. Close removes its file.
package store

import (
	"fmt"
	"os"
)

// chunkSize is the unit in which a store grows and writes. No group of
// positions crosses from one chunk to the next.
const chunkSize = 1 << 20

// chunks are bytes that are written once from beginning to end and then read
// anywhere, the first of them in memory, the others in a file.
type chunks struct {
	limit  int // chunks in memory
	memory [][]byte
	file   *os.File
	filed  int64  // bytes in the file
	last   []byte // the chunk that grows
	count  int    // chunks before last
}

func newChunks(memory int64) chunks { return chunks{limit: int(max(memory/chunkSize, 1))} }

// room makes sure that the last chunk can take n bytes more.
func (c *chunks) room(n int) error {
	if cap(c.last) == 0 {
		c.last = make([]byte, 0, 64<<10)
	}
	if len(c.last)+n <= chunkSize {
		return nil
	}
	if len(c.memory) < c.limit {
		c.memory = append(c.memory, c.last)
		c.last = make([]byte, 0, chunkSize)
	} else if err := c.spill(); err != nil {
		return err
	}
	c.count++
	return nil
}

// spill writes the last chunk to the file, at its full size.
func (c *chunks) spill() (err error) {
	if c.file == nil {
		if c.file, err = os.CreateTemp("", "milepost-osm-*"); err != nil {
			return fmt.Errorf("keep what was read of an extract: %w", err)
		}
	}
	if _, err := c.file.WriteAt(c.last, c.filed); err != nil {
		return fmt.Errorf("keep what was read of an extract: %w", err)
	}
	c.filed += chunkSize
	c.last = c.last[:0]
	return nil
}

// offset is where the next byte goes: chunk times chunkSize and place in it.
func (c *chunks) offset() int64 { return int64(c.count)*chunkSize + int64(len(c.last)) }

// read gives size bytes at an offset, all of one chunk; into is used where
// they come from the file.
func (c *chunks) read(offset int64, size int, into []byte) ([]byte, error) {
	chunk, at := int(offset/chunkSize), int(offset%chunkSize)
	switch {
	case chunk == c.count:
		return c.last[at:min(at+size, len(c.last))], nil
	case chunk < len(c.memory):
		return c.memory[chunk][at:min(at+size, len(c.memory[chunk]))], nil
	}
	into = into[:min(size, chunkSize-at)]
	n, err := c.file.ReadAt(into, int64(chunk-len(c.memory))*chunkSize+int64(at))
	if n < len(into) && chunk < c.count-1 {
		return nil, fmt.Errorf("read back what was kept of an extract: %w", err)
	}
	return into[:n], nil // the last chunk of the file may be shorter
}

// close removes the file.
func (c *chunks) close() error {
	file := c.file
	*c = chunks{}
	return remove(file)
}
