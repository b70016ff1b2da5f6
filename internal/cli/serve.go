package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/server"
	"golang.org/x/sync/errgroup"
)

// defaultAccount is whose the keys are that nobody made an account for.
const defaultAccount = "default"

type serveCommand struct {
	Listen    string   `default:"127.0.0.1:8080" help:"Address to listen on." placeholder:"ADDR"`
	DataDir   string   `default:"./milepost-data" help:"Where jobs, their files and the keys are kept." placeholder:"DIR"`
	Index     []string `sep:"none" help:"Directory of an index; repeatable. The built-in gazetteer is always asked." placeholder:"DIR"`
	PublicURL string   `name:"public-url" help:"Address under which clients reach this server, if it is not the one in their requests." placeholder:"URL"`
	Database  string   `help:"Database of jobs and keys; only the SQLite file in the data directory so far." placeholder:"URL"`
	Blobs     string   `help:"Store of inputs and outputs; only the data directory so far." placeholder:"URL"`
	Workers   int      `help:"Chunks processed at a time; default: the cores." placeholder:"N"`
	NoWorker  bool     `help:"Take jobs, but process none."`
	Key       []string `sep:"none" help:"Accept this key, for account 'default'; for development. Repeatable." placeholder:"VALUE"`
	TLSCert   string   `name:"tls-cert" type:"existingfile" help:"Certificate chain, PEM." placeholder:"FILE"`
	TLSKey    string   `name:"tls-key" type:"existingfile" help:"Its private key, PEM." placeholder:"FILE"`

	MaxEntities       int64         `default:"200000" help:"Rows that a job may have." placeholder:"N"`
	MaxBytes          int64         `default:"314572800" help:"Bytes that a feed may have, unpacked." placeholder:"N"`
	MaxJobsInProcess  int           `default:"10" help:"Pending jobs of an account at a time." placeholder:"N"`
	MaxJobsPerDay     int           `help:"Jobs an account may submit in 24 hours; 0: any number." placeholder:"N"`
	Retention         time.Duration `default:"336h" help:"How long results can be downloaded." placeholder:"DURATION"`
	DrainTimeout      time.Duration `default:"20s" help:"How long running work may take to end on SIGTERM." placeholder:"DURATION"`
	DataLocationHosts []string      `help:"Hosts (and address ranges) that feeds may be fetched from; default: none." placeholder:"HOST,…"`
	CORSOrigins       []string      `name:"cors-origins" default:"*" help:"Origins whose pages may read answers." placeholder:"ORIGIN,…"`
	TrustedProxies    []string      `help:"Address ranges whose X-Forwarded headers are believed." placeholder:"CIDR,…"`
}

// Help shows an example below the flags.
func (serveCommand) Help() string {
	return "Example: milepost serve --listen 0.0.0.0:8080 --data-dir /var/lib/milepost --public-url https://geocode.example.com"
}

// Validate refuses values that no server can be made of.
func (c *serveCommand) Validate() error {
	switch {
	case c.Database != "":
		return errors.New("--database: jobs are kept in the SQLite file of --data-dir; leave the flag out")
	case c.Blobs != "":
		return errors.New("--blobs: files are kept in --data-dir; leave the flag out")
	case (c.TLSCert == "") != (c.TLSKey == ""):
		return errors.New("--tls-cert and --tls-key go together")
	case c.Workers < 0, c.MaxEntities < 1, c.MaxBytes < 1, c.MaxJobsInProcess < 1, c.MaxJobsPerDay < 0:
		return errors.New("--workers and the limits are positive numbers")
	case c.Retention <= 0, c.DrainTimeout <= 0:
		return errors.New("--retention and --drain-timeout are positive durations such as 336h")
	}
	if u, err := url.Parse(c.PublicURL); c.PublicURL != "" && (err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "http")) {
		return fmt.Errorf("--public-url: %q is no address such as https://geocode.example.com", c.PublicURL)
	}
	return nil
}

// Run serves until it is told to stop.
func (c *serveCommand) Run(r *run) error {
	limitCollector(serverMemory)
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	leaveRoom(c.Workers)
	proxies, err := parsePrefixes(c.TrustedProxies)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(r.Err, &slog.HandlerOptions{Level: logLevel(r.quiet)}))
	house, err := openHouse(r.ctx, c.houseOptions(log))
	if err != nil {
		return err
	}
	defer house.Close()
	if err := c.ensureKeys(r, house); err != nil {
		return err
	}
	config := server.Config{
		Jobs: house.Service, PublicURL: c.PublicURL, TrustedProxies: proxies, CORSOrigins: c.CORSOrigins,
		Attribution: house.attribution, Log: log,
	}
	if house.fetcher != nil {
		config.DataLocationAllowed = house.fetcher.Check
	}
	listener, err := c.listen()
	if err != nil {
		return err
	}
	ctx, end := context.WithCancel(r.ctx)
	wait := house.reloadOnHangup(ctx, log)
	defer wait()
	defer end()
	r.say("milepost serves the Geocode Dataflow API on %s; Ctrl-C ends it", listener.Addr())
	return serveUntilDone(r.ctx, listener, config, house, !c.NoWorker, c.DrainTimeout)
}

func (c *serveCommand) houseOptions(log *slog.Logger) houseOptions {
	return houseOptions{
		dataDir: c.DataDir, indexes: c.Index,
		limits:  job.Limits{Entities: c.MaxEntities, Bytes: c.MaxBytes, InProcess: c.MaxJobsInProcess, PerDay: c.MaxJobsPerDay},
		workers: c.Workers, retention: c.Retention, drain: c.DrainTimeout, allowed: c.DataLocationHosts, log: log,
	}
}

func (c *serveCommand) listen() (net.Listener, error) {
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return nil, fmt.Errorf("%w; choose another address with --listen", err)
	}
	if c.TLSCert == "" {
		return listener, nil
	}
	certificate, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		listener.Close()
		return nil, fmt.Errorf("read --tls-cert and --tls-key: %w", err)
	}
	return tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{certificate}, NextProtos: []string{"h2", "http/1.1"}}), nil
}

// ensureKeys accepts the keys given as flags; where no key is known at all,
// it makes one and shows it, this once.
func (c *serveCommand) ensureKeys(r *run, house *house) error {
	for _, secret := range c.Key {
		if _, err := house.AcceptKey(r.ctx, secret, defaultAccount); err != nil {
			return err
		}
	}
	keys, err := house.ListKeys(r.ctx)
	if err != nil || len(keys) > 0 {
		return err
	}
	secret, _, err := house.CreateKey(r.ctx, defaultAccount, "first start", time.Time{})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.Err, "no API key was known; made one, which is not shown again:\n\n    %s\n\n", secret)
	return err
}

// serveUntilDone answers requests and processes jobs until ctx is done. Then
// it takes no more work, lets running requests and chunks end, and returns.
func serveUntilDone(ctx context.Context, listener net.Listener, config server.Config, house *house, work bool, drain time.Duration) error {
	var draining atomic.Bool
	config.Draining = draining.Load
	web := server.HTTPServer(server.New(config), slog.NewLogLogger(config.Log.Handler(), slog.LevelDebug))
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		if err := web.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		draining.Store(true)
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
		defer cancel()
		if err := web.Shutdown(end); err != nil {
			web.Close()
		}
		return nil
	})
	if work {
		group.Go(func() error { return house.Service.Run(ctx) })
	}
	return group.Wait()
}

func parsePrefixes(list []string) ([]netip.Prefix, error) {
	var prefixes []netip.Prefix
	for _, s := range list {
		prefix, err := netip.ParsePrefix(s)
		if address, addrErr := netip.ParseAddr(s); addrErr == nil {
			prefix, err = netip.PrefixFrom(address, address.BitLen()), nil
		}
		if err != nil {
			return nil, usageError{fmt.Errorf("--trusted-proxies: %q is no address range such as 10.0.0.0/8", s)}
		}
		prefixes = append(prefixes, prefix)
	}
	return prefixes, nil
}

func logLevel(quiet bool) slog.Level {
	if quiet {
		return slog.LevelError
	}
	return slog.LevelInfo
}
