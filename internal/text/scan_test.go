package text

import (
	"slices"
	"testing"
)

func TestScannedNumbersAreRead(t *testing.T) {
	for typed, want := range map[string]string{
		"l8": "18", "lOS": "105", "1O": "10", "l4a": "14a", "6la": "61a", "37SB": "375B", "lQ": "1Q", "2lO4": "2104", "S2": "52", "3l": "31",
		"12": "", "12f": "", "12B": "", "6S": "", "O": "", "Main": "", "": "", "O5": "", "12bis": "",
	} {
		got, ok := ScannedNumber(typed)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("ScannedNumber(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestScannedWordsAreRead(t *testing.T) {
	for key, want := range map[string][]string{
		"s0nnenstrasse": {"sonnenstrasse"}, "5onnenweg": {"sonnenweg"}, "1indenweg": {"lindenweg", "iindenweg"}, "тверс0ая": {"тверсоая"},
		"12b": nil, "main": nil, "1234": nil, "a1b2c3d4": nil,
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
		"R. Rua Azenhas": "Rua Azenhas",
	} {
		if readings := Readings(typed); !slices.Contains(readings, ParseStreet(means)) {
			t.Errorf("Readings(%q) = %+v, want %+v among them", typed, readings, ParseStreet(means))
		}
	}
}

func TestNamesOfTwoPartsAreReadAsOneAndAsTwo(t *testing.T) {
	for typed, means := range map[string]string{"Bul lock Cir": "Bullock Cir", "Aven ida de Madrid": "Avenida de Madrid", "Tilsi Ter Straße": "Tilsiter Straße"} {
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
