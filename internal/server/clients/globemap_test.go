package clients

import (
	"encoding/xml"
	"net/http"
	"strings"
	"testing"
)

// A browser in Power BI's sandbox: its pages have no origin.
var browser = headers{"Origin", "null", "Accept", "application/xml", "Accept-Encoding", "gzip, deflate, br", "User-Agent", "Mozilla/5.0"}

// readable fails the test where the page may not read the answer.
func (r *reply) readable() *reply {
	r.Helper()
	if got := r.header.Get("Access-Control-Allow-Origin"); got != "*" && got != "null" {
		r.Errorf("Access-Control-Allow-Origin %q", got)
	}
	return r
}

// Power BI's GlobeMap (TypeScript). Its feed has no Version, so schema 1.0,
// and a namespace that begins with https.
func TestGlobeMap(t *testing.T) {
	w := newWorld(t)
	preflight := w.send(http.MethodOptions, "/REST/v1/Dataflows/Geocode?input=xml&output=json&key="+key,
		append(headers{"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type"}, browser...), nil).want(204).readable()
	if got := preflight.header.Get("Access-Control-Allow-Headers"); !strings.Contains(got, "Content-Type") {
		t.Errorf("Access-Control-Allow-Headers %q", got)
	}
	const query = `Redmond &amp; "Bel-Red" &lt;WA&gt;  x`
	created := w.post("/REST/v1/Dataflows/Geocode?input=xml&output=json&key="+key, append(headers{"Content-Type", "application/xml"}, browser...),
		`<?xml version="1.0" encoding="utf-8"?><GeocodeFeed xmlns="https://schemas.microsoft.com/search/local/2010/5/geocode">`+
			`<GeocodeEntity Id="0" xmlns="https://schemas.microsoft.com/search/local/2010/5/geocode"><GeocodeRequest Culture="en-US" IncludeNeighborhood="1" Query='`+query+`'></GeocodeRequest></GeocodeEntity></GeocodeFeed>`).want(201).readable()
	if got := created.header.Get("Content-Type"); !strings.HasPrefix(got, "application/json") { // it asks for XML and reads JSON
		t.Errorf("Content-Type %q", got)
	}
	status := w.poll(created.link(0)+"?key="+key, browser...).want(200).readable()
	download := w.get(status.link(1)+"?key="+key, browser...).want(200).readable()
	feed := readFeed(t, download.body)
	if got := feed.attribute("Version"); got != "no Version" {
		t.Errorf("Version %q in schema 1.0", got)
	}
	request, response := feed.Children[0].Children[0], feed.Children[0].Children[1]
	if got := request.attribute("Query"); got != `Redmond & "Bel-Red" <WA>  x` { // found again by its text
		t.Errorf("Query %q", got)
	}
	if got := response.attribute("StatusCode"); got != "Success" {
		t.Errorf("StatusCode %q", got)
	}
	location := response.Children[1] // the second child holds the place, whatever its name
	if location.attribute("Latitude") != "47.64" || location.attribute("Longitude") != "-122.129" {
		t.Errorf("the second child is %+v", location)
	}
	w.get("/REST/v1/Dataflows/Geocode/none?key=wrong", browser...).want(401).readable() // or the page cannot tell why
}

// An older GlobeMap asks for the results with a slash at the address's end.
func TestOlderGlobeMap(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=xml&output=json&key="+key, append(headers{"Content-Type", "application/xml"}, browser...),
		`<GeocodeFeed xmlns="http://schemas.microsoft.com/search/local/2010/5/geocode"><GeocodeEntity Id="0"><GeocodeRequest Query="Paris"/></GeocodeEntity></GeocodeFeed>`).want(201)
	w.poll(created.link(0)+"?key="+key, browser...)
	w.get(created.link(0)+"/output/succeeded/?key="+key, browser...).want(200).readable().matches("Paris")
}

// readFeed reads an XML feed, whose root must be in the schema's namespace.
func readFeed(t *testing.T, text string) *element {
	t.Helper()
	var feed element
	if err := xml.Unmarshal([]byte(text), &feed); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if want := (xml.Name{Space: "http://schemas.microsoft.com/search/local/2010/5/geocode", Local: "GeocodeFeed"}); feed.XMLName != want {
		t.Fatalf("root %v", feed.XMLName)
	}
	return &feed
}
