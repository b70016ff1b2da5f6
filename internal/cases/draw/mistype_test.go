package draw

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/milepost/milepost/internal/text"
)

func TestHangulIsMistypedInItsLetters(t *testing.T) {
	for n := range 50 {
		name := "강서로47다길"
		got, ok := Mistype(name, string(rune('0'+n)), 2)
		if !ok {
			continue
		}
		if d := text.TypedDistance(name, got, 3); d == 0 || d > 2 || got[len(got)-len("47다길"):] != "47다길" || got != norm.NFC.String(got) {
			t.Errorf("%s became %s, %d letters apart; want its syllables changed by two letters and its number kept", name, got, d)
		}
	}
	if got, ok := Mistype("Landstrasse", "7", 1); !ok || text.Distance("Landstrasse", got, 3) > 2 {
		t.Errorf("Landstrasse became %s", got)
	}
	if got, ok := Mistype("종", "7", 1); ok {
		t.Errorf("a word of three letters became %s", got)
	}
}

func TestOfAShortNameNobodyGetsTwoLettersWrong(t *testing.T) {
	for street, want := range map[string]int{"Dimgatan": 0, "Kungsholmsgatan": 1} {
		f := houseAt(street, "7", "Schaan", "9494", here(0, 0))
		f.Country = "SE"
		if got := len(drawOf(t, only("two_typos"), f).Cases); got != want {
			t.Errorf("%s: %d questions, want %d", street, got, want)
		}
	}
}

func TestAFloorOfKoreaIsNoHouseNumber(t *testing.T) {
	f := houseAt("강서로", "2층", "Seoul", "07638", here(0, 0))
	f.Country = "KR"
	if drawn := drawOf(t, only("exact"), f); len(drawn.Cases) > 0 {
		t.Errorf("asked %s", drawn.Cases[0].Asked())
	}
}
