package blob

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"gocloud.dev/blob"
)

// Put stores what write writes under key, replacing what was there. When Put
// returns nil the blob is on stable storage; when it returns an error, that
// of write included, nothing has changed.
func (b *Bucket) Put(ctx context.Context, key string, write func(io.Writer) error) error {
	return b.put(ctx, key, false, write)
}

// PutIfAbsent is Put that leaves a blob that is there already as it is; the
// error is ErrExist then.
func (b *Bucket) PutIfAbsent(ctx context.Context, key string, write func(io.Writer) error) error {
	return b.put(ctx, key, true, write)
}

func (b *Bucket) put(ctx context.Context, key string, ifAbsent bool, write func(io.Writer) error) error {
	if err := check(key); err != nil {
		return err
	}
	if b.dir != "" {
		if err := makeDir(filepath.Dir(b.path(key))); err != nil {
			return b.explain("write", key, err)
		}
	}
	// Cancelling the writer's context is how the library is told to give up.
	ctx, giveUp := context.WithCancel(ctx)
	defer giveUp()
	w, file, err := b.newWriter(ctx, key, ifAbsent)
	if err != nil {
		return b.explain("write", key, err)
	}
	sink := &errWriter{w: w}
	err = write(sink)
	if err == nil && sink.err == nil && file != nil {
		sink.err = file.Sync()
	}
	if err != nil || sink.err != nil {
		giveUp()
		w.Close() // gives the context's error, as it was told to
		if b.dir != "" {
			b.removeEmpty(filepath.Dir(b.path(key)))
		}
		if sink.err != nil {
			return b.explain("write", key, sink.err)
		}
		return err
	}
	if err := b.commit(w, key, ifAbsent); err != nil {
		return b.explain("write", key, err)
	}
	return nil
}

// newWriter begins a blob. file is the one behind it, nil where there is none.
func (b *Bucket) newWriter(ctx context.Context, key string, ifAbsent bool) (w *blob.Writer, file *os.File, err error) {
	w, err = b.bucket.NewWriter(ctx, key, &blob.WriterOptions{
		ContentType: "application/octet-stream", // or the library would hold back the first bytes to guess it
		IfNotExist:  ifAbsent,
		BeforeWrite: func(as func(any) bool) error {
			as(&file)
			return nil
		},
	})
	return w, file, err
}

// commit gives the blob its name, and syncs the directory that holds it.
func (b *Bucket) commit(w *blob.Writer, key string, ifAbsent bool) error {
	if ifAbsent {
		b.absent.Lock()
		defer b.absent.Unlock()
	}
	if err := w.Close(); err != nil {
		return err
	}
	if b.dir == "" {
		return nil
	}
	return SyncDir(filepath.Dir(b.path(key)))
}

// errWriter remembers that writing failed, so that it is not taken for an
// error of whoever wrote.
type errWriter struct {
	w   io.Writer
	err error
}

func (w *errWriter) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err != nil {
		w.err = err
	}
	return n, err
}

// makeDir creates a directory and its parents, each synced into the one above.
func makeDir(dir string) error {
	err := os.Mkdir(dir, 0o700)
	switch {
	case errors.Is(err, os.ErrExist):
		return nil
	case errors.Is(err, os.ErrNotExist):
		if err := makeDir(filepath.Dir(dir)); err != nil {
			return err
		}
		return makeDir(dir)
	case err != nil:
		return err
	}
	return SyncDir(filepath.Dir(dir))
}
