package clients

import (
	"strings"
	"testing"
)

// An Airflow hook (Python). It posts to an address with a slash at its end,
// downloads what says neither json nor html, and shows why a job was aborted.
func TestAirflowHook(t *testing.T) {
	w := newWorld(t)
	const target = "/REST/v1/dataflows/geocode/?description=dag%20run%201&input=pipe&key=" + key
	created := w.post(target, append(headers{"Content-Type", "text/plain"}, requests...),
		"Bing Spatial Data Services, 2.0\nId|GeocodeRequest/Query|GeocodeResponse/Confidence\n1|Paris|\n").want(201) // a redirect would become a GET
	if got := created.resource()["description"]; got != "dag run 1" {
		t.Errorf("description %q", got)
	}
	status := w.poll(created.link(0)+"?key="+key, requests...)
	download := w.get(status.link(1)+"?key="+key, requests...).want(200)
	if got := download.header.Get("Content-Type"); strings.Contains(got, "json") || strings.Contains(got, "html") {
		t.Errorf("Content-Type %q", got)
	}

	broken := "Bing Spatial Data Services, 2.0\nId|GeocodeRequest/Query\n" + strings.Repeat("1|Paris\n", 10_000) + "2|\xff\xfe\n"
	created = w.post(target, append(headers{"Content-Type", "text/plain"}, requests...), broken).want(201)
	aborted := w.poll(created.link(0)+"?key="+key, requests...).want(200).resource()
	message, _ := aborted["errorMessage"].(string)
	if aborted["status"] != "Aborted" || !strings.Contains(message, "10003") {
		t.Errorf("status %v, errorMessage %q", aborted["status"], message)
	}
}
