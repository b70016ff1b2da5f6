package clients

import (
	"testing"

	"github.com/milepost/milepost/internal/job"
)

// The property-price tool (Node) looks for a 503 alone; it posts XML with
// base64 Ids, and an attribute of reverse requests on a forward one.
func TestPropertyPriceTool(t *testing.T) {
	w := newIdleWorld(t, func(c *job.Config) { c.Limits.InProcess = 1 })
	const id = "MSBNYWluIFN0/+8="
	create := func() *reply {
		return w.post("/REST/v1/Dataflows/Geocode?input=xml&output=json&key="+key, headers{"Content-Type", "text/xml"},
			`<?xml version="1.0" encoding="utf-8"?><GeocodeFeed xmlns="http://schemas.microsoft.com/search/local/2010/5/geocode" Version="2.0"><GeocodeEntity Id="`+id+
				`" xmlns="http://schemas.microsoft.com/search/local/2010/5/geocode"><GeocodeRequest Culture="en-GB" IncludeEntityTypes="0"><Address AddressLine="1 High Street" Locality="Leeds"/></GeocodeRequest></GeocodeEntity></GeocodeFeed>`)
	}
	created := create().want(201)
	create().want(503)
	w.run()
	status := w.poll(created.link(0) + "?key=" + key)
	entity := readFeed(t, w.get(status.link(1)+"?key="+key).want(200).body).Children[0]
	if got := entity.attribute("Id"); got != id {
		t.Errorf("Id %q", got)
	}
	// It takes five children for granted, two of them points, and the place from the fifth.
	if got := entity.Children[1].names(); got != "Address GeocodePoint GeocodePoint BoundingBox Point" {
		t.Errorf("a response has %s", got)
	}
}
