package dataflow

// xmlRow is what an entity of an XML feed keeps of its input, so that it can
// be written back.
type xmlRow struct {
	hasAddress bool
}
