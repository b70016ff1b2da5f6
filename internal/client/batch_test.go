package client

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
)

// Who is over a quota does not wait for as long as the server asks where one
// of the own jobs ends before; and as long as they get on, the patience lasts.
func TestAQuotaIsWaitedForNoLongerThanNeeded(t *testing.T) {
	posts, polls := 0, 0
	const slow = 300 // polls until the first job ends: longer than the patience
	c, pauses := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodGet && polls < slow:
			polls++
			io.WriteString(w, strings.Replace(jobJSON("Pending", ""), `"processedEntityCount":4`, `"processedEntityCount":`+strings.Repeat("1", 1+polls%9), 1))
		case r.Method == http.MethodGet:
			polls++
			io.WriteString(w, jobJSON("Completed", ""))
		case posts > 0 && polls <= slow:
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			posts++
			created(w)
		}
	})
	parts, err := Cut(strings.NewReader(pipeHead+"1|Paris|\n2|Rome|\n"), dataflow.Pipe, Limits{Rows: 1}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	receipt := NewReceipt("s", "in", "d", dataflow.Pipe, 2)
	if err := c.SubmitParts(t.Context(), receipt, parts, func(*Receipt) error { return nil }); err != nil || posts != 2 || !receipt.Whole {
		t.Fatalf("%v after %d feeds", err, posts)
	}
	var slept time.Duration
	for _, p := range *pauses {
		slept += p
	}
	if most := (slow + 2) * lastPause; slept > most || polls != slow+1 {
		t.Errorf("slept for %s, %d polls", slept, polls)
	}
}
