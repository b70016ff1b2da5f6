package draw

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// unitsOf are flats and floors as people of a country add them to a line.
var unitsOf = map[string][]string{
	"US": {"Apt 5B", "Unit 12", "# 3"}, "CA": {"Unit 12", "Apt 5"}, "AU": {"Unit 4"}, "NZ": {"Flat 2"}, "GB": {"Flat 5", "Flat 12A"}, "IE": {"Apartment 5"},
	"DE": {"3. OG", "Whg. 12"}, "AT": {"Top 7", "Tür 3"}, "CH": {"3. Stock"}, "LI": {"3. Stock"}, "DK": {"3. tv", "st. th"}, "NO": {"H0201"}, "SE": {"lgh 1102"},
	"FI": {"as. 12", "A 5"}, "FR": {"Apt 5", "Bâtiment B"}, "MC": {"Apt 5"}, "BE": {"bus 3"}, "ES": {"3º B", "2º dcha"}, "PT": {"2º Esq.", "3º Dto"}, "IT": {"int. 5"},
	"BR": {"apto 51"}, "RU": {"кв. 12"}, "UA": {"кв. 12"}, "BY": {"кв. 12"}, "KZ": {"кв. 12"}, "PL": {"m. 5"}, "RO": {"ap. 5"},
}

// short is how words of street names are abbreviated, by their keys. A word
// that ends another ("Hauptstraße") is in shortEnds.
var short = abbreviations(`
street St|road Rd|avenue Ave|drive Dr|lane Ln|court Ct|place Pl|boulevard Blvd|circle Cir|terrace Ter|parkway Pkwy|highway Hwy|square Sq|crescent Cres|trail Trl
north N|south S|east E|west W|northeast NE|northwest NW|southeast SE|southwest SW|saint St|mount Mt
strasse Str.|platz Pl.|sankt St.|doktor Dr.|professor Prof.
gammel Gl.|nordre Ndr.|sondre Sdr.|lille Ll.
rue R.|chemin Ch.|impasse Imp.|allee All.
calle C/|avenida Av.|paseo P.º|plaza Pza.
rua R.|travessa Tv.|praca Pç.|largo Lg.|doutor Dr.|santo Sto.|santa Sta.|sao S.|alameda Al.
via V.|viale V.le|piazza P.za|corso C.so
strada Str.|bulevardul Bd.|aleea Al.
улица ул.|вулиця вул.|проспект просп.|переулок пер.|провулок пров.|площадь пл.|площа пл.|бульвар бул.|набережная наб.|шоссе ш.|проезд пр-д|большой Б.|большая Б.|малый М.|малая М.
ulica ul.|aleja al.|plac pl.|osiedle os.
`)

var shortEnds = []struct{ long, short string }{
	{"straße", "str."}, {"strasse", "str."}, {"platz", "pl."}, {"straat", "str."}, {"gatan", "g."}, {"katu", "k."}, {"tie", "t."},
}

func abbreviations(table string) map[string]string {
	list := map[string]string{}
	for pair := range strings.FieldsFuncSeq(table, func(r rune) bool { return r == '|' || r == '\n' }) {
		long, brief, _ := strings.Cut(pair, " ")
		list[text.Key(long)] = brief
	}
	return list
}

// abbreviate shortens one word of a street's name, the last that can be; a
// name is never shortened to nothing but abbreviations.
func abbreviate(street string) string {
	words := strings.Fields(street)
	if len(words) > 1 {
		for i := len(words) - 1; i >= 0; i-- {
			if brief, ok := short[text.Key(words[i])]; ok && hasName(words, i) {
				words[i] = brief
				return strings.Join(words, " ")
			}
		}
	}
	for _, end := range shortEnds {
		if rest, ok := strings.CutSuffix(street, end.long); ok && len([]rune(lastWord(rest))) >= 3 {
			return rest + end.short
		}
	}
	return street
}

// hasName tells whether a street's name has a word beside one of them that
// is neither short nor an abbreviation: nobody writes "Cir Rd" for Circle Road.
func hasName(words []string, beside int) bool {
	for i, word := range words {
		if key := text.Key(word); i != beside && len(key) > 2 && !briefs[key] && short[key] == "" {
			return true
		}
	}
	return false
}

// briefs are the keys of all abbreviations.
var briefs = func() map[string]bool {
	list := map[string]bool{}
	for _, brief := range short {
		list[text.Key(brief)] = true
	}
	return list
}()

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// typeWords are the abbreviated words that say what kind of street it is.
var typeWords = func() map[string]bool {
	list := map[string]bool{}
	for word := range strings.FieldsSeq(`street road avenue drive lane court place boulevard circle terrace parkway highway crescent trail
		rue avenue boulevard calle avenida rua via viale strada улица вулиця переулок проспект ulica`) {
		list[text.Key(word)] = true
	}
	return list
}()

// withoutType leaves the type's word out where it stands alone at an end of
// the name and the rest is a name still.
func withoutType(street string) (string, bool) {
	words := strings.Fields(street)
	n := len(words)
	if n < 2 {
		return street, false
	}
	var rest []string
	switch {
	case typeWords[text.Key(words[n-1])]:
		rest = words[:n-1]
	case typeWords[text.Key(words[0])]:
		rest = words[1:]
	default:
		return street, false
	}
	name := strings.Join(rest, " ")
	parsed := text.ParseStreet(name)
	return name, isAskable(name) && len(parsed.Core) >= 4 && parsed.Core == text.ParseStreet(street).Core && !startsSmall(rest[0])
}

// startsSmall tells whether a name begins with an article, which belongs to
// the type ("Rue de la Paix").
func startsSmall(word string) bool {
	switch text.Key(word) {
	case "de", "des", "du", "da", "do", "dos", "das", "del", "la", "le", "les", "della", "dei", "degli", "d", "l":
		return true
	}
	return strings.HasPrefix(word, "d'") || strings.HasPrefix(word, "l'")
}

// Inventions of streets.
var (
	stems         = []string{"Quux", "Zander", "Blort", "Vexmar", "Tolpin", "Grumf"}
	ends          = []string{"holler", "nik", "moor", "wick", "dorn", "bran"}
	cyrillicStems = []string{"Зандер", "Блорт", "Вексмар", "Толпин", "Грумф", "Квукс"}
	cyrillicEnds  = []string{"холская", "никская", "мурская", "викская", "дорнская", "бранская"}
)

// inventedStreet is a street that is nowhere, as a country would name it.
func inventedStreet(country string, order uint64) string {
	stem := stems[order%6] + ends[order>>8%6]
	switch country {
	case "US", "CA", "AU", "GB", "IE", "NZ":
		return stem + " Road"
	case "DE", "AT":
		return stem + "straße"
	case "CH", "LI":
		return stem + "strasse"
	case "DK", "NO":
		return stem + "vej"
	case "SE":
		return stem + "vägen"
	case "FI":
		return stem + "tie"
	case "NL", "BE":
		return stem + "straat"
	case "FR", "MC", "LU":
		return "Rue " + stem
	case "ES", "AD", "MX", "AR":
		return "Calle " + stem
	case "PT", "BR":
		return "Rua " + stem
	case "IT":
		return "Via " + stem
	case "RO":
		return "Strada " + stem
	case "PL":
		return "ulica " + stem
	case "RU", "BY", "KZ":
		return "улица " + cyrillicStems[order%6] + cyrillicEnds[order>>8%6]
	case "UA":
		return "вулиця " + cyrillicStems[order%6] + cyrillicEnds[order>>8%6]
	}
	return stem
}

// writtenCrossing is a crossing as people write it.
func writtenCrossing(m *meeting) string {
	a, b := m.streets[0], m.streets[1]
	ways := []string{a + " & " + b, a + " / " + b}
	switch cultureOf(m.country)[:min(2, len(cultureOf(m.country)))] {
	case "en":
		ways = append(ways, a+" and "+b, "corner of "+a+" and "+b, a+" @ "+b)
	case "de":
		ways = append(ways, a+" Ecke "+b, "Ecke "+a+" / "+b, a+" und "+b)
	case "ru":
		ways = append(ways, "угол "+a+" и "+b)
	case "pt":
		ways = append(ways, "esquina "+a+" com "+b)
	case "es":
		ways = append(ways, "esquina "+a+" y "+b)
	case "fr":
		ways = append(ways, "angle "+a+" et "+b)
	}
	return ways[m.order%uint64(len(ways))]
}
