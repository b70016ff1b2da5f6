package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsStreetWord tells whether a token's key is a word that names a kind of
// street or what stands in one, in the languages most addresses are written
// in: a sign that the words about it are a street.
func IsStreetWord(key string) bool {
	if streetWords[key] {
		return true
	}
	for _, ending := range streetEndings {
		if strings.HasSuffix(key, ending) && len(key) > len(ending) {
			return true
		}
	}
	return false
}

// HasDigit tells whether a key has a digit in it, as house numbers and
// most postcodes have.
func HasDigit(key string) bool {
	return strings.IndexFunc(key, unicode.IsDigit) >= 0
}

// IsPostcodeLike tells whether a key can be a postcode or a half of one: four
// to nine characters of which at least half are digits, or two to four that
// mix letters with digits.
func IsPostcodeLike(key string) bool {
	digits := 0
	for _, r := range key {
		if unicode.IsDigit(r) {
			digits++
		}
		if r >= firstWide {
			return false // "3층" is a floor
		}
	}
	n := utf8.RuneCountInString(key)
	return n >= 4 && n <= 9 && 2*digits >= n || n >= 2 && n <= 4 && digits > 0 && digits < n
}

// firstWide is the first of the characters of East Asia.
const firstWide = 0x2E80

// streetEndings close compound street names (Hauptstraße, Storgatan).
var streetEndings = []string{
	"strasse", "str", "gasse", "allee", "gade", "gatan", "vagen", "veien", "straat", "katu",
}

var streetWords = wordSet(`
	street st avenue ave av road rd drive dr lane ln boulevard blvd bd court ct circle cir way highway hwy
	parkway pkwy place pl terrace ter trail trl square sq crescent cres close turnpike pike alley plaza
	suite ste apt unit floor building bldg po box
	strasse str platz weg gasse allee ring ufer
	rue chemin impasse quai allees cours
	calle carrer avenida avda paseo plaza camino carretera
	rua travessa praca estrada alameda rodovia
	via viale piazza corso vicolo largo strada
	straat laan plein weg gracht kade
	ulica ul aleja al plac os namesti trida
	ulitsa prospekt pereulok улица ул проспект пр переулок пер площадь шоссе вулиця вул
	бульвар бул набережная наб тупик провулок площа узвіз набережна тракт
	вуліца завулак праспект плошча праезд шаша тупік вулица булевар трг
	ქუჩა გამზირი შესახვევი ჩიხი მოედანი გზატკეცილი փողոց պողոտա նրբանցք հրապարակ խճուղի
	οδος λεωφορος πλατεια شارع طريق ميدان حارة
	gata gatan gade vej vagen veien katu tie
	utca ut ter koz
	cadde cad caddesi sokak sokagi sk bulvari mahallesi mah
	jalan jl gang
`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[Key(word)] = true
	}
	return set
}
