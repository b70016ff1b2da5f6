package text

import (
	"slices"
	"testing"
)

func TestUmlautsInTwoLetters(t *testing.T) {
	for name, want := range map[string]string{
		"Äulestrasse": "Aeulestrasse", "A\u0308ulestrasse": "Aeulestrasse", "Nørregade": "Noerregade", "Ågade": "Aagade", "Mühlweg": "Muehlweg",
		"Main Street": "Main Street", "улица Мира": "улица Мира", "Rue de l’Été": "Rue de l’Été", "": "",
	} {
		if got := InTwoLetters(name); got != want {
			t.Errorf("InTwoLetters(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestOtherUmlauts(t *testing.T) {
	for name, want := range map[string][]string{
		"Aeulestrasse": {"aule"}, "Äulestrasse": {"aeule"}, "Mühlweg": {"muehl"}, "Muehlweg": {"muhl"}, "Noerregade": {"norre"}, "Ågade": {"aagade"},
		"Neuemuehleweg": {"neumuhle", "neuemuhle", "neumuehle"}, "Mainweg": nil, "Müller-Boehm-Weg": {"muellerboehm", "mullerbohm"},
		"Aeaeaeaeweg": {"aaaa"}, "улица Мира": nil,
	} {
		var got []string
		for _, s := range OtherUmlauts(name) {
			got = append(got, s.Core)
		}
		if !slices.Equal(got, want) {
			t.Errorf("OtherUmlauts(%q) = %q, want %q", name, got, want)
		}
	}
}
