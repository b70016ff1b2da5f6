package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestCrossingsAreRead asks of the likeliest reading of an address line as
// two streets, in the words of many languages.
func TestCrossingsAreRead(t *testing.T) {
	e := twoCountries().engine(t)
	for line, want := range map[string][2]string{
		"Main St & 1st Ave":                            {"Main St", "1st Ave"},
		"Main St and 1st Ave":                          {"Main St", "1st Ave"},
		"Main St @ 1st Ave":                            {"Main St", "1st Ave"},
		"Main St/1st Ave":                              {"Main St", "1st Ave"},
		"Main St at 1st Ave":                           {"Main St", "1st Ave"},
		"corner of Main St and 1st Ave":                {"Main St", "1st Ave"},
		"Cnr Main St & 1st Ave":                        {"Main St", "1st Ave"},
		"Intersection of the Strand and Fleet Street":  {"Strand", "Fleet Street"},
		"Main St and 1st Ave corner":                   {"Main St", "1st Ave"},
		"Elm and Main Streets":                         {"Elm street", "Main street"},
		"42nd & 5th":                                   {"42nd", "5th"},
		"Ecke Hauptstraße / Bahnhofstraße":             {"Hauptstraße", "Bahnhofstraße"},
		"Ecke Hauptstraße Bahnhofstraße":               {"Hauptstraße", "Bahnhofstraße"},
		"Hauptstraße Ecke Bahnhofstraße":               {"Hauptstraße", "Bahnhofstraße"},
		"Kreuzung Hauptstraße und Bahnhofstraße":       {"Hauptstraße", "Bahnhofstraße"},
		"esquina de Calle Mayor con Calle Real":        {"Calle Mayor", "Calle Real"},
		"Calle Mayor esq. Calle Real":                  {"Calle Mayor", "Calle Real"},
		"Calle Mayor y Calle Real":                     {"Calle Mayor", "Calle Real"},
		"à l'angle de la rue Basse et de la rue Haute": {"rue Basse", "rue Haute"},
		"angle rue Basse/rue Haute":                    {"rue Basse", "rue Haute"},
		"rue Basse et rue Haute":                       {"rue Basse", "rue Haute"},
		"esquina da Rua Augusta com a Rua Direita":     {"Rua Augusta", "Rua Direita"},
		"Via Roma angolo Via Dante":                    {"Via Roma", "Via Dante"},
		"hoek van Kerkstraat en Dorpsstraat":           {"Kerkstraat", "Dorpsstraat"},
		"Kerkstraat hoek Dorpsstraat":                  {"Kerkstraat", "Dorpsstraat"},
		"hjørnet af Nørregade og Vestergade":           {"Nørregade", "Vestergade"},
		"hörnet av Storgatan och Kungsgatan":           {"Storgatan", "Kungsgatan"},
		"Aleksanterinkatu ja Mikonkatu":                {"Aleksanterinkatu", "Mikonkatu"},
		"угол улица Ленина и улица Мира":               {"улица Ленина", "улица Мира"},
		"на пересечении улица Ленина и улица Мира": {"улица Ленина", "улица Мира"},
		"улица Ленина / улица Мира":                {"улица Ленина", "улица Мира"},
		"róg ul. Długa i ul. Krótka":               {"ul. Długa", "ul. Krótka"},
	} {
		b := newBatch(e.indexes)
		q := b.ask(&geocode.Request{Address: geocode.Address{AddressLine: line, Locality: "Riverton"}}, true)
		b.mention(q)
		list := b.crossings(q)
		if len(list) == 0 || [2]string{list[0].sides[0].street, list[0].sides[1].street} != want {
			t.Errorf("%s: read as %+v, want %v", line, list, want)
		}
	}
}

// TestNoCrossings are lines that hold a word or sign that joins, and no two streets.
func TestNoCrossings(t *testing.T) {
	e := twoCountries().engine(t)
	for _, line := range []string{
		"Hauptstr. 5/7", "12/14 Main St", "Nábřežní 1234/12", "12 E Main St", "5 A", "Corner", "and", "& Main St", "Main St &", "/", "Main St & 12", "Main St & Main Street",
	} {
		b := newBatch(e.indexes)
		q := b.ask(&geocode.Request{Address: geocode.Address{AddressLine: line, Locality: "Riverton"}}, true)
		b.mention(q)
		if list := b.crossings(q); len(list) > 0 {
			t.Errorf("%s: read as %+v", line, list)
		}
	}
}
