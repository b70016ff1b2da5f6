package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestKeyFoldsWhatReadersOverlook(t *testing.T) {
	for name, want := range map[string]string{
		"":                      "",
		"paris":                 "paris",
		"Redmond":               "redmond",
		"  New   York ":         "new york",
		"St. John's":            "st johns",
		"L’Aquila":              "laquila",
		"L´Aquila":              "laquila",
		"Winston-Salem":         "winston salem",
		"Bosnia & Herzegovina":  "bosnia and herzegovina",
		"AT&T":                  "at and t",
		"&":                     "and",
		"München":               "munchen",
		"MU\u0308NCHEN":         "munchen",
		"São Paulo":             "sao paulo",
		"Łódź":                  "lodz",
		"Ærøskøbing":            "aeroskobing",
		"Großbeeren":            "grossbeeren",
		"GROẞBEEREN":            "grossbeeren",
		"İstanbul":              "istanbul",
		"Iğdır":                 "igdir",
		"Þorlákshöfn":           "thorlakshofn",
		"Đà Nẵng":               "da nang",
		"Hawaiʻi":               "hawaii",
		"Zürich\u00a0(Kreis 1)": "zurich kreis 1",
		"Ｔｏｋｙｏ":                 "tokyo",
		"Орёл":                  "орел",
		"Αθήνα":                 "αθηνα",
		"ΠΑΤΡΑΣ":                "πατρασ",
		"Πάτρας":                "πατρασ",
		"서울":                    "서울",
		"ガ":                     "ガ",
		"दिल्ली":                "दिल्ली",
		"القَاهِرَة":            "القاهرة",
		"١٢٣":                   "123",
		"\u200fParis\u200e":     "paris",
		"😀 Paris 😀":             "paris",
		"😀":                     "",
		"a\x00b":                "a b",
		"Par\xffis":             "par is",
		"soft\u00adhyphen":      "softhyphen",
	} {
		if got := Key(name); got != want {
			t.Errorf("Key(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestKeyOfAKeyCostsNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { Key("sao jose dos campos") }); n != 0 {
		t.Errorf("Key of a key allocates %v times, want none", n)
	}
}

func FuzzKey(f *testing.F) {
	for _, s := range []string{"", "São Paulo", "½ Łódź & Co", "\xff\xfe", "ガㇷ゚", "ﷺ", "Ǆ", "İ'", "²"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := Key(s)
		switch {
		case Key(key) != key:
			t.Errorf("Key(%q) = %q, whose own key is %q", s, key, Key(key))
		case !utf8.ValidString(key):
			t.Errorf("Key(%q) = %q is not UTF-8", s, key)
		case strings.TrimSpace(key) != key || strings.Contains(key, "  "):
			t.Errorf("Key(%q) = %q has blanks to spare", s, key)
		case len(key) > 20*len(s)+4:
			t.Errorf("Key of %d bytes has %d", len(s), len(key))
		}
	})
}

func BenchmarkKey(b *testing.B) {
	for _, name := range []string{"sao paulo", "New York", "São Paulo"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Key(name)
			}
		})
	}
}
