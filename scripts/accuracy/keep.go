package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/index"
)

// built is a list's index, open, and what was drawn from the list.
type built struct {
	list
	ix      *index.Index
	samples samples
	seconds float64 // that building took
	rows    int     // addresses in it
}

// mostDrawn is how many addresses of each fate are drawn from a list.
const mostDrawn = 500

// shelf is where the indexes are kept between runs.
type shelf struct {
	data, work string
	world      *index.Index
	builder    string // hash of all that decides what an index becomes
}

// newShelf opens the shelf. The program's working directory is the root of
// the repository: the builder's own source is part of an index's key.
func newShelf(data, work string, world *index.Index) (*shelf, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, world.Build(), mostDrawn, streetsLeftOut, numbersLeftOut)
	for _, dir := range []string{"internal/build", "internal/index", "internal/source", "internal/text", "internal/geo"} {
		if err := hashSource(sum, dir); err != nil {
			return nil, fmt.Errorf("run from the root of the repository: %w", err)
		}
	}
	return &shelf{data: data, work: work, world: world, builder: hex.EncodeToString(sum.Sum(nil))[:16]}, nil
}

// hashSource adds the Go files below a directory, tests excepted.
func hashSource(sum hash.Hash, dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		return hashFile(sum, path)
	})
}

func hashFile(sum hash.Hash, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(sum, file)
	return err
}

// open opens the index of a list, with or without what is left out.
func (s *shelf) open(ctx context.Context, l list, leaveOut bool) (*built, error) {
	name := l.set
	if leaveOut {
		name += "-leftout"
	}
	dir, seconds, err := s.keep(name, []string{l.path(s.data)}, func(dir string) error {
		d := newSampler(leaveOut, mostDrawn)
		if err := buildList(ctx, s.world, s.data, filepath.Join(dir, "index"), l, d); err != nil {
			return err
		}
		return d.save(filepath.Join(dir, "samples.json"))
	})
	if err != nil {
		return nil, err
	}
	return openBuilt(l, dir, seconds)
}

// keep gives the directory of what was built of files, and how long that took.
// What is not there, or was made of other files or by another builder, is built.
func (s *shelf) keep(name string, files []string, build func(dir string) error) (dir string, seconds float64, err error) {
	sum := sha256.New()
	for _, file := range files {
		if err := hashFile(sum, file); err != nil {
			return "", 0, err
		}
	}
	key := s.builder + " " + hex.EncodeToString(sum.Sum(nil))[:16]
	dir = filepath.Join(s.work, name)
	if seconds, err = s.seconds(dir, key); err == nil {
		return dir, seconds, nil
	}
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o777)); err != nil {
		return "", 0, err
	}
	start := time.Now()
	if err := build(dir); err != nil {
		return "", 0, fmt.Errorf("build the index %s: %w", name, err)
	}
	seconds = time.Since(start).Seconds()
	fmt.Fprintf(os.Stderr, "%s: built in %.1f s\n", name, seconds)
	return dir, seconds, os.WriteFile(filepath.Join(dir, "key"), fmt.Appendf(nil, "%s\n%f\n", key, seconds), 0o666)
}

func openBuilt(l list, dir string, seconds float64) (*built, error) {
	b := &built{list: l, seconds: seconds}
	var err error
	if b.samples, err = loadSamples(filepath.Join(dir, "samples.json")); err != nil {
		return nil, err
	}
	if b.ix, err = index.Open(filepath.Join(dir, "index")); err != nil {
		return nil, err
	}
	b.rows = b.ix.Manifest().Counts["addresses"]
	return b, nil
}

// seconds reads how long a kept index took to build, where its key is this one.
func (s *shelf) seconds(dir, key string) (seconds float64, err error) {
	text, err := os.ReadFile(filepath.Join(dir, "key"))
	if err != nil {
		return 0, err
	}
	of, rest, _ := strings.Cut(string(text), "\n")
	if of != key {
		return 0, fmt.Errorf("%s is of another build", dir)
	}
	_, err = fmt.Sscanf(rest, "%f", &seconds)
	return seconds, err
}
