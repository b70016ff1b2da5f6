package server

import (
	"net/http"
	"time"
)

// stall is how long a client may take to read or send the next piece before
// its connection is given up.
const stall = time.Minute

// responseWriter counts what is sent, and gives a client that reads slowly,
// but reads, as long as it needs.
type responseWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	status  int   // sent; 0 until then
	meant   int   // the envelope's, where suppressStatus sends another
	written int64 // bytes of body
}

func newResponseWriter(w http.ResponseWriter) *responseWriter {
	rw := &responseWriter{ResponseWriter: w, control: http.NewResponseController(w)}
	rw.extend()
	return rw
}

// extend moves the deadline of the next write. A connection that has none
// (in a test) needs none.
func (w *responseWriter) extend() {
	_ = w.control.SetWriteDeadline(time.Now().Add(stall))
}

func (w *responseWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.extend()
	w.ResponseWriter.WriteHeader(status)
}

func (w *responseWriter) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	w.extend()
	n, err := w.ResponseWriter.Write(p)
	w.written += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController through.
func (w *responseWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// outcome is the status to measure and log.
func (w *responseWriter) outcome() int {
	if w.meant != 0 {
		return w.meant
	}
	return w.status
}
