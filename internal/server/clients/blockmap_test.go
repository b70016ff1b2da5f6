package clients

import (
	"strings"
	"testing"
)

// A block-map visual (TypeScript). A browser's HTML document makes its feed,
// so that every name is in lower case and the root in XHTML's namespace.
func TestBlockMap(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=xml&output=json&key="+key, append(headers{"Content-Type", "text/xml"}, browser...),
		`<geocodefeed xmlns="http://www.w3.org/1999/xhtml" version="2.0"><geocodeentity id="7"><geocoderequest culture="en-US" maxresults="3" includeneighborhood="1">`+
			`<address addressline="1 Main St" locality="Redmond"></address></geocoderequest></geocodeentity></geocodefeed>`).want(201)
	status := w.poll(created.link(0)+"?key="+key, browser...)
	download := w.get(status.link(1)+"?key="+key, browser...).want(200).readable()
	entity := readFeed(t, download.body).Children[0]
	if got := entity.attribute("Id"); got != "7" { // read by the canonical name
		t.Errorf("Id %q", got)
	}
	if got := entity.names(); !strings.HasPrefix(got, "GeocodeRequest GeocodeResponse GeocodeResponse GeocodeResponse ") { // all are drawn
		t.Errorf("an entity has %s", got)
	}
	if got := entity.Children[0].Children[0].attribute("AddressLine"); got != "1 Main St" {
		t.Errorf("AddressLine %q", got)
	}
}
