package cli

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write today's answers into testdata/answers")

var confidences = regexp.MustCompile(` Confidence="[A-Z][a-z]+"`)

// TestAnswersHaveTheShapesOfTheAPI geocodes each feed below testdata/answers,
// with the built-in gazetteer and the town's index, and compares what comes
// out with the file beside it: points and their usages, match codes, parses,
// boxes, what a row without an answer says. How sure an answer is moves with
// the model, and is left out.
func TestAnswersHaveTheShapesOfTheAPI(t *testing.T) {
	feeds, err := filepath.Glob("testdata/answers/*[vl]") // .csv, .xml
	if err != nil || len(feeds) == 0 {
		t.Fatalf("no feeds: %v", err)
	}
	for _, feed := range feeds {
		t.Run(filepath.Base(feed), func(t *testing.T) {
			got := confidences.ReplaceAllString(succeed(t, "geocode", "-q", "--index", town(t), feed), ` Confidence="…"`)
			if *update {
				if err := os.WriteFile(feed+".want", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(strings.Split(read(t, feed+".want"), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("-want +got:\n%s\nrun with -update to write it, and look at what it writes", diff)
			}
		})
	}
}
