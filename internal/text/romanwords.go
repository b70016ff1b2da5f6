package text

import "strings"

// romanTypes gives the kind of street of the words for it, in Latin letters.
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
avenue: prospekt prospect pr prkt prosp avenue ave av gamziri poghota pogota leoforos leof
lane: pereulok per lane ln provulok provulock prov shesakhvevi nrbantsk nrbanck haret harat hara
square: ploshchad ploschad ploshad plosad pl square sq ploshcha plateia platia plat moedani hraparak midan maydan meydan maidan majdan place
boulevard: bulvar boulevard blvd bd bulevard bul boul
highway: shosse highway hwy sosse road rd khchughi gzatketsili tariq tarik
embankment: naberezhnaya naberejnaya naberezhna nab embankment emb quay
drive: proezd proyezd projezd drive dr passage proizd
alley: alleya alleja alleia allee alej aleya alley
deadend: tupik chikhi pakughi
line: liniya linija line
trakt: trakt tract
uzviz: uzviz uzvoz
quarter: kvartal quarter taghamas
`) {
		kind, words, _ := strings.Cut(strings.TrimSpace(line), ":")
		for word := range strings.FieldsSeq(words) {
			romanTypes[word] = kind
		}
	}
	for line := range strings.Lines(`
street: ქუჩა փողոց οδος شارع
avenue: გამზირი պողոտա λεωφορος
lane: შესახვევი նրբանցք حارة
square: მოედანი հրապարակ πλατεια ميدان
boulevard: ბულვარი բուլվար
highway: გზატკეცილი խճուղի طريق
deadend: ჩიხი փակուղի
quarter: թաղամաս
`) {
		kind, words, _ := strings.Cut(strings.TrimSpace(line), ":")
		for word := range strings.FieldsSeq(words) {
			nativeTypes = append(nativeTypes, struct{ word, kind string }{Key(word), kind})
		}
	}
}
