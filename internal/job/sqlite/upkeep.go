package sqlite

import (
	"context"
	"database/sql"
	"time"
)

// Recover implements job.Store.
func (s *Store) Recover(ctx context.Context, build string) error {
	return s.write(ctx, "recover", true, func(tx *sql.Tx) error {
		for _, statement := range []struct {
			text string
			args []any
		}{
			{"update chunks set state = 0, lost = lost + 1 where state = 1", nil},
			{"update chunks set not_before = 0 where state = 0", nil}, // a restart is a new try
			{`update chunks set state = 0, failures = 0, not_before = 0, result = ''
				where job in (select seq from jobs where status = 'Pending' and build <> ?)`, []any{build}},
			{`update jobs set processed = 0, failed = 0, build = ?, open = (select count(*) from chunks where job = seq)
				where status = 'Pending' and build <> ?`, []any{build, build}},
		} {
			if _, err := tx.ExecContext(ctx, statement.text, statement.args...); err != nil {
				return err
			}
		}
		return nil
	})
}

// Expire implements job.Store.
func (s *Store) Expire(ctx context.Context, ended time.Time, limit int) (ids []string, err error) {
	err = s.write(ctx, "expire jobs in", true, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `update jobs set expired = 1 where seq in (select seq from jobs
			where status <> 'Pending' and expired = 0 and completed < ? order by completed limit ?) returning id`, stamp(ended), limit)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		for _, id := range ids {
			if err := dropChunks(ctx, tx, "id = ?", id); err != nil {
				return err
			}
		}
		return nil
	})
	return ids, err
}

// Forget implements job.Store.
func (s *Store) Forget(ctx context.Context, created time.Time) error {
	return s.write(ctx, "forget jobs in", false, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "delete from jobs where expired = 1 and created < ?", stamp(created))
		return err
	})
}
