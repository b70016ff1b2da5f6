package engine

import (
	"fmt"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// beside is a town with streets of many languages, one of which is named as a
// unit could be.
func beside(t *testing.T) *Engine {
	w := twoCountries()
	at := func(n float64) map[string]geocode.Point {
		return map[string]geocode.Point{"3": metres(n, 0), "5": metres(n, 40), "12": metres(n, 100), "14": metres(n, 130)}
	}
	return w.engineOf(t, village{place: w.place("Lauf", "DE-BY", 20_000, 48, 11), streets: []street{
		{name: "Hauptstraße", numbers: at(0)}, {name: "Main Street", numbers: at(300)}, {name: "Rue de la Paix", numbers: at(600)},
		{name: "Calle Mayor", numbers: at(900)}, {name: "улица Ленина", numbers: at(1200)}, {name: "Lower Main Street", numbers: at(1500)},
		{name: "Storgatan", numbers: at(1800)},
	}})
}

// spelled writes an answer as number, street, unit and what it is.
func spelled(r geocode.Response) string {
	if r.Failure != nil {
		return r.Failure.Reason
	}
	a := &r.Answers[0]
	var faults []string
	for _, f := range a.Faults {
		faults = append(faults, f.Name)
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s / %s: %s %s %s", a.Number, a.Street, a.Unit, a.EntityType, a.Confidence, strings.Join(faults, " ")))
}

func TestWhatStandsBesideAnAddressIsSetApart(t *testing.T) {
	e := beside(t)
	for _, c := range []struct{ line, want string }{
		{"12 Main Street Apt 5B", "12 Main Street / Apt 5B: Address High"},
		{"Suite 200, 12 Main Street", "12 Main Street / Suite 200: Address High"},
		{"12 Apt 5B Main Street", "12 Main Street / Apt 5B: Address High"},
		{"#3 12 Main Street", "12 Main Street / #3: Address High"},
		{"Hauptstraße 12, 3. OG links", "12 Hauptstraße / 3. OG links: Address High"},
		{"Whg. 4, Hauptstraße 12", "12 Hauptstraße / Whg. 4: Address High"},
		{"Bât. C esc. 2, 12 rue de la Paix", "12 Rue de la Paix / Bât. C esc. 2: Address High"},
		{"Calle Mayor, 12 piso 3º B", "12 Calle Mayor / piso 3º B: Address High"},
		{"кв. 5, улица Ленина, 12", "12 улица Ленина / кв. 5: Address High"},
		{"Storgatan 12 uppg B, lgh 1201", "12 Storgatan / uppg B, lgh 1201: Address High"},
		{"12 Lower Main Street", "12 Lower Main Street / : Address High"},
		{"Acme Ltd, 12 Main Street", "12 Main Street / : Address High"},
		{"The Coffee Corner, 12 Main Street", "12 Main Street / : Address High query.addressee"},
		{"c/o Mary Jones, 12 Main Street", "12 Main Street / : Address High"},
		{"12 Main Street, Tel. +49 30 1234567, info@example.com", "12 Main Street / : Address High"},
		{"Hauptstraße Nr. 12", "12 Hauptstraße / : Address High"},
		{"улица Ленина, дом 12, кв. 5", "12 улица Ленина / кв. 5: Address High"},
		{"Calle Mayor n.º 12 bajo", "12 Calle Mayor / bajo: Address High"},
		{"No. 12 Main Street", "12 Main Street / : Address High"},
		{"12 Main Street near the church", "12 Main Street / : Address High"},
		{"Hauptstraße 12 (gelbes Haus)", "12 Hauptstraße / : Address High"},
		{"улица Ленина, 12, напротив школы", "12 улица Ленина / : Address High"},
		{"12 Main Street, PO Box 44", "12 Main Street / : Address High"},
		{"PO Box 44", "/ : PopulatedPlace Medium box.only"},
		{"Postfach 12 34 56", "/ : PopulatedPlace Medium box.only"},
		{"п/я 4365, улица Ленина, 12", "12 улица Ленина / : Address High"},
		{"улица Ленина, 12, а/с 92", "12 улица Ленина / : Address High"},
		{"п.к. 24, улица Ленина, 12", "12 улица Ленина / : Address High"},
		{"улица Ленина, 12 (під'їзд 2)", "12 улица Ленина / під'їзд 2: Address High"},
		{"CP 42", "/ : PopulatedPlace Medium box.only"},
		{"а/я 7", "/ : PopulatedPlace Medium box.only"},
		{"RR 2 Box 15", "/ : PopulatedPlace Medium route.only"},
		{"12 to 14 Main Street", "12 Main Street / : Address High number.range"},
		{"Hauptstraße 10-12", "12 Hauptstraße / : Address High number.range"},
		{"Hauptstraße 12 bis 14", "12 Hauptstraße / : Address High number.range"},
		{"12½ Main Street", "12 Main Street / : Address Medium number.suffix"},
	} {
		for _, form := range []geocode.Request{
			{Address: geocode.Address{AddressLine: c.line, Locality: "Lauf", CountryRegion: "DE"}},
			{Query: c.line + ", Lauf, Germany"},
		} {
			if got := spelled(ask(t, e, form)); got != c.want {
				t.Errorf("%q %q: got %s, want %s", form.Query, form.Address.AddressLine, got, c.want)
			}
		}
	}
}

// A word of boxes and of postcodes begins a box where the postcode is given;
// else its number stays in the question, which could lose its postcode.
func TestABoxThatMayBeThePostcode(t *testing.T) {
	e := beside(t)
	for postcode, want := range map[string]string{"91207": "12 Main Street / : Address High", "": "/ : PopulatedPlace Medium street.unknown"} {
		r := geocode.Request{Address: geocode.Address{AddressLine: "CP 2483, 12 Main Street", Locality: "Lauf", PostalCode: postcode, CountryRegion: "DE"}}
		if got := spelled(ask(t, e, r)); got != want {
			t.Errorf("postcode %q: got %s, want %s", postcode, got, want)
		}
	}
}

// A post office of the forces is nowhere near its country, and "AE" is not the
// Emirates.
func TestFieldPostIsNoPlace(t *testing.T) {
	e := beside(t)
	for _, r := range []geocode.Request{
		{Query: "PSC 1234 Box 5678, APO AE 09012"},
		{Address: geocode.Address{AddressLine: "Unit 2050 Box 4190", Locality: "APO", AdminDistrict: "AP", PostalCode: "96278", CountryRegion: "US"}},
	} {
		if got := spelled(ask(t, e, r)); got != geocode.ReasonNothingFound {
			t.Errorf("%+v: got %s", r, got)
		}
	}
}

// What stands alone beside a post box is the place, though it may be built like
// the name of a firm: "PO Box 12, Lexington KY".
func TestThePlaceOfABoxIsNoFirm(t *testing.T) {
	if got := spelled(ask(t, beside(t), geocode.Request{Query: "PO Box 44, Lauf KG"})); !strings.HasPrefix(got, "/ : PopulatedPlace Medium") || !strings.Contains(got, "box.only") {
		t.Errorf("got %s", got)
	}
}
