package draw

import (
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geocode"
)

// The rows that hold no address. What the engine knows of such rows is written
// elsewhere (text/blank), by other hands' words: these lists are not taken
// from there, and hold what it does not know.

// junk asks for what stands in a row without an address.
func junk(_ *drawing, q *question, h *house) string { return q.asks(decorated(h, junkOf(h)), nil) }

// nobody asks for somebody, by name.
func nobody(_ *drawing, q *question, h *house) string {
	names := nobodies[languageOf(h.country)]
	if len(names) == 0 {
		return unfit
	}
	return q.asks(pick(h, "nobody", names), nil)
}

// junkBeside puts junk where the street should be, beside the locality.
func junkBeside(_ *drawing, q *question, h *house) string {
	if h.locality == "" {
		return unfit
	}
	q.expect = cases.Coarse
	beside := geocode.Address{Locality: h.locality, AdminDistrict: q.writtenRegion(), PostalCode: h.postcode, CountryRegion: h.country}
	return q.asks(junkOf(h), &beside)
}

// onlyCountry asks for the country alone, as it is written by its people and
// others.
func onlyCountry(d *drawing, q *question, h *house) string {
	if turn := cases.Hash("only country", hex(h.order)) % 3; turn == 0 {
		q.named = countryName(h.country)
	} else if turn == 1 {
		countryShort(d, q, h)
	} else {
		countryForeign(d, q, h)
	}
	if q.named == "England" || q.named == "FL" || q.named == "РБ" || len(q.named) == 1 { // which alone are a part of the country, Florida, Bulgaria's, and anything
		q.named = countryName(h.country)
	}
	q.expect, q.tolerance, q.nowhere = cases.Coarse, anywhereInCountry, true
	q.write = func(q *question, form cases.Form) geocode.Request {
		if form == cases.Free {
			return geocode.Request{Query: q.named}
		}
		return geocode.Request{Address: geocode.Address{CountryRegion: q.named}}
	}
	return notSo
}

// anywhereInCountry is how far, in metres, the middle of a country may be from
// a place in it.
const anywhereInCountry = 5_500_000

// asks makes a row of words that are no address, and of what is beside them.
func (q *question) asks(row string, beside *geocode.Address) string {
	if beside == nil {
		beside, q.expect = &geocode.Address{}, cases.Nothing
	}
	q.tolerance, q.nowhere = areaWithin, true
	q.write = func(_ *question, form cases.Form) geocode.Request {
		if form == cases.Structured {
			a := *beside
			a.AddressLine = row
			return geocode.Request{Address: a}
		}
		return geocode.Request{Query: cases.Join(", ", row, strings.TrimSpace(beside.PostalCode+" "+beside.Locality), beside.AdminDistrict, beside.CountryRegion)}
	}
	return notSo
}

// junkOf takes junk of the language of a house's country, or of all.
func junkOf(h *house) string {
	own := junkRows[languageOf(h.country)]
	if cases.Hash("own junk", hex(h.order))%2 == 0 && len(own) > 0 {
		return pick(h, "junk", own)
	}
	return pick(h, "junk", junkAnywhere)
}

// decorated writes a row as hurried people do.
func decorated(h *house, row string) string {
	switch cases.Hash("decorated", hex(h.order)) % 6 {
	case 0:
		return strings.ToUpper(row)
	case 1:
		return "(" + row + ")"
	case 2:
		return row + "."
	case 3:
		return row + ", " + row
	}
	return row
}

// junkAnywhere is what stands in files of every language.
var junkAnywhere = []string{
	"N/A", "n.a.", "NA", "#N/A", "#VALUE!", "null", "NULL", "nan", "none", "undefined", "-", "--", "---", ".", "...", "?", "???", "*", "/", "_____", "!!!", "…", "—", "+++",
	"0", "00", "1", "99", "0000", "99999999999", "123456789012", "1111111", "31.12.1999", "2020-01-01", "1/1/1900",
	"x", "xx", "xxx", "XXXXX", "asdf", "asdfasdf", "qwerty", "qwertz", "zxcvbn", "asdasd asd", "sdfsdf sdfsdf", "jjjjjj", "abc", "abcd", "abc123", "dfgdfg dfg", "hjkl", "lkjhgf",
	"info@example.com", "john.smith@mail.example.org", "mailto:office@example.net", "www.example.com", "https://example.com/contact?x=1", "http://shop.example.org", "@example_shop",
	"+49 30 901820", "+1 (410) 555-0199", "(030) 1234 5678", "Tel. 0301234567", "tel: +33 1 42 68 53 00", "+44 20 7946 0018",
	"Lorem ipsum", "Lorem ipsum dolor sit amet, consectetur adipiscing elit", "sed do eiusmod tempor incididunt ut labore", "test", "Test", "test test", "TEST 123", "😀", "€", "½",
	"DROP TABLE users;--", "<b></b>", "{}", "[object Object]", "true", "unknown", "tbd", "TBA",
}

// junkRows is what people write in their own language instead of an address.
var junkRows = map[string][]string{
	"en": {"unknown", "Unknown address", "address unknown", "not known", "no address", "no fixed abode", "homeless", "see above", "same as billing", "same as above", "not provided", "refused", "deceased", "moved away", "return to sender", "to be confirmed", "pending", "do not use", "no longer at this address", "ask customer"},
	"de": {"unbekannt", "Adresse unbekannt", "keine Angabe", "k.A.", "nicht bekannt", "ohne festen Wohnsitz", "unbekannt verzogen", "siehe oben", "keine Adresse", "verstorben", "wie Rechnungsadresse", "wird nachgereicht"},
	"fr": {"inconnu", "inconnue", "adresse inconnue", "sans adresse", "non renseigné", "SDF", "sans domicile fixe", "NPAI", "néant", "aucune", "voir ci-dessus", "non communiqué", "décédé", "idem facturation"},
	"es": {"desconocido", "desconocida", "sin dirección", "no consta", "sin datos", "ninguna", "pendiente", "dirección desconocida", "por definir", "no disponible", "igual que facturación"},
	"pt": {"desconhecido", "sem morada", "não informado", "não consta", "nenhum", "morada desconhecida", "sem informação", "a definir"},
	"ru": {"неизвестно", "не указан", "не указано", "нет адреса", "нет данных", "адрес неизвестен", "отсутствует", "БОМЖ", "уточняется"},
	"uk": {"невідомо", "не вказано", "немає", "адреса невідома", "немає даних", "відсутня"},
	"fi": {"tuntematon", "ei tiedossa", "ei osoitetta", "puuttuu", "osoite tuntematon"},
	"sv": {"okänd", "saknas", "okänd adress", "ingen adress", "ej angiven"},
	"da": {"ukendt", "ingen adresse", "ikke oplyst", "mangler", "ukendt adresse"},
	"ro": {"necunoscut", "fără adresă", "adresă necunoscută", "lipsă", "nespecificat"},
	"sk": {"neznáme", "neznáma adresa", "bez adresy", "neuvedené", "chýba"},
	"sr": {"непознато", "nepoznato", "нема адресе", "nema"},
	"bg": {"неизвестно", "няма", "няма адрес", "неизвестен адрес"},
	"be": {"невядома", "няма", "няма адраса"},
	"hy": {"անհայտ", "չկա"},
	"ka": {"უცნობია", "არ არის"},
	"ar": {"غير معروف", "لا يوجد", "بدون عنوان", "غير متوفر"},
	"ko": {"미상", "없음", "주소 없음", "알 수 없음", "주소불명"},
	"ja": {"不明", "なし", "住所不明", "未記入", "不詳", "未定"},
	"zh": {"未知", "不详", "无", "暂无", "地址不详"},
}

// nobodies are people: given and family names, some of them those of towns.
var nobodies = map[string][]string{
	"en": {"John Smith", "Mary Johnson", "Robert Williams", "Smith, John", "Dr. Emily Carter", "Mrs Jane Doe", "James T Kirk", "Florence Nightingale", "Paris Hilton", "Jack London", "Austin Powers", "Charlotte Church", "Jordan Peele", "Madison Keys", "Lincoln Chafee", "Michael B Jordan", "Sarah Connor", "Kevin O'Brien", "Acme Ltd", "Northern Plumbing LLC"},
	"de": {"Hans Müller", "Anna Schmidt", "Herr Peter Meier", "Frau Weber", "Müller, Hans", "Dr. Klaus Hoffmann", "Wolfgang Amadeus Mozart", "Uwe Seeler", "Jürgen Klopp", "Sabine Schneider", "Karl-Heinz Rummenigge", "Bäckerei Huber GmbH", "Lukas Podolski"},
	"fr": {"Jean Dupont", "Marie Martin", "M. Pierre Durand", "Mme Petit", "Jean-Pierre Dupont", "Dupont, Jean", "Camille Claudel", "Sébastien Loeb", "Nicolas Bernard", "Catherine Deneuve", "Boulangerie Petit SARL"},
	"es": {"Juan García", "María López", "José García López", "Sra. Pérez", "García, Juan", "Antonio Banderas", "Penélope Cruz", "Carmen Sánchez Ruiz", "Javier Fernández", "Construcciones López S.L."},
	"pt": {"João Silva", "Maria Santos", "José Ferreira", "Ana Costa", "Rui Oliveira", "Sr. António Lopes", "Padaria Costa Lda"},
	"ru": {"Иван Иванов", "Иванов Иван", "Мария Петрова", "Петрова Анна", "Сергей Кузнецов", "Смирнов Дмитрий", "Ольга Соколова", "ООО Ромашка"},
	"uk": {"Тарас Шевченко", "Олена Коваленко", "Андрій Бондаренко", "Іван Франко", "ФОП Шевченко"},
	"fi": {"Matti Virtanen", "Liisa Korhonen", "Juha Mäkinen", "Timo Nieminen", "Virtanen Oy"},
	"sv": {"Erik Andersson", "Anna Johansson", "Lars Karlsson", "Karin Nilsson", "Svensson AB"},
	"da": {"Lars Jensen", "Anne Nielsen", "Hans Hansen", "Kirsten Pedersen", "Jensen ApS"},
	"ro": {"Ion Popescu", "Maria Ionescu", "Andrei Popa", "Elena Dumitru"},
	"sk": {"Ján Novák", "Mária Horváthová", "Peter Kováč", "Jana Tóthová"},
	"bg": {"Иван Иванов", "Георги Димитров", "Мария Петрова"},
}
