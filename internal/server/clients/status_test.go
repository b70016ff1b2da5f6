package clients

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/job"
)

// gated is a geocoder that holds back every batch until it is let go.
type gated struct {
	table
	gate chan struct{}
}

func (g gated) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	select {
	case <-g.gate:
		return g.table.Geocode(ctx, requests)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

const runningFeed = "Bing Spatial Data Services, 2.0\nId|GeocodeRequest/Query|GeocodeResponse/Confidence\n"

// Counts move while a job runs.
func TestStatusWhileAJobRuns(t *testing.T) {
	gate := make(chan struct{})
	w := newWorld(t, func(c *job.Config) { c.Geocoder = gated{gate: gate} })
	url := w.post("/REST/v1/Dataflows/Geocode?input=pipe&key="+key, nil, runningFeed+strings.Repeat("1|Paris|\n2|nowhere|\n", 5_000)).want(201).link(0) + "?key=" + key
	var seen []float64
	for status := "Pending"; status == "Pending"; {
		got := w.get(url).resource()
		status = got["status"].(string)
		if processed := got["processedEntityCount"].(float64); len(seen) == 0 || seen[len(seen)-1] != processed {
			seen = append(seen, processed)
		}
		if got["failedEntityCount"] != seen[len(seen)-1]/2 {
			t.Errorf("half of the rows fail: %v", got)
		}
		select {
		case gate <- struct{}{}: // one chunk more
		default:
		}
	}
	if len(seen) < 3 || seen[0] != 0 || seen[len(seen)-1] != 10_000 || !slices.IsSorted(seen) {
		t.Errorf("the counts were %v", seen)
	}
}

// BenchmarkStatusWhileAJobRuns asks for a job's status while that job runs,
// and reports the 99th percentile of what an answer takes.
func BenchmarkStatusWhileAJobRuns(b *testing.B) {
	w := newWorld(b)
	feed := runningFeed + strings.Repeat("1|Paris|\n2|nowhere|\n", 100_000)
	var took []time.Duration
	for b.Loop() {
		url := w.post("/REST/v1/Dataflows/Geocode?input=pipe&key="+key, nil, feed).want(201).link(0) + "?key=" + key
		for status := "Pending"; status == "Pending"; {
			began := time.Now()
			answer := w.get(url)
			took = append(took, time.Since(began))
			status = answer.resource()["status"].(string)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms/p99")
	b.ReportMetric(float64(len(took)), "answers")
}
