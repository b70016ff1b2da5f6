package job

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/blob"
)

// orphanAge is the least time that a blob without a job may lie: longer than
// any submission takes from its last byte to its record.
const orphanAge = time.Hour

// tidy removes outputs and inputs whose time is over, jobs that nobody can
// list any more, and blobs that no job knows.
func (s *Service) tidy(ctx context.Context) error {
	now := s.Now()
	for {
		const batch = 100
		ids, err := s.Store.Expire(ctx, now.Add(-s.Retention), batch)
		for _, id := range ids {
			err = errors.Join(err, s.removeBlobs(ctx, id, func(string) bool { return true }))
		}
		if err != nil {
			return err
		}
		if len(ids) < batch {
			break
		}
	}
	if err := s.Store.Forget(ctx, now.Add(-rememberedFor)); err != nil {
		return err
	}
	// Not sooner than a job's: the database may be an old one from a backup, or
	// a new one in the place of one that was damaged.
	return s.removeOrphans(ctx, now.Add(-max(orphanAge, s.Retention)))
}

// removeOrphans removes the blobs, not written to since before, of jobs that
// never came to be or are gone: a process may end between a blob and its
// record.
func (s *Service) removeOrphans(ctx context.Context, before time.Time) error {
	var last string
	var known bool
	for info, err := range s.Blobs.List(ctx, "") {
		if err != nil {
			return err
		}
		id, _, _ := strings.Cut(info.Key, "/")
		if id != last {
			j, err := s.Get(ctx, id)
			if err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
			last, known = id, err == nil && !j.Expired
		}
		if known || !info.Modified.Before(before) {
			continue
		}
		if err := s.discard(ctx, info.Key); err != nil {
			return err
		}
	}
	return nil
}

// removeLosers removes the parts of a job that has ended which do not count.
func (s *Service) removeLosers(ctx context.Context, id string) error {
	parts, err := s.Store.Parts(ctx, id)
	if err != nil {
		return err
	}
	counts := make(map[string]bool, len(parts))
	for _, part := range parts {
		counts[part.Key] = true
	}
	return s.removeBlobs(ctx, id, func(key string) bool {
		return strings.Contains(key, "/part-") && !counts[key]
	})
}

// removeBlobs removes the blobs of a job whose keys qualify.
func (s *Service) removeBlobs(ctx context.Context, id string, qualifies func(key string) bool) error {
	for info, err := range s.Blobs.List(ctx, id+"/") {
		if err != nil {
			return err
		}
		if !qualifies(info.Key) {
			continue
		}
		if err := s.Blobs.Delete(ctx, info.Key); err != nil && !errors.Is(err, blob.ErrNotExist) {
			return err
		}
	}
	return nil
}
