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
	if wantsGzip(x.r.Header) {
		sendGzip(x.w, x.r, out)
		return nil
	}
	header.Set("ETag", etag(out, ""))
	http.ServeContent(x.w, x.r, "", out.ModTime, out)
	return nil
}

// etag names the output's bytes in one encoding.
func etag(out *job.Output, encoding string) string {
	return `"` + out.ETag + encoding + `"`
}

// sendGzip compresses the output on the way. The compressed bytes have no
// known length and take no ranges.
func sendGzip(w http.ResponseWriter, r *http.Request, out *job.Output) {
	header := w.Header()
	header.Set("ETag", etag(out, "-gzip"))
	if matchesETag(r.Header.Get("If-None-Match"), etag(out, "-gzip")) {
		header.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	header.Set("Content-Encoding", "gzip")
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err == nil {
		_, err = io.Copy(z, out)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		panic(http.ErrAbortHandler) // so that the client does not take the part for the whole
	}
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
