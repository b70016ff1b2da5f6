package text

import (
	"slices"
	"testing"
)

func TestNamesHaveVariants(t *testing.T) {
	for key, want := range map[string]string{
		"st louis": "saint louis", "saint louis": "st louis", "ft worth": "fort worth",
		"muenchen": "munchen", "aarhus": "arhus", "mount vernon": "mt vernon", "st polten": "sankt polten",
	} {
		if got := Variants(key); !slices.Contains(got, want) {
			t.Errorf("Variants(%q) = %q, want %q among them", key, got, want)
		}
	}
	if got := Variants("paris"); len(got) != 0 {
		t.Errorf("Variants(paris) = %q, want none", got)
	}
}

func TestOneEditIsOneTypingError(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"paris", "paris", true}, {"", "a", true}, {"", "", true}, {"a", "b", true},
		{"pariss", "paris", true}, {"pari", "paris", true}, {"paxis", "paris", true}, {"prais", "paris", true},
		{"paris", "parsi", true}, {"apris", "paris", true}, {"prias", "paris", false}, {"pa", "paris", false},
		{"орел", "орёл", true}, {"ab", "cd", false}, {"abc", "bca", false},
	} {
		if got, back := Distance(c.a, c.b, 1) <= 1, Distance(c.b, c.a, 1) <= 1; got != c.want || back != c.want {
			t.Errorf("%q is one edit from %q: %v, and %v the other way round; want %v", c.a, c.b, got, back, c.want)
		}
	}
}

func TestWordsTellTheirKind(t *testing.T) {
	for _, street := range []string{"street", "hauptstrasse", "ул", "rue", "storgatan"} {
		if !IsStreetWord(street) {
			t.Errorf("%q is not a street word", street)
		}
	}
	for _, name := range []string{"paris", "strasbourg", "12", ""} {
		if IsStreetWord(name) {
			t.Errorf("%q is a street word", name)
		}
	}
	for key, want := range map[string]bool{
		"98052": true, "sw1a": true, "2aa": true, "k1a": true, "12": false, "1010": true,
		"paris": false, "": false, "12345678901": false, "d02": true,
	} {
		if got := IsPostcodeLike(key); got != want {
			t.Errorf("IsPostcodeLike(%q) = %v, want %v", key, got, want)
		}
	}
}
