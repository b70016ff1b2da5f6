package job

import "context"

// Tidy is tidy, for tests.
func (s *Service) Tidy(ctx context.Context) error { return s.tidy(ctx) }
