package cli

import (
	"os"
	"runtime"
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

// spareThreads is how many threads a server runs beside those that its
// workers fill.
const spareThreads = 2

// leaveRoom lets requests be answered while the workers fill all cores: with
// as many threads as workers, a request waits for the scheduler's time slices
// again and again. Who sets GOMAXPROCS decides himself.
func leaveRoom(workers int) {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(max(workers, runtime.GOMAXPROCS(0)) + spareThreads)
	}
}

// serverMemory is what a server keeps near, in bytes, however many upload at
// once. It refuses nobody.
const serverMemory = 140 << 20

// limitCollector lets the garbage collector work harder where the memory that
// a build or a server was allowed would else be exceeded. Who sets GOMEMLIMIT decides
// himself.
func limitCollector(memory int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory / 10 * 9)
	}
}
