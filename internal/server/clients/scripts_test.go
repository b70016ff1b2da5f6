package clients

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A land-ownership script (R) sends 17 columns and names those that come back.
func TestLandOwnershipScript(t *testing.T) {
	w := newWorld(t)
	const header = "Id,GeocodeRequest/Culture,GeocodeRequest/Query,GeocodeRequest/Address/AddressLine,GeocodeRequest/Address/Locality," +
		"GeocodeRequest/Address/PostalCode,GeocodeRequest/Address/CountryRegion,GeocodeResponse/Address/AddressLine,GeocodeResponse/Address/Locality," +
		"GeocodeResponse/Address/PostalCode,GeocodeResponse/Address/FormattedAddress,GeocodeResponse/Confidence,GeocodeResponse/EntityType," +
		"GeocodeResponse/Point/Latitude,GeocodeResponse/Point/Longitude,StatusCode,FaultReason"
	created := w.post("/REST/v1/Dataflows/Geocode?input=csv&key="+key, append(headers{"Content-Type", "text/plain"}, httr...),
		"Bing Spatial Data Services, 2.0\n"+header+"\n1,en-GB,,1 High Street,Leeds,LS1 1AA,UK,,,,,,,,,,\n").want(201)
	status := w.poll(created.link(0)+"?key="+key, httr...)
	lines := w.get(status.link(1)+"?key="+key, httr...).want(200).lines()
	if lines[1] != header { // the columns are renamed by position: exactly these, in this order
		t.Errorf("header %q", lines[1])
	}
	want := strings.Split("1,en-GB,,1 High Street,Leeds,LS1 1AA,UK,1 High Street Leeds,1 High Street Leeds,,1 High Street Leeds,High,Address,47.64,-122.129,Success,", ",")
	if diff := cmp.Diff(want, strings.Split(lines[2], ",")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A PowerShell script: tab, CRLF, 40 columns.
func TestPowerShellScript(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=tab&key="+key, headers{"Content-Type", "text/plain", "Expect", "100-continue",
		"User-Agent", "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1"},
		"Bing Spatial Data Services, 2.0\r\n"+strings.Join(allColumns, "\t")+"\r\n1\ten-US\tParis"+strings.Repeat("\t", 37)+"\r\n").want(201)
	// .links.url of one link is a string; of several it is an array, which is no address.
	if links := created.resource()["links"].([]any); len(links) != 1 {
		t.Errorf("create has %d links", len(links))
	}
	status := w.poll(created.link(0) + "?key=" + key)
	rows := byName(t, strings.Join(w.get(status.link(1) + "?key=" + key).want(200).lines()[1:], "\n"), '\t')
	if len(rows) != 1 || rows[0]["GeocodeResponse/EntityType"] != "PopulatedPlace" || len(rows[0]) != 40 {
		t.Errorf("Import-Csv has %v", rows)
	}
}

// A police-log script (Python). Its preamble has a pipe where others have a
// comma and a blank, and it sends no content type.
func TestPoliceLogScript(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=pipe&output=json&key="+key, requests,
		"Bing Spatial Data Services|2.0\r\nId|GeocodeRequest/Query|GeocodeResponse/Point/Latitude|GeocodeResponse/Point/Longitude\r\n1|Main St & 1st Ave||\r\n")
	created.want(201) // anything else ends it
	status := w.poll(created.link(0) + "?key=" + key)
	lines := w.get(status.link(1) + "?key=" + key).want(200).lines()
	if lines[0] != "Bing Spatial Data Services, 2.0" || lines[2] != "1|Main St & 1st Ave|47.64|-122.129" {
		t.Errorf("got %q", lines)
	}
}

// A React csv tool (JavaScript). Its header is joined with a comma and a
// blank, its rows with a comma alone, and nothing is quoted.
func TestReactCSVTool(t *testing.T) {
	w := newWorld(t)
	const header = "Id, GeocodeRequest/Address/AddressLine, GeocodeRequest/Address/Locality, GeocodeResponse/Point/Latitude, GeocodeResponse/Point/Longitude"
	created := w.post("/REST/v1/Dataflows/Geocode?input=csv&key="+key, append(headers{"Content-Type", "text/plain;charset=UTF-8"}, browser...),
		"Bing Spatial Data Services, 2.0\n"+header+"\n1,1 Main St,Redmond,,").want(201)
	status := w.poll(created.link(0)+"?key="+key, browser...)
	lines := w.get(status.link(1)+"?key="+key, browser...).want(200).readable().lines()
	if lines[1] != header || lines[2] != "1,1 Main St,Redmond,47.64,-122.129" {
		t.Errorf("got %q", lines)
	}
}

// A photo tool (VB.NET) adds output=json to the download and splits at pipes.
func TestPhotoTool(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=pipe&key="+key, headers{"Content-Type", "text/plain", "Expect", "100-continue"},
		"Bing Spatial Data Services, 2.0\r\nId|ReverseGeocodeRequest/Location/Latitude|ReverseGeocodeRequest/Location/Longitude|GeocodeResponse/Address/FormattedAddress\r\n1|48.85|2.35|\r\n").want(201)
	status := w.poll(created.header.Get("Location") + "?key=" + key + "&output=json")
	download := w.get(status.link(1) + "?key=" + key + "&output=json").want(200)
	if got := download.header.Get("Content-Type"); got != "text/plain; charset=utf-8" {
		t.Errorf("Content-Type %q", got)
	}
	if lines := download.lines(); lines[2] != "1|48.85|2.35|1 Main St" {
		t.Errorf("got %q", lines)
	}
}
