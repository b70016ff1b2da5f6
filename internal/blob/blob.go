// Package blob keeps named byte strings: put, put if absent, open a range,
// stat, list, delete. It is a thin layer over gocloud.dev/blob that adds what
// jobs rely on and that library leaves open: a blob that was put is on stable
// storage (file and directories are synced) when Put returns, a failed Put
// leaves nothing behind, and errors tell the operator what to do.
//
// Keys are relative paths of lower-case letters, digits, '-', '_', '.' and
// '/', no segment of which begins with a dot or ends in ".tmp". A Bucket is
// safe for concurrent use; of two writers of one key the last to finish wins.
package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/blob/memblob"
	"gocloud.dev/gcerrors"
)

// Errors that callers tell apart.
var (
	ErrNotExist = errors.New("no such blob")
	ErrExist    = errors.New("the blob exists already")
)

// tempSuffix ends the names of files that are still being written.
const tempSuffix = ".tmp"

// Bucket is a set of blobs.
type Bucket struct {
	bucket *blob.Bucket
	dir    string     // absolute; "" where the blobs are not files
	opened time.Time  // by the clock that stamps the files of dir
	absent sync.Mutex // makes PutIfAbsent's look and rename one step
}

// Info is what is known of a blob without reading it.
type Info struct {
	Key      string
	Size     int64 // in bytes
	Modified time.Time
}

// OpenDir opens the bucket whose blobs are files under dir, which is created
// if need be.
func OpenDir(dir string) (*Bucket, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open blob directory: %w", err)
	}
	if err := makeDir(dir); err != nil {
		return nil, explain("create", dir, err)
	}
	bucket, err := fileblob.OpenBucket(dir, &fileblob.Options{
		DirFileMode: 0o700,
		NoTempDir:   true, // a rename cannot cross file systems
		Metadata:    fileblob.MetadataDontWrite,
	})
	if err != nil {
		return nil, explain("open", dir, err)
	}
	return &Bucket{bucket: bucket, dir: dir, opened: fileTime(dir)}, nil
}

// fileTime gives the time of a file made in dir now, zero where none can be
// made. The process's own clock will not do: a file's time comes from the
// kernel's last tick, or from another machine, and lies milliseconds before.
func fileTime(dir string) time.Time {
	f, err := os.CreateTemp(dir, "clock-*"+tempSuffix)
	if err != nil {
		return time.Time{}
	}
	defer os.Remove(f.Name())
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// OpenMemory opens an empty bucket in memory, for tests.
func OpenMemory() *Bucket {
	return &Bucket{bucket: memblob.OpenBucket(nil)}
}

// Close releases the bucket. No other method may run or follow.
func (b *Bucket) Close() error { return b.bucket.Close() }

// Stat describes a blob. The error is ErrNotExist where there is none.
func (b *Bucket) Stat(ctx context.Context, key string) (Info, error) {
	if err := check(key); err != nil {
		return Info{}, err
	}
	attributes, err := b.bucket.Attributes(ctx, key)
	if err != nil {
		return Info{}, b.explain("stat", key, err)
	}
	return Info{Key: key, Size: attributes.Size, Modified: attributes.ModTime}, nil
}

// OpenRange opens length bytes of a blob from offset on; a negative length
// means to its end. A range past the end gives fewer bytes. The error is
// ErrNotExist where there is no such blob.
func (b *Bucket) OpenRange(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	if err := check(key); err != nil {
		return nil, err
	}
	r, err := b.bucket.NewRangeReader(ctx, key, offset, length, nil)
	if err != nil {
		return nil, b.explain("read", key, err)
	}
	return r, nil
}

// Delete removes a blob, and the directories that this empties. The error is
// ErrNotExist where there is none.
func (b *Bucket) Delete(ctx context.Context, key string) error {
	if _, err := b.Stat(ctx, key); err != nil { // a directory is no blob, but could be removed like one
		return err
	}
	if err := b.bucket.Delete(ctx, key); err != nil {
		return b.explain("delete", key, err)
	}
	if b.dir != "" {
		b.removeEmpty(filepath.Dir(b.path(key)))
	}
	return nil
}

// Check tells whether the bucket can be reached and, where it is a
// directory, written.
func (b *Bucket) Check(ctx context.Context) error {
	if ok, err := b.bucket.IsAccessible(ctx); err != nil {
		return b.explain("open", "", err)
	} else if !ok {
		return explain("open", b.dir, ErrNotExist)
	}
	if b.dir == "" {
		return nil
	}
	f, err := os.CreateTemp(b.dir, "check-*"+tempSuffix)
	if err != nil {
		return explain("write to", b.dir, err)
	}
	_, err = f.Write(make([]byte, 4<<10)) // a disk that is full has room for an empty file
	if err = errors.Join(err, f.Close(), os.Remove(f.Name())); err != nil {
		return explain("write to", b.dir, err)
	}
	return nil
}

// SweepTemp removes the files that a killed process left half written: those
// not written to since the bucket was opened. Only blobs kept as files leave
// any.
func (b *Bucket) SweepTemp() error {
	if b.dir == "" {
		return nil
	}
	return filepath.WalkDir(b.dir, func(path string, entry os.DirEntry, err error) error {
		switch {
		case errors.Is(err, os.ErrNotExist): // removed while we walked
			return nil
		case err != nil:
			return explain("list", path, err)
		case entry.IsDir() || !strings.HasSuffix(path, tempSuffix):
			return nil
		}
		info, err := entry.Info()
		if err != nil || !info.ModTime().Before(b.opened) {
			return nil // gone, or somebody's at work
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return explain("delete", path, err)
		}
		b.removeEmpty(filepath.Dir(path))
		return nil
	})
}

// path is the file of a key.
func (b *Bucket) path(key string) string { return filepath.Join(b.dir, filepath.FromSlash(key)) }

// explain words an error on a blob.
func (b *Bucket) explain(operation, key string, err error) error {
	switch gcerrors.Code(err) {
	case gcerrors.NotFound:
		return fmt.Errorf("%s blob %s: %w", operation, key, ErrNotExist)
	case gcerrors.FailedPrecondition:
		return fmt.Errorf("%s blob %s: %w", operation, key, ErrExist)
	}
	if b.dir == "" {
		return fmt.Errorf("%s blob %s: %w", operation, key, err)
	}
	return explain(operation, b.path(key), err)
}

// check tells whether key is one that every kind of bucket can hold as it is.
func check(key string) error {
	if strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789-_./") != "" || len(key) > 512 {
		return fmt.Errorf("blob key %q is not valid", key)
	}
	for segment := range strings.SplitSeq(key, "/") {
		if segment == "" || segment[0] == '.' || strings.HasSuffix(segment, tempSuffix) {
			return fmt.Errorf("blob key %q is not valid", key)
		}
	}
	return nil
}
