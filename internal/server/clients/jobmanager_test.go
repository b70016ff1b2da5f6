package clients

import (
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/job"
)

// A scraper's JobManager (Python). Its rows have five values for eight
// columns; it splits what comes at the pipes and unpacks eight values; and it
// knows the quota's text, with the limit 3.
func TestJobManager(t *testing.T) {
	w := newIdleWorld(t, func(c *job.Config) { c.Limits.InProcess = 3 })
	const feed = "Bing Spatial Data Services, 2.0\nId|GeocodeRequest/Culture|GeocodeRequest/Address/AddressLine|GeocodeRequest/Address/Locality|" +
		"GeocodeRequest/Address/AdminDistrict|GeocodeResponse/Point/Latitude|GeocodeResponse/Point/Longitude|StatusCode\n7|en-US|1 Main St|Redmond|WA\n"
	create := func() *reply {
		return w.post("/REST/v1/Dataflows/Geocode?input=pipe&output=json&key="+key, append(headers{"Content-Type", "text/plain"}, requests...), feed)
	}
	created := create().want(201)
	for range 2 {
		create().want(201)
	}
	refused := create().want(503)
	refused.matches(`"errorDetails":\["JobUsageQuota: Account already has 3 'Pending' jobs"\]`) // compared as a whole
	if refused.header.Get("Retry-After") == "" {
		t.Error("503 without Retry-After")
	}
	w.run()
	status := w.poll(created.link(0) + "?output=json&key=" + key)
	if !strings.HasSuffix(status.link(1), "/output/succeeded") { // links[1]['url']
		t.Errorf("links[1] is %s", status.link(1))
	}
	line := w.get(status.link(1) + "?output=json&key=" + key).want(200).lines()[2]
	if cells := strings.Split(line, "|"); len(cells) != 8 { // unpacked into eight names
		t.Errorf("%d cells in %q", len(cells), line)
	}
}
