package index

import (
	"errors"
	"fmt"
)

// Errors that callers tell apart with errors.Is. What they wrap is a sentence
// that names the file and says what to do.
var (
	// ErrDamaged is a file that is truncated, changed or not an index at all.
	ErrDamaged = errors.New("index damaged")
	// ErrVersion is an index that this program is too old or too new for.
	ErrVersion = errors.New("index version not supported")
	// ErrClosed is a read from an index after Close.
	ErrClosed = errors.New("index is closed")
	// ErrTooLarge is a Builder's input that exceeds what the format can hold.
	ErrTooLarge = errors.New("too large for the index format")
	// ErrNoArea is an area ID that the index does not have.
	ErrNoArea = errors.New("no such area in the index")
)

// rebuild is the advice for a file that cannot be trusted.
const rebuild = "restore it from a copy or build the index again"

// fault is an error for the user that also is one of the errors above.
type fault struct {
	is       error
	sentence string
}

func (f *fault) Error() string { return f.sentence }
func (f *fault) Unwrap() error { return f.is }

// damaged says what is wrong with a file or a section of it.
func damaged(what, format string, args ...any) error {
	return &fault{ErrDamaged, fmt.Sprintf("%s %s; %s", what, fmt.Sprintf(format, args...), rebuild)}
}

// unsupported says that a version cannot be read.
func unsupported(format string, args ...any) error {
	return &fault{ErrVersion, fmt.Sprintf(format, args...)}
}
