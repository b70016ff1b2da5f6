package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/milepost/milepost/internal/job"
)

// AddKey implements job.KeyStore.
func (s *Store) AddKey(ctx context.Context, hash string, key job.Key) error {
	return s.write(ctx, "add a key to", true, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `insert into keys (id, hash, account, label, created, expires, revoked) values (?, ?, ?, ?, ?, ?, 0)
			on conflict (hash) do update set account = excluded.account, label = excluded.label, expires = excluded.expires, revoked = 0`,
			key.ID, hash, key.Account, key.Label, stamp(key.Created), stamp(key.Expires))
		return err
	})
}

const keyColumns = "id, account, label, created, expires, revoked"

func scanKey(row interface{ Scan(...any) error }) (job.Key, error) {
	var key job.Key
	var created, expires, revoked int64
	err := row.Scan(&key.ID, &key.Account, &key.Label, &created, &expires, &revoked)
	key.Created, key.Expires, key.Revoked = unstamp(created), unstamp(expires), unstamp(revoked)
	return key, err
}

// Key implements job.KeyStore.
func (s *Store) Key(ctx context.Context, hash string) (job.Key, error) {
	key, err := scanKey(s.reader.QueryRowContext(ctx, "select "+keyColumns+" from keys where hash = ?", hash))
	if errors.Is(err, sql.ErrNoRows) {
		err = job.ErrNoKey
	}
	return key, s.explain("read", err)
}

// Keys implements job.KeyStore.
func (s *Store) Keys(ctx context.Context) ([]job.Key, error) {
	rows, err := s.reader.QueryContext(ctx, "select "+keyColumns+" from keys order by seq")
	if err != nil {
		return nil, s.explain("read", err)
	}
	defer rows.Close()
	var keys []job.Key
	for rows.Next() {
		key, err := scanKey(rows)
		if err != nil {
			return nil, s.explain("read", err)
		}
		keys = append(keys, key)
	}
	return keys, s.explain("read", rows.Err())
}

// RevokeKey implements job.KeyStore.
func (s *Store) RevokeKey(ctx context.Context, id string, at time.Time) error {
	return s.write(ctx, "revoke a key in", true, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "update keys set revoked = iif(revoked = 0, ?, revoked) where id = ?", stamp(at), id)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n != 0 {
			return err
		}
		return job.ErrNoKey
	})
}
