package build

import (
	"testing"

	"github.com/milepost/milepost/internal/index"
)

func TestLandmarksWithoutTheirBrackets(t *testing.T) {
	for name, want := range map[string]string{
		"Maughan Library (King's College London)": "Maughan Library",
		"Bar (Hotel Post)":                        "", // one word
		"Maughan Library":                         "",
		"Maughan Library (King's) Annexe":         "", // not behind the name
		"(King's College London)":                 "",
	} {
		a := index.NewArea{Name: name}
		addBare(&a)
		got := ""
		if len(a.Also) > 0 {
			got = a.Also[0].Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
