package index

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// Leaves of things that take different numbers of bytes are in sections of one
// shape:
//
//	leaves     one after another, of 32 things, the last of fewer
//	directory  where each leaf begins, and where the last ends, u48 each
//	count      of things, u32
//
// Beside it is a section with their boxes, see space.go.
type spaceLeaves struct{ section, tree *section }

// count is the number of things.
func (l *spaceLeaves) count() (int, error) {
	if l.section == nil {
		return 0, nil
	}
	b, err := l.section.bytes(max(l.section.size(), 4)-4, 4)
	if err != nil {
		return 0, err
	}
	return int(binary.LittleEndian.Uint32(b)), nil
}

// leaf gives the bytes of a leaf and how many things it has.
func (l *spaceLeaves) leaf(leaf int) (data []byte, things int, err error) {
	count, err := l.count()
	if err != nil {
		return nil, 0, err
	}
	leaves := leavesOf(count)
	directory := uint64(entryU48*(leaves+1) + 4)
	if leaf < 0 || leaf >= leaves || l.section.size() < directory {
		return nil, 0, l.section.damage("has no leaf %d", leaf)
	}
	end := l.section.size() - directory
	entry, err := l.section.bytes(end+uint64(entryU48*leaf), 2*entryU48)
	if err != nil {
		return nil, 0, err
	}
	from, to := u48(entry), u48(entry[entryU48:])
	if from > to || to > end {
		return nil, 0, l.section.damage("has no leaf %d", leaf)
	}
	data, err = l.section.bytes(from, to-from)
	return data, min(leafThings, count-leaf*leafThings), err
}

// box reads the box of a leaf.
func (l *spaceLeaves) box(leaf int) (box microBox, err error) {
	b, err := l.tree.bytes(uint64(leaf)*nodeLength, nodeLength)
	if err != nil {
		return box, err
	}
	side := func(n int) int32 { return int32(binary.LittleEndian.Uint32(b[4*n:])) }
	return microBox{side(0), side(1), side(2), side(3)}, nil
}

// leavesOf is how many leaves hold so many things.
func leavesOf(things int) int { return (things + leafThings - 1) / leafThings }

// leafWriter writes such a section and its boxes.
type leafWriter struct {
	leaves *spool
	starts []byte // of leaves, as in the directory
	boxes  []microBox
	count  uint32
}

func newLeafWriter(w *StreetWriter, dir, name string) (*leafWriter, error) {
	leaves, err := w.spool(dir, name)
	return &leafWriter{leaves: leaves}, err
}

// fresh tells whether the next thing is the first of a leaf.
func (l *leafWriter) fresh() bool { return l.count%leafThings == 0 }

// add writes the next thing.
func (l *leafWriter) add(b []byte, box microBox) error {
	if l.count == math.MaxUint32 {
		return fmt.Errorf("more than %d things in space: %w", l.count, ErrTooLarge)
	}
	if l.fresh() {
		l.starts = appendU48(l.starts, l.leaves.size)
		l.boxes = append(l.boxes, box)
	}
	l.boxes[len(l.boxes)-1].hold(box)
	l.count++
	_, err := l.leaves.Write(b)
	return err
}

// end writes the directory and the count.
func (l *leafWriter) end() error {
	_, err := l.leaves.Write(binary.LittleEndian.AppendUint32(appendU48(l.starts, l.leaves.size), l.count))
	return err
}

func (l *leafWriter) writeTree(out io.Writer) error { return writeTree(out, l.boxes) }
