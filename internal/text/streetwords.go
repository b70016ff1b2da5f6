package text

import (
	"maps"
	"slices"
	"strings"
)

// side says at which end of a street's name a type word stands.
type side uint8

const (
	prefixSide side = 1 << iota
	suffixSide
)

// typeWord is what the name of a kind of street says. Where both ends of a
// name could be the type, the heavier word is ("Avenue Road" is a road called
// Avenue, "Rue de la Place" a rue).
type typeWord struct {
	class  string
	side   side
	weight int
}

// typeTable lists the type words by class. The first column is the class,
// then its side ('<' before the name, '>' after it, '=' either), its weight,
// and its spellings in the form of Key. A class is one word in its languages
// and abbreviations: "rue" and "street" are two classes, since nobody calls a
// rue a street in an address.
const typeTable = `
rue      < 9 rue r
st       > 8 street st strt
road     > 8 road rd
ave      = 7 avenue ave av aven avenu avn avnue avenida avda avinguda avgda aveneu
drive    > 8 drive dr drv driv
lane     > 8 lane ln
court    > 6 court ct crt
place    = 5 place pl plaza plza placa praca piazza piata plac plads plass plats platz namestie nam ploscha площадь площа пл plz pza pca
circle   > 8 circle cir circ crcl
blvd     = 8 boulevard blvd bd bvd boul bvrd boulv bulevardul bulevard bul boulevarde bulwar бульвар бул б blv bld
cres     > 8 crescent cres cresc crs croissant
terrace  > 7 terrace ter terr tce
parkway  > 8 parkway pkwy pky pwy prkwy
trail    > 7 trail trl trls
cove     > 6 cove cv
highway  = 6 highway hwy hiway hway hgwy
way      > 6 way wy
close    > 6 close cl
square   = 5 square sq sqr
loop     > 6 loop lp
alley    > 6 alley aly ally
path     > 5 path
pike     > 5 pike pk turnpike tpke
run      > 4 run
row      > 4 row
walk     > 5 walk wlk
ridge    > 3 ridge rdg
point    > 3 point pt pte
park     > 3 park prk
gardens  > 5 gardens gdns gdn garden
grove    > 6 grove gr grv
hill     > 3 hill hl
mews     > 6 mews
gate     > 3 gate
green    > 3 green grn
parade   > 6 parade pde
circuit  > 6 circuit cct cirt
espl     > 5 esplanade esp espl
rise     > 4 rise
view     > 3 view vw
vale     > 3 vale
bend     > 4 bend bnd
crossing > 5 crossing xing
landing  > 4 landing lndg
manor    > 3 manor mnr
pass     > 4 pass
quay     = 5 quay quai
heights  > 3 heights hts
hollow   > 3 hollow holw
ext      > 3 extension extn ext
line     > 3 line
expwy    > 7 expressway expy expwy
freeway  > 7 freeway fwy
plateau  > 2 plateau
centre   > 2 centre center ctr
yard     > 3 yard
arcade   > 4 arcade
chemin   < 9 chemin ch che chem
allee    = 6 allee alle all allees aleea aleja al allen alleen alej аллея алея
impasse  < 9 impasse imp
passage  = 6 passage pass passatge pasaje psje pasajul pasaż pasaz ptge
route    < 7 route rte
cours    < 6 cours cour
sentier  < 8 sentier
cite     < 5 cite
montee   < 6 montee
cote     < 4 cote
promenade = 5 promenade prom promenaden
rang     < 4 rang
villa    < 4 villa
galerie  < 4 galerie
calle    < 7 calle c cl call cll
carrer   < 9 carrer crer
paseo    < 6 paseo pso passeig pg ps
camino   < 6 camino cno cami
carretera < 7 carretera ctra crta
ronda    < 6 ronda rda
travesia < 7 travesia trva trav travessera travesera travessia
rambla   < 6 rambla rbla
glorieta < 6 glorieta gta
cuesta   < 5 cuesta
callejon < 7 callejon cjon
placeta  < 7 placeta pta
baixada  < 7 baixada
via      < 4 via
corso    < 7 corso
viale    < 8 viale vle
vicolo   < 8 vicolo vlo
largo    < 5 largo lgo
rua      < 9 rua
travessa < 8 travessa tv
alameda  < 6 alameda
estrada  < 7 estrada estr
str      = 8 strasse strase strass straat strada str
stradela < 9 stradela
intrarea < 9 intrarea intr
calea    < 8 calea cal
soseaua  < 9 soseaua sos
drumul   < 8 drumul drum dr
fundatura < 9 fundatura fund fundacul
splaiul  < 9 splaiul spl splai
prelung  < 8 prelungirea prel
weg      > 7 weg
gasse    > 7 gasse g
ring     > 4 ring
damm     > 4 damm
ufer     > 5 ufer
steig    > 4 steig
stieg    > 4 stieg
chaussee > 7 chaussee
markt    > 4 markt
hof      > 3 hof
laan     > 7 laan
plein    > 6 plein
gracht   > 6 gracht
gata     > 8 gata gatan g
vag      > 8 vag vagen v
grand    > 5 grand
torg     > 6 torg torget
backe    > 5 backe backen
stig     > 5 stig stigen
gade     > 8 gade
vej      > 8 vej
vei      > 8 vei veien
katu     > 8 katu k
tie      > 8 tie t
kuja     > 8 kuja
polku    > 7 polku
aukio    > 5 aukio
tori     > 5 tori
ulica    = 9 ulica ul ulitsa улица ул вулиця вул вулица ulice ulitza vulytsia
per      = 8 переулок пер провулок пров
prospekt = 8 проспект пр просп прт prospekt
proezd   = 8 проезд прзд проїзд
shosse   = 8 шоссе ш шосе
nab      = 7 набережная наб набережна nabrezie nabreze
tupik    = 8 тупик туп
liniya   = 6 линия
trakt    = 7 тракт
maidan   = 5 майдан
uzviz    = 7 узвіз
kvartal  = 4 квартал
cesta    > 6 cesta
utca     > 9 utca u
ut       > 7 ut utja
ter      > 6 tere
osiedle  < 7 osiedle os
ulicka   > 6 ulicka
trg      = 6 trg
`

var (
	typeWords     = map[string]typeWord{}
	typeSpellings []string // in the table's order
)

func init() {
	for line := range strings.Lines(typeTable) {
		fields := strings.Fields(line)
		if len(fields) < 4 {
			continue
		}
		t := typeWord{class: fields[0], weight: int(fields[2][0] - '0')}
		t.side = map[string]side{"<": prefixSide, ">": suffixSide, "=": prefixSide | suffixSide}[fields[1]]
		for _, spelling := range fields[3:] {
			addTypeWord(Key(spelling), t)
		}
	}
}

// addTypeWord enters a spelling. One that two classes share on different
// sides ("dr" before a name is drumul, after it drive) keeps the class that
// came first; the weight of either side is the same.
func addTypeWord(spelling string, t typeWord) {
	if known, ok := typeWords[spelling]; ok {
		known.side |= t.side
		typeWords[spelling] = known
		return
	}
	typeWords[spelling] = t
	typeSpellings = append(typeSpellings, spelling)
}

// compounds are the endings that make one word of name and type.
var compounds = []struct{ ending, class string }{
	{"strasse", "str"}, {"strase", "str"}, {"straat", "str"}, {"str", "str"},
	{"weg", "weg"}, {"platz", "place"}, {"gasse", "gasse"}, {"allee", "allee"}, {"chaussee", "chaussee"}, {"damm", "damm"}, {"ufer", "ufer"},
	{"gatan", "gata"}, {"gata", "gata"}, {"vagen", "vag"}, {"vag", "vag"}, {"torget", "torg"},
	{"katu", "katu"}, {"kuja", "kuja"}, {"polku", "polku"}, {"tie", "tie"},
	{"laan", "laan"}, {"plein", "plein"}, {"gracht", "gracht"},
	{"gade", "gade"}, {"vej", "vej"}, {"veien", "vei"},
	{"utca", "utca"},
}

// directions maps the words for directions to their letters.
var directions = map[string]string{
	"north": "n", "n": "n", "nth": "n", "south": "s", "s": "s", "sth": "s", "east": "e", "e": "e", "west": "w", "w": "w",
	"northeast": "ne", "ne": "ne", "northwest": "nw", "nw": "nw", "southeast": "se", "se": "se", "southwest": "sw", "sw": "sw",
	"nord": "n", "sud": "s", "est": "e", "ouest": "w", "no": "nw", "so": "sw",
	"norra": "n", "sodra": "s", "ostra": "e", "vastra": "w",
}

// directionWords are those of at least four letters, sorted.
var directionWords = slices.DeleteFunc(slices.Sorted(maps.Keys(directions)), func(w string) bool { return len(w) < 4 })

// articles are the small words that people leave out of street names.
var articles = wordList(`the of and de du des d l la le les del dels de los las el els da do dos das di della delle dell dei degli al
	der die das den dem zum zur von vom van het i y e et a au aux na och`)

// joinedArticles are the articles that names are written together with
// ("Lafayette"), the longest first.
var joinedArticles = []string{"dela", "les", "los", "las", "del", "des", "la", "le", "el", "du", "de"}

// elided are the articles that an apostrophe joins to the next word.
var elided = wordList(`d l dell all sull nell s qu`)

// ordinalEndings make a number an ordinal one.
var ordinalEndings = wordList(`st nd rd th er re e eme ere ieme ème a o й и я е ая ый ий ой ша та тя га ма ва ти го`)

// sameTable lists words and, behind each, its other spellings, in any case:
// titles, saints, numbers in words, Roman numerals.
const sameTable = `
st: saint sankt skt sainte ste szent sv svatej svateho
mt: mount mnt
ft: fort
dr: doctor doktor docteur dra
general: gen gral gal generala generalul генерала ген
president: pres
martin luther king: mlk
colonel: col
captain: capt
sergeant: sgt
professor: prof professeur
santa: sta
santo: sto
count: cnt
county: co
nordre: ndr
sondre: sdr
gammel: gl gamle
lille: ll
norre: nr
vester: vr
academician: акад академика
1: first erste premier premiere primero primer forsta un
2: second zweite deuxieme segundo segona andra
3: third dritte troisieme tercero tercera tredje
4: fourth vierte fjarde
5: fifth funfte femte
6: sixth sechste sjatte
7: seventh siebte sjunde
8: eighth achte attonde
9: ninth neunte nionde
10: tenth zehnte tionde
11: eleventh
12: twelfth
13: thirteenth
14: fourteenth
15: fifteenth
16: sixteenth
17: seventeenth
18: eighteenth
19: nineteenth
20: twentieth
2: ii
3: iii
4: iv
6: vi
7: vii
8: viii
9: ix
11: xi
12: xii
13: xiii
14: xiv
15: xv
16: xvi
17: xvii
18: xviii
19: xix
20: xx
21: xxi
22: xxii
23: xxiii
`

// sameWords gives the one spelling of words with several; "" of those that say
// nothing.
var sameWords = map[string]string{}

func init() {
	for line := range strings.Lines(sameTable) {
		word, spellings, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		for _, s := range strings.Fields(spellings) {
			sameWords[Key(s)] = word
		}
	}
	for _, junior := range []string{"jr", "junior", "sr", "senior"} {
		sameWords[junior] = ""
	}
}

func wordList(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[Key(w)] = true
	}
	return set
}
