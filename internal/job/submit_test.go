package job_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/job"
)

func gzipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

func zipped(name, text string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, _ := w.Create(name)
	io.WriteString(f, text)
	w.Close()
	return b.String()
}

func TestSubmitUnpacks(t *testing.T) {
	plain := feed(20)
	succeeded, failed := want(20)
	w := newWorld(t)
	w.run()
	for name, body := range map[string]string{
		"plain":             plain,
		"gzip":              gzipped(plain),
		"gzip within gzip":  gzipped(gzipped(plain)),
		"zip":               zipped("../../feed.txt", plain),
		"zip within gzip":   gzipped(zipped("feed.txt", plain)),
		"with a mark first": "\ufeff" + plain,
	} {
		j := w.wait(w.submit(body).ID)
		if j.Status != job.Completed || j.Total != 20 || j.Processed != 20 || j.Failed != 2 {
			t.Errorf("%s: %+v", name, j)
			continue
		}
		if diff := cmp.Diff([2]string{succeeded, failed}, [2]string{w.output(j.ID, job.Succeeded), w.output(j.ID, job.Failed)}); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestSubmitRefusesAndLeavesNothing(t *testing.T) {
	long, wide := feed(10_000), heading+strings.Repeat("1|"+strings.Repeat("x", 500)+"|||\r\n", 3_000)
	badLater := long + "\xff\r\n" + feed(100)
	var feedError *job.FeedError
	var tooLarge *job.TooLargeError
	broken := errors.New("connection reset")
	for name, c := range map[string]struct {
		body io.Reader
		as   any    // the error's type, or
		is   error  // the error
		text string // that the error has
	}{
		"nothing":                    {strings.NewReader(""), &feedError, nil, ""},
		"bytes that are not UTF-8":   {strings.NewReader(heading + "1|\xff|||\r\n"), &feedError, nil, "line 3"},
		"an unknown column":          {strings.NewReader("Bing Spatial Data Services, 2.0\nId|Colour\n"), &feedError, nil, "Colour"},
		"damaged gzip":               {strings.NewReader(gzipped(feed(100))[:60]), &feedError, nil, "gzip"},
		"a zip without a file":       {strings.NewReader(zipped("dir/", "")), &feedError, nil, "no file"},
		"a zip in a zip":             {strings.NewReader(zipped("a.zip", zipped("b.txt", feed(1)))), &feedError, nil, "packed"},
		"too many bytes":             {strings.NewReader(wide), &tooLarge, nil, "1000000 bytes"},
		"too many bytes, unpacked":   {strings.NewReader(gzipped(wide)), &tooLarge, nil, "1000000 bytes"},
		"too many bytes, in a zip":   {strings.NewReader(zipped("f", wide)), &tooLarge, nil, "1000000 bytes"},
		"a large zip":                {strings.NewReader("PK\x03\x04" + strings.Repeat("x", 3_000_000)), &tooLarge, nil, "1000000 bytes"},
		"too many bytes after fault": {strings.NewReader(badLater + strings.Repeat("x", 1_000_000)), &tooLarge, nil, "bytes"},
		"too many rows":              {strings.NewReader(feed(20_001)), &tooLarge, nil, "20000 entities"},
		"a client that goes at once": {iotest.ErrReader(broken), nil, broken, ""},
		"a client that goes later":   {io.MultiReader(strings.NewReader(long), iotest.ErrReader(broken)), nil, broken, ""},
		"one that goes after fault":  {io.MultiReader(strings.NewReader(badLater), iotest.ErrReader(broken)), nil, broken, ""},
		"one that goes within gzip":  {io.MultiReader(strings.NewReader(gzipped(long)[:100]), iotest.ErrReader(broken)), nil, broken, ""},
		"one that goes within zip":   {io.MultiReader(strings.NewReader(zipped("f", long)[:100]), iotest.ErrReader(broken)), nil, broken, ""},
		"a connection cut short":     {io.MultiReader(strings.NewReader(long), iotest.ErrReader(io.ErrUnexpectedEOF)), nil, io.ErrUnexpectedEOF, ""},
	} {
		var temp string
		w := newWorld(t, func(c *job.Config) {
			c.Limits = job.Limits{Bytes: 1_000_000, Entities: 20_000}
			temp = c.TempDir
		})
		_, err := w.Submit(t.Context(), submission, c.body)
		switch {
		case err == nil:
			t.Errorf("%s: it is accepted", name)
			continue
		case c.as != nil && !errors.As(err, c.as), c.is != nil && !errors.Is(err, c.is), !strings.Contains(err.Error(), c.text):
			t.Errorf("%s: %T: %v", name, err, err)
		case c.is != nil && (errors.As(err, &feedError) || errors.As(err, &tooLarge)):
			t.Errorf("%s: the feed is blamed: %v", name, err)
		}
		if keys := w.keys(); len(keys) > 0 {
			t.Errorf("%s: blobs are left: %q", name, keys)
		}
		if jobs, err := w.List(t.Context(), "a"); len(jobs) > 0 || err != nil {
			t.Errorf("%s: jobs are left: %+v, %v", name, jobs, err)
		}
		if files, err := os.ReadDir(temp); len(files) > 0 || err != nil {
			t.Errorf("%s: files are left: %v, %v", name, files, err)
		}
	}
}

func TestAFaultFurtherOnAbortsTheJob(t *testing.T) {
	damaged := []byte(gzipped(feed(100_000)))
	for i := len(damaged) / 2; i < len(damaged)/2+100; i++ {
		damaged[i] ^= 0xff
	}
	for name, c := range map[string]struct{ body, text string }{
		"not UTF-8":    {feed(10_000) + "1|\xff\r\n" + feed(100), "line 10003, byte offset "},
		"damaged gzip": {string(damaged), "gzip"},
	} {
		w := newWorld(t)
		j := w.submit(c.body)
		if j.Status != job.Aborted || !strings.Contains(j.Error, c.text) || j.Total != 0 || j.Completed.IsZero() {
			t.Errorf("%s: %+v", name, j)
		}
		if keys := w.keys(); len(keys) > 0 {
			t.Errorf("%s: blobs are left: %q", name, keys)
		}
		if _, err := w.Output(t.Context(), j.ID, job.Succeeded); !errors.Is(err, job.ErrNoOutput) {
			t.Errorf("%s: Output: %v; want ErrNoOutput", name, err)
		}
	}
}

func TestAFeedWithoutRowsIsCompleted(t *testing.T) {
	w := newWorld(t)
	j := w.submit(heading)
	if j.Status != job.Completed || j.Total != 0 || j.Processed != 0 {
		t.Errorf("%+v", j)
	}
	for _, side := range []job.Side{job.Succeeded, job.Failed} {
		if got := w.output(j.ID, side); got != heading {
			t.Errorf("%s: %q", side, got)
		}
	}
}

func TestQuota(t *testing.T) {
	w := newWorld(t, func(c *job.Config) { c.Limits.InProcess = 1 })
	w.submit(feed(1))
	for what, err := range map[string]error{
		"CheckQuota": w.CheckQuota(t.Context(), "a"),
		"Submit": func() error {
			_, err := w.Submit(t.Context(), submission, iotest.ErrReader(io.ErrNoProgress))
			return err
		}(),
	} {
		var quota *job.QuotaError
		if !errors.As(err, &quota) || err.Error() != "JobUsageQuota: Account already has 1 'Pending' jobs" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestDescription(t *testing.T) {
	w := newWorld(t)
	for given, want := range map[string]string{
		"": "Geocode", "straße 地址 𝄞 \t\r\n": "straße 地址 𝄞 \t\r\n",
		"a\x00b\x1fc\uffff\ufffe": "a\ufffdb\ufffdc\ufffd\ufffd", "\xff\xed\xa0\x80": "\ufffd\ufffd\ufffd\ufffd",
	} {
		s := submission
		s.Description = given
		j, err := w.Submit(t.Context(), s, strings.NewReader(heading))
		if err != nil || j.Description != want {
			t.Errorf("%q: %q, %v; want %q", given, j.Description, err, want)
		}
	}
}
