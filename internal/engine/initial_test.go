package engine

import "testing"

func TestInitialsThatDiffer(t *testing.T) {
	for _, c := range []struct {
		typed, own string
		want       bool
	}{
		{"william", "gwilliam", true},
		{"restwood", "westwood", true},
		{"wiliam", "william", false},
		{"iwlliam", "william", false}, // the first two exchanged
		{"ялтинская", "алтинская", true},
		{"", "a", true},
	} {
		if got := initialDiffers(c.typed, c.own); got != c.want {
			t.Errorf("initialDiffers(%q, %q) = %v, want %v", c.typed, c.own, got, c.want)
		}
	}
}
