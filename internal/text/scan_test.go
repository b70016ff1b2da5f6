package text

import (
	"slices"
	"testing"
)

func TestScannedNumbersAreRead(t *testing.T) {
	for typed, want := range map[string][]string{
		"l8": {"18"}, "lOS": {"105", "10S"}, "1O": {"10"}, "l4a": {"14a"}, "6la": {"61a"}, "37SB": {"375B"}, "lQ": {"1Q"}, "2lO4": {"2104"}, "S2": {"52"}, "3l": {"31"},
		"SB": {"58", "5B"}, "S6B": {"568", "56B"}, "l": {"1"}, "l4А": {"14А"}, "SSа": {"55а"}, "2Sа": {"25а"}, "l4ბ": {"14ბ"}, "1О": {"10"}, "l37а": {"137а"},
		"12": nil, "12f": nil, "12B": nil, "6S": nil, "O": nil, "Main": nil, "": nil, "O5": nil, "12bis": nil, "12б": nil, "St": nil, "\xff": nil,
	} {
		if got := ScannedNumbers(typed); !slices.Equal(got, want) {
			t.Errorf("ScannedNumbers(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestScannedWordsAreRead(t *testing.T) {
	for key, want := range map[string][]string{
		"s0nnenstrasse": {"sonnenstrasse"}, "5onnenweg": {"sonnenweg"}, "1indenweg": {"lindenweg", "iindenweg"}, "тверс0ая": {"тверсоая"},
		"r0ad": {"road"}, "r0": {"ro"}, "1ane": {"lane"}, "1a": nil, "5t": nil, "2nd": nil, "b1": nil,
		"12b": nil, "main": nil, "lane": nil, "1234": nil, "a1b2c3d4": nil,
	} {
		if got := Unscanned(key); !slices.Equal(got, want) {
			t.Errorf("Unscanned(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestReadingsOfWordsJoinedAndDoubled(t *testing.T) {
	for typed, means := range map[string]string{
		"Main Street St": "Main Street", "Rue Rue Bolton": "Rue Bolton", "Hauptstraße Straße": "Hauptstraße", "Straße Hauptstraße": "Hauptstraße",
		"Wilmingtonclose": "Wilmington Close", "Leedr": "Lee Dr", "Södrakungsvägen": "Södra Kungsvägen", "Sanktgöransgatan": "Sankt Göransgatan",
		"S0nnenstraße": "Sonnenstraße", "Evelyn Crresscent": "Evelyn Crescent", "Aveniddda Cortés": "Avenida Cortés", "Haupt Straße": "Hauptstraße",
		"R. Rua Azenhas": "Rua Azenhas", "Hviezdoslavovonámestie": "Hviezdoslavovo námestie", "переулокмакаренко": "переулок Макаренко", "вулицядмитра Дорошенка": "вулиця Дмитра Дорошенка", "Strada Doctorjoseph Lister": "Strada Doctor Joseph Lister",
	} {
		if readings := Readings(typed); !slices.Contains(readings, ParseStreet(means)) {
			t.Errorf("Readings(%q) = %+v, want %+v among them", typed, readings, ParseStreet(means))
		}
	}
}

func TestNamesOfTwoPartsAreReadAsOneAndAsTwo(t *testing.T) {
	for typed, means := range map[string]string{"Bul lock Cir": "Bullock Cir", "Aven ida de Madrid": "Avenida de Madrid", "Tilsi Ter Straße": "Tilsiter Straße",
		"Bou Levard Soult": "Boulevard Soult", "Rue Gal Ilée": "Rue Galilée", "Pas Sage Moncey": "Passage Moncey"} {
		if names := Rejoined(typed); !slices.Contains(names, ParseStreet(means)) {
			t.Errorf("Rejoined(%q) = %+v, want %+v among them", typed, names, ParseStreet(means))
		}
	}
	for typed, want := range map[string][]string{"Ackerweg / Chemin des Labours": {"Ackerweg", "Chemin des Labours"}, "Parkgatan - Puistokatu": {"Parkgatan", "Puistokatu"}, "Karl-Marx-Allee": nil} {
		var names []StreetName
		for _, name := range want {
			names = append(names, ParseStreet(name))
		}
		if got := BothNames(typed); !slices.Equal(got, names) {
			t.Errorf("BothNames(%q) = %+v, want %+v", typed, got, names)
		}
	}
}

func TestAPostcodeMayBeReadAsLettersAlone(t *testing.T) {
	for key, want := range map[string]bool{"llooo": true, "llll": true, "lol": false, "lo1oo": false, "lollolo": false, "oslo": false, "": false} {
		if got := IsScannedCode(key); got != want {
			t.Errorf("IsScannedCode(%q) = %t", key, got)
		}
	}
	if codes := ScannedCodes("llooo"); !slices.Contains(codes, "11000") {
		t.Errorf("llOOO is %q, want 11000 among them", codes)
	}
}
