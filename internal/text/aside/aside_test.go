package aside

import (
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/text"
)

var kindNames = [...]string{Unit: "unit", Box: "box", Route: "route", Military: "military", Contact: "contact", Person: "person", Note: "note", NumberWord: "number"}

// marked writes a text's asides as "kind: text", and what is left.
func marked(s string) (list, rest string) {
	tokens, _ := text.Tokens(s, 100)
	found := Find(s, tokens)
	var asides, left []string
	at := 0
	for _, a := range found {
		asides = append(asides, kindNames[a.Kind]+": "+a.Text)
		for ; at < a.First; at++ {
			left = append(left, tokens[at].Key)
		}
		at = a.Last
	}
	for ; at < len(tokens); at++ {
		left = append(left, tokens[at].Key)
	}
	return strings.Join(asides, " | "), strings.Join(left, " ")
}

// TestFind reads rows as people write them, of all languages and places.
func TestFind(t *testing.T) {
	for _, c := range []struct{ text, asides, rest string }{
		{"12 Main St Apt 5B, Louisville, KY 40202", "unit: Apt 5B", "12 main st louisville ky 40202"},
		{"Apt 5B, 12 Main St", "unit: Apt 5B", "12 main st"},
		{"Apt 5B 12 Main St, Louisville", "unit: Apt 5B", "12 main st louisville"},
		{"#3 12 Main St", "unit: #3", "12 main st"},
		{"12 Main St # 204 Louisville KY", "unit: # 204", "12 main st louisville ky"},
		{"12 Main St, # 4", "unit: # 4", "12 main st"},
		{"1 passage Chaussin, rez-de-chaussée porte droite", "unit: rez-de-chaussée porte droite", "1 passage chaussin"},
		{"18 p Rue de Chartres, 75018 Paris", "", "18 p rue de chartres 75018 paris"},
		{"99 v Boulevard Murat, 75016 Paris", "", "99 v boulevard murat 75016 paris"},
		{"Unit 4/12 High Street", "unit: Unit 4", "12 high street"},
		{"Hauptstraße Nr. 12, 10115 Berlin", "number: Nr", "hauptstrasse 12 10115 berlin"},
		{"Calle Mayor nº 12", "number: nº", "calle mayor 12"},
		{"Rua Direita n.º 12, Lisboa", "number: n.º", "rua direita 12 lisboa"},
		{"Calle Mayor, núm. 12, 2º B", "number: núm | unit: 2º B", "calle mayor 12"},
		{"Via Roma n. 12, 10121 Torino", "number: n", "via roma 12 10121 torino"},
		{"ул. Ленина, д. 12, кв. 5", "number: д | unit: кв. 5", "ул ленина 12"},
		{"ул. 8 Марта, дом № 12", "number: дом №", "ул 8 марта 12"},
		{"вул. Селецька, буд. 25, кв. 5, Житомир", "number: буд | unit: кв. 5", "вул селецька 25 житомир"},
		{"Carrera 8 No. 11-60", "number: No", "carrera 8 11 60"},
		{"No. 12 Main Street", "number: No", "12 main street"},
		{"Vážska č. 12, Bratislava", "number: č", "vazska 12 bratislava"},
		{"Rodovia BR 116, Curitiba", "", "rodovia br 116 curitiba"},
		{"NO 0150 Oslo", "", "no 0150 oslo"},
		{"Storgata, NO-5003 Bergen", "", "storgata no 5003 bergen"},
		{"Hauptstraße, Nr 10115 Berlin", "", "hauptstrasse nr 10115 berlin"},
		{"12 Main Street, No 5", "unit: No 5", "12 main street"},
		{"12 Main Street N 5", "", "12 main street n 5"},
		{"No 5, Main Street 12", "unit: No 5", "main street 12"},
		{"N 12 Main Street", "", "n 12 main street"},
		{"NO-0150 Oslo", "", "no 0150 oslo"},
		{"123 N 500 W, Provo", "", "123 n 500 w provo"},
		{"N 5th Street 12", "", "n 5th street 12"},
		{"Avenue N 12 Brooklyn", "", "avenue n 12 brooklyn"},
		{"Unit 12 Main Street", "", "unit 12 main street"},
		{"Flat 3/1, 12 High Street", "unit: Flat 3/1", "12 high street"},
		{"Ground Floor Flat, 12 High Street", "unit: Ground Floor Flat", "12 high street"},
		{"First Floor Flat, 12 High Street", "unit: First Floor Flat", "12 high street"},
		{"12 High Street Ground Floor Flat", "unit: Ground Floor Flat", "12 high street"},
		{"12 Flat Rock Road", "", "12 flat rock road"},
		{"12 Ring Road", "", "12 ring road"},
		{"12 St Johns Road", "", "12 st johns road"},
		{"Vestergade 12, st. th, 8000 Aarhus", "unit: st. th", "vestergade 12 8000 aarhus"},
		{"Vestergade 12 2. tv", "unit: 2. tv", "vestergade 12"},
		{"B rappu Arhotie 19", "unit: B rappu", "arhotie 19"},
		{"B-rappu Arhotie 19", "unit: B-rappu", "arhotie 19"},
		{"Arhotie 16 D rappu B as. 12", "unit: rappu B as. 12", "arhotie 16 d"},
		{"Arhotie 19 B rappu", "unit: B rappu", "arhotie 19"},
		{"Uppgång B Storgatan 4", "unit: Uppgång B", "storgatan 4"},
		{"c/o Weber Hauptstr. 12", "person: c/o Weber", "hauptstr 12"},
		{"c/o Weber Hauptstr. 12a, 10115 Berlin", "person: c/o Weber", "hauptstr 12a 10115 berlin"},
		{"c/o Weber Hauptstr. 12 a, 10115 Berlin", "person: c/o Weber", "hauptstr 12 a 10115 berlin"},
		{"c/o Peter Weber Hauptstr. 12 10115 Berlin", "person: c/o Peter Weber", "hauptstr 12 10115 berlin"},
		{"z.Hd. Peter Weber Lange Straße 12", "person: z.Hd. Peter Weber", "lange strasse 12"},
		{"c/o Weber Unterfeld 12", "person: c/o Weber", "unterfeld 12"},
		{"c/o Rossi via Roma 12, Torino", "person: c/o Rossi", "via roma 12 torino"},
		{"c/o Jane Doe 12 High Street", "person: c/o Jane Doe", "12 high street"},
		{"c/o Weber, Hauptstr. 12", "person: c/o Weber", "hauptstr 12"},
		{"c/o Weber", "person: c/o Weber", ""},
		{"Landstrasse 3 0041 44 123 45 67, Vaduz", "contact: 0041 44 123 45 67", "landstrasse 3 vaduz"},
		{"Main Street 5 502 555 0123", "contact: 502 555 0123", "main street 5"},
		{"5 Main Street 502 555 0123", "contact: 502 555 0123", "5 main street"},
		{"Strada Bucegi 23 langa biserica, 550278 Sibiu", "note: langa biserica", "strada bucegi 23 550278 sibiu"},
		{"Strada Bucegi 23 (lângă biserică, 550278 Sibiu", "note: lângă biserică", "strada bucegi 23 550278 sibiu"},
		{"Strada Bucegi 23, intrarea 2, 550278 Sibiu", "unit: intrarea 2", "strada bucegi 23 550278 sibiu"},
		{"Intrarea Gliei 5, București", "", "intrarea gliei 5 bucuresti"},
		{"вулиця Садова 5 біля церкви, Київ", "note: біля церкви", "вулиця садова 5 киів"},
		{"ул. Шипка 5, до църквата, София", "note: до църквата", "ул шипка 5 софия"},
		{"вулиця Архипенка, 8-В під'їзд 2, Київ", "unit: під'їзд 2", "вулиця архипенка 8 в киів"},
		{"вулиця Архипенка, 8 в під'їзд 2, Київ", "unit: під'їзд 2", "вулиця архипенка 8 в киів"},
		{"3. OG, Hauptstr. 5", "unit: 3. OG", "hauptstr 5"},
		{"Hauptstr. 5, 3.OG links, 10115 Berlin", "unit: 3.OG links", "hauptstr 5 10115 berlin"},
		{"Stiege 2 Top 5, Hauptstr. 5", "unit: Stiege 2 Top 5", "hauptstr 5"},
		{"Bât C esc. 2, 12 rue de la Paix", "unit: Bât C esc. 2", "12 rue de la paix"},
		{"12 rue de la Paix Bât C esc. 2 75002 Paris", "unit: Bât C esc. 2", "12 rue de la paix 75002 paris"},
		{"piso 3º B, Calle Mayor, 12", "unit: piso 3º B", "calle mayor 12"},
		{"Calle Mayor, 12, 3º izq, 28013 Madrid", "unit: 3º izq", "calle mayor 12 28013 madrid"},
		{"кв. 5, улица Ленина, 12", "unit: кв. 5", "улица ленина 12"},
		{"улица Ленина, 12, под. 3, кв. 45", "unit: под. 3 | unit: кв. 45", "улица ленина 12"},
		{"улица Ленина, 12, 2-й подъезд", "unit: 2-й подъезд", "улица ленина 12"},
		{"PO Box 123, Louisville, KY 40202", "box: PO Box 123", "louisville ky 40202"},
		{"Postfach 12 34 56, 10115 Berlin", "box: Postfach 12 34 56", "10115 berlin"},
		{"BP 123, 75002 Paris", "box: BP 123", "75002 paris"},
		{"п/я 4365, Профсоюзная улица, 3, 456228", "box: п/я 4365", "профсоюзная улица 3 456228"},
		{"Профсоюзная улица, 3, п/я 43", "box: п/я 43", "профсоюзная улица 3"},
		{"абонентська скринька 109, Капушанська вулиця, 154", "box: абонентська скринька 109", "капушанська вулиця 154"},
		{"а/с 92, Араратська вулиця, 89", "box: а/с 92", "араратська вулиця 89"},
		{"220075 Minsk, а/с 3935, Інжынерная вуліца, 18", "box: а/с 3935", "220075 minsk інжынерная вуліца 18"},
		{"п. фах 1111, Градски парк 2", "box: п. фах 1111", "градски парк 2"},
		{"поштански фах 12, Градски парк 2", "box: поштански фах 12", "градски парк 2"},
		{"П.П. 3352, Милована Јанковића 19, 11040 Belgrade", "box: П.П. 3352", "милована јанковића 19 11040 belgrade"},
		{"пощенска кутия 24, Студентска 23", "box: пощенска кутия 24", "студентска 23"},
		{"п.к. 24, Студентска 23", "box: п.к. 24", "студентска 23"},
		{"ПК 4883, Цариград 15, Ruse 7012", "box: ПК 4883", "цариград 15 ruse 7012"},
		{"Căsuța poștală 12, Strada Câmpului 17", "box: Căsuța poștală 12", "strada campului 17"},
		{"CP 3042, Strada Câmpului 17, 105600 Câmpina", "box: CP 3042", "strada campului 17 105600 campina"},
		{"Strada Câmpului 17, C.P. 42, Câmpina", "box: C.P. 42", "strada campului 17 campina"},
		{"Calle Mayor, 12, CP 28013 Madrid", "", "calle mayor 12 cp 28013 madrid"},
		{"Calle Mayor, 12, C.P. 28013, Madrid", "", "calle mayor 12 c p 28013 madrid"},
		{"Rua das Flores, 211, CP 4050-477 Porto", "", "rua das flores 211 cp 4050 477 porto"},
		{"вулиця Кривоноса, 46-А (під'їзд 2)", "unit: під'їзд 2", "вулиця кривоноса 46 а"},
		{"вулиця Кривоноса, 46 (під’їзд 2), Дніпро", "unit: під’їзд 2", "вулиця кривоноса 46 дніпро"},
		{"Суха вулиця, 8 під'їзд 2, кв. 5", "unit: під'їзд 2 | unit: кв. 5", "суха вулиця 8"},
		{"вуліца Антонава, 25, пад'езд 2", "unit: пад'езд 2", "вуліца антонава 25"},
		{"RR 2 Box 15, Springfield", "route: RR 2 Box 15", "springfield"},
		{"PSC 1234 Box 5678, APO AE 09012", "military: PSC 1234 Box 5678 | military: APO AE", "09012"},
		{"12 Main St, Tel. 502-555-0142", "contact: Tel. 502-555-0142", "12 main st"},
		{"12 Main St, (502) 555-0142", "contact: 502) 555-0142", "12 main st"},
		{"12 Main St, info@example.com, www.example.com", "contact: info@example.com | contact: www.example.com", "12 main st"},
		{"12 Main St, Louisville, KY 40202-1234", "", "12 main st louisville ky 40202 1234"},
		{"c/o Mary Jones, 12 Main St", "person: c/o Mary Jones", "12 main st"},
		{"Müller GmbH, Hauptstr. 12", "person: Müller GmbH", "hauptstr 12"},
		{"Dr. Fleming, 12, Madrid", "", "dr fleming 12 madrid"},
		{"ООО Ромашка, улица Ленина, 12", "person: ООО Ромашка", "улица ленина 12"},
		{"12 Main St near the church, Louisville", "note: near the church", "12 main st louisville"},
		{"12 Main St, (blue door), Louisville", "note: blue door", "12 main st louisville"},
		{"12 Main St rear, Louisville", "note: rear", "12 main st louisville"},
		{"Hauptstr. 12 im Hof, Berlin", "note: im Hof", "hauptstr 12 berlin"},
		{"Hauptstr. 12, gegenüber der Schule", "note: gegenüber der Schule", "hauptstr 12"},
		{"12 rue X, au fond de la cour", "note: au fond de la cour", "12 rue x"},
		{"Yrjönkatu 30, kirkon vieressä, Helsinki", "note: kirkon vieressä", "yrjonkatu 30 helsinki"},
		{"Storgatan 5, 3 tr ög", "unit: 3 tr ög", "storgatan 5"},
		{"Storgatan 5 lgh 1201 Malmö", "unit: lgh 1201", "storgatan 5 malmo"},
		{"12 Main St, 2nd entrance, Louisville", "note: 2nd entrance", "12 main st louisville"},
		{"Suite 200-B, 12 Main St", "unit: Suite 200-B", "12 main st"},
		{"Bloque 2, piso 4, puerta A, Calle Mayor, 12", "unit: Bloque 2 | unit: piso 4 | unit: puerta A", "calle mayor 12"},
		{"улица Хусаиновых, 4/1, Orenburg", "", "улица хусаиновых 4 1 orenburg"},
		{"A 12, Pasilanraitio 9, 00240 Helsinki", "unit: A 12", "pasilanraitio 9 00240 helsinki"},
		{"Mikonkatu 22 B-rappu, 3. krs, 00100 Helsinki", "unit: B-rappu | unit: 3. krs", "mikonkatu 22 00100 helsinki"},
		{"9 Avenue de Champaubert Rés. du Parc, Bât. A", "unit: Rés. du Parc | unit: Bât. A", "9 avenue de champaubert"},
		{"Karlstraße 1 (+49 30 901820, 80333 München", "contact: 49 30 901820", "karlstrasse 1 80333 munchen"},
		{"10513-10519 Evanwood Drive, Louisville", "", "10513 10519 evanwood drive louisville"},
		{"Deltona, FL 32738", "", "deltona fl 32738"},
		{"Rua de Sá da Bandeira 401", "", "rua de sa da bandeira 401"},
		{"Calle Alicante, 19 planta 3", "unit: planta 3", "calle alicante 19"},
		{"улица Зорге, 179А подъезд 2", "unit: подъезд 2", "улица зорге 179а"},
		{"102 Rm 14 St Monica Road", "unit: Rm 14", "102 st monica road"},
		{"1310 Bldg C UPPER GLENCOE RD", "unit: Bldg C", "1310 upper glencoe rd"},
		{"5 3e étage Rue de l'Echiquier", "unit: 3e étage", "5 rue de lechiquier"},
		{"2. linja 23 as 3", "unit: as 3", "2 linja 23"},
		{"Pier 39, Springfield", "", "pier 39 springfield"},
		{"3.º Esq., Rua das Flores, 211", "unit: 3.º Esq", "rua das flores 211"},
		{"12 v Avenue de l'Observatoire", "", "12 v avenue de lobservatoire"},
		{"15234 Frankfurt (Oder)", "", "15234 frankfurt oder"},
	} {
		asides, rest := marked(c.text)
		if asides != c.asides || rest != c.rest {
			t.Errorf("%s: asides %q beside %q, want %q beside %q", c.text, asides, rest, c.asides, c.rest)
		}
	}
}

// TestFindCoded tells boxes that may be the postcode from those that are not.
func TestFindCoded(t *testing.T) {
	for _, c := range []struct {
		text  string
		coded bool
	}{
		{"ул. Витоша 12, п.к. 1000, София", true},
		{"п.к. 2483, Студентска 23", true},
		{"п.к. 2483, Студентска 23, Русе 7004", false},
		{"п.к. 248, Студентска 23", false},
		{"Av. Corrientes 1234, CP 1425, Buenos Aires", true},
		{"а/с 5852, вуліца Антонава, 25", false},
	} {
		tokens, _ := text.Tokens(c.text, 100)
		found := Find(c.text, tokens)
		if len(found) != 1 || found[0].Kind != Box || found[0].Coded != c.coded {
			t.Errorf("%s: %+v, want one box, coded %v", c.text, found, c.coded)
		}
	}
}

// FuzzFind holds Find to asides that lie in order within the tokens, in little time.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"Apt 5B, 12 Main St (rear)", "PO Box 1-", "#", "+49 (0)30 12", "a@b.c", "2-й подъезд", "c/o x 1", "½ (½"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1000 {
			return
		}
		tokens, _ := text.Tokens(s, 64)
		last := 0
		for _, a := range Find(s, tokens) {
			if a.First < last || a.Last <= a.First || a.Last > len(tokens) || !strings.Contains(s, a.Text) {
				t.Fatalf("%q: %+v after %d of %d tokens", s, a, last, len(tokens))
			}
			last = a.Last
		}
	})
}

func TestIsUnitWord(t *testing.T) {
	for key, want := range map[string]bool{"apt": true, "hinterhaus": true, "links": true, "rappu": true, "3og": true, "residence": true, "plieningen": false, "tel": false, "": false} {
		if IsUnitWord(key) != want {
			t.Errorf("%q: %t", key, !want)
		}
	}
}
