package index

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
)

// guard runs a read of the index. A page that is gone from under the mapping
// (somebody truncated the file) raises a fault; SetPanicOnFault makes it a
// panic of this goroutine, and guard an error that breaks the index off. So
// does a section that passes its checksums but makes no sense.
//
// What read gives back must not point into a mapping that can go away.
func (ix *Index) guard(read func() error) (err error) {
	if broken := ix.broken.Load(); broken != nil {
		return *broken
	}
	if ix.holds.Load() == 0 {
		return ErrClosed
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = ix.caught(p)
		}
	}()
	return read()
}

// caught turns a panic while reading into an error that sticks.
func (ix *Index) caught(p any) error {
	cause, ok := p.(runtime.Error)
	if !ok {
		panic(p)
	}
	var fault interface{ Addr() uintptr }
	where, err := ix.source.path(manifestName), error(nil)
	if errors.As(cause, &fault) {
		err = damaged(where, "belongs to an index whose files were truncated while they were open")
	} else {
		err = damaged(where, "belongs to an index whose sections do not fit together (%v)", cause)
	}
	ix.breakOff(err)
	return err
}

// breakOff makes err the answer to all further reads, unless one is already.
func (ix *Index) breakOff(err error) { ix.broken.CompareAndSwap(nil, &err) }

// Broken is the damage that was found while reading, nil as long as there is none.
func (ix *Index) Broken() error {
	if err := ix.broken.Load(); err != nil {
		return fmt.Errorf("index broken: %w", *err)
	}
	return nil
}
