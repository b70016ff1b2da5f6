package text

import (
	"slices"
	"strings"
	"testing"
)

// TestRoman holds that a street is found by each customary way to write it in
// Latin letters.
func TestRoman(t *testing.T) {
	for street, typed := range map[string]string{
		"Тверская улица":               "Tverskaya ulitsa|ul. Tverskaja|Tverskaia|Tverskaya St",
		"улица Королёва":               "ul. Korolyova|Koroleva|Korolëva ulica",
		"Большой Козихинский переулок": "Bolshoy Kozikhinskiy per.|Bol'šoj Kozihinskij pereulok|Bolshoi Kozikhinski Lane",
		"Щёлковское шоссе":             "Shchyolkovskoye shosse|Sčelkovskoe šosse|Schelkovskoe Highway",
		"1-я Тверская-Ямская улица":    "1-ya Tverskaya-Yamskaya ulitsa|1st Tverskaya Yamskaya street",
		"улица Академика Королёва":     "ul. Akademika Koroleva",
		"улица Шота Руставели":         "ulitsa Shota Rustaveli",
		"Чернігівська вулиця":          "Chernihivska vulytsia|vul. Chernigivska|Chernigivska vulitsya",
		"вулиця Хрещатик":              "Khreshchatyk St|vul. Hreschatyk",
		"бул. Черни връх":              "bul. Cherni vrah|Cherni Vrah Blvd",
		"Ђура Ђапића":                  "Djura Djapića|Đura Đapića",
		"Др Ивана Рибара":              "Dr Ivana Ribara|Dr. Ivana Ribara",
		"Самоковско шосе":              "Samokovsko shose|Samokovsko shosse",
		"Проф. Петър Джидров":          "Prof. Petar Dzhidrov|Prof Petr Dzhidrov",
		"вуліца Данілеўскага":          "vulica Danileŭskaha|vulitsa Danileuskaga|Danileuskaha St",
		"улица Кнеза Милоша":           "Kneza Miloša|ulica Kneza Milosha",
		"Թումանյան փողոց":              "Tumanyan Street|Tumanian poghots|Toumanyan St",
		"Սայաթ-Նովայի պողոտա":          "Sayat-Novayi Avenue|Sayat Novayi poghota",
		"Ներքին Չարբախ 3-րդ փողոց":     "Nerkin Charbakh 3rd Street",
		"შოთა რუსთაველის გამზირი":      "Shota Rustavelis gamziri|Shota Rustavelis Ave",
		"ჭავჭავაძის ქუჩა":              "Chavchavadzis kucha|Chavchavadzis St",
		"Πανεπιστημίου":                "Panepistimiou",
		"Λεωφόρος Βασιλίσσης Σοφίας":   "Leoforos Vasilissis Sofias|Vasilissis Sophias Ave",
		"Οδός Χαριλάου Τρικούπη":       "Charilaou Trikoupi|Harilaou Trikoupi St|Hariláou Trikoúpi",
		"شارع الشباب":                  "Sharia Al-Shabab|Ash-Shabab Street|El Shabab St|Shabab St",
		"شارع محمد علي":                "Mohamed Ali St|Muhammad Aly Street|Mohammed Ali",
		"شارع مختار":                   "Mokhtar St|Shari Mukhtar",
		"세종대로":                         "Sejong-daero|Sejongdaero|Sejong daero",
		"테헤란로5길":                       "Teheran-ro 5-gil",
		"종로":                           "Jong-ro|Jongno|Chongno",
		"독립문로":                         "Dongnimmun-ro|Doglibmun-ro",
	} {
		keys := RomanKeys(ParseStreet(street).Core)
		for _, way := range strings.Split(typed, "|") {
			if !slices.ContainsFunc(RomanNames(way), func(n StreetName) bool { return slices.Contains(keys, n.Core) }) {
				t.Errorf("%s: %q gives %v, none of %q", street, way, RomanNames(way), keys)
			}
		}
	}
}

// TestRomanKinds holds that words for kinds of streets agree across scripts.
func TestRomanKinds(t *testing.T) {
	for street, typed := range map[string]string{
		"Тверская улица": "Tverskaya St", "Тверской бульвар": "Tverskoy bulvar", "Тверской переулок": "Tverskoy per", "проспект Мира": "Mira prospekt",
		"Աբովյան փողոց": "Abovyan poghots", "რუსთაველის გამზირი": "Rustavelis Ave", "شارع مختار": "Mokhtar St", "세종대로": "Sejong-daero",
	} {
		name := ParseStreet(street)
		if kind := StreetKind(name.Type, name.Core); RomanNames(typed)[0].Type != kind {
			t.Errorf("%s is a %q, %s a %q", street, kind, typed, RomanNames(typed)[0].Type)
		}
	}
}

// TestRomanIsApart holds that no name is a skeleton, and Latin names have none.
func TestRomanIsApart(t *testing.T) {
	for _, name := range []string{"~tverskaia", "=conklo", "^sbb", "Main Street", "Łódzka", "Straße", "銀座", "10", ""} {
		core := ParseStreet(name).Core
		if IsRoman(core) || len(RomanKeys(core)) > 0 {
			t.Errorf("%q: core %q has %q", name, core, RomanKeys(core))
		}
	}
}

// FuzzRoman holds that skeletons are bounded and of one mark.
func FuzzRoman(f *testing.F) {
	for _, name := range []string{"Тверская улица", "شارع الشباب", "종로5길", "ու", "ال", "Tverskaya ul.", "3 րդ"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		keys := RomanKeys(ParseStreet(name).Core)
		if len(keys) > mostRomanKeys {
			t.Errorf("%q has %d skeletons", name, len(keys))
		}
		for _, key := range keys {
			if !IsRoman(key) || len(key) > 8*len(name)+8 {
				t.Errorf("%q has %q", name, key)
			}
		}
		for _, n := range RomanNames(name) {
			if !IsRoman(n.Core) || Key(n.Core[1:]) != n.Core[1:] {
				t.Errorf("%q is %q", name, n.Core)
			}
		}
	})
}

func TestLettersOfNumbers(t *testing.T) {
	for _, same := range [][2]string{{"в", "v"}, {"б", "b"}, {"ბ", "b"}} {
		if !SameLetter(same[0], same[1]) {
			t.Errorf("%q is not %q", same[0], same[1])
		}
	}
	for _, other := range [][2]string{{"a", "a"}, {"в", "b"}, {"", ""}, {"к2", "2"}} {
		if SameLetter(other[0], other[1]) {
			t.Errorf("%q is %q", other[0], other[1])
		}
	}
}
