package clients

import (
	"encoding/json"
	"strings"
	"testing"
)

// R's httr, the way it asks for anything.
var httr = headers{"User-Agent", "libcurl/7.64.1 r-curl/4.3 httr/1.4.2", "Accept-Encoding", "deflate, gzip",
	"Accept", "application/json, text/xml, application/xml, */*"}

const tidyHeader = "Id|GeocodeRequest/Culture|GeocodeRequest/Query|GeocodeRequest/Address/AddressLine|GeocodeRequest/Address/Locality|" +
	"GeocodeResponse/Address/AddressLine|GeocodeResponse/Address/FormattedAddress|GeocodeResponse/EntityType|GeocodeResponse/MatchCodes|" +
	"GeocodeResponse/Point/Latitude|GeocodeResponse/Point/Longitude|StatusCode|FaultReason|TraceId"

// tidygeocoder, method "bing" in batch (R).
func TestTidygeocoder(t *testing.T) {
	w := newWorld(t)
	feed := "Bing Spatial Data Services, 2.0\n" + tidyHeader + "\n" +
		"1|en-US|1 Main St, Redmond|||||||||||\n2|en-US|Paris|||||||||||\n3|en-US|nowhere|||||||||||"
	created := w.post("/REST/v1/Dataflows/Geocode?key="+key+"&input=pipe", append(headers{"Content-Type", "text/plain"}, httr...), feed).want(201)
	// httr chooses the parser by the content type, and makes a raw vector of another.
	if got := created.header.Get("Content-Type"); !strings.HasPrefix(got, "application/json") || !json.Valid([]byte(created.body)) {
		t.Fatalf("Content-Type %q: %s", got, created.body)
	}
	status := w.poll(created.link(0)+"?key="+key, httr...).want(200)
	if status.resource()["status"] != "Completed" {
		t.Fatal(status.body)
	}
	download := w.get(status.link(1)+"?key="+key, httr...).want(200) // the second link is the succeeded one
	if download.header.Get("Content-Encoding") != "gzip" {
		t.Error("curl asked for gzip and did not get it")
	}
	lines := download.lines()
	if len(lines) != 4 || lines[1] != tidyHeader {
		t.Fatalf("got %q", lines)
	}
	for _, line := range lines[1:] { // read.table stops at a row of another width
		if got, want := strings.Count(line, "|"), strings.Count(tidyHeader, "|"); got != want {
			t.Errorf("%d delimiters, want %d: %s", got, want, line)
		}
	}
}
