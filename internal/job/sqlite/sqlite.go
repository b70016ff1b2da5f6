// Package sqlite keeps jobs in one SQLite file: a job.Store for one machine,
// with no server to install.
//
// The file is in WAL mode. All writing goes through one connection, reading
// through a few others that never wait for it. Where a promise is made (a job
// is accepted, a chunk is done, a key is known) a commit is synced to the
// disk; claims and leases are not, for after a power failure nobody holds
// them, and a later synced commit carries along all that came before it. The
// database's clock is the process's own, as the database runs inside it.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/milepost/milepost/internal/blob"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Store is a job.Store in a file.
type Store struct {
	path   string
	now    func() time.Time
	reader *sql.DB

	mu     sync.Mutex // one writer at a time, waiting in turn
	writer *sql.DB    // a single connection
	synced bool       // what the connection's synchronous is set to: FULL or NORMAL
}

// Options are for tests; the zero value is right for use.
type Options struct {
	Now func() time.Time // the database's clock; default time.Now
}

// Open opens the database in the file path, which is created if need be. The
// error of a damaged file names it and says what to do.
func Open(ctx context.Context, path string, options Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, now: options.Now, synced: true}
	if s.now == nil {
		s.now = time.Now
	}
	if err := s.open(ctx); err != nil {
		s.Close()
		return nil, s.explain("open", err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	// SQLite would let everybody read the file; it holds addresses' sources.
	file, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if s.writer, err = sql.Open("sqlite", s.dsn("synchronous(FULL)", "foreign_keys(1)")); err != nil {
		return err
	}
	s.writer.SetMaxOpenConns(1)
	if s.reader, err = sql.Open("sqlite", s.dsn("query_only(1)")); err != nil {
		return err
	}
	s.reader.SetMaxOpenConns(4)
	s.reader.SetMaxIdleConns(4)
	if err := s.verify(ctx); err != nil {
		return err
	}
	if err := migrate(ctx, s.writer); err != nil {
		return err
	}
	return blob.SyncDir(filepath.Dir(s.path))
}

// dsn names the file and what each connection to it is set to.
func (s *Store) dsn(pragmas ...string) string {
	query := url.Values{"_txlock": {"immediate"}}
	for _, pragma := range append([]string{"busy_timeout(10000)", "journal_mode(WAL)"}, pragmas...) {
		query.Add("_pragma", pragma)
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(s.path), RawQuery: query.Encode()}).String()
}

// verify looks for damage, so that it shows at the start and not in a job.
func (s *Store) verify(ctx context.Context) error {
	var verdict string
	if err := s.writer.QueryRowContext(ctx, "pragma quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return &damage{verdict}
	}
	return nil
}

// Close closes the database. No other method may run or follow.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.reader, s.writer} { // the last to close tidies up
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Ready tells whether the database can be written, by writing what stands
// there already: only that shows a disk that is full.
func (s *Store) Ready(ctx context.Context) error {
	return s.write(ctx, "write to", false, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, fmt.Sprintf("pragma user_version = %d", len(migrations)))
		return err
	})
}

// write runs a transaction that writes. What it did is on stable storage when
// write returns, if synced; else a power failure may undo it.
func (s *Store) write(ctx context.Context, what string, synced bool, do func(tx *sql.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.setSynced(ctx, synced); err != nil {
		return s.explain(what, err)
	}
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(what, err)
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return s.explain(what, err)
	}
	return s.explain(what, tx.Commit())
}

func (s *Store) setSynced(ctx context.Context, synced bool) error {
	if s.synced == synced {
		return nil
	}
	pragma := "pragma synchronous = normal"
	if synced {
		pragma = "pragma synchronous = full"
	}
	if _, err := s.writer.ExecContext(ctx, pragma); err != nil {
		return err
	}
	s.synced = synced
	return nil
}

// stamp is a time as the database keeps it.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// unstamp is the time of a stamp.
func unstamp(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// damage is a file that is not the database it should be.
type damage struct{ verdict string }

func (d *damage) Error() string { return fmt.Sprintf("the file is damaged (%s)", d.verdict) }
