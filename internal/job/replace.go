package job

import (
	"context"

	"github.com/milepost/milepost/internal/geocode"
)

// Replace lets another geocoder answer all rows from now on. Where its build
// is another too, pending jobs are begun anew, so that no job mixes the
// answers of two builds. It waits for the chunks that are being processed:
// when it returns, nothing uses the geocoder before it any more. After an
// error all is as it was.
func (s *Service) Replace(ctx context.Context, geocoder geocode.Geocoder, build string) error {
	s.answering.Lock()
	defer s.answering.Unlock()
	if build != s.Build {
		if err := s.Store.Recover(ctx, build); err != nil {
			return err
		}
	}
	s.Geocoder, s.Build = geocoder, build
	s.wake(ctx) // chunks that were claimed may be claimed again
	return nil
}
