package build

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestUmlautsInTwoLettersAreOneStreet has streets that houses and ways write
// differently, in the place of the other and in another place.
func TestUmlautsInTwoLettersAreOneStreet(t *testing.T) {
	ix := built(t, Options{}, drawing("map", `
		place|XA|Ford|10 20 10.1 20.1
		place|XA|Stead|10.2 20.2 10.3 20.3
		street|Äulestrasse|10.05 20.05, 10.06 20.05
		number|20|Aeulestrasse||Ford|10.051 20.05
		number|2|Äulestrasse||Ford|10.052 20.05
		number|4|Aeulestrasse||Stead|10.25 20.25
		street|Muehlweg|10.07 20.05, 10.08 20.05
		number|1|Mühlweg||Ford|10.071 20.05
		number|3|Mühlweg||Ford|10.072 20.05
		number|5|Mühlgasse||Ford|10.073 20.05
		number|7|Muehlgässle||Ford|10.074 20.05`))
	check(t, ix.Verify(t.Context()))
	want := []string{
		"Ford > Aeulestrasse = Äulestrasse",
		"Ford > Muehlgässle",
		"Ford > Muehlweg = Muehlweg",
		"Ford > Muehlweg, Mühlweg: 10.070,20.050 10.080,20.050",
		"Ford > Mühlgasse",
		"Ford > Äulestrasse, Aeulestrasse: 10.050,20.050 10.060,20.050",
		"Stead > Aeulestrasse",
	}
	if diff := cmp.Diff(want, plan(t, ix)); diff != "" {
		t.Error(diff)
	}
}
