package text

import (
	"slices"
	"testing"
)

func TestListsOfNumbers(t *testing.T) {
	for s, want := range map[string][]string{
		"": nil, "12": {"12"}, "12;14": {"12", "14"}, "3, 5,, 7 ": {"3", "5", "7"}, "12；14": {"12", "14"}, "12a;12b": {"12a", "12b"},
		"80 Flat 1;2;2a": {"80"}, "241 flat a;b": {"241"}, "12;14 Flat 2;3": {"12", "14"}, "Flat 1;2;3": {"Flat 1"}, "Flat 3": {"Flat 3"},
		"66; 66 First Floor Flat": {"66", "66 First Floor Flat"}, "Inflat 1;2": {"Inflat 1", "2"},
	} {
		if got := Numbers(s); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
