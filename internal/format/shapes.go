package format

import "strings"

// shapesTable says what the postcodes of each country look like: the shapes,
// a colon, the countries that have them. In a shape "#" is a digit, "@" a
// letter, "*" either, all else itself; a blank or hyphen is written there, and
// may be left out or be another one when read. A sign of the country that
// begins a shape ("LV-####") may be left out too. Shapes are parted by "|",
// the usual one first; those after ";" are parts of a postcode that people
// give for the whole. A country that is not listed has no postcodes.
const shapesTable = `
### : FO GN IS LS MG OM PG
###|#### : BH
#### : AF AL AM AT AU BD BE BG BO CH CK CV CY DK ET GE GW HU LR LU MK MZ NE NO NZ PH PY SI TN VE ZA
####|37#### : AM
####|##### : TZ
##### : BA CR CU DE DO DZ EE EG EH ES FI FR GT HR ID IQ IT JO KE KH KW LA LK LT MA ME MM MV MX MY NA NI NP PE PK
	SD SN TH TR UA UY XK ZM
#####|###### : MN RS VN
#####|#####-#### : SA
#####|####### : IL
#####|###@@### : MU
#####|@@#### : HN
#####|@@ ##### : BT SO
#####|###-### : KR
###### : BY CN CO IN KG NG RO RU SG TJ TM TT UZ
######|EC######|@####@ : EC
######|@##@#@# : KZ
####### : CL
###|#####|###### : TW
#####|#####-#### : US
@####@@@|#### ; @#### : AR
@### : SZ
@@#### : BN
@@ **|@@ @@ : BM
@@@ ####|@@@ ## ; @@@ : MT
@@-###-####|@@-####-#### : GH
@#@ #@@ |@#@ #@# ; @#@ : CA
@** **** ; @** : IE
@@# #@@|@@## #@@|@# #@@|@## #@@|@@#@ #@@|@#@ #@@|GIR 0AA|BFPO #|BFPO ##|BFPO ###|BFPO ####
	; @#|@##|@@#|@@##|@#@|@@#@|@# #|@## #|@@# #|@@## #|@#@ #|@@#@ # : GB
#### @@ ; #### : NL
#####-### ; ##### : BR
####-### ; #### : PT
###-#### ; ### : JP
##-### : PL
### ## : CZ GR SE SK
#### ####|#### : LB
########## ; ##### : IR

AD### : AD
AZ#### : AZ
BB##### : BB
CP ####|#### : SV
HT#### : HT
KY#-#### ; KY# : KY
LC## ### : LC
LV-#### : LV
MD-#### : MD
MSR ##### |MSR #### : MS
VC#### : VC
VG#### : VG

# Those of small countries and of territories are a range of another's.
AI-2640 : AI
00120 : VA
4789# : SM
948#|949# : LI
980## : MC
22### : AX
39## : GL
917#|8099 : SJ
6798 : CX
6799 : CC
2899 : NF
7151 : HM
971## : BL GP MF
972## : MQ
973## : GF
974## : RE
975## : PM
976## : YT
984## : TF
986## : WF
987## : PF
988## : NC
96799|96799-#### : AS
969##|969##-#### : FM GU MH MP PW
96898 : UM
00###|00###-#### : PR VI
GX11 1AA : GI
FIQQ 1ZZ : FK
SIQQ 1ZZ : GS
BBND 1ZZ : IO
PCRN 1ZZ : PN
TKCA 1ZZ : TC
ASCN 1ZZ : AC
TDCU 1ZZ : TA
STHL 1ZZ|ASCN 1ZZ|TDCU 1ZZ : SH
GY# #@@|GY## #@@ ; GY#|GY##|GY# #|GY## # : GG
JE# #@@|JE## #@@ ; JE#|JE##|JE# #|JE## # : JE
IM# #@@|IM## #@@ ; IM#|IM##|IM# #|IM## # : IM
`

// lettersOf are the letters that the postcodes of a country have where they do
// not have all. Those that look alike are left out.
var lettersOf = map[string]string{
	"CA": "ABCEGHJKLMNPRSTVWXYZ",
}

// areasOf are the letters that postcodes of a country begin with.
var areasOf = map[string]map[string]bool{
	"CA": countrySet("A B C E G H J K L M N P R S T V X Y"),
	"GB": countrySet(`AB AL B BA BB BD BF BFPO BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN
		DT DY E EC EH EN EX FK FY G GIR GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M
		ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN
		TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE`),
	"SZ": countrySet("H L M S"),
}

// zeroFirst are the countries that have postcodes with a leading zero, which
// spreadsheets take away.
var zeroFirst = countrySet(`AM AU BR CN CO DE DZ ES FI FR GE GT IT JP KE KR KZ LK LT MX MY NO PE PL PR RO SG TR UA US VI ZA`)

// zeroTwice are those of them that have postcodes with two: "00100" of Helsinki.
var zeroTwice = countrySet(`FI IT LT PL PR VI`)

// shape is one form of a postcode.
type shape struct {
	written string // "#####-###"
	bare    string // without blanks and hyphens
	sign    int    // how many letters begin it that may be left out
}

// shapes are those of one country.
type shapes struct {
	whole, part []shape
	letters     string          // that it has, "" for all
	areas       map[string]bool // that it may begin with, nil for all
	zeroes      bool            // some begin with a zero
}

var shapesOf = parseShapes(shapesTable)

func parseShapes(table string) map[string]*shapes {
	all := map[string]*shapes{}
	for entry := range strings.SplitSeq(strings.ReplaceAll(table, "\n\t", " "), "\n") {
		forms, countries, ok := strings.Cut(entry, " : ")
		if !ok {
			continue // blank, or a comment
		}
		whole, part, _ := strings.Cut(forms, ";")
		for country := range strings.FieldsSeq(countries) {
			all[country] = &shapes{
				whole: parseForms(whole), part: parseForms(part),
				letters: lettersOf[country], areas: areasOf[country], zeroes: zeroFirst[country],
			}
		}
	}
	return all
}

// parseForms reads shapes parted by "|".
func parseForms(forms string) []shape {
	var list []shape
	for form := range strings.SplitSeq(forms, "|") {
		if form = strings.TrimSpace(form); form == "" {
			continue
		}
		s := shape{written: form, bare: strings.NewReplacer(" ", "", "-", "").Replace(form)}
		rest := strings.TrimLeft(s.bare, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		if strings.Trim(rest, "#0123456789") == "" {
			s.sign = len(s.bare) - len(rest)
		}
		list = append(list, s)
	}
	return list
}
