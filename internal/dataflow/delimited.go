package dataflow

// delimitedRow is what a row of a delimited feed keeps of its input, so that
// it can be written back.
type delimitedRow struct {
	cells [][]byte
}
