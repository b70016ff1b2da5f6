package columns

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

// tableOf makes a table of lines whose cells are parted by "|".
func tableOf(text string) (columns []table.Column, rows []table.Row) {
	for i, line := range strings.Split(text, "\n") {
		row := table.Row{Number: int64(i - 1), Line: int64(i + 1)}
		for _, cell := range strings.Split(line, "|") {
			row.Cells = append(row.Cells, table.Cell{Text: cell})
		}
		if i > 0 {
			rows = append(rows, row)
			continue
		}
		for _, c := range row.Cells {
			columns = append(columns, table.Column{Name: c.Text})
		}
	}
	return columns, rows
}

// summary says what the columns were taken for.
func summary(m *Mapping) string {
	var list []string
	m.Each(func(f Field, use Use) {
		mark := map[Source]string{ByName: "", ByValues: "~", Given: "!"}[use.Source]
		list = append(list, mark+f.String()+"="+m.describe(f))
	})
	return strings.Join(list, " ")
}

func TestRecognise(t *testing.T) {
	for name, c := range map[string]struct{ table, want string }{
		"English":                           {"id|Street|House Number|City|ZIP Code|State\n1|Mill Lane|3|Springvale|40201|KY", "number=House Number street=Street locality=City region=State postcode=ZIP Code"},
		"German":                            {"Kunde|Straße|Hausnr.|PLZ|Ort|Land\nA|Mühlweg|3 a|01067|Dresden|DE", "number=Hausnr. street=Straße locality=Ort postcode=PLZ country=Land"},
		"one line":                          {"Name|Anschrift\nA|Mühlweg 3, 01067 Dresden", "address=Anschrift"},
		"French":                            {"Numéro|Rep|Nom voie|Code postal|Commune\n3|bis|Rue du Moulin|75001|Paris", "number=Numéro suffix=Rep street=Nom voie locality=Commune postcode=Code postal"},
		"Spanish":                           {"Dirección|Población|Provincia|Código Postal\nCalle Mayor 5|Madrid|Madrid|28013", "address=Dirección locality=Población district=Provincia postcode=Código Postal"},
		"Italian":                           {"Indirizzo|Civico|Comune|CAP|Prov.\nVia Roma|5|Torino|10121|TO", "number=Civico street=Indirizzo locality=Comune district=Prov. postcode=CAP"},
		"an address and a number before it": {"Nr|Adresse|Ort\n1|Rathaus|Dresden\n2|Bahnhof|Dresden", "address=Adresse locality=Ort"},
		"an address with another number":    {"Adresse|Nr|Ort\nMühlweg 3|17|Dresden\nHauptstr. 5|18|Dresden", "address=Adresse locality=Ort"},
		"Japanese numbers":                  {"number|street|city\n1-5-3|山下町|Yokohama\n2-18|山下町|Yokohama", "number=number street=street locality=city"},
		"Russian numbers":                   {"Дом|Улица|Город\n12 к2|Тверская|Москва\n4с1|Тверская|Москва\n10/2 стр. 3|Тверская|Москва", "number=Дом street=Улица locality=Город"},
		"Portuguese":                        {"Morada|Localidade|Código-Postal\nRua das Flores 5|Porto|4050-262", "address=Morada locality=Localidade postcode=Código-Postal"},
		"Dutch":                             {"Straatnaam|Huisnummer|Toevoeging|Postcode|Woonplaats\nDam|1|A|1012 JS|Amsterdam", "number=Huisnummer suffix=Toevoeging street=Straatnaam locality=Woonplaats postcode=Postcode"},
		"Polish":                            {"Ulica|Nr domu|Kod pocztowy|Miejscowość|Województwo\nDługa|5|00-238|Warszawa|mazowieckie", "number=Nr domu street=Ulica locality=Miejscowość region=Województwo postcode=Kod pocztowy"},
		"Swedish":                           {"Gatuadress|Postnummer|Postort|Län\nStorgatan 5|111 22|Stockholm|Stockholm", "address=Gatuadress locality=Postort region=Län postcode=Postnummer"},
		"Norwegian":                         {"Gatenavn|Husnr|Poststed|Postnr\nStorgata|5|Oslo|0155", "number=Husnr street=Gatenavn locality=Poststed postcode=Postnr"},
		"Danish":                            {"vejnavn|husnr|postnr|postnrnavn\nStrøget|5|1160|København", "number=husnr street=vejnavn locality=postnrnavn postcode=postnr"},
		"Finnish":                           {"Katuosoite|Postinumero|Postitoimipaikka\nMannerheimintie 5|00100|Helsinki", "address=Katuosoite locality=Postitoimipaikka postcode=Postinumero"},
		"Russian":                           {"Индекс|Город|Улица|Дом\n101000|Москва|Тверская улица|7", "number=Дом street=Улица locality=Город postcode=Индекс"},
		"Japanese":                          {"郵便番号|都道府県|市区町村|番地以降\n100-0001|東京都|千代田区|千代田1-1", "address=番地以降 locality=市区町村 region=都道府県 postcode=郵便番号"},

		"camel case":                        {"customerStreetAddress|customerCity|customerZip\n3 Mill Lane|Springvale|40201", "address=customerStreetAddress locality=customerCity postcode=customerZip"},
		"of two groups the larger":          {"Billing City|Shipping Street|Shipping City|Shipping Zip\nA|3 Mill Lane|B|40201", "street=Shipping Street locality=Shipping City postcode=Shipping Zip"},
		"what is no address":                {"Email Address|IP Address|Address\na@b.c|1.2.3.4|3 Mill Lane, Springvale", "address=Address"},
		"an address column that holds none": {"Address|Street Address\na@b.c|3 Mill Lane, Springvale\nc@d.e|5 Mill Lane, Springvale", "address=Street Address"},
		"of many the first that is full":    {"address|address|address\n|3 Mill Lane|5 Mill Lane", "address=address"},
		"the full address alone":            {"full_address|city\n3 Mill Lane, Springvale, KY|Springvale", "query=full_address locality=city"},
		"street with its number":            {"street|address|city\nMill Lane|3 Mill Lane|Springvale", "address=address locality=city"},
		"a street in parts":                 {"ST_NUMBER|ST_PREFIXD|ST_NAME|ST_TYPE|ST_SUFFIXD|ZIP\n3|N|MILL|LN||40201", "number=ST_NUMBER street=ST_PREFIXD + ST_NAME + ST_TYPE + ST_SUFFIXD postcode=ZIP"},
		"a base name alone":                 {"ST_NUMBER|ST_NAME\n3|MILL LN", "number=ST_NUMBER street=ST_NAME"},
		"what its name forbids":             {"Street|lg_code\n3 Mill Lane|40201\n5 Mill Lane|40201\n7 Mill Lane|40202\n9 Mill Lane|40201", "street=Street"},
		"the number of something else":      {"Nr|Straße|Ort\n007|Mühlweg 3|Dresden\n008|Hauptstr. 5 a|Dresden", "street=Straße locality=Ort"},
		"streets named by numbers":          {"Nr|Street|City\n7|5th Ave|New York\n8|42nd Street|New York", "number=Nr street=Street locality=City"},
		"lines":                             {"Address 1|Address 2|Town\n3 Mill Lane|Apt 4|Springvale", "address=Address 1 unit=Address 2 locality=Town"},

		"postcodes by value":      {"Street|c2|City\n3 Mill Lane|40201|A\n5 Mill Lane|40201|B\n7 Mill Lane|40202|C\n9 Mill Lane|40201|C", "street=Street locality=City ~postcode=c2"},
		"no postcodes but ids":    {"Street|c2|City\n3 Mill Lane|40201|A\n5 Mill Lane|40202|B\n7 Mill Lane|40203|C\n9 Mill Lane|40204|C", "street=Street locality=City"},
		"British ones":            {"Street|c2\n3 Mill Lane|SW1A 1AA\n5 Mill Lane|EC1V 9NR\n7 Mill Lane|M1 1AE", "street=Street ~postcode=c2"},
		"countries by value":      {"Street|c2\n3 Mill Lane|GB\n5 Mill Lane|FR\n7 Mill Lane|JP", "street=Street ~country=c2"},
		"states by value":         {"Street|c2\n3 Mill Lane|KY\n5 Mill Lane|CA\n7 Mill Lane|DE", "street=Street ~region=c2"},
		"house numbers by value":  {"id|Street|c2\n100001|Mill Lane|3\n100002|Mill Lane|5a\n100003|Mill Lane|7-9", "number=c2 street=Street"},
		"postcodes behind lines":  {"a|b|c\nx|3 Mill Lane|40201\nx|5 Mill Lane|40203\nx|7 Mill Lane|40202", "~query=b + c"},
		"lines that have theirs":  {"a|b|c\nx|3 Mill Lane, 40201|40201\nx|5 Mill Lane, 40203|40203\nx|7 Mill Lane, 40202|40202", "~query=b"},
		"postcodes alone":         {"a|b\nx|40201\ny|40203\nz|40202", "~postcode=b"},
		"an address by its value": {"a|b|c\nx|3 Mill Lane, Springvale, KY 40201|y\nx|5 Mill Lane, Springvale, KY 40201|y", "~query=b"},

		"points":                      {"id|lat|lon\n1|47.6|-122.1", "lat=lat lon=lon"},
		"x and y in degrees":          {"x|y\n-122.123|47.612", "lat=y lon=x"},
		"x and y in metres":           {"x|y|ville\n650852.91|6862571.27|Paris", "locality=ville"},
		"Breite":                      {"Breite|Länge\n47,6123|12,1000", "lat=Breite lon=Länge"},
		"WKT":                         {"id|geom\n1|POINT (-122.1 47.6)", "point=geom"},
		"a point without a name":      {"a|b\n1|47.6,-122.1\n2|47.7,-122.2\n3|47.8,-122.3", "~point=b"},
		"degrees without names":       {"a|b|c\n1|47.6123|-122.1012\n2|47.7213|-122.2123\n3|47.8234|-122.3123", "~lat=b ~lon=c"},
		"longitude first":             {"a|b|c\n1|-122.1012|47.6123\n2|-122.2012|47.7123\n3|-122.3012|47.8123", "~lat=c ~lon=b"},
		"points beside their country": {"lat|lon|country\n47.6|-122.1|US", "lat=lat lon=lon"},
	} {
		columns, rows := tableOf(c.table)
		m, err := Recognise(columns, rows, nil, Either)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := strings.ReplaceAll(summary(m), "~number", "number"); got != c.want {
			t.Errorf("%s: %s; want %s", name, got, c.want)
		}
	}
}

func TestWhatIsNotRecognised(t *testing.T) {
	for text, says := range map[string]string{
		"a|b|c\n1|2|3":                        "no address column recognised in [a, b, c]; name it: --columns query=b",
		"|\n1|2":                              "no address column recognised in [#1, #2]; name it: --columns query=#2",
		"lat|lon|city\n47.6|-122.1|Bellevue":  "the table has addresses (city) and points (lat, lon): say --forward",
		"country|name\nUS|Somebody":           "no address column",
		strings.Repeat("a|", 50) + "a\n1|2|3": "and 21 more]",
	} {
		columns, rows := tableOf(text)
		if m, err := Recognise(columns, rows, nil, Either); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, %v; want %q", text, m, err, says)
		}
	}
	columns, rows := tableOf("lat|lon|city\n47.6|-122.1|Bellevue")
	for way, want := range map[Way]string{Forward: "locality=city", Reverse: "lat=lat lon=lon"} {
		if m, err := Recognise(columns, rows, nil, way); err != nil || summary(m) != want {
			t.Errorf("way %d: %v", way, err)
		}
	}
}

func TestNotes(t *testing.T) {
	for text, says := range map[string]string{
		"1|3 Mill Lane, Springvale|x\n2|5 Mill Lane, Springvale|y\n3|7 Mill Lane, Springvale|z":      "3 Mill Lane, Springvale",
		"a|47.61234|-122.33123\nb|47.62234|-122.32123\nc|47.63234|-122.31123\nd|47.64234|-122.31423": "47.61234",
		"address|2023|2024\n3 Mill Lane, Springvale|1|2":                                             "",
	} {
		columns, rows := tableOf(text)
		m, err := Recognise(columns, rows, nil, Either)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if notes := strings.Join(m.Notes(), "\n"); (says == "") != (notes == "") || !strings.Contains(notes, says) {
			t.Errorf("%q: %q", text, notes)
		}
	}
}

func TestChosen(t *testing.T) {
	columns, rows := tableOf("Straße|Nr|Ort, Teil|city|\nMühlweg|3|Dresden|x|y")
	for text, want := range map[string]string{
		"address=Straße+Nr,city=\"Ort, Teil\"":  "!address=Straße + Nr !locality=Ort, Teil",
		"address=strasse, address=NR":           "!address=Straße + Nr",
		"query=#5":                              "!query=#5",
		"ADDRESS = \"Straße\" + \"Nr\",zip=#1":  "!address=Straße + Nr !postcode=Straße",
		"query=nope":                            `there is no column "nope" for query; the columns are [Straße, Nr, Ort, Teil, city, #5]`,
		"query":                                 "names no column",
		"querry=a":                              `"querry" is no field; there are query,`,
		"lat=Nr":                                "needs both lat=… and lon=…",
		"country=city":                          "no address column",
		"address=,city=b":                       "names no column",
		"address=\"Straße":                      "names no column",
		"address=\"Straße\"x":                   "names no column",
		"lat=Nr,lon=Nr,city=city":               "say --forward",
		"q=#9":                                  "there is no column \"#9\"",
		"address=Straße+,city=city":             "names no column",
		"latitude=Nr,lng=Nr":                    "!lat=Nr !lon=Nr",
		"street=Straße,house_number=Nr,unit=#5": "!number=Nr !street=Straße !unit=#5",
	} {
		chosen, err := ParseChosen(text)
		var got string
		if err == nil {
			var m *Mapping
			if m, err = Recognise(columns, rows, chosen, Either); err == nil {
				got = summary(m)
			}
		}
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) || err == nil && got != want {
			t.Errorf("%s: %s; want %s", text, got, want)
		}
	}
}

func TestRequests(t *testing.T) {
	for text, want := range map[string]geocode.Request{
		"street|number|zip|city|country\nMühlweg|3|01067|Dresden|DE":     {Address: geocode.Address{AddressLine: "Mühlweg 3", PostalCode: "01067", Locality: "Dresden", CountryRegion: "DE"}},
		"number|street|unit\n3|Mill Lane|5B":                             {Address: geocode.Address{AddressLine: "3 Mill Lane # 5B"}},
		"number|street|unit\n3|Mill Lane|Apt 4":                          {Address: geocode.Address{AddressLine: "3 Mill Lane, Apt 4"}},
		"numero|rep|nom_voie\n3|bis|Rue du Moulin":                       {Address: geocode.Address{AddressLine: "3 bis Rue du Moulin"}},
		"huisnummer|huisletter|straat\n3|a|Dam":                          {Address: geocode.Address{AddressLine: "3a Dam"}},
		"query|city|country\n3 Mill Lane, X|Springvale|US":               {Query: "3 Mill Lane, X", Address: geocode.Address{CountryRegion: "US"}},
		"query|city|country\n|Springvale|US":                             {Address: geocode.Address{Locality: "Springvale", CountryRegion: "US"}},
		"address|city|state|county|zip\n NULL | A |KY|Jefferson|40201.0": {Address: geocode.Address{Locality: "A", AdminDistrict: "KY", AdminDistrict2: "Jefferson", PostalCode: "40201"}},
		"lat|lon\n 47,5 |122.1 W":                                        {Reverse: true, Point: geocode.Point{Lat: 47.5, Lon: -122.1}},
		"lat|lon\n47°30'N|122°30'36\"W":                                  {Reverse: true, Point: geocode.Point{Lat: 47.5, Lon: -122.51}},
		"point\n47.5,-122.1":                                             {Reverse: true, Point: geocode.Point{Lat: 47.5, Lon: -122.1}},
		"point\n(47.5 -122.1)":                                           {Reverse: true, Point: geocode.Point{Lat: 47.5, Lon: -122.1}},
		"point\n47,5; -122,1":                                            {Reverse: true, Point: geocode.Point{Lat: 47.5, Lon: -122.1}},
		"point\nSRID=4326;POINT Z (-122.1 47.5 3)":                       {Reverse: true, Point: geocode.Point{Lat: 47.5, Lon: -122.1}},
		"point\n{\"type\":\"Point\",\"coordinates\":[-122.1,47.5]}":      {Reverse: true, Point: geocode.Point{Lat: 47.5, Lon: -122.1}},
	} {
		columns, rows := tableOf(text)
		m, err := Recognise(columns, rows, nil, Either)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got, fault := m.Request(&rows[0])
		if fault != nil {
			t.Errorf("%q: %v", text, fault)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: -want +got\n%s", text, diff)
		}
	}
}

func TestFaults(t *testing.T) {
	for text, says := range map[string]string{
		"lat|lon\n47.5|-122.1\n47.5|-122.1\n91|-122.1":      `line 4, column lat: "91": is no latitude; degrees from -90 to 90 are expected`,
		"lat|lon\n47.5|-122.1\n47.5|-122.1\n47.5|west":      `column lon: "west": is no longitude`,
		"lat|lon\n47.5|-122.1\n47.5|-122.1\n47.5|0x1p3":     `column lon: "0x1p3"`,
		"lat|lon\n47.5|-122.1\n47.5|-122.1\n|":              "line 4, column lat: the row has no point: lat, lon are empty",
		"point\n47.5,-122.1\n47.5,-122.1\nLINESTRING (1 2)": `"LINESTRING (1 2)": is no point; "47.6062, -122.3321" or`,
		"street|city\na|b\nc|d\n\\N| ":                      "line 4: the row has no address: street, city are empty",
		"street|city|country\na|b|Peru\nc|d|Peru\n||Peru":   "line 4: the row has no address: street, city are empty",
		"address\na\nb\n": "the row has no address: address is empty",
		"lat|lon\n47.5|-122.1\n47.5|-122.1\nNaN|inf":         "the row has no point",
		"lat|lon\n47.5|-122.1\n47.5|-122.1\n1e400|-122.1\n1": `"1e400": is no latitude`,
	} {
		columns, rows := tableOf(text)
		m, err := Recognise(columns, rows[:2], nil, Either)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if _, fault := m.Request(&rows[2]); fault == nil || !strings.Contains(fault.Error(), says) {
			t.Errorf("%q: %v; want %q", text, fault, says)
		}
	}
}

// FuzzRecognise holds that whatever header and rows do, there is an answer
// and each row a request or a fault.
func FuzzRecognise(f *testing.F) {
	for _, seed := range []string{"a|b\n1|2", "lat|lon\n47.6|x", "point\n{\"type\":\"Point\"}", "Straße|Nr|PLZ\nx|3|01067", "wkt\nPOINT(1 2)"} {
		f.Add(seed, "query=a+b,lat=#1,lon=#2")
	}
	f.Fuzz(func(t *testing.T, text, chosen string) {
		columns, rows := tableOf(text)
		for i := range rows {
			rows[i].Cells = rows[i].Cells[:min(len(rows[i].Cells), len(columns))]
		}
		choices, err := ParseChosen(chosen)
		for _, c := range []Chosen{nil, choices} {
			for _, way := range []Way{Either, Forward, Reverse} {
				m, wrong := Recognise(columns, rows, c, way)
				if wrong != nil || err != nil && c != nil {
					continue
				}
				m.Lines()
				for i := range rows {
					r, fault := m.Request(&rows[i])
					if fault == nil && !r.Reverse && Question(&r) == "" || fault == nil && r.Reverse && !inRange(r.Point) {
						t.Fatalf("%q, row %d: %+v", text, i, r)
					}
				}
			}
		}
	})
}
