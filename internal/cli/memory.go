package cli

import (
	"os"
	"runtime/debug"
)

// tuneCollector lets the garbage collector of a batch command wait longer
// than usual, as long as the memory is small. Who sets GOGC or GOMEMLIMIT
// decides himself.
func tuneCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(150 << 20)
	}
}
