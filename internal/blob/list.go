package blob

import (
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gocloud.dev/blob"
)

// List gives the blobs whose keys begin with prefix, in the order of their
// keys. It ends after the first error.
func (b *Bucket) List(ctx context.Context, prefix string) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		if b.dir == "" {
			b.listObjects(ctx, prefix, yield)
			return
		}
		b.listFiles(ctx, "", prefix, yield)
	}
}

// listObjects lists by the library.
func (b *Bucket) listObjects(ctx context.Context, prefix string, yield func(Info, error) bool) {
	list := b.bucket.List(&blob.ListOptions{Prefix: prefix})
	for {
		object, err := list.Next(ctx)
		switch {
		case err == io.EOF:
			return
		case err != nil:
			yield(Info{}, b.explain("list", prefix, err))
			return
		case check(object.Key) != nil: // none of ours
			continue
		}
		if !yield(Info{Key: object.Key, Size: object.Size, Modified: object.ModTime}, nil) {
			return
		}
	}
}

// listFiles lists the directory whose keys begin with dir, "" or ending in a
// slash, and tells whether to go on. The library would walk the whole bucket
// once for every thousand blobs.
func (b *Bucket) listFiles(ctx context.Context, dir, prefix string, yield func(Info, error) bool) bool {
	entries, err := os.ReadDir(b.path(dir))
	if err = errors.Join(ctx.Err(), err); err != nil {
		if errors.Is(err, os.ErrNotExist) { // removed meanwhile
			return true
		}
		yield(Info{}, explain("list", b.path(dir), err))
		return false
	}
	keys := make(map[os.DirEntry]string, len(entries))
	for _, entry := range entries {
		keys[entry] = dir + entry.Name()
		if entry.IsDir() {
			keys[entry] += "/"
		}
	}
	slices.SortFunc(entries, func(x, y os.DirEntry) int { return cmp.Compare(keys[x], keys[y]) })
	for _, entry := range entries {
		if !b.listEntry(ctx, entry, keys[entry], prefix, yield) {
			return false
		}
	}
	return true
}

func (b *Bucket) listEntry(ctx context.Context, entry os.DirEntry, key, prefix string, yield func(Info, error) bool) bool {
	if entry.IsDir() {
		within := strings.HasPrefix(key, prefix) || strings.HasPrefix(prefix, key)
		return !within || b.listFiles(ctx, key, prefix, yield)
	}
	if !strings.HasPrefix(key, prefix) || check(key) != nil { // a file in the making, or none of ours
		return true
	}
	info, err := entry.Info()
	if errors.Is(err, os.ErrNotExist) {
		return true
	} else if err != nil {
		yield(Info{}, explain("list", b.path(key), err))
		return false
	}
	return yield(Info{Key: key, Size: info.Size(), Modified: info.ModTime()}, nil)
}

// removeEmpty removes a directory and those above it as far as they are
// empty, but never the bucket's own.
func (b *Bucket) removeEmpty(dir string) {
	for ; dir != b.dir; dir = filepath.Dir(dir) {
		if os.Remove(dir) != nil { // not empty
			return
		}
	}
}
