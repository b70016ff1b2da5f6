package server

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/milepost/milepost/internal/job"
)

// download sends one side of a job's results, in the format of its input
// whatever the parameters say.
func (s *Server) download(x *exchange) error {
	j, err := s.job(x)
	if err != nil {
		return err
	}
	out, err := s.Jobs.Output(x.r.Context(), x.id, x.side)
	if err != nil {
		return err
	}
	defer out.Close()
	header := x.w.Header()
	header.Set("Content-Type", j.Format.ContentType())
	header.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%s%s"`, j.ID, x.side, j.Format.Extension()))
	header.Set("Cache-Control", "private, no-cache")
	header.Add("Vary", "Accept-Encoding")
	content := &content{ReadSeeker: out}
	if wantsGzip(x.r.Header) {
		err = sendGzip(x.w, x.r, content, etag(out, "-gzip"))
	} else {
		header.Set("ETag", etag(out, ""))
		http.ServeContent(x.w, x.r, "", out.ModTime, content)
	}
	if content.err != nil && x.r.Context().Err() == nil {
		s.Log.Error("a download broke", "trace", x.trace, "job", j.ID, "error", x.redact(content.err.Error()))
	}
	if err != nil || content.err != nil {
		panic(http.ErrAbortHandler) // so that the client does not take the part for the whole
	}
	return nil
}

// content is an output that remembers why it could not be read on.
type content struct {
	io.ReadSeeker
	err error
}

func (c *content) Read(p []byte) (int, error) {
	n, err := c.ReadSeeker.Read(p)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

// etag names the output's bytes in one encoding.
func etag(out *job.Output, encoding string) string {
	return `"` + out.ETag + encoding + `"`
}

// sendGzip compresses the output on the way. The compressed bytes have no
// known length and take no ranges.
func sendGzip(w http.ResponseWriter, r *http.Request, content io.Reader, tag string) error {
	header := w.Header()
	header.Set("ETag", tag)
	if matchesETag(r.Header.Get("If-None-Match"), tag) {
		header.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	header.Set("Content-Encoding", "gzip")
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return nil
	}
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err == nil {
		_, err = io.Copy(z, content)
	}
	if err == nil {
		err = z.Close()
	}
	return err
}

// matchesETag tells whether an If-None-Match header names the tag. Weak tags
// match too: RFC 9110, section 13.1.2.
func matchesETag(header, tag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		candidate = strings.TrimSpace(candidate)
		if candidate == "*" || strings.TrimPrefix(candidate, "W/") == tag {
			return true
		}
	}
	return false
}
