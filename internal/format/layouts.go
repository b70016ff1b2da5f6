package format

import (
	"strings"
	"unicode"
)

// order is a row of the tables: a layout, and the countries and territories
// that write so, by alpha-2 code.
type order struct{ layout, countries string }

// upright is what layouts begin with that do not say where the address line
// is: nearly all.
const upright = "name / line / "

// usual is the order of countries that no table has, or of none.
const usual = "postcode locality|county / country"

// orders are the layouts of addresses with a street or a postcode, from what
// the postal services ask for and people write.
var orders = []order{
	// The postcode before the place.
	{usual, `AD AT AZ BA BE CH CY CZ DE DK DZ EE ET FI FO FR GE GL GR HN HR HT IL IS JO LA LI GW LR LT LU MA MD ME MK MZ
		NE NL NO PL PS PY RO RS SD SE SI SK SM SN TJ TM TN TR UY ZM`},
	{"postcode locality", "MC"},
	{"postcode locality province / country", "IT"},
	{"postcode locality / island / country", "PT"},
	{"postcode locality|region / district / country", "GN TZ"},
	{"suburb|quarter / postcode locality / country", "AR CO MG"},
	{"suburb / postcode locality / district / country", "MY"},
	{"quarter|suburb / postcode locality , short / country", "MX"},
	{"postcode locality / region|district / country", "CL"},
	{"postcode -- locality / district / country", "SV"},
	{"postcode - locality / country", "CV GT"},
	{"postcode / locality / country", "AL AM EC MN"},
	{"suburb / postcode / locality / country", "NI"},
	{"postcode / locality / district / country", "OM"},
	{"postcode / country", "VA"},
	{"district|locality , neighbourhood|suburb / postcode country", "CR"},
	{"name / line , suburb|quarter , locality / postcode district / country", "PH"},
	{"name / suburb neighbourhood / street / number , unit / postcode locality / country", "KW"},
	{"name / postcode locality / line / country", "HU"},

	// The postcode after the place.
	{"locality postcode / country", "BB BH BT CK KY LB LC LS MS MT MV NA PE SA SS VC XK"},
	{"suburb / locality postcode / country", "BG KH LK NP NZ PK"},
	{"quarter|suburb / locality postcode / country", "SO"},
	{"neighbourhood|suburb / locality postcode / country", "MU"},
	{"suburb / locality -- postcode / country", "BD"},
	{"suburb / locality -- postcode / district / country", "IN"},
	{"neighbourhood , suburb / district|locality postcode / country", "TH"},
	{"locality|district , postcode / country", "CU LV MM"},
	{"suburb / locality , postcode / country", "TT"},
	{"locality / county postcode / country", "BN"},
	{"suburb / locality / district postcode / country", "VN"},
	{"quarter / locality postcode / district / country", "ID"},
	{"locality postcode / district / country", "NG"},
	{"locality district postcode / country", "PG"},
	{"locality postcode , short / country", "VE"},
	{"locality|county postcode / country", "BM"},
	{"name / line , quarter / country postcode", "SG"},

	// District and postcode after the place.
	{"suburb|neighbourhood / county / locality , district postcode / country", "CN"},
	{"suburb|quarter|neighbourhood / locality , district postcode / country", "JP KR"},
	{"suburb / locality postcode / country", "TW"},
	{"name / line|suburb|neighbourhood / locality|suburb|region|county , short postcode / country", "US"},
	{"name / line|suburb|neighbourhood / locality|county|region , short postcode / country", "CA"},
	{"suburb|quarter|locality short postcode / country", "AU"},
	{"suburb / locality -- short / postcode / country", "BR"},
	{"suburb / locality , short / postcode / country", "DO"},

	// The postcode on a line of its own below.
	{"locality / postcode / country", "AF GB GI IM KE SZ"},
	{"suburb / locality / postcode / country", "EG UA ZA"},
	{"suburb|quarter / locality / county / postcode / country", "IE"},
	{"name / quarter|suburb / line / locality / postcode / country", "IQ"},
	{"name / locality|district / suburb / line / postcode / country", "IR"},
	{"suburb / locality / district / country / postcode", "RU"},
	{"locality / district / country / postcode", "UZ"},

	// No postcodes, or none that people write.
	{"locality / country", `AG AO AW BF BI BO BW BZ CD CF CG CI CM CW DJ DM ER FJ GD GH GM GQ GY
		KI KM LY ML MR MW NR NU QA RW SB SL SR ST SX TD TG TL TO TV UG VU WS YE ZW`},
	{"suburb / locality / country", "AE BJ GA KP"},
	{"neighbourhood|suburb / locality / country", "JM SY"},
	{"suburb / locality / district / country", "PA"},
	{"locality|county / country", "EH"},
	{"locality / county / country", "BS XC"},
	{"locality / district / country", "BQ"},
	{"locality , district|island / country", "KN"},
	{"locality / island / country", "SC"},
	{"locality / island / postcode / country", "TC"},
	{"region / locality / country", "HK"},
	{"region|locality / country", "MO"},

	// From the country down to the door.
	{"country / postcode locality / line / name", "BY"},
	{"country / district / postcode locality / line / name", "KG KZ"},

	// Territories: in their sovereign's order, which is named after them.
	{"postcode locality / country , sovereign", "BL GP MQ NC PF PM RE TF WF YT"},
	{"postcode locality / district|country , sovereign", "AX"},
	{"postcode locality|district / sovereign", "GF MF SJ"},
	{"locality / country , sovereign", "BV TK"},
	{"locality , code postcode / sovereign", "AS GU MP PR VI"},
	{"locality , code postcode / country", "FM MH PW"},
	{"locality|island / country postcode / sovereign", "CC HM"},
	{"country postcode / sovereign", "CX"},
	{"locality country postcode / sovereign", "NF"},
	{"locality / postcode / country / sovereign", "FK IO"},
	{"locality / postcode / district / sovereign", "GS SH"},
	{"locality / postcode / country , =Channel_Islands", "GG JE"},
	{"locality / postcode country", "AI"},
	{"locality , island / country , postcode", "VG"},
	{"island , country / sovereign", "UM"},
	{"name / locality / postcode / country", "PN"},
	{"name / locality / country", "AQ"},
}

// nativeOrders are the layouts of addresses in the script of a country that in
// other scripts is written the other way round.
var nativeOrders = []order{
	{"〒postcode district + locality + suburb + line / name", "JP"},
	{"postcode country / district / county / locality / suburb|neighbourhood / line / name", "CN"},
	{"country / district locality quarter suburb neighbourhood line / name / postcode", "KR"},
	{"country / postcode / locality suburb line / name", "TW"},
}

// usualCoarse is the order of places and areas, which have neither street
// nor postcode: from the small to the large.
const usualCoarse = "name / suburb|quarter / locality|county|region / island / district / country"

// coarseOrders are the layouts of those that are not in the usual order.
var coarseOrders = []order{
	{"name / suburb|neighbourhood / locality|county|region , district|short / country", "US CA"},
	{"name / suburb / locality|county district|short / country", "AU"},
	{"name / suburb / locality|county -- short / country", "BR"},
	{"name / suburb|quarter / locality / county / district / country", "GB"},
	{"name / suburb|quarter / locality / county / country", "IE"},
	{"name / neighbourhood|suburb / locality / country", "MC"},
	{"name / suburb|quarter / locality / county|district / country", "IR"},
}

// lineOrders are the layouts of the address line.
var lineOrders = []order{
	{"street number , unit", ""}, // the usual one
	{"number street , unit", `AD AG AI AM AS AZ BB BD BL BM BS BZ CA CN DZ EG FJ FM FR GF GH GP GU HM IN IQ JM JO JP KE KR KY LB LK LU MA
		MC MF MH MM MP MQ MY NA NC NG PF PH PK PM PR PW RE SA SG SN TH TN TT TW TZ UG US VC VG VI WF YT ZA ZW ZM`},
	{"unit , number street", "AU CC CX FK GB GG GI GS HK IE IM IO JE MT NF NZ SH"},
	{"number , street , unit", "BJ CD CG CI CM GA MG MU TG XK"},
	{"street , number , unit", "BR KW BY ES KG KZ MD MZ RU UA"},
	{"street number. , unit", "HU"},
}

// nativeLineOrders are those of address lines in the country's own script.
var nativeLineOrders = []order{
	{"street number , unit", "CN KR TW"},
	{"street + number unit", "JP"},
}

// sovereigns are the countries that territories belong to, by the territory's
// code, where their addresses are written in that country's order or name it.
var sovereigns = pairs(`FI:AX FR:BL,GF,GP,MF,MQ,NC,PF,PM,RE,TF,WF,YT NO:BV,SJ NZ:TK US:AS,GU,MP,PR,UM,VI
	AU:CC,CX,HM,NF GB:FK,GS,IO,SH`)

// domestic are the countries whose one-line addresses go without the country's
// name, as the service wrote them.
var domestic = countrySet("US PR GU VI AS MP")

// habit is how the addresses of one country are written.
type habit struct {
	layout, coarse, native layout // native nil where it is no other
	line, nativeLine       []token
	shapes                 *shapes // of its postcodes; nil where it has none
	sovereign              string
	domestic               bool
}

// habits are those of all countries that any table has, by alpha-2 code.
var habits = gatherHabits()

// usualHabit is that of all others.
var usualHabit = &habit{layout: mustParse(upright + usual), coarse: mustParse(usualCoarse), line: mustParse(lineOrders[0].layout)[0]}

func gatherHabits() map[string]*habit {
	all := map[string]*habit{}
	of := func(country string) *habit {
		h := all[country]
		if h == nil {
			usual := *usualHabit
			h = &usual
			all[country] = h
		}
		return h
	}
	for country, s := range shapesOf {
		of(country).shapes = s
	}
	eachRow(orders, func(country string, l layout) {
		of(country).layout = l
		if of(country).sovereign = sovereigns[country]; sovereigns[country] != "" {
			of(country).coarse = l
		}
	})
	eachRow(coarseOrders, func(country string, l layout) { of(country).coarse = l })
	eachRow(nativeOrders, func(country string, l layout) { of(country).native = l })
	eachRow(lineOrders, func(country string, l layout) { of(country).line = l[0] })
	eachRow(nativeLineOrders, func(country string, l layout) { of(country).nativeLine = l[0] })
	for country := range domestic {
		of(country).domestic = true
	}
	return all
}

// eachRow reads the rows of a table. What the tables hold is held by tests.
func eachRow(rows []order, do func(country string, l layout)) {
	for _, row := range rows {
		written := row.layout
		if !strings.Contains(written, "line") && !strings.Contains(written, "name") && !strings.Contains(written, "street") {
			written = upright + written
		}
		l := mustParse(written)
		for country := range strings.FieldsSeq(row.countries) {
			do(country, l)
		}
	}
}

func mustParse(s string) layout {
	l, err := parseLayout(s)
	if err != nil {
		panic(err) // of a constant
	}
	return l
}

func habitOf(country string) *habit {
	if h := habits[country]; h != nil {
		return h
	}
	return usualHabit
}

// layoutFor chooses the layout for an address.
func (h *habit) layoutFor(p *Parts) layout {
	switch {
	case h.native != nil && inHan(p[Locality]+p[District]):
		return h.native
	case p.coarse(h):
		return h.coarse
	}
	return h.layout
}

// lineFor chooses the layout for its address line.
func (h *habit) lineFor(p *Parts) []token {
	if h.nativeLine != nil && inHan(p[Street]) {
		return h.nativeLine
	}
	return h.line
}

// inHan tells whether a text has ideographs, kana or Hangul.
func inHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
}

func countrySet(codes string) map[string]bool {
	set := map[string]bool{}
	for code := range strings.FieldsSeq(codes) {
		set[code] = true
	}
	return set
}

// pairs reads "FR:GP,MQ US:GU" as GP and MQ of FR, GU of US.
func pairs(s string) map[string]string {
	m := map[string]string{}
	for entry := range strings.FieldsSeq(s) {
		of, list, _ := strings.Cut(entry, ":")
		for code := range strings.SplitSeq(list, ",") {
			m[code] = of
		}
	}
	return m
}
