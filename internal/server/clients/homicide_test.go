package clients

import (
	"strings"
	"testing"
)

// An R script that places homicides. It polls without a pause, and splits
// what it downloads at the preamble's CRLF.
func TestHomicideScript(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=csv&output=json&key="+key, append(headers{"Content-Type", "text/csv"}, httr...),
		"Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Address/AddressLine,GeocodeRequest/Address/Locality,GeocodeResponse/Point/Latitude,GeocodeResponse/Point/Longitude\n"+
			"a-1,\"1 Main St, Apt 2\",Redmond,,\n").want(201)
	target := created.link(0) + "?output=json&key=" + key
	status := w.get(target, httr...).want(200)
	for polls := 1; status.resource()["status"] == "Pending" && polls < 100_000; polls++ {
		status = w.get(target, httr...).want(200)
	}
	download := w.get(status.link(1)+"?key="+key, httr...).want(200)
	// httr parses text/csv by itself, and the script then finds no text.
	if got := download.header.Get("Content-Type"); !strings.HasPrefix(got, "text/plain") {
		t.Errorf("Content-Type %q", got)
	}
	table, found := strings.CutPrefix(download.body, "Bing Spatial Data Services, 2.0\r\n") // gsub of just that
	if !found || strings.HasPrefix(table, "\n") {
		t.Errorf("the preamble's line does not end in CRLF: %q", download.body)
	}
	if !strings.Contains(table, `a-1,"1 Main St, Apt 2",Redmond,47.64,-122.129`) {
		t.Errorf("got %q", table)
	}
}
