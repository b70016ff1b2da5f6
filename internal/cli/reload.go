package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/milepost/milepost/internal/engine"
)

// reloadOnHangup opens the indexes anew whenever the process gets a SIGHUP,
// until ctx is done. Wait returns when none is being opened any more.
func (h *house) reloadOnHangup(ctx context.Context, log *slog.Logger) (wait func()) {
	hangups := make(chan os.Signal, 1) // one that waits stands for all that came meanwhile
	signal.Notify(hangups, syscall.SIGHUP)
	var running sync.WaitGroup
	running.Go(func() {
		defer signal.Stop(hangups)
		for {
			select {
			case <-ctx.Done():
				return
			case <-hangups:
			}
			before := h.Build
			if err := h.reload(ctx); err != nil {
				log.Error("the indexes were not loaded again; those from before go on answering", "error", err)
			} else {
				log.Info("the indexes were loaded again", "changed", h.Build != before, "build", h.Build)
			}
		}
	})
	return running.Wait
}

// reload opens the indexes anew, checks them, and lets them answer in the
// place of those from before, which are closed when the last chunk that
// reads them is done. After an error those go on. Only one call at a time.
func (h *house) reload(ctx context.Context) error {
	fresh, err := openIndexes(h.dirs)
	if err != nil {
		return err
	}
	for _, ix := range fresh {
		err = errors.Join(err, ix.Verify(ctx))
	}
	if err == nil {
		geocoder := engine.New(fresh...)
		err = h.Replace(ctx, geocoder, geocoder.Build())
	}
	if err != nil {
		return errors.Join(err, fresh.Close())
	}
	if err := h.indexes.Swap(&fresh).Close(); err != nil {
		return fmt.Errorf("close the indexes from before: %w", err)
	}
	return nil
}
