package job

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/geocode"
)

// Config is what a Service is made of.
type Config struct {
	Store     Store            // required
	Queue     Queue            // required
	Blobs     *blob.Bucket     // required
	Geocoder  geocode.Geocoder // required where Run is called
	Build     string           // names index and engine: chunks done with another build are done anew
	Limits    Limits           // zero: the defaults
	Fetcher   Fetcher          // of feeds at a DataLocation; nil: they are refused
	TempDir   string           // for uploads being unpacked; "" is the system's
	Workers   int              // default: the cores
	Retention time.Duration    // of outputs, after the job's end; default 14 days
	Drain     time.Duration    // for running chunks to finish when Run ends; default 10 s
	Now       func() time.Time // default time.Now
	Log       *slog.Logger     // default: none
}

// Limits bound what one job and one account may ask for. A negative limit is
// none.
type Limits struct {
	Entities  int64 // rows in a job; default 200,000
	Bytes     int64 // of a feed, unpacked; default 300 MiB
	InProcess int   // pending jobs of an account at a time; default 10
	PerDay    int   // jobs that an account may submit in 24 hours; 0: any number
}

// DefaultLimits are those of the service that the API comes from.
var DefaultLimits = Limits{Entities: 200_000, Bytes: 300 << 20, InProcess: 10}

// Fetcher opens the feed at a URL; *fetch.Client is one. Its error is shown
// to the job's author, without what in it may be secret. One whose method
// Permanent() says true aborts the job at once; after others it is tried again.
type Fetcher interface {
	Get(ctx context.Context, location string) (io.ReadCloser, error)
}

// Durations that jobs live by.
const (
	defaultRetention = 14 * 24 * time.Hour
	listedFor        = 15 * 24 * time.Hour // after creation
	rememberedFor    = 30 * 24 * time.Hour // after creation, once expired
	leaseFor         = 45 * time.Second    // a dead worker's chunks are taken over within a minute
	sweepEvery       = 5 * time.Second
	tidyEvery        = time.Hour
)

// Service is the life of jobs. It is safe for concurrent use.
type Service struct {
	*Keyring
	Config
	ends ends
	// answering is held for reading by whoever counts on Geocoder and Build
	// to stay as they are.
	answering sync.RWMutex
}

// New makes a Service.
func New(config Config) (*Service, error) {
	if config.Store == nil || config.Queue == nil || config.Blobs == nil {
		return nil, errors.New("a job service needs a store, a queue and a bucket")
	}
	defaults(&config)
	return &Service{Keyring: NewKeyring(config.Store, config.Now), Config: config}, nil
}

func defaults(c *Config) {
	if c.Limits.Entities == 0 {
		c.Limits.Entities = DefaultLimits.Entities
	}
	switch {
	case c.Limits.Bytes == 0:
		c.Limits.Bytes = DefaultLimits.Bytes
	case c.Limits.Bytes < 0:
		c.Limits.Bytes = math.MaxInt64 / 2
	}
	if c.Limits.InProcess == 0 {
		c.Limits.InProcess = DefaultLimits.InProcess
	}
	if c.TempDir == "" {
		c.TempDir = os.TempDir()
	}
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Retention <= 0 {
		c.Retention = defaultRetention
	}
	if c.Drain <= 0 {
		c.Drain = 10 * time.Second
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
}

// quota is what an account may have.
func (l Limits) quota() Quota { return Quota{InProcess: l.InProcess, PerDay: l.PerDay} }

// CheckQuota tells whether an account may submit a job now: *QuotaError if
// not. Submit checks again.
func (s *Service) CheckQuota(ctx context.Context, account string) error {
	return s.Store.CheckQuota(ctx, account, s.Limits.quota())
}

// Get returns a job, or ErrNotFound.
func (s *Service) Get(ctx context.Context, id string) (Job, error) {
	j, err := s.Store.Get(ctx, id)
	s.expire(&j)
	return j, err
}

// List returns an account's jobs of the last 15 days: pending first, then
// newest first.
func (s *Service) List(ctx context.Context, account string) ([]Job, error) {
	jobs, err := s.Store.List(ctx, account, s.Now().Add(-listedFor))
	for i := range jobs {
		s.expire(&jobs[i])
	}
	return jobs, err
}

// expire marks a job whose time is over, though its outputs may still wait to
// be removed.
func (s *Service) expire(j *Job) {
	j.Expired = j.Expired || j.Status != Pending && s.Now().Sub(j.Completed) >= s.Retention
}

// Ready tells why no job can be accepted now; nil means that one can.
func (s *Service) Ready(ctx context.Context) error {
	return errors.Join(s.Store.Ready(ctx), s.Blobs.Check(ctx))
}

// Wait returns a job once it has ended, in this process or, found out within
// seconds, in another.
func (s *Service) Wait(ctx context.Context, id string) (Job, error) {
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for {
		ended := s.ends.next()
		j, err := s.Get(ctx, id)
		if err != nil || j.Status != Pending {
			return j, err
		}
		select {
		case <-ended:
		case <-ticker.C:
		case <-ctx.Done():
			return j, fmt.Errorf("wait for job %s: %w", id, ctx.Err())
		}
	}
}

// ends tells whoever waits that a job has ended.
type ends struct {
	mu      sync.Mutex
	channel chan struct{}
}

// next is closed when the next job ends.
func (e *ends) next() <-chan struct{} {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.channel == nil {
		e.channel = make(chan struct{})
	}
	return e.channel
}

func (e *ends) announce() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.channel != nil {
		close(e.channel)
		e.channel = nil
	}
}

// newID makes the ID of a job.
func newID() string {
	var id [16]byte
	rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:])
}
