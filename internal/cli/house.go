package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/fetch"
	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/job/local"
	"github.com/milepost/milepost/internal/job/sqlite"
)

// Files below the data directory.
const (
	databaseFile = "milepost.db"
	blobsDir     = "blobs"
	tempDir      = "tmp"
)

// houseOptions choose what a house is made of.
type houseOptions struct {
	dataDir   string
	indexes   []string // directories, besides the built-in gazetteer
	limits    job.Limits
	retention time.Duration
	drain     time.Duration
	workers   int
	allowed   []string // hosts that feeds may be fetched from
	log       *slog.Logger
}

// house is one machine's jobs with all that they need: the data directory
// and its lock, the database, the blobs, the index and the engine.
type house struct {
	*job.Service
	fetcher *fetch.Client // nil where no host may be fetched from
	dirs    []string      // of the indexes
	indexes atomic.Pointer[indexSet]
	closers []func() error
}

// openHouse takes the data directory and opens what is in it.
func openHouse(ctx context.Context, o houseOptions) (h *house, err error) {
	h = &house{dirs: o.indexes}
	defer func() {
		if err != nil {
			h.Close()
			h = nil
		}
	}()
	lock, err := local.NewLock(o.dataDir)
	if err != nil {
		return h, err
	}
	h.closers = append(h.closers, lock.Close)
	set, err := openIndexes(h.dirs)
	if err != nil {
		return h, err
	}
	h.indexes.Store(&set)
	h.closers = append(h.closers, func() error { return h.indexes.Load().Close() })
	if h.fetcher, err = newFetcher(o); err != nil {
		return h, err
	}
	return h, h.openJobs(ctx, o)
}

// openJobs opens database and blobs, and makes the service over them.
func (h *house) openJobs(ctx context.Context, o houseOptions) error {
	blobs, err := blob.OpenDir(filepath.Join(o.dataDir, blobsDir))
	if err != nil {
		return err
	}
	h.closers = append(h.closers, blobs.Close)
	temp := filepath.Join(o.dataDir, tempDir)
	if err := emptyDir(temp); err != nil {
		return err
	}
	store, err := sqlite.Open(ctx, filepath.Join(o.dataDir, databaseFile), sqlite.Options{})
	if err != nil {
		return err
	}
	h.closers = append(h.closers, store.Close)
	geocoder := engine.New(*h.indexes.Load()...)
	config := job.Config{
		Store: store, Queue: local.NewQueue(), Blobs: blobs, Geocoder: geocoder, Build: geocoder.Build(),
		Limits: o.limits, TempDir: temp, Workers: o.workers, Retention: o.retention, Drain: o.drain, Log: o.log,
	}
	if h.fetcher != nil {
		config.Fetcher = h.fetcher
	}
	h.Service, err = job.New(config)
	return err
}

// Close gives everything back, in the opposite order of opening.
func (h *house) Close() error {
	var errs []error
	for i := len(h.closers) - 1; i >= 0; i-- {
		errs = append(errs, h.closers[i]())
	}
	h.closers = nil
	return errors.Join(errs...)
}

// attribution is what the licences of the loaded data ask to be shown.
func (h *house) attribution() string {
	return strings.Join(h.indexes.Load().attributions(), "; ")
}

func newFetcher(o houseOptions) (*fetch.Client, error) {
	if len(o.allowed) == 0 {
		return nil, nil
	}
	client, err := fetch.New(fetch.Config{Allowed: o.allowed})
	if err != nil {
		return nil, usageError{fmt.Errorf("--data-location-hosts: %w", err)}
	}
	return client, nil
}

// emptyDir makes an empty directory of dir: what a killed process left in it
// goes.
func emptyDir(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("clear the directory for uploads: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the directory for uploads: %w; choose a data directory that can be written", err)
	}
	return nil
}
