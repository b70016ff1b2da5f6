// Package job is a job's life: accepted, split, processed chunk by chunk,
// completed or aborted, downloaded, expired.
//
// A job is accepted when its input and its record are on stable storage;
// from then on it is never lost. Its chunks are rows of a Store, which is
// the only truth: a Queue merely wakes workers. A worker claims a chunk
// under a lease, writes the chunk's parts to the blob store under a name
// that holds the attempt's number, and reports them to the Store in one
// transaction, which refuses an attempt whose lease was taken over. So a
// chunk may be processed twice, but shows once.
package job

import (
	"errors"
	"fmt"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
)

// Status is where a job stands, spelled as the wire spells it.
type Status string

// The statuses of a job.
const (
	Pending   Status = "Pending"
	Completed Status = "Completed"
	Aborted   Status = "Aborted"
)

// Job is one accepted feed and how far it has come.
type Job struct {
	ID          string // 32 lower-case hex digits
	Account     string
	KeyID       string // of the key that created it
	Description string
	Format      dataflow.Format
	Feed        dataflow.Feed // zero until the input is split (DataLocation)
	Status      Status
	Error       string // why it was aborted, for its author
	Created     time.Time
	Completed   time.Time // or aborted; zero while pending
	Total       int64     // rows in the input
	Processed   int64     // rows answered or failed so far
	Failed      int64     // of those
	Expired     bool      // its outputs are gone
}

// Succeeded is the number of rows answered so far.
func (j *Job) Succeeded() int64 { return j.Processed - j.Failed }

// Submission is what a client says of a feed it submits.
type Submission struct {
	Account     string
	KeyID       string
	Description string // "" becomes "Geocode"
	Format      dataflow.Format
	// DataLocation is the URL to fetch the feed from, where it is not sent
	// along. It may hold a signature and is shown nowhere.
	DataLocation string
}

// Side is one of a job's two outputs.
type Side string

// The sides, spelled as the download's path spells them.
const (
	Succeeded Side = "succeeded"
	Failed    Side = "failed"
)

// Key is an API key without its secret.
type Key struct {
	ID      string // hex of the secret's SHA-256, shortened to 16 digits
	Account string
	Label   string
	Created time.Time
	Expires time.Time // zero: never
	Revoked time.Time // zero: not
}

// Errors that callers tell apart.
var (
	ErrNotFound   = errors.New("no such job")
	ErrNoKey      = errors.New("no such key")
	ErrKeyExpired = errors.New("the key has expired")
	ErrPending    = errors.New("the job is still pending")
	ErrNoOutput   = errors.New("the job has no output") // aborted or expired
)

// FeedError is a submission that is refused: it is no feed of the format it
// was announced as. Its text is for the feed's author.
type FeedError struct{ Err error }

func (e *FeedError) Error() string { return e.Err.Error() }
func (e *FeedError) Unwrap() error { return e.Err }

// TooLargeError is a submission over a limit.
type TooLargeError struct {
	Limit int64
	Unit  string // "bytes" or "entities"
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the feed has more than %d %s, the most that a job may have", e.Limit, e.Unit)
}

// QuotaError is an account that may not submit another job now. Its text is
// the API's own; clients compare it as a whole.
type QuotaError struct {
	Limit  int
	PerDay bool // else: in process at a time
}

func (e *QuotaError) Error() string {
	if e.PerDay {
		return fmt.Sprintf("JobUsageQuota: Account has already submitted %d jobs in the past 24 hours", e.Limit)
	}
	return fmt.Sprintf("JobUsageQuota: Account already has %d 'Pending' jobs", e.Limit)
}
