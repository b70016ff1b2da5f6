package job

import (
	"context"
	"time"
)

// Tidy is tidy, for tests.
func (s *Service) Tidy(ctx context.Context) error { return s.tidy(ctx) }

// RemoveOrphans is removeOrphans, for tests.
func (s *Service) RemoveOrphans(ctx context.Context, before time.Time) error {
	return s.removeOrphans(ctx, before)
}
