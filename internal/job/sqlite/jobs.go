package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
)

// Create implements job.Store.
func (s *Store) Create(ctx context.Context, entry job.Entry, chunks []dataflow.Chunk, quota job.Quota) error {
	return s.write(ctx, "create a job in", true, func(tx *sql.Tx) error {
		if err := s.checkQuota(ctx, tx, entry.Account, quota); err != nil {
			return err
		}
		if entry.Location != "" {
			chunks = []dataflow.Chunk{{}} // stands for fetching the feed
		}
		seq, err := s.insertJob(ctx, tx, entry, len(chunks))
		if err != nil {
			return err
		}
		return insertChunks(ctx, tx, seq, entry.Account, chunks, 0)
	})
}

// insertJob keeps a job that has a number of chunks to be done, and returns
// its seq.
func (s *Store) insertJob(ctx context.Context, tx *sql.Tx, entry job.Entry, open int) (int64, error) {
	feed, err := json.Marshal(entry.Feed)
	if err != nil {
		return 0, err
	}
	now := stamp(s.now())
	status, completed := job.Pending, int64(0)
	switch {
	case entry.Error != "":
		status, completed = job.Aborted, now
	case open == 0:
		status, completed = job.Completed, now
	}
	result, err := tx.ExecContext(ctx, `insert into jobs (id, account, key_id, description, format, feed, status, error,
			created, completed, total, processed, failed, build, input, location, open)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?)`,
		entry.ID, entry.Account, entry.KeyID, entry.Description, entry.Format, string(feed), status, entry.Error,
		now, completed, entry.Total, entry.Build, entry.Input, entry.Location, open)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// insertChunks keeps chunks to be done, of which that many attempts are
// spoken for: a fetch that is late must not pass for the first chunk's holder.
func insertChunks(ctx context.Context, tx *sql.Tx, seq int64, account string, chunks []dataflow.Chunk, attempt int) error {
	insert, err := tx.PrepareContext(ctx, `insert into chunks (job, account, number, offset, length, first_row, first_line, rows, attempt)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for i, c := range chunks {
		if _, err := insert.ExecContext(ctx, seq, account, i, c.Offset, c.Length, c.FirstRow, c.FirstLine, c.Rows, attempt); err != nil {
			return err
		}
	}
	return nil
}

// CheckQuota implements job.Store.
func (s *Store) CheckQuota(ctx context.Context, account string, quota job.Quota) error {
	return s.explain("read", s.checkQuota(ctx, s.reader, account, quota))
}

// queryer is a database or a transaction.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func (s *Store) checkQuota(ctx context.Context, db queryer, account string, quota job.Quota) error {
	var n int
	if quota.InProcess > 0 {
		row := db.QueryRowContext(ctx, "select count(*) from jobs where account = ? and status = 'Pending'", account)
		if err := row.Scan(&n); err != nil {
			return err
		}
		if n >= quota.InProcess {
			return &job.QuotaError{Limit: quota.InProcess}
		}
	}
	if quota.PerDay > 0 {
		row := db.QueryRowContext(ctx, "select count(*) from jobs where account = ? and created > ?",
			account, stamp(s.now().Add(-24*time.Hour)))
		if err := row.Scan(&n); err != nil {
			return err
		}
		if n >= quota.PerDay {
			return &job.QuotaError{Limit: quota.PerDay, PerDay: true}
		}
	}
	return nil
}

// jobColumns are what scanJob scans.
const jobColumns = `id, account, key_id, description, format, feed, status, error,
	created, completed, total, processed, failed, expired`

// scanJob reads a job's columns, and more after them.
func scanJob(row interface{ Scan(...any) error }, more ...any) (job.Job, error) {
	var j job.Job
	var feed []byte
	var created, completed int64
	into := append([]any{&j.ID, &j.Account, &j.KeyID, &j.Description, &j.Format, &feed, &j.Status, &j.Error,
		&created, &completed, &j.Total, &j.Processed, &j.Failed, &j.Expired}, more...)
	if err := row.Scan(into...); err != nil {
		return j, err
	}
	j.Created, j.Completed = unstamp(created), unstamp(completed)
	return j, json.Unmarshal(feed, &j.Feed)
}

// Get implements job.Store.
func (s *Store) Get(ctx context.Context, id string) (job.Job, error) {
	j, err := scanJob(s.reader.QueryRowContext(ctx, "select "+jobColumns+" from jobs where id = ?", id))
	if errors.Is(err, sql.ErrNoRows) {
		err = job.ErrNotFound
	}
	return j, s.explain("read", err)
}

// List implements job.Store.
func (s *Store) List(ctx context.Context, account string, since time.Time) ([]job.Job, error) {
	rows, err := s.reader.QueryContext(ctx, "select "+jobColumns+` from jobs where account = ? and created >= ?
		order by status <> 'Pending', created desc, seq desc`, account, stamp(since))
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var jobs []job.Job
	for rows.Next() {
		j, err := scanJob(rows)
		if err != nil {
			return nil, s.explain("read", err)
		}
		jobs = append(jobs, j)
	}
	return jobs, s.explain("read", rows.Err())
}

// Parts implements job.Store.
func (s *Store) Parts(ctx context.Context, id string) ([]job.Part, error) {
	rows, err := s.reader.QueryContext(ctx, `select number, result from chunks
		where job = (select seq from jobs where id = ?) and state = 2 order by number`, id)
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var parts []job.Part
	for rows.Next() {
		var part job.Part
		var result []byte
		if err := rows.Scan(&part.Number, &result); err != nil {
			return nil, s.explain("read", err)
		}
		if err := json.Unmarshal(result, &part.Result); err != nil {
			return nil, s.explain("read", err)
		}
		parts = append(parts, part)
	}
	return parts, s.explain("read", rows.Err())
}
