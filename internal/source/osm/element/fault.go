package element

import "fmt"

// FormatError is a fault of a file's bytes.
type FormatError struct {
	Offset int64 // of the first byte of what is at fault, in the (decompressed) file
	Line   int64 // from 1; 0 where the file has no lines
	Fault  string
	Short  bool // whether the file ends too early
}

// Error tells the place and the fault.
func (e *FormatError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("line %d, at byte %d: %s", e.Line, e.Offset, e.Fault)
	}
	return fmt.Sprintf("at byte %d: %s", e.Offset, e.Fault)
}
