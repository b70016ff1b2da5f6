package cli

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
)

// isTerminal tells whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// canDraw tells whether w is a terminal on which lines can be drawn over.
func canDraw(w io.Writer) bool { return isTerminal(w) && os.Getenv("TERM") != "dumb" }

// plainWidth is the width, in columns, of a terminal that does not tell its own.
const plainWidth = 80

// widthOf is the width of the terminal that w is, in columns. Where w is a
// pipe or a file it is elsewhere, so that what is written there is always the
// same.
func widthOf(w io.Writer, elsewhere int) int {
	if !isTerminal(w) {
		return elsewhere
	}
	if columns := terminalColumns(w.(*os.File)); columns > 0 {
		return columns
	}
	return plainWidth
}
