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

// pick finds the chunk to claim next: of the account with the fewest chunks
// in flight, and among those the one whose last turn is longest ago, the
// oldest job's first. It steps from account to account and from there to the
// first chunk along chunks_waiting, so its cost grows with the accounts that
// have something waiting, not with their jobs or chunks.
const pick = `
with recursive waiting (account) as (
	select * from (select account from chunks where state = 0 order by account limit 1)
	union all
	select (select account from chunks where state = 0 and account > waiting.account order by account limit 1)
	from waiting where waiting.account is not null
), flying as (
	select account, count(*) as n from chunks where state = 1 group by account
), first as (
	select account, (
		select id from chunks where state = 0 and account = waiting.account and not_before <= ?
		order by job, number limit 1
	) as id
	from waiting where account is not null
)
select chunks.id, first.account from first join chunks on chunks.id = first.id
left join flying on flying.account = first.account left join turns on turns.account = first.account
order by coalesce(flying.n, 0), coalesce(turns.turn, 0), chunks.job limit 1`

// Claim implements job.Store.
func (s *Store) Claim(ctx context.Context, lease time.Duration) (claim job.Claim, err error) {
	err = s.write(ctx, "claim a chunk in", false, func(tx *sql.Tx) error {
		now := s.now()
		if _, err := tx.ExecContext(ctx, "update chunks set state = 0, lost = lost + 1 where state = 1 and lease <= ?", stamp(now)); err != nil {
			return err
		}
		var id int64
		var account string
		switch err := tx.QueryRowContext(ctx, pick, stamp(now)).Scan(&id, &account); {
		case errors.Is(err, sql.ErrNoRows):
			return job.ErrNothing // the leases freed above are freed again by the next claim
		case err != nil:
			return err
		}
		if _, err := tx.ExecContext(ctx, "update chunks set state = 1, attempt = attempt + 1, lease = ? where id = ?",
			stamp(now.Add(lease)), id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "replace into turns (account) values (?)", account); err != nil {
			return err
		}
		claim, err = readClaim(ctx, tx, id)
		return err
	})
	return claim, err
}

func readClaim(ctx context.Context, tx *sql.Tx, id int64) (claim job.Claim, err error) {
	var seq int64
	c := &claim.Chunk
	row := tx.QueryRowContext(ctx, `select job, number, offset, length, first_row, first_line, rows, attempt, failures, lost
		from chunks where id = ?`, id)
	if err := row.Scan(&seq, &claim.Number, &c.Offset, &c.Length, &c.FirstRow, &c.FirstLine, &c.Rows,
		&claim.Attempt, &claim.Failures, &claim.Lost); err != nil {
		return claim, err
	}
	row = tx.QueryRowContext(ctx, "select "+jobColumns+", input, location from jobs where seq = ?", seq)
	claim.Job, err = scanJob(row, &claim.Input, &claim.Location)
	return claim, err
}

// held is the condition under which a claim is its holder's still; its
// parameters are those of holder.
const held = "job = (select seq from jobs where id = ?) and number = ? and attempt = ? and state = 1"

func holder(claim job.Claim) []any { return []any{claim.Job.ID, claim.Number, claim.Attempt} }

// update changes a claimed chunk, or returns ErrLeaseLost.
func update(ctx context.Context, tx *sql.Tx, claim job.Claim, set string, args ...any) error {
	result, err := tx.ExecContext(ctx, "update chunks set "+set+" where "+held, append(args, holder(claim)...)...)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n != 0 {
		return err
	}
	return job.ErrLeaseLost
}

// Renew implements job.Store.
func (s *Store) Renew(ctx context.Context, claim job.Claim, lease time.Duration) error {
	return s.write(ctx, "renew a lease in", false, func(tx *sql.Tx) error {
		return update(ctx, tx, claim, "lease = ?", stamp(s.now().Add(lease)))
	})
}

// Release implements job.Store.
func (s *Store) Release(ctx context.Context, claim job.Claim, pause time.Duration, failed bool) error {
	return s.write(ctx, "release a chunk in", false, func(tx *sql.Tx) error {
		return update(ctx, tx, claim, "state = 0, not_before = ?, failures = failures + ?", stamp(s.now().Add(pause)), failed)
	})
}

// Finish implements job.Store.
func (s *Store) Finish(ctx context.Context, claim job.Claim, result job.Result) (ended bool, err error) {
	text, err := json.Marshal(result)
	if err != nil {
		return false, err
	}
	err = s.write(ctx, "finish a chunk in", true, func(tx *sql.Tx) error {
		if err := update(ctx, tx, claim, "state = 2, result = ?", string(text)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `update jobs set open = open - 1, processed = processed + ?, failed = failed + ? where id = ?`,
			result.Rows, result.Failures, claim.Job.ID)
		if err != nil {
			return err
		}
		ended, err = s.complete(ctx, tx, claim.Job.ID)
		return err
	})
	return ended, err
}

// Split implements job.Store.
func (s *Store) Split(ctx context.Context, claim job.Claim, feed dataflow.Feed, input string, chunks []dataflow.Chunk) (ended bool, err error) {
	text, err := json.Marshal(feed)
	if err != nil {
		return false, err
	}
	var total int64
	for _, c := range chunks {
		total += int64(c.Rows)
	}
	err = s.write(ctx, "split a job in", true, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "delete from chunks where "+held, holder(claim)...)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			return job.ErrLeaseLost
		}
		var seq int64
		row := tx.QueryRowContext(ctx, "update jobs set feed = ?, input = ?, total = ?, open = ?, location = '' where id = ? returning seq",
			string(text), input, total, len(chunks), claim.Job.ID)
		if err := row.Scan(&seq); err != nil {
			return err
		}
		if err := insertChunks(ctx, tx, seq, claim.Job.Account, chunks, claim.Attempt); err != nil {
			return err
		}
		ended, err = s.complete(ctx, tx, claim.Job.ID)
		return err
	})
	return ended, err
}

// complete ends a job that has no chunk left to be done.
func (s *Store) complete(ctx context.Context, tx *sql.Tx, id string) (ended bool, err error) {
	result, err := tx.ExecContext(ctx, "update jobs set status = 'Completed', completed = ? where id = ? and status = 'Pending' and open = 0",
		stamp(s.now()), id)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n != 0, err
}

// Abort implements job.Store.
func (s *Store) Abort(ctx context.Context, id, reason string) error {
	return s.write(ctx, "abort a job in", true, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `update jobs set status = 'Aborted', error = ?, completed = ?, location = ''
			where id = ? and status = 'Pending'`, reason, stamp(s.now()), id)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return dropChunks(ctx, tx, "id = ?", id)
	})
}

// dropChunks removes the chunks of the jobs that meet a condition.
func dropChunks(ctx context.Context, tx *sql.Tx, condition string, args ...any) error {
	_, err := tx.ExecContext(ctx, "delete from chunks where job in (select seq from jobs where "+condition+")", args...)
	return err
}
