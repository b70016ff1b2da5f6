package build

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"sync"
)

// merge gives the records of sorted parts of runs in order, without their
// first skip bytes, and so compared.
type merge struct {
	skip    int
	cursors []*cursor // a heap, the lowest record first
	taken   bool      // the first cursor's record was given and is to be passed
}

// cursor is where the reading of a part stands.
type cursor struct {
	in     *bufio.Reader
	record []byte
}

// readAhead is how many bytes of a part are read at once: a locality may be
// made of very many parts, so that short ones get no more than they need.
const readAhead = 1 << 15

var readers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, readAhead) }}

// readerOf gives a buffered reader of a part of a run.
func readerOf(r *run, from, to int64) *bufio.Reader {
	part := io.NewSectionReader(r.file, from, to-from)
	if to-from < readAhead/2 {
		return bufio.NewReaderSize(part, int(to-from))
	}
	in := readers.Get().(*bufio.Reader)
	in.Reset(part)
	return in
}

// doneWith lets a reader of full size be used again.
func doneWith(in *bufio.Reader) {
	if in.Size() == readAhead {
		readers.Put(in)
	}
}

// mergeAll merges whole runs.
func mergeAll(runs []*run) (*merge, error) {
	m := &merge{}
	for _, r := range runs {
		if err := m.open(r, r.from, r.to); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// mergeSegments merges the segments of some keys; the 4 bytes of the key are
// left out.
func mergeSegments(runs []*run, keys []uint32) (*merge, error) {
	m := &merge{skip: 4}
	for _, r := range runs {
		for _, key := range keys {
			at, found := slices.BinarySearchFunc(r.segments, key, func(s segment, key uint32) int { return cmp.Compare(s.key, key) })
			if !found {
				continue
			}
			if err := m.open(r, r.segments[at].from, r.segments[at].to); err != nil {
				return nil, err
			}
		}
	}
	return m, nil
}

// open adds a part of a run.
func (m *merge) open(r *run, from, to int64) error {
	c := &cursor{in: readerOf(r, from, to)}
	more, err := c.next()
	if err != nil || !more {
		return err
	}
	m.cursors = append(m.cursors, c)
	m.up(len(m.cursors) - 1)
	return nil
}

// next reads the cursor's next record.
func (c *cursor) next() (more bool, err error) {
	var length [2]byte
	if _, err := io.ReadFull(c.in, length[:]); err == io.EOF {
		doneWith(c.in)
		return false, nil
	} else if err != nil {
		return false, fmt.Errorf("merge: %w", err)
	}
	n := int(binary.LittleEndian.Uint16(length[:]))
	c.record = slices.Grow(c.record[:0], n)[:n]
	if _, err := io.ReadFull(c.in, c.record); err != nil {
		return false, fmt.Errorf("merge: %w", err)
	}
	return true, nil
}

// next gives the next record; it is valid until the call after. io.EOF ends.
func (m *merge) next() ([]byte, error) {
	if m.taken {
		m.taken = false
		more, err := m.cursors[0].next()
		if err != nil {
			return nil, err
		}
		if !more {
			last := len(m.cursors) - 1
			m.cursors[0] = m.cursors[last]
			m.cursors = m.cursors[:last]
		}
		m.down()
	}
	if len(m.cursors) == 0 {
		return nil, io.EOF
	}
	m.taken = true
	return m.cursors[0].record[m.skip:], nil
}

func (m *merge) less(i, j int) bool {
	return bytes.Compare(m.cursors[i].record[m.skip:], m.cursors[j].record[m.skip:]) < 0
}

func (m *merge) up(i int) {
	for ; i > 0 && m.less(i, (i-1)/2); i = (i - 1) / 2 {
		m.cursors[i], m.cursors[(i-1)/2] = m.cursors[(i-1)/2], m.cursors[i]
	}
}

func (m *merge) down() {
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(m.cursors) {
			return
		}
		if child+1 < len(m.cursors) && m.less(child+1, child) {
			child++
		}
		if !m.less(child, i) {
			return
		}
		m.cursors[i], m.cursors[child] = m.cursors[child], m.cursors[i]
		i = child
	}
}
