package text

import "testing"

func TestSpellingsOfOneStreetMeet(t *testing.T) {
	for _, spellings := range [][]string{
		{"East Second Street", "E 2nd St", "e. second street", "E. 2ND ST."},
		{"Hauptstraße", "Hauptstrasse", "Haupt Straße", "Hauptstr.", "Haupt-Str."},
		{"Lindauer Straße", "Lindauer Str.", "Lindauerstraße"},
		{"Calle San Sisenando", "C/ San Sisenando", "calle san sisenando"},
		{"Rue du Château", "R. du Château", "rue du chateau", "Rue Chateau"},
		{"Avenue de l'Opéra", "av de l opera", "Av. de l’Opéra"},
		{"Boulevard Henri IV", "bd henri 4", "BOULEVARD HENRI IV"},
		{"Strada Luigi Galvani", "Str. Luigi Galvani"},
		{"Пионерская улица", "Пионерская ул.", "ул. Пионерская"},
		{"переулок Комсомольская Правда", "пер. Комсомольская Правда"},
		{"1-й Тихий переулок", "1 Тихий пер."},
		{"Saint Helena Gardens", "St Helena Gdns", "St. Helena Gardens"},
		{"Cambridge Crescent", "Cambridge Cres"},
		{"Main Street South", "Main St S"},
		{"Carrer d'Emili Roca", "carrer d emili roca"},
		{"Martin Luther King Junior Boulevard", "MLK Jr Blvd"},
		{"McDonald Avenue", "Mc Donald Ave"},
		{"Nordre Frihavnsgade", "Ndr. Frihavnsgade"},
		{"Sankt Pauls Gade", "Skt. Pauls Gade"},
		{"Nørre Voldgade", "Nr. Voldgade"},
		{"Gammel Kongevej", "Gl. Kongevej"},
	} {
		want := withoutArticles(ParseStreet(spellings[0]))
		for _, s := range spellings[1:] {
			if got := withoutArticles(ParseStreet(s)); got != want {
				t.Errorf("%q is %+v, %q is %+v", s, got, spellings[0], want)
			}
		}
	}
}

func TestNamesThatLookLikeTypesAndDirectionsStayNames(t *testing.T) {
	for name, want := range map[string]StreetName{
		"North Street":      {Core: "north", Type: "st"},
		"Avenue E":          {Core: "e", Type: "ave"},
		"E Street":          {Core: "e", Type: "st"},
		"Avenue Road":       {Core: "avenue", Type: "road"},
		"Broadway":          {Core: "broadway"},
		"The Avenue":        {Core: "the", Type: "ave"},
		"La Rue":            {Core: "rue"},
		"Rue de la Place":   {Core: "place", Type: "rue"},
		"Via Del Rey Drive": {Core: "viarey", Type: "drive"},
		"Calle del Parque":  {Core: "parque", Type: "calle"},
		"South Park Avenue": {Core: "park", Type: "ave", Pre: "s"},
		"":                  {},
	} {
		if got := withoutArticles(ParseStreet(name)); got != want {
			t.Errorf("ParseStreet(%q) = %+v, want %+v", name, got, want)
		}
	}
}

func withoutArticles(s StreetName) StreetName {
	s.Articles = ""
	return s
}

func TestArticlesTellStreetsApart(t *testing.T) {
	la, del := ParseStreet("La Mar Drive"), ParseStreet("Del Mar Drive")
	if la == del || la.Core != del.Core {
		t.Errorf("got %+v and %+v, want one core and two names", la, del)
	}
}

func TestMistypedTypeWordsAreReadings(t *testing.T) {
	for typed, want := range map[string]StreetName{
		"Golfdrum Stret":            {Core: "golfdrum", Type: "st"},
		"Crrer de la Independència": {Core: "independencia", Type: "carrer"},
		"Avenuede la République":    {Core: "republique", Type: "ave"},
		"Ru Suzanne Masson":         {Core: "suzannemasson", Type: "rue"},
		"Hauptstaße":                {Core: "haupt", Type: "str"},
		"Re du Couédic":             {Core: "couedic", Type: "rue"},
		"Beckwaeg":                  {Core: "becka", Type: "weg"},
		"ул. Б. Лубянка":            {Core: "большаялубянка", Type: "ulica"},
		"St. Kongensgade":           {Core: "storekongens", Type: "gade"},
		"Avenue Ssint-Charles":      {Core: "stcharles", Type: "ave"},
	} {
		found := false
		for _, r := range Readings(typed) {
			found = found || withoutArticles(r) == want
		}
		if !found {
			t.Errorf("Readings(%q) = %+v, want %+v among them", typed, Readings(typed), want)
		}
	}
}

func TestHouseNumbers(t *testing.T) {
	for s, want := range map[string]HouseNumber{
		"12":                   {Number: 12},
		" 12 A ":               {Number: 12, Rest: "a"},
		"12-A":                 {Number: 12, Rest: "a"},
		"12bis":                {Number: 12, Rest: "b"},
		"93 b":                 {Number: 93, Rest: "b"},
		"12 - 14":              {Number: 12, Rest: "-14", To: 14},
		"12–14":                {Number: 12, Rest: "-14", To: 14},
		"88-38":                {Number: 88, Rest: "-38"},
		"10 1/2":               {Number: 10, Rest: "1/2"},
		"10½":                  {Number: 10, Rest: "1/2"},
		"9 к2":                 {Number: 9, Rest: "к2"},
		"1234/5":               {Number: 1234, Rest: "/5"},
		"No. 5":                {Number: 5},
		"д. 7":                 {Number: 7},
		"A5":                   {Rest: "a5"},
		"":                     {},
		"99999999999999999999": {Rest: "99999999999999999999"},
	} {
		if got := ParseNumber(s); got != want {
			t.Errorf("ParseNumber(%q) = %+v, want %+v", s, got, want)
		}
	}
}

// TestSpelledNumbersAreReadAgain: what a number is written as is that number.
func TestSpelledNumbersAreReadAgain(t *testing.T) {
	for s, want := range map[string]string{"12 A": "12a", "10 1/2": "10 1/2", "7½": "7 1/2", "12 - 14": "12-14", "1234/5": "1234/5", "A5": "a5", "9 к2": "9к2"} {
		n := ParseNumber(s)
		if n.String() != want || ParseNumber(n.String()) != n {
			t.Errorf("%q is %q, want %q; read again %+v", s, n, want, ParseNumber(n.String()))
		}
	}
}

func TestDistanceStopsAtItsLimit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		most int
		want int
	}{
		{"main", "main", 2, 0},
		{"mian", "main", 2, 1},
		{"conway", "ocnway", 2, 1},
		{"kitten", "sitting", 3, 3},
		{"kitten", "sitting", 2, 3},
		{"ленина", "лениина", 2, 1},
		{"", "ab", 5, 2},
		{"", "abcdef", 2, 3},
	} {
		if got := Distance(c.a, c.b, c.most); got != c.want {
			t.Errorf("Distance(%q, %q, %d) = %d, want %d", c.a, c.b, c.most, got, c.want)
		}
		if got := Distance(c.b, c.a, c.most); got != c.want {
			t.Errorf("Distance(%q, %q, %d) = %d, want %d", c.b, c.a, c.most, got, c.want)
		}
	}
}
