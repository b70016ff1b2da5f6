package engine

import "testing"

func TestALineInAPlacesFieldIsKnown(t *testing.T) {
	for s, want := range map[string]bool{
		"Landstrasse 7": true, "7 Villa de Bellevue": true, "9114 Samoset Road": true, "7401 Old Pimlico Rd, Baltimore, MD 21209": true,
		"Strada Hagi Ghiță 7A, 011501 Bucharest": true, "강남대로156길 13": true, "14419 Falls Rd, Cockeysville, MD 21030": true,
		"67434 Neustadt an der Weinstraße": false, "8000 Aarhus C": false, "80331 München": false, "Seoul": false, "": false,
		"1010 Wien": false,
	} {
		if got := isLineLike(s); got != want {
			t.Errorf("isLineLike(%q) = %t", s, got)
		}
	}
}
