package job_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/job"
)

// BenchmarkJob takes a feed of 200,000 rows through a job, on a disk and with
// all syncing. It reports the most memory that the process itself held.
func BenchmarkJob(b *testing.B) {
	for _, c := range []struct {
		name  string
		bytes int // of a row, about
	}{{"place names", 0}, {"300 MB", 1500}} {
		b.Run(c.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "feed")
			writeWide(b, path, 200_000, c.bytes)
			peak := watchMemory(b)
			for b.Loop() {
				benchmarkJob(b, path)
			}
			b.ReportMetric(float64(peak())/(1<<20), "MB-peak")
		})
	}
}

// writeWide writes a feed of n rows with padding to a file.
func writeWide(b *testing.B, path string, n, padding int) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	head := strings.Replace(heading, "Id|", "Id|GeocodeRequest/Address/AddressLine|", 1)
	io.WriteString(f, head)
	pad := strings.Repeat("x", padding)
	var rows bytes.Buffer
	for range n {
		rows.WriteString("1|" + pad + "|place|||\r\n")
		if rows.Len() > 1<<20 {
			if _, err := rows.WriteTo(f); err != nil {
				b.Fatal(err)
			}
		}
	}
	if _, err := rows.WriteTo(f); err != nil {
		b.Fatal(err)
	}
}

func benchmarkJob(b *testing.B, path string) {
	w := newWorld(b, func(c *job.Config) {
		blobs, err := blob.OpenDir(filepath.Join(b.TempDir(), "blobs"))
		if err != nil {
			b.Fatal(err)
		}
		c.Blobs = blobs
		c.Limits.Bytes = 400 << 20
	})
	stop := w.run()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	j, err := w.Submit(b.Context(), submission, f)
	if err != nil {
		b.Fatal(err)
	}
	if j = w.wait(j.ID); j.Status != job.Completed {
		b.Fatal(j.Error)
	}
	o, err := w.Output(b.Context(), j.ID, job.Succeeded)
	if err != nil {
		b.Fatal(err)
	}
	defer o.Close()
	if n, err := io.Copy(io.Discard, o); err != nil || n != o.Size {
		b.Fatal(n, err)
	}
	stop()
}

// watchMemory samples what memory the process holds of its own (RssAnon), in
// bytes, until the function it returns is called for the most.
func watchMemory(b *testing.B) (peak func() int64) {
	if anonymousMemory() == 0 {
		b.Log("this system does not tell a process's own memory")
	}
	var most atomic.Int64
	ticker := time.NewTicker(20 * time.Millisecond)
	ended := make(chan struct{})
	go func() {
		for {
			most.Store(max(most.Load(), anonymousMemory()))
			select {
			case <-ticker.C:
			case <-ended:
				return
			}
		}
	}()
	return func() int64 {
		ticker.Stop()
		close(ended)
		return most.Load()
	}
}

// anonymousMemory is the process's RssAnon in bytes; 0 where the system does
// not tell.
func anonymousMemory() int64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := bytes.Cut(status, []byte("RssAnon:"))
	var kilobytes int64
	for _, c := range bytes.TrimSpace(rest) {
		if c < '0' || c > '9' {
			break
		}
		kilobytes = 10*kilobytes + int64(c-'0')
	}
	return kilobytes << 10
}
