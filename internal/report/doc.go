// Package report sums up what became of a table's rows in one web page, for
// whoever has to decide whether the answers are good enough: how many were
// answered and how well, where the points lie, what was wrong most often, and
// which rows to look at first.
//
// There are two phases. While rows stream by, Add takes in each outcome; what
// is held is bounded, whatever the number of rows: counts, some points, some
// rows. Then Write makes the page. Between the two, or in the middle of the
// first, MarshalBinary and UnmarshalBinary carry what is held over an
// interruption. The same rows give the same bytes.
//
// The page is whole in itself: no script, no font, no picture and no map come
// from elsewhere. What rows say is shown as text and nothing else.
//
// A Report belongs to one goroutine.
package report

// Bounds of what is held.
const (
	maxDots     = 10_000 // points, a fair sample of all
	maxTroubles = 300    // kinds of trouble that are told apart
	maxExamples = 4      // rows of each
	maxShown    = 160    // characters of a question or answer
)
