package server

import (
	"errors"
	"io"
	"testing"

	"github.com/milepost/milepost/internal/job"
)

// Each request is wrong in one more way than the one above it; the answer is
// about the first thing that is checked.
func TestChecksRunInOrder(t *testing.T) {
	quota := &job.QuotaError{Limit: 10}
	for _, test := range []struct {
		request string
		want    int
	}{
		{"PUT /nowhere?input=cvs", 404},
		{"PUT /REST/v1/Dataflows/Geocode?input=cvs", 405},
		{"POST /REST/v1/Dataflows/Geocode?input=cvs", 401},
		{"POST /REST/v1/Dataflows/Geocode?input=cvs&key=" + escaped, 400},
		{"POST /REST/v1/Dataflows/Geocode?input=csv&key=" + escaped, 503},
	} {
		m := newMemory()
		m.quota = quota
		m.submit = func(job.Submission, io.Reader) error { return &job.FeedError{Err: errors.New("no feed")} }
		if w := ask(t, newHandler(m), test.request, "no feed"); w.Code != test.want {
			t.Errorf("%s: %d, want %d", test.request, w.Code, test.want)
		}
	}
}
