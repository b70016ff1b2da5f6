package cli

import (
	"fmt"
	"strings"
)

// show prints the answers, the failures, and how to do the same by hand.
func (t *roundTrip) show(url string, succeeded, failed []demoRow) error {
	answers := [][]string{{"ROW", "ASKED", "ANSWER", "TYPE", "CONFIDENCE", "MATCH", "LATITUDE", "LONGITUDE"}}
	for _, row := range succeeded {
		answers = append(answers, []string{
			row.id(), shorten(row.question(), 36), shorten(row["GeocodeResponse/Name"], 40), row["GeocodeResponse/EntityType"],
			row["GeocodeResponse/Confidence"], row["GeocodeResponse/MatchCodes"],
			shortDegrees(row["GeocodeResponse/Point/Latitude"]), shortDegrees(row["GeocodeResponse/Point/Longitude"]),
		})
	}
	if err := printTable(t.Out, answers); err != nil {
		return err
	}
	failures := [][]string{{"ROW", "ASKED", "STATUS", "REASON"}}
	for _, row := range failed {
		failures = append(failures, []string{row.id(), row.question(), row["StatusCode"], row["FaultReason"]})
	}
	fmt.Fprintf(t.Out, "\nFailed, each with its reason:\n\n")
	if err := printTable(t.Out, failures); err != nil {
		return err
	}
	t.say("%s", t.byHand(url))
	return nil
}

// byHand gives the curl commands that make the same round trip.
func (t *roundTrip) byHand(url string) string {
	flows := t.base + "/REST/v1/Dataflows"
	lines := []string{
		"",
		"The same by hand, from a checkout:",
		"",
		fmt.Sprintf("  curl -i --data-binary @internal/cli/demo/sample.csv -H 'Content-Type: text/plain' '%s/Geocode?input=csv&key=%s'", flows, t.key),
		fmt.Sprintf("  curl '%s?key=%s'", url, t.key),
		fmt.Sprintf("  curl '%s/output/succeeded?key=%s'", url, t.key),
		fmt.Sprintf("  curl '%s/output/failed?key=%s'", url, t.key),
		fmt.Sprintf("  curl '%s/ListJobs?key=%s'", flows, t.key),
	}
	return strings.Join(lines, "\n")
}

// shortDegrees cuts a coordinate to four decimals, some ten metres.
func shortDegrees(s string) string {
	if i := strings.IndexByte(s, '.'); i >= 0 && len(s) > i+5 {
		return s[:i+5]
	}
	return s
}
