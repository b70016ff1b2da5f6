package cli

import (
	"fmt"
	"time"

	"github.com/milepost/milepost/internal/build"
)

// describeProgress is the line that tells how far a build is.
func describeProgress(p build.Progress) string {
	s := fmt.Sprintf("%-16s %10d rows %9.0f/s", p.Phase, p.Rows, p.Rate)
	if p.Done > 0 {
		s += fmt.Sprintf(" %3.0f %%", 100*p.Done)
	}
	if p.Left > 0 {
		s += fmt.Sprintf("  %s left", p.Left.Round(time.Second))
	}
	return s
}
