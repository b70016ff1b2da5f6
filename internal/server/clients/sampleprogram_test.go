package clients

import (
	"regexp"
	"strings"
	"testing"
)

// The sample program of the API's reference, in C#. It sends a feed and
// expects a continue before the body, then adds "?key=…&output=xml" to the
// Location, and reads the answer with an XmlReader, by position.
func TestReferencesSampleProgram(t *testing.T) {
	const columns = "Id,GeocodeRequest/Culture,GeocodeRequest/Query,GeocodeResponse/Point/Latitude,GeocodeResponse/Point/Longitude,StatusCode,FaultReason\r\n"
	for _, test := range []struct {
		name, input, contentType, feed, want string
	}{
		{"csv", "csv", "text/plain", "Bing Spatial Data Services, 2.0\r\n" + columns + "1,en-US,Redmond\r\n2,en-US,nowhere\r\n", "1,en-US,Redmond,47.64,"},
		{"tab", "tab", "text/plain", strings.ReplaceAll("Bing Spatial Data Services, 2.0\r\n"+columns+"1,en-US,Redmond\r\n2,en-US,nowhere\r\n", ",", "\t"), "1\ten-US\tRedmond\t47.64\t"},
		{"xml", "xml", "application/xml", `<?xml version="1.0" encoding="utf-8"?>
<GeocodeFeed xmlns="http://schemas.microsoft.com/search/local/2010/5/geocode" Version="2.0">
  <GeocodeEntity Id="1"><GeocodeRequest Culture="en-US" Query="Redmond" /></GeocodeEntity>
  <GeocodeEntity Id="2"><GeocodeRequest Culture="en-US" Query="nowhere" /></GeocodeEntity>
</GeocodeFeed>`, `<GeocodeEntity Id="1"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			created := w.post("/REST/v1/dataflows/geocode?description=Sample&input="+test.input+"&key="+key,
				headers{"Content-Type", test.contentType, "Expect", "100-continue"}, test.feed)
			created.want(201) // any other status, 200 too, is an exception
			location := created.header.Get("Location")
			if location == "" || strings.Contains(location, "?") {
				t.Fatalf("Location %q: the program adds ?key= to it", location)
			}
			status := w.poll(location + "?key=" + key + "&output=xml").want(200)
			links := readSampleLinks(status)
			succeeded := w.get(links["succeeded"] + "?key=" + key).want(200)
			if !strings.Contains(succeeded.body, test.want) {
				t.Errorf("no %q in %s", test.want, succeeded.body)
			}
			w.get(links["failed"] + "?key=" + key).want(200).matches("No location was found")
		})
	}
}

// readSampleLinks reads a status as the program does: a Link's first
// attribute is its role and the next its name, and at Status it stops.
func readSampleLinks(r *reply) map[string]string {
	links := map[string]string{}
	for element := range strings.SplitSeq(r.body, "<") {
		if strings.HasPrefix(element, "Status>") {
			break
		}
		if m := regexp.MustCompile(`^Link \w+="output" \w+="(\w+)">(.*)`).FindStringSubmatch(element); m != nil {
			links[m[1]] = m[2]
		}
	}
	return links
}
