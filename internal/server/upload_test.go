package server

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"
)

// deadlines is a connection that remembers its read deadline.
type deadlines struct {
	*httptest.ResponseRecorder
	read time.Time
}

func (d *deadlines) SetReadDeadline(t time.Time) error {
	d.read = t
	return nil
}

// Bytes that trickle in do not keep a connection alive; pieces do.
func TestUploadMustKeepComing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		conn := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		r := httptest.NewRequest(http.MethodPost, "/", iotest.OneByteReader(strings.NewReader(strings.Repeat("x", 2*uploadPiece))))
		u := newUpload(r, http.NewResponseController(conn))
		began := time.Now()
		read := func(n int) {
			t.Helper()
			if _, err := io.CopyN(io.Discard, u, int64(n)); err != nil {
				t.Fatal(err)
			}
		}
		read(1)
		if got := conn.read.Sub(began); got != stall {
			t.Errorf("the first piece may take %v", got)
		}
		time.Sleep(stall / 2)
		read(uploadPiece - 1)
		if got := conn.read.Sub(began); got != stall {
			t.Errorf("the deadline moved to %v before the piece was there", got)
		}
		read(1)
		if got := conn.read.Sub(began); got != stall+stall/2 {
			t.Errorf("the second piece may take until %v", got)
		}
		if _, err := io.Copy(io.Discard, u); err != nil || !conn.read.IsZero() {
			t.Errorf("at the end: %v, deadline %v", err, conn.read)
		}
	})
}

func TestUploadKnowsWhetherTheClientStillSends(t *testing.T) {
	for _, test := range []struct {
		name   string
		header http.Header
		body   io.Reader
		read   int64
		want   bool
	}{
		{"nothing read", nil, strings.NewReader("feed"), 0, true},
		{"read in part", nil, strings.NewReader("feed"), 2, true},
		{"read to the end", nil, strings.NewReader("feed"), 9, false},
		{"broken off", nil, iotest.ErrReader(errors.New("reset")), 9, false},
		{"no body", nil, http.NoBody, 0, false},
		{"waiting to be told to go on", http.Header{"Expect": {"100-continue"}}, strings.NewReader("feed"), 0, false},
		{"told to go on", http.Header{"Expect": {"100-continue"}}, strings.NewReader("feed"), 2, true},
	} {
		r := httptest.NewRequest(http.MethodPost, "/", test.body)
		r.Header = test.header
		u := newUpload(r, http.NewResponseController(httptest.NewRecorder()))
		_, _ = io.CopyN(io.Discard, u, test.read)
		if got := u.unread(); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
