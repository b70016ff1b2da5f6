package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/job/sqlite"
)

type keyCommand struct {
	Create keyCreateCommand `cmd:"" help:"Make a key and show it, this once."`
	List   keyListCommand   `cmd:"" help:"List the keys, without their secrets."`
	Revoke keyRevokeCommand `cmd:"" help:"Make a key worthless at once."`
}

type keyCreateCommand struct {
	DataDir string `default:"./milepost-data" help:"Data directory of the server." placeholder:"DIR"`
	Account string `default:"default" help:"Whose key it is; keys of one account see each other's jobs in lists." placeholder:"NAME"`
	Label   string `help:"What the key is for." placeholder:"TEXT"`
	Expires string `help:"How long it is valid, e.g. 12h or 90d, or the first day on which it is not, e.g. 2030-12-31; default: for ever." placeholder:"TIME"`
}

// Help shows an example below the flags.
func (keyCreateCommand) Help() string {
	return "Example: milepost key create --account payroll --label 'nightly job' --expires 365d"
}

// Run makes a key and prints its secret alone on standard output.
func (c *keyCreateCommand) Run(r *run) error {
	expires, err := parseExpiry(c.Expires, time.Now())
	if err != nil {
		return usageError{err}
	}
	if err := os.MkdirAll(c.DataDir, 0o700); err != nil {
		return fmt.Errorf("create the data directory: %w; choose one that can be written with --data-dir", err)
	}
	return withKeyring(r, c.DataDir, func(keys *job.Keyring) error {
		secret, key, err := keys.CreateKey(r.ctx, c.Account, c.Label, expires)
		if err != nil {
			return err
		}
		if r.json {
			return json.NewEncoder(r.Out).Encode(struct {
				Key string `json:"key"`
				keyRow
			}{secret, keyRowOf(key)})
		}
		r.say("key %s of account %s; it is not shown again:", key.ID, key.Account)
		_, err = fmt.Fprintln(r.Out, secret)
		return err
	})
}

// parseExpiry reads a time from now on, in hours and minutes or in days, or a
// day, in UTC. "" is never: the zero time.
func parseExpiry(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	expires, err := time.Parse(time.DateOnly, text)
	if err != nil {
		var valid time.Duration
		if days, ok := strings.CutSuffix(text, "d"); ok {
			var n int
			n, err = strconv.Atoi(days)
			expires = now.AddDate(0, 0, n)
		} else {
			valid, err = time.ParseDuration(text)
			expires = now.Add(valid)
		}
	}
	switch {
	case err != nil:
		return time.Time{}, fmt.Errorf("--expires: %q is no time; one such as 12h, 90d or 2030-12-31 is expected", text)
	case !expires.After(now) || expires.Year() > 9999:
		return time.Time{}, fmt.Errorf("--expires: %q is not in the future; a time such as 12h, 90d or 2030-12-31 is expected", text)
	}
	return expires, nil
}

type keyListCommand struct {
	DataDir string `default:"./milepost-data" help:"Data directory of the server." placeholder:"DIR"`
}

// Help shows an example below the flags.
func (keyListCommand) Help() string { return "Example: milepost key list --json" }

// keyRow is a key as lists show it.
type keyRow struct {
	ID      string     `json:"id"`
	Account string     `json:"account"`
	Label   string     `json:"label"`
	Created time.Time  `json:"created"`
	Expires *time.Time `json:"expires,omitempty"`
	Revoked *time.Time `json:"revoked,omitempty"`
}

func keyRowOf(k job.Key) keyRow {
	row := keyRow{ID: k.ID, Account: k.Account, Label: k.Label, Created: k.Created.UTC()}
	if !k.Expires.IsZero() {
		row.Expires = &k.Expires
	}
	if !k.Revoked.IsZero() {
		row.Revoked = &k.Revoked
	}
	return row
}

// Run lists the keys as a table or as JSON.
func (c *keyListCommand) Run(r *run) error {
	return withKeyring(r, c.DataDir, func(keyring *job.Keyring) error {
		keys, err := keyring.ListKeys(r.ctx)
		if err != nil {
			return err
		}
		if r.json {
			rows := make([]keyRow, 0, len(keys))
			for _, k := range keys {
				rows = append(rows, keyRowOf(k))
			}
			return json.NewEncoder(r.Out).Encode(rows)
		}
		table := [][]string{{"ID", "ACCOUNT", "LABEL", "CREATED", "EXPIRES", "STATE"}}
		for _, k := range keys {
			table = append(table, []string{k.ID, k.Account, k.Label, day(k.Created), day(k.Expires), keyState(k)})
		}
		return printTable(r.Out, table)
	})
}

func keyState(k job.Key) string {
	switch {
	case !k.Revoked.IsZero():
		return "revoked"
	case !k.Expires.IsZero() && k.Expires.Before(time.Now()):
		return "expired"
	}
	return "valid"
}

func day(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.UTC().Format(time.DateOnly)
}

type keyRevokeCommand struct {
	ID      string `arg:"" help:"ID of the key, as 'milepost key list' shows it."`
	DataDir string `default:"./milepost-data" help:"Data directory of the server." placeholder:"DIR"`
}

// Help shows an example below the flags.
func (keyRevokeCommand) Help() string { return "Example: milepost key revoke 3f2a9c0d11e45b67" }

// Run revokes the key; a running server refuses it from then on.
func (c *keyRevokeCommand) Run(r *run) error {
	return withKeyring(r, c.DataDir, func(keys *job.Keyring) error {
		err := keys.RevokeKey(r.ctx, c.ID)
		if errors.Is(err, job.ErrNoKey) {
			return fmt.Errorf("no key has the ID %q; 'milepost key list' shows them", c.ID)
		}
		if err == nil {
			r.say("key %s is revoked", c.ID)
		}
		return err
	})
}

// withKeyring opens the keys of a data directory, beside the server that may
// be using it.
func withKeyring(r *run, dataDir string, do func(*job.Keyring) error) error {
	if info, err := os.Stat(dataDir); err != nil || !info.IsDir() {
		return fmt.Errorf("no data directory %s: name the server's with --data-dir", dataDir)
	}
	store, err := sqlite.Open(r.ctx, filepath.Join(dataDir, databaseFile), sqlite.Options{})
	if err != nil {
		return err
	}
	defer store.Close()
	return do(job.NewKeyring(store, nil))
}
