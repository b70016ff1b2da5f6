//go:build !unix

package index

import (
	"io"
	"os"
)

// mapFile reads a whole file where files cannot be mapped.
func mapFile(file *os.File) ([]byte, error) { return io.ReadAll(file) }

func unmapFile([]byte) error { return nil }
