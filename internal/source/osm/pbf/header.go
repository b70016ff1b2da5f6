package pbf

import (
	"fmt"
	"slices"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// understood are the features that a file may require of its readers.
var understood = []string{"OsmSchema-V0.6", "DenseNodes"}

// checkHeader refuses a file that requires what is not understood here.
func checkHeader(offset int64, message []byte) error {
	w := wire{rest: message}
	for field := range w.fields {
		if field != 4 {
			continue
		}
		required := string(w.bytes())
		switch {
		case w.fault != "" || slices.Contains(understood, required):
		case required == "HistoricalInformation":
			return &element.FormatError{Offset: offset, Fault: "the file holds the history of its elements: make one of today's with: osmium time-filter"}
		default:
			return &element.FormatError{Offset: offset, Fault: fmt.Sprintf("the file requires the feature %q, which is not known here: convert it with: osmium cat", required)}
		}
	}
	if w.fault != "" {
		return &element.FormatError{Offset: offset, Fault: "in the file's header, " + w.fault}
	}
	return nil
}
