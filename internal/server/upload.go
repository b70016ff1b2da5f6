package server

import (
	"io"
	"net/http"
	"strings"
	"time"
)

// What is read of an upload that is refused, so that the client, which may
// look for an answer only when it has sent everything, gets it.
const (
	drainBytes = 512 << 20
	drainTime  = 10 * time.Second
)

// uploadPiece is how much must arrive within each stall.
const uploadPiece = 16 << 10

// upload is a request's body. It remembers whether reading failed, because
// the reader of a feed cannot tell a feed that is cut short from a client
// that went away; and it gives up a client that stops sending.
type upload struct {
	body    io.Reader
	control *http.ResponseController
	waits   bool // the client sends nothing until it is told to continue
	none    bool // the request has no body
	major   int  // of the HTTP version
	started bool
	ended   bool
	err     error // why reading failed
	credit  int   // bytes that may come before the deadline moves
}

func newUpload(r *http.Request, control *http.ResponseController) *upload {
	return &upload{
		body:    r.Body,
		control: control,
		major:   r.ProtoMajor,
		none:    r.Body == nil || r.Body == http.NoBody,
		waits:   r.ProtoAtLeast(1, 1) && strings.EqualFold(r.Header.Get("Expect"), "100-continue"),
	}
}

// Read reads the body as it was sent.
func (u *upload) Read(p []byte) (int, error) {
	if u.none {
		return 0, io.EOF
	}
	if !u.started || u.credit <= 0 {
		u.started, u.credit = true, uploadPiece
		_ = u.control.SetReadDeadline(time.Now().Add(stall))
	}
	n, err := u.body.Read(p)
	u.credit -= n
	if err != nil {
		_ = u.control.SetReadDeadline(time.Time{})
		if u.ended = err == io.EOF; !u.ended {
			u.err = err
		}
	}
	return n, err
}

// unread tells whether the client is still sending, and must be let. In
// HTTP/2 an answer may come first: it does not travel with the feed.
func (u *upload) unread() bool {
	return u.major == 1 && !u.none && !u.ended && u.err == nil && (u.started || !u.waits)
}

// drain reads on, within bounds, and forgets what it reads.
func (u *upload) drain() {
	_ = u.control.SetReadDeadline(time.Now().Add(drainTime))
	_, _ = io.CopyN(io.Discard, u.body, drainBytes)
}
