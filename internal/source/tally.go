package source

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

const (
	maxSamples     = 5   // of a problem
	maxSampleBytes = 200 // of a sample's value
)

// Report tells what became of a source's records.
type Report struct {
	Read     int64     // records seen; the header is none
	Used     int64     // features given
	Skipped  int64     // records that gave no feature
	Problems []Problem // the most frequent first
	Counts   []Count   // what else the source counts, in the order for people; mostly none
}

// Count is a number of things by name: "ways".
type Count struct {
	Name string
	N    int64
}

// Problem is one reason why records were left out or used in part.
type Problem struct {
	Reason  string // "coordinate.range"
	Want    string // what would be right, for people
	Skips   bool   // whether the records were left out
	Count   int64
	Samples []Sample // the first few
}

// Sample is one place where a problem is seen.
type Sample struct {
	File   string // the file, or the member of an archive
	Line   int64  // from 1, the line where the record begins; 0 where a file has no lines
	Column string // the column's name; "" where it is the whole record
	Value  string // as it stands there, cut at 200 bytes
}

// Tally counts for a Report. The zero value is ready; it is safe for
// concurrent use.
type Tally struct {
	read, used, skipped atomic.Int64

	mu       sync.Mutex
	problems map[string]*Problem
}

// Read counts a record seen.
func (t *Tally) Read() { t.read.Add(1) }

// Add counts so many records seen.
func (t *Tally) Add(n int64) { t.read.Add(n) }

// Used counts a feature given.
func (t *Tally) Used() { t.used.Add(1) }

// Note counts a problem, and the record as skipped if the reason says so.
func (t *Tally) Note(reason Reason, file string, line int64, column string, value []byte) {
	if reason.Skips {
		t.skipped.Add(1)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.problems[reason.Name]
	if p == nil {
		if t.problems == nil {
			t.problems = map[string]*Problem{}
		}
		p = &Problem{Reason: reason.Name, Want: reason.Want, Skips: reason.Skips}
		t.problems[reason.Name] = p
	}
	p.Count++
	if len(p.Samples) < maxSamples {
		p.Samples = append(p.Samples, Sample{file, line, column, cut(value)})
	}
}

// cut gives the value as text that may be shown: at most maxSampleBytes, whole
// characters, invalid bytes replaced.
func cut(value []byte) string {
	if len(value) > maxSampleBytes {
		value = value[:maxSampleBytes]
		for len(value) > maxSampleBytes-utf8.UTFMax && !utf8.FullRune(value[lastRune(value):]) {
			value = value[:lastRune(value)]
		}
	}
	return string([]rune(string(value)))
}

// lastRune is the index where the last character of value begins.
func lastRune(value []byte) int {
	i := len(value) - 1
	for i > 0 && !utf8.RuneStart(value[i]) {
		i--
	}
	return max(i, 0)
}

// Report gives the counts so far.
func (t *Tally) Report() Report {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := Report{Read: t.read.Load(), Used: t.used.Load(), Skipped: t.skipped.Load()}
	for _, p := range t.problems {
		c := *p
		c.Samples = slices.Clone(p.Samples)
		r.Problems = append(r.Problems, c)
	}
	slices.SortFunc(r.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
	return r
}
