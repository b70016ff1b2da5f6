package cli

import (
	"fmt"
	"strings"
)

// show prints the answers, the failures, and how to do the same by hand.
func (t *roundTrip) show(url string, succeeded, failed []demoRow) error {
	width := widthOf(t.Out, plainWidth)
	answers := [][]string{{"ROW", "ASKED", "ANSWER", "TYPE", "CONFIDENCE", "MATCH", "LATITUDE", "LONGITUDE"}}
	for _, row := range succeeded {
		answers = append(answers, []string{
			row.id(), row.question(), row["GeocodeResponse/Name"], row["GeocodeResponse/EntityType"],
			row["GeocodeResponse/Confidence"], row["GeocodeResponse/MatchCodes"],
			shortDegrees(row["GeocodeResponse/Point/Latitude"]), shortDegrees(row["GeocodeResponse/Point/Longitude"]),
		})
	}
	answers = fitTable(answers, width, []string{"ASKED", "ANSWER"}, []string{"LONGITUDE", "LATITUDE", "TYPE"})
	if err := printTable(t.Out, answers); err != nil {
		return err
	}
	failures := [][]string{{"ROW", "ASKED", "STATUS", "REASON"}}
	for _, row := range failed {
		failures = append(failures, []string{row.id(), row.question(), row["StatusCode"], row["FaultReason"]})
	}
	fmt.Fprintf(t.Out, "\nFailed, each with its reason:\n\n")
	if err := printTable(t.Out, wrapLast(failures, width)); err != nil {
		return err
	}
	t.say("%s", t.byHand(url))
	return nil
}

// byHand gives the curl commands that make the same round trip.
func (t *roundTrip) byHand(url string) string {
	heading := "The same by hand, from a checkout:"
	if t.ends {
		heading = "The same by hand, from a checkout, while a demo without --exit serves:"
	}
	lines := []string{
		"",
		heading,
		"",
		"  flows=" + t.base + "/REST/v1/Dataflows",
		"  key=" + t.key,
		`  curl -i --data-binary @internal/cli/demo/sample.csv \`,
		`    "$flows/Geocode?input=csv&key=$key"`,
		"",
		"  job=$flows" + strings.TrimPrefix(url, t.base+"/REST/v1/Dataflows"),
		`  curl "$job?key=$key"`,
		`  curl "$job/output/succeeded?key=$key"`,
		`  curl "$job/output/failed?key=$key"`,
		`  curl "$flows/ListJobs?key=$key"`,
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
