package server

import (
	"net/http"
	"strings"
	"testing"
)

func TestOriginsOnEveryAnswer(t *testing.T) {
	listed := func(c *Config) { c.CORSOrigins = []string{"https://app.example", "null"} }
	for _, request := range []string{
		"GET /nowhere", "PUT /REST/v1/Dataflows/Geocode", "GET /REST/v1/Dataflows/ListJobs", "OPTIONS /REST/v1/Dataflows/Geocode/x",
		api("POST", "/Geocode"), api("GET", "/Geocode/"+idMissing), api("GET", "/Geocode/"+idPending+"/output/failed"), api("GET", "/ListJobs"),
	} {
		for _, test := range []struct {
			origin, want, vary string
			options            []func(*Config)
		}{
			{"null", "*", "", nil},
			{"https://any.example", "*", "", nil},
			{"null", "null", "Origin", []func(*Config){listed}},
			{"https://app.example", "https://app.example", "Origin", []func(*Config){listed}},
			{"https://evil.example", "", "Origin", []func(*Config){listed}},
			{"", "", "Origin", []func(*Config){listed}},
		} {
			header := askWith(t, newHandler(newMemory(), test.options...), request, http.Header{"Origin": {test.origin}}).Header()
			if got := header.Get("Access-Control-Allow-Origin"); got != test.want {
				t.Errorf("%s from %q: allowed %q, want %q", request, test.origin, got, test.want)
			}
			if got := header.Get("Vary"); !strings.Contains(got, test.vary) {
				t.Errorf("%s from %q: Vary %q", request, test.origin, got)
			}
			if exposed := header.Get("Access-Control-Expose-Headers"); test.want != "" && exposed != "Location" {
				t.Errorf("%s from %q: exposed %q", request, test.origin, exposed)
			}
		}
	}
}
