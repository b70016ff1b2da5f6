package format

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
)

func TestNoCountryStandsTwiceInATable(t *testing.T) {
	for name, rows := range map[string][]order{
		"orders": orders, "nativeOrders": nativeOrders, "coarseOrders": coarseOrders, "lineOrders": lineOrders, "nativeLineOrders": nativeLineOrders,
	} {
		seen := map[string]string{}
		for _, row := range rows {
			for country := range strings.FieldsSeq(row.countries) {
				if other, twice := seen[country]; twice {
					t.Errorf("%s has %s twice: %q and %q", name, country, other, row.layout)
				}
				seen[country] = row.layout
				if region, err := language.ParseRegion(country); country != "XC" && (err != nil || !region.IsCountry()) {
					t.Errorf("%s has %q, which is no country", name, country)
				}
			}
		}
	}
}

func TestCountriesWithPostcodesWriteThem(t *testing.T) {
	// What the tables leave out, because nobody there writes it or it is new.
	unwritten := map[string]bool{}
	for c := range strings.FieldsSeq("BO GH EH UM") {
		unwritten[c] = true
	}
	for country := range shapesOf {
		if l := habitOf(country).layoutFor(&Parts{Street: "x"}); !l.has(PostalCode) && !unwritten[country] {
			t.Errorf("the layout of %s has no place for a postcode", country)
		}
	}
}

func TestLayoutsThatCannotBeRead(t *testing.T) {
	for _, s := range []string{"", "name / / country", "name / nonsense", "name / ,"} {
		if l, err := parseLayout(s); err == nil {
			t.Errorf("layout %q was read as %v", s, l)
		}
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		country string
		p       Parts
		want    []string
	}{
		{"DE", Parts{Name: "Amt", Number: "5", Street: "Am Markt", Unit: "2. OG", Locality: "Berlin", District: "Berlin", PostalCode: "10115", Country: "Germany"},
			[]string{"Amt", "Am Markt 5, 2. OG", "10115 Berlin", "Germany"}},
		{"GB", Parts{Number: "10", Street: "High Street", Unit: "Flat 2", Locality: "York", PostalCode: "yo17hh", Country: "United Kingdom"},
			[]string{"Flat 2, 10 High Street", "York", "YO1 7HH", "United Kingdom"}},
		{"IT", Parts{Number: "1", Street: "Via Po", Locality: "Ivrea", County: "Provincia di Torino", PostalCode: "10015", Country: "Italy"},
			[]string{"Via Po 1", "10015 Ivrea TO", "Italy"}},
		{"HU", Parts{Number: "11", Street: "Dezső utca", Locality: "Budapest", PostalCode: "1016", Country: "Hungary"},
			[]string{"1016 Budapest", "Dezső utca 11.", "Hungary"}},
		{"IE", Parts{Number: "1", Street: "Bishop Street", Locality: "Dublin", County: "County Dublin", PostalCode: "D02TD99", Country: "Ireland"},
			[]string{"1 Bishop Street", "Dublin", "D02 TD99", "Ireland"}},
		{"RU", Parts{Number: "23", Street: "Гороховая улица", Unit: "кв. 5", Locality: "Санкт-Петербург", PostalCode: "190000", Country: "Россия"},
			[]string{"Гороховая улица, 23, кв. 5", "Санкт-Петербург", "Россия", "190000"}},
		{"JP", Parts{Number: "1-1", Street: "千代田", District: "東京都", Locality: "千代田区", PostalCode: "1000001", Country: "日本"},
			[]string{"〒100-0001 東京都千代田区千代田1-1"}},
		{"JP", Parts{Number: "1-1", Street: "Chiyoda", District: "Tokyo", Locality: "Chiyoda City", PostalCode: "100-0001", Country: "Japan"},
			[]string{"1-1 Chiyoda", "Chiyoda City, Tokyo 100-0001", "Japan"}},
		{"GP", Parts{Number: "3", Street: "Rue Schoelcher", Locality: "Pointe-à-Pitre", PostalCode: "97110", Country: "Guadeloupe", Sovereign: "France"},
			[]string{"3 Rue Schoelcher", "97110 Pointe-à-Pitre", "Guadeloupe, France"}},
		{"PR", Parts{Number: "252", Street: "Calle Sol", Locality: "San Juan", District: "San Juan", PostalCode: "00901", Country: "Puerto Rico", Sovereign: "United States"},
			[]string{"252 Calle Sol", "San Juan, PR 00901", "United States"}},
		{"US", Parts{Country: "United States"}, []string{"United States"}},
		{"", Parts{}, nil},
	} {
		if got := Lines(c.country, &c.p); !slices.Equal(got, c.want) {
			t.Errorf("Lines(%q, %q) = %q, want %q", c.country, c.p, got, c.want)
		}
	}
}

func TestShortForms(t *testing.T) {
	for _, c := range []struct{ country, name, want string }{
		{"US", "Washington", "WA"}, {"US", "washington, d.c.", "DC"}, {"US", "wa", "WA"}, {"US", "Bavaria", "Bavaria"},
		{"CA", "Québec", "QC"}, {"BR", "São Paulo", "SP"}, {"MX", "Jalisco", "Jal."}, {"DE", "Bavaria", "Bavaria"}, {"US", "", ""},
	} {
		if got := ShortDistrict(c.country, c.name); got != c.want {
			t.Errorf("ShortDistrict(%s, %q) = %q, want %q", c.country, c.name, got, c.want)
		}
	}
	for _, c := range []struct{ country, name, want string }{
		{"IT", "Torino", "TO"}, {"IT", "Province of Turin", "TO"}, {"IT", "Città metropolitana di Firenze", "FI"}, {"IT", "BT", "BT"},
		{"IT", "Nowhere", ""}, {"DE", "Torino", ""}, {"IT", "", ""},
	} {
		if got := ShortProvince(c.country, c.name); got != c.want {
			t.Errorf("ShortProvince(%s, %q) = %q, want %q", c.country, c.name, got, c.want)
		}
	}
}

func BenchmarkOneLine(b *testing.B) {
	a := geocode.Address{AddressLine: "12a Marienplatz", Locality: "München", AdminDistrict: "Bavaria", PostalCode: "80331", CountryRegion: "Germany"}
	b.ReportAllocs()
	for b.Loop() {
		OneLine("DE", &a, nil)
	}
}
