package clients

import (
	"encoding/csv"
	"strings"
	"testing"
)

// Python's requests, the way it asks for anything.
var requests = headers{"User-Agent", "python-requests/2.28", "Accept-Encoding", "gzip, deflate", "Accept", "*/*"}

// geocoder (PyPI), provider bing_batch, forward and in reverse. Its preamble
// ends in LF and its rows, which a csv writer writes, in CRLF.
func TestGeocoderBingBatch(t *testing.T) {
	for _, test := range []struct{ name, feed, id, column, want string }{
		{"forward", "Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Query,GeocodeResponse/Point/Latitude,GeocodeResponse/Point/Longitude\n" +
			"0,Denver,,\r\n1,nowhere,,\r\n", "0", "GeocodeResponse/Point/Latitude", "47.64"},
		{"reverse", "Bing Spatial Data Services, 2.0\nId,ReverseGeocodeRequest/Location/Latitude,ReverseGeocodeRequest/Location/Longitude," +
			"GeocodeResponse/Address/FormattedAddress,GeocodeResponse/Address/Locality\n0,40.7943,-73.970859,,\r\n", "0", "GeocodeResponse/Address/FormattedAddress", "1 Main St"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			created := w.post("/REST/v1/Dataflows/Geocode?input=csv&key="+key, append(headers{"Content-Type", "text/plain"}, requests...), test.feed).want(201)
			id := created.resource()["id"].(string)
			if status := w.poll("/REST/v1/Dataflows/Geocode/"+id+"?key="+key, requests...).want(200).resource()["status"]; status != "Completed" {
				t.Fatal(status)
			}
			// It does not look at the links.
			download := w.get("/REST/v1/Dataflows/Geocode/"+id+"/output/succeeded?key="+key, requests...).want(200)
			_, table, _ := strings.Cut(download.body, "\n")
			rows := byName(t, table, ',')
			if len(rows) != 1 || rows[0]["Id"] != test.id || rows[0][test.column] != test.want {
				t.Errorf("csv.DictReader has %v", rows)
			}
		})
	}
}

// A job that has failed altogether: the succeeded rows are asked for all the same.
func TestGeocoderBingBatchWithoutAnySuccess(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=csv&key="+key, append(headers{"Content-Type", "text/plain"}, requests...),
		"Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Query,GeocodeResponse/Point/Latitude\n0,nowhere,\r\n").want(201)
	status := w.poll(created.link(0)+"?key="+key, requests...)
	if links := status.resource()["links"].([]any); len(links) != 2 || !strings.HasSuffix(status.link(1), "/failed") {
		t.Errorf("links: %v", links)
	}
	lines := w.get(created.link(0)+"/output/succeeded?key="+key, requests...).want(200).lines()
	if len(lines) != 2 {
		t.Errorf("more than the heading: %q", lines)
	}
}

// byName reads rows below a header line, columns by name.
func byName(t *testing.T, text string, delimiter rune) []map[string]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = delimiter
	r.LazyQuotes = delimiter != ',' // pipe and tab are split, not parsed
	records, err := r.ReadAll()     // refuses rows of another width than the first
	if err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}
