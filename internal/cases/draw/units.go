package draw

import "strings"

// moreUnits are flats, floors, buildings and staircases as people write them,
// by the language of the country, in the order of how usual they are.
var moreUnits = map[string][]string{
	"en": {"Apt 5B", "#3", "Suite 200", "Unit 12", "Flat 2", "Floor 3", "Bldg C", "Rm 14"},
	"de": {"Whg. 12", "3. OG", "Wohnung 4", "EG", "2. Stock", "App. 7"},
	"fr": {"Apt 12", "Bât. C", "Bâtiment B", "esc. 2", "3e étage", "appt. 4"},
	"es": {"3º B", "piso 3º B", "2º dcha", "esc. 2", "puerta 4", "bajo izq"},
	"pt": {"2º Esq.", "3º Dto", "R/C", "apto 51", "Bloco B"},
	"ru": {"кв. 5", "квартира 12", "подъезд 2", "оф. 14", "этаж 3"},
	"be": {"кв. 5", "кв. 31"},
	"uk": {"кв. 5", "під'їзд 2", "оф. 14", "квартира 12"},
	"sv": {"lgh 1201", "lgh 1102", "3 tr"},
	"fi": {"as. 12", "as 3", "rappu B"},
	"da": {"3. tv", "st. th", "2. mf", "1. sal"},
	"ro": {"ap. 5", "sc. A", "et. 3", "bl. C ap. 12"},
	"sk": {"byt 5", "byt č. 12", "3. poschodie"},
	"pl": {"m. 5", "lok. 3", "m. 12"},
	"bg": {"ап. 5", "ет. 3", "вх. Б"},
	"sr": {"стан 5", "stan 12"},
	"hy": {"բն. 5", "բն. 12"},
	"ka": {"ბინა 5", "ბ. 12"},
	"ar": {"شقة 5", "الدور 3"},
}

// severalUnits are buildings, staircases, floors and flats together.
var severalUnits = map[string][]string{
	"en": {"Bldg C, Apt 5", "Suite 200, Floor 3", "Block B Flat 2"}, "de": {"Hinterhaus, 3. OG", "Haus B, Whg. 12", "3. OG links"},
	"fr": {"Bât. C, esc. 2", "Bât. C esc. 2 apt 5", "Rés. du Parc, Bât. A"}, "es": {"esc. 2, 3º B", "Bloque 3, 2º dcha", "piso 3º puerta 4"}, "pt": {"Bloco B, 3º Dto", "Lote 4, 2º Esq."},
	"ru": {"подъезд 2, кв. 5", "подъезд 2, этаж 3, кв. 31"}, "uk": {"під'їзд 2, кв. 5"}, "fi": {"rappu B as. 12", "B-rappu, 3. krs"},
	"sv": {"3 tr, lgh 1201", "uppgång B, lgh 1102"}, "da": {"opg. B, 3. tv"}, "ro": {"bl. 5, sc. A, ap. 12", "sc. A, et. 3, ap. 12"}, "sk": {"vchod B, byt 5"},
	"bg": {"бл. 5, вх. Б, ап. 12", "вх. Б, ет. 3"}, "sr": {"улаз 2, стан 5"},
}

// unitSeveral writes a building with its staircase, floor or flat behind the
// line.
func unitSeveral(_ *drawing, q *question, h *house) string {
	units := severalUnits[languageOf(h.country)]
	if len(units) == 0 {
		return unfit
	}
	unit := pick(h, "unit", units)
	q.line, q.givesUnit = q.addressLine()+pick(h, "comma", []string{", ", " "})+unit, unit
	return notSo
}

// unitOf gives a unit in the language of a house's country.
func unitOf(h *house) (string, bool) {
	units := moreUnits[languageOf(h.country)]
	if len(units) == 0 {
		return "", false
	}
	return pick(h, "unit", units), true
}

// unitAfter writes a unit behind number and street, with a comma or without.
func unitAfter(_ *drawing, q *question, h *house) string {
	unit, ok := unitOf(h)
	if !ok {
		return unfit
	}
	q.line, q.givesUnit = q.addressLine()+pick(h, "comma", []string{", ", " "})+unit, unit
	return notSo
}

// unitBefore writes a unit in front of the address line.
func unitBefore(_ *drawing, q *question, h *house) string {
	unit, ok := unitOf(h)
	if !ok {
		return unfit
	}
	q.line, q.givesUnit = unit+", "+q.addressLine(), unit
	return notSo
}

// unitInside writes a unit between number and street, where the number comes
// first, and else in brackets behind it, without a comma.
func unitInside(_ *drawing, q *question, h *house) string {
	unit, ok := unitOf(h)
	if !ok {
		return unfit
	}
	line := q.addressLine()
	q.line, q.givesUnit = line+" ("+unit+")", unit
	if strings.HasPrefix(line, q.number) {
		q.line = q.number + " " + unit + " " + q.street
	}
	return notSo
}
