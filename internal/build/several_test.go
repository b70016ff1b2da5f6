package build

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
)

func TestOutvotedPostcodesAreFound(t *testing.T) {
	ix := built(t, Options{},
		drawing("map", `
		place|XA|Ford|10 20 10.1 20.1
		number|1|Elm Street|1000|Ford|10.05 20.05
		number|2|Elm Street|1000|Ford|10.052 20.05`),
		lines("list", "1|Elm Street|2000|Ford||XA|10.05|20.05001\n1|Elm Street|2000|Ford||XA|10.05|20.05002\n"+
			"2|Elm Street|2000|Ford||XA|10.052|20.05001\n2|Elm Street|2000|Ford||XA|10.052|20.05002"))
	ids, err := ix.Streets().Postcodes(nil, "1000", 9)
	check(t, err)
	if len(ids) != 1 {
		t.Fatalf("1000 is found as %v", ids)
	}
	code, err := ix.Streets().Postcode(ids[0])
	check(t, err)
	if code.Addresses != 2 || code.Point.Lat < 10.05 || code.Point.Lat > 10.052 {
		t.Errorf("1000, which the list outvotes, is found as %+v", code)
	}
}

func TestLandmarksAreWhereTheirMapSays(t *testing.T) {
	ix := built(t, Options{},
		drawing("map", `
		town|XA|Ford|10.05 20.05
		town|XA|Stead|10.2 20.2
		landmark|Museum|Mill Museum|10.05 20.05
		number|1|Elm Street||Ford|10.0501 20.05`),
		lines("list", "3|Oak Street||Stead||XA|10.0502|20.05\n5|Oak Street||Stead||XA|10.0503|20.05"))
	refs, err := ix.FindLandmarks("mill museum")
	check(t, err)
	if len(refs) != 1 {
		t.Fatalf("the museum is found as %v", refs)
	}
	museum, err := ix.Area(refs[0].Area)
	check(t, err)
	town, err := ix.Area(museum.Place)
	check(t, err)
	if town.Name != "Ford" {
		t.Errorf("the museum is in %s, want Ford", town.Name)
	}
}

func TestFullDisksAreExplained(t *testing.T) {
	full := fmt.Errorf("sort: write runs: %w", syscall.ENOSPC)
	if got := adviceFor(full); !strings.Contains(got, "free space") || !strings.Contains(got, "stays as it was") {
		t.Errorf("a full disk is explained by %q", got)
	}
	if got := adviceFor(errRecord); got != "" {
		t.Errorf("%v is explained by %q", errRecord, got)
	}
}
