package job

import (
	"context"
	"errors"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
)

// Errors of a Store that callers tell apart.
var (
	// ErrNothing means that no chunk is waiting to be claimed.
	ErrNothing = errors.New("no chunk is waiting")
	// ErrLeaseLost means that a claim is no longer its holder's: its lease ran
	// out and was taken over, or its job ended. What was made of it is void.
	ErrLeaseLost = errors.New("the lease on the chunk is lost")
)

// Store keeps jobs, their chunks and the keys: the only truth there is. Every
// method is one transaction. Times are the database's own. A Store is safe
// for concurrent use; jobtest.Store is the suite that each must pass.
type Store interface {
	KeyStore

	// Create keeps a job and its chunks, unless the account's quota forbids
	// (*QuotaError), which is checked in the same transaction. The job is on
	// stable storage when it returns. A job without chunks and without
	// Location is Completed or, with an Error, Aborted from the start and
	// counts towards no quota of jobs in process.
	Create(ctx context.Context, entry Entry, chunks []dataflow.Chunk, quota Quota) error
	// CheckQuota is the check alone.
	CheckQuota(ctx context.Context, account string, quota Quota) error

	// Get returns a job, or ErrNotFound.
	Get(ctx context.Context, id string) (Job, error)
	// List returns an account's jobs created at or after since: pending
	// first, then newest first.
	List(ctx context.Context, account string, since time.Time) ([]Job, error)
	// Parts returns the parts of a job's chunks that are done, in order.
	Parts(ctx context.Context, id string) ([]Part, error)

	// Claim takes the next chunk under a lease of the given length, or
	// returns ErrNothing. Next is, of the account with the fewest chunks in
	// flight, the oldest job's first chunk; of several such accounts, that
	// whose last turn is longest ago, so that even a lone worker goes round
	// them. A claim whose lease ran out is taken over.
	Claim(ctx context.Context, lease time.Duration) (Claim, error)
	// Renew gives a claim a new lease, or returns ErrLeaseLost.
	Renew(ctx context.Context, claim Claim, lease time.Duration) error
	// Release hands a claim back, not to be claimed again before a pause. A
	// failed one counts as a failure.
	Release(ctx context.Context, claim Claim, pause time.Duration, failed bool) error
	// Finish marks a claimed chunk done and counts its rows; the last one
	// completes the job, and ended is true then. It is on stable storage when
	// it returns. A claim that was taken over is refused: ErrLeaseLost.
	Finish(ctx context.Context, claim Claim, result Result) (ended bool, err error)
	// Split puts the chunks of a fetched feed, stored under the key input, in
	// the place of the claim to fetch it. A job without rows is completed by
	// it, and ended is true then.
	Split(ctx context.Context, claim Claim, feed dataflow.Feed, input string, chunks []dataflow.Chunk) (ended bool, err error)
	// Abort ends a pending job with a reason for its author; all claims on it
	// are lost. A job that has ended stays as it is.
	Abort(ctx context.Context, id, reason string) error

	// Recover frees all claims, whoever holds them, ends all pauses, and starts
	// pending jobs begun with another build than this one anew. It is for a process that
	// has the store to itself, before it claims.
	Recover(ctx context.Context, build string) error
	// Expire marks up to limit jobs that ended before ended as expired, drops
	// their parts and returns their IDs.
	Expire(ctx context.Context, ended time.Time, limit int) ([]string, error)
	// Forget removes expired jobs created before created.
	Forget(ctx context.Context, created time.Time) error

	// Ready tells whether the store can be written.
	Ready(ctx context.Context) error
}

// KeyStore keeps API keys. Secrets never reach it, only their hashes.
type KeyStore interface {
	// AddKey keeps a key under the hex SHA-256 of its secret. A key that is
	// there already is given the account and label, and is revoked no more.
	AddKey(ctx context.Context, hash string, key Key) error
	// Key returns a key, a revoked one too, or ErrNoKey.
	Key(ctx context.Context, hash string) (Key, error)
	// Keys returns all keys, oldest first.
	Keys(ctx context.Context) ([]Key, error)
	// RevokeKey revokes the key with an ID, or returns ErrNoKey.
	RevokeKey(ctx context.Context, id string, at time.Time) error
}

// Entry is a job as it enters a Store: with what only its processing knows.
// Of the Job, the Store itself sets Status, Created, Completed and the counts
// but Total.
type Entry struct {
	Job
	Build    string // of index and engine that it began with
	Input    string // key of the blob that holds the feed
	Location string // to fetch the feed from; "" where it is stored
}

// Quota bounds an account's jobs. Zero means no limit.
type Quota struct {
	InProcess int // pending at a time
	PerDay    int // created within 24 hours
}

// Claim is the right to process one chunk, or to fetch a feed, until its
// lease runs out.
type Claim struct {
	Job      Job
	Input    string // key of the blob that holds the feed
	Location string // where set, the feed is to be fetched; Chunk is zero
	Number   int    // of the chunk in its job, from 0
	Chunk    dataflow.Chunk
	Attempt  int // from 1; no two claims on a chunk share a number
	Failures int // attempts that failed
	Lost     int // attempts that nobody heard of again
}

// Result is what came of a chunk: one blob that holds the two sides and the
// records, back to back.
type Result struct {
	Key       string // of the blob
	Succeeded Piece
	Failed    Piece
	Records   Piece
	Rows      int // all
	Failures  int // of those, rows that failed
}

// Piece is a run of bytes in a result's blob.
type Piece struct {
	Size int64  // in bytes
	Hash string // hex of its SHA-256
}

// Part is the result of a chunk that is done.
type Part struct {
	Number int
	Result
}
