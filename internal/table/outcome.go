package table

import "github.com/milepost/milepost/internal/geocode"

// Outcome is what became of one row, for those who sum up.
type Outcome struct {
	Number   int64  // of the row, from 0
	Line     int64  // in the input
	Question string // what was asked, in one line

	Status     geocode.Status
	Reason     string // of a failure, a sentence
	Confidence geocode.Confidence
	EntityType geocode.EntityType
	MatchCodes geocode.MatchCodes
	Name       string   // of the answer, in one line
	Faults     []string // names of what speaks against the answer, dearest first
	Point      geocode.Point
}

// Summary takes in the outcome of every row, in the input's order. It holds
// no more than a bounded part of them. What it holds survives an interruption:
// MarshalBinary gives it when a checkpoint is written, UnmarshalBinary takes
// it back, and the same rows give the same bytes whether they came in one run
// or in several.
type Summary interface {
	Add(*Outcome)
	MarshalBinary() ([]byte, error)
	UnmarshalBinary([]byte) error
}

// Area finds what holds a point: the value of a field of an area, and whether
// any area holds it. It is safe for concurrent use.
type Area interface {
	At(geocode.Point) (value string, found bool)
}
