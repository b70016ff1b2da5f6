package clients

import (
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/job"
)

// The PHP article, and a CRM module made from it. The root has no namespace
// and its children an empty one; the body goes as a form, so whoever parses
// it as one finds nothing left.
func TestPHPArticle(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=xml&key="+key, headers{"Content-Type", "application/x-www-form-urlencoded", "Accept", "*/*"},
		`<?xml version="1.0"?>
<GeocodeFeed><GeocodeEntity Id="1" xmlns=""><GeocodeRequest Culture="en US"><Address AddressLine="1 Main St" Locality="Redmond &amp; more" AdminDistrict="" CountryRegion=""/></GeocodeRequest></GeocodeEntity>`+
			`<GeocodeEntity Id="2" xmlns=""><GeocodeRequest Culture="en US" Query="nowhere"/></GeocodeEntity></GeocodeFeed>
`).want(201)
	status := w.poll(created.link(0) + "?key=" + key)
	feed := readFeed(t, w.get(status.link(1)+"?key="+key).want(200).body)
	entity := feed.Children[0]
	if got := entity.Children[0].attribute("Culture"); got != "en US" {
		t.Errorf("Culture %q", got)
	}
	// $response->RooftopLocation['Latitude'], else InterpolatedLocation's: schema 1.0's names.
	if got := entity.Children[1].names(); got != "Address RooftopLocation InterpolatedLocation" {
		t.Errorf("a response has %s", got)
	}
	failed := readFeed(t, w.get(status.link(2)+"?key="+key).want(200).body).Children[0].Children[1]
	if got := failed.attribute("FaultReason"); got != "No location was found." {
		t.Errorf("FaultReason %q", got)
	}
}

// SugarCRM (PHP) shows its user the text as it is.
func TestSugarCRM(t *testing.T) {
	w := newWorld(t, func(c *job.Config) { c.Limits.PerDay = 1 })
	create := func(output string) *reply {
		return w.post("/REST/v1/dataflows/geocode?input=pipe&output="+output+"&key="+key, headers{"Content-Type", "text/plain"},
			"Bing Spatial Data Services, 2.0\nId|GeocodeRequest/Query\n1|Paris\n")
	}
	create("json").want(201)
	const text = "JobUsageQuota: Account has already submitted 1 jobs in the past 24 hours"
	create("json").want(503).matches(`"errorDetails":\["` + text + `"\]`)
	if refused := create("xml").want(503); !strings.Contains(refused.body, "<string>"+text+"</string>") || refused.header.Get("Retry-After") == "" {
		t.Error(refused.body)
	}
}
