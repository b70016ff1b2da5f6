package clients

import (
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/job"
)

const bulkHeader = "Id,GeocodeRequest/Culture,GeocodeRequest/Query,GeocodeRequest/Address/AddressLine,GeocodeRequest/Address/Locality," +
	"GeocodeResponse/Address/FormattedAddress,GeocodeResponse/Confidence,StatusCode,FaultReason"

// bing-bulk-geocoder (Python). Its rows end where its values do. It shows
// all jobs with their dates, and takes one without completedDate for running.
func TestBulkGeocoder(t *testing.T) {
	w := newIdleWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=csv&key="+key, append(headers{"Content-Type", "text/csv"}, requests...),
		"Bing Spatial Data Services, 2.0\n"+bulkHeader+"\n1,en-US,,1 Main St,Redmond\n2,en-US,Paris\n").want(201)
	pending := w.get("/REST/v1/Dataflows/ListJobs?key="+key, requests...).want(200).resource()
	if _, there := pending["completedDate"]; there || pending["status"] != "Pending" {
		t.Errorf("a pending job is listed as %v", pending)
	}
	w.run()
	w.poll(created.link(0) + "?key=" + key)
	listed := w.get("/REST/v1/Dataflows/ListJobs?key="+key, requests...).want(200)
	for _, name := range []string{"createdDate", "completedDate"} { // strptime takes nothing else
		text, _ := listed.resource()[name].(string)
		if at, err := time.Parse("Mon, 02 Jan 2006 15:04:05 GMT", text); err != nil || time.Since(at) > time.Hour {
			t.Errorf("%s %q: %v", name, text, err)
		}
	}
	// The links of a listed job are those of the job.
	lines := w.get(listed.link(1)+"?key="+key, requests...).want(200).lines()
	if len(lines) != 4 || lines[1] != bulkHeader || !strings.HasPrefix(lines[2], "1,en-US,,1 Main St,Redmond,1 Main St Redmond,High,Success") {
		t.Errorf("got %q", lines)
	}
	id := listed.resource()["id"].(string)
	w.get("/REST/v1/Dataflows/ListJobs/"+id+"/output/succeeded?key="+key, requests...).want(200).matches("^Bing Spatial")
}

// A variant of it writes the preamble with a csv writer, which quotes it.
func TestBulkGeocoderWithQuotedPreamble(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=csv&key="+key, append(headers{"Content-Type", "text/plain"}, requests...),
		"\"Bing Spatial Data Services, 2.0\"\r\n"+bulkHeader+"\r\n1,en-US,Paris\r\n").want(201) // read as the preamble
	status := w.poll(created.link(0) + "?key=" + key)
	lines := w.get(status.link(1) + "?key=" + key).want(200).lines()
	if lines[0] != "Bing Spatial Data Services, 2.0" || len(lines) != 3 {
		t.Errorf("got %q", lines)
	}
}

// ListJobs shows jobs of all keys of the account, but they belong to theirs.
func TestBulkGeocoderWithASecondKey(t *testing.T) {
	w := newWorld(t)
	if _, err := w.service.AcceptKey(w.Context(), "second", "default"); err != nil {
		t.Fatal(err)
	}
	created := w.post("/REST/v1/Dataflows/Geocode?input=csv&key="+key, requests, "Bing Spatial Data Services, 2.0\n"+bulkHeader+"\n1,,Paris\n").want(201)
	w.poll(created.link(0) + "?key=" + key)
	listed := w.get("/REST/v1/Dataflows/ListJobs?key=second", requests...).want(200)
	w.get(listed.link(1)+"?key=second", requests...).want(403).matches(`"authenticationResultCode":"NotAuthorized"`)
	if j, err := w.service.Get(w.Context(), listed.resource()["id"].(string)); err != nil || j.Status != job.Completed {
		t.Errorf("%v %v", j, err)
	}
}
