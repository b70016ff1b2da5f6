package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// migrations make the schema, each from the one before; the database's
// user_version is how many it has had. A released one is never changed.
//
// Times are microseconds since 1970, UTC; 0 stands for none. A chunk's state
// is 0 waiting, 1 claimed, 2 done. The chunk of a feed that is yet to be
// fetched stands for that fetching. jobs.open counts the chunks not done.
var migrations = []string{`
create table jobs (
	seq         integer primary key autoincrement, -- the jobs' age
	id          text not null unique,
	account     text not null,
	key_id      text not null,
	description text not null,
	format      text not null,
	feed        text not null, -- JSON
	status      text not null,
	error       text not null,
	created     integer not null,
	completed   integer not null,
	total       integer not null,
	processed   integer not null,
	failed      integer not null,
	expired     integer not null default 0,
	build       text not null,
	input       text not null, -- key of its blob
	location    text not null, -- to fetch it from
	open        integer not null
) strict;
create index jobs_by_account on jobs (account, created);
create index jobs_pending on jobs (account) where status = 'Pending';
create index jobs_to_expire on jobs (completed) where status <> 'Pending' and expired = 0;

create table chunks (
	id         integer primary key,
	job        integer not null references jobs (seq),
	account    text not null, -- the job's; here for the index
	number     integer not null,
	offset     integer not null,
	length     integer not null,
	first_row  integer not null,
	first_line integer not null,
	rows       integer not null,
	state      integer not null default 0,
	attempt    integer not null default 0,
	failures   integer not null default 0,
	lost       integer not null default 0,
	lease      integer not null default 0, -- until when it is claimed
	not_before integer not null default 0, -- when it may be claimed again
	result     text not null default '',   -- JSON
	unique (job, number)
) strict;
create index chunks_waiting on chunks (account, job, number) where state = 0;
create index chunks_claimed on chunks (lease) where state = 1;

create table keys (
	seq     integer primary key autoincrement,
	id      text not null,
	hash    text not null unique,
	account text not null,
	label   text not null,
	created integer not null,
	expires integer not null,
	revoked integer not null
) strict;
`, `
create table turns ( -- the accounts in the order in which each had a chunk claimed last
	turn    integer primary key,
	account text not null unique
) strict;
`}

// migrate brings the schema up to date.
func migrate(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, "pragma user_version").Scan(&version); err != nil {
		return err
	}
	if version > len(migrations) {
		return fmt.Errorf("it was written by a newer milepost (schema %d; this one knows %d); run that one", version, len(migrations))
	}
	if version == len(migrations) {
		return nil
	}
	for _, statements := range migrations[version:] {
		if _, err := tx.ExecContext(ctx, statements); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("pragma user_version = %d", len(migrations))); err != nil {
		return err
	}
	return tx.Commit()
}
