package areas

import "fmt"

// Error is a file of areas that cannot be used, and where in it that shows.
// Its text is for whoever named the file.
type Error struct {
	File    string
	Line    int // from 1
	Column  int // bytes from 1
	Feature int // from 1; 0 outside of features
	Reason  string
}

func (e *Error) Error() string {
	at := fmt.Sprintf("%s, line %d, column %d", e.File, e.Line, e.Column)
	if e.Feature > 0 {
		at = fmt.Sprintf("%s (feature %d)", at, e.Feature)
	}
	return at + ": " + e.Reason
}
