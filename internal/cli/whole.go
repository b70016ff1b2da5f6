package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// placeOf gives where a file is made that replaces what is at a path: where a
// link points to, as the link stays; and whether a device or pipe is there,
// which cannot be replaced, only written to.
func placeOf(path string) (place string, device bool) {
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		path = resolved
	}
	info, err := os.Stat(path)
	return path, err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// writeWhole writes an output whole or not at all: beside its place, to which it
// is moved then. A device or pipe is written in place.
func writeWhole(path string, write func(io.Writer) error) error {
	place, device := placeOf(path)
	name, flags := place, os.O_WRONLY
	if !device {
		name, flags = place+partialSuffix, os.O_WRONLY|os.O_CREATE|os.O_TRUNC
	}
	file, err := os.OpenFile(name, flags, 0o666)
	if err != nil {
		return fmt.Errorf("create the output: %w; choose a place that can be written with -o", err)
	}
	defer file.Close() // again, where all is well
	if err = write(file); err == nil && !device {
		err = file.Sync()
	}
	if err == nil {
		err = file.Close()
	}
	switch {
	case err != nil && !device:
		os.Remove(name)
		fallthrough
	case err != nil:
		return fmt.Errorf("write the output: %w; make room, or choose another place with -o", err)
	case device:
		return nil
	}
	return os.Rename(name, place)
}
