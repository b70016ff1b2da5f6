package text

import "strings"

// romanTypes gives the kind of street of the words for it, by what foldRoman
// makes of their Latin letters.
var romanTypes = map[string]string{}

// nativeTypes are the words for kinds of streets that ParseStreet leaves in
// the core, as Key gives them.
var nativeTypes []struct{ word, kind string }

// kindOfClass gives the kind of street of the classes of the type table that
// names in other scripts have.
var kindOfClass = map[string]string{
	"ulica": "street", "prospekt": "avenue", "per": "lane", "place": "square", "blvd": "boulevard", "shosse": "highway",
	"nab": "embankment", "proezd": "drive", "allee": "alley", "tupik": "deadend", "liniya": "line", "trakt": "trakt",
	"maidan": "square", "uzviz": "uzviz", "kvartal": "quarter",
}

func init() {
	for line := range strings.Lines(`
street: ulitsa ulica ul ulitza oulitsa ulicza vulytsia vulytsya vulitsa vulica vul street st str strasse rue kucha poghots poghoc pogots phoghots odos sharia shari share shara sharea shaari
avenue: prospekt prospect praspekt pr prkt prosp avenue ave av gamziri poghota pogota leoforos leof
lane: pereulok per zavulak lane ln provulok provulock prov shesakhvevi nrbantsk nrbanck haret harat hara
square: ploshchad ploschad ploshad plosad plosca pl square sq ploshcha plateia platia plat moedani hraparak midan maydan meydan maidan majdan place
boulevard: bulvar boulevard blvd bd bulevard bul boul
highway: shosse shose highway hwy sosse sose road rd shasha khchughi khchoughi gzatketsili tariq tarik
embankment: naberezhnaya naberejnaya naberezhna nab embankment emb quay
drive: proezd proyezd projezd praezd drive passage proizd
alley: alleya alleja alleia allee alej aleya alley
deadend: tupik chikhi pakughi pakoughi
line: liniya linija line
trakt: trakt tract
uzviz: uzviz uzvoz
quarter: kvartal quarter taghamas
`) {
		kind, words, _ := strings.Cut(strings.TrimSpace(line), ":")
		for word := range strings.FieldsSeq(words) {
			romanTypes[foldRoman(word)] = kind
		}
	}
	for line := range strings.Lines(`
street: вуліца ქუჩა փողոց οδος شارع
avenue: праспект გამზირი պողոտա λεωφορος
lane: завулак შესახვევი նրբանցք حارة
square: плошча მოედანი հրապարակ πλατεια ميدان
boulevard: ბულვარი բուլվար
highway: шаша გზატკეცილი խճուղի طريق
drive: праезд
deadend: тупік ჩიხი փակուղի
quarter: թաղամաս
`) {
		kind, words, _ := strings.Cut(strings.TrimSpace(line), ":")
		for word := range strings.FieldsSeq(words) {
			nativeTypes = append(nativeTypes, struct{ word, kind string }{Key(word), kind})
		}
	}
}
