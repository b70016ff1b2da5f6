package cases

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/geocode"
)

func TestCasesAreReadAsTheyWereWritten(t *testing.T) {
	want := []Case{
		{ID: "1", Set: "li", Kind: "exact", Form: Free, Expect: Address, Number: "12", Street: "Im Malarsch", Locality: "Schaan", Postcode: "9494",
			Truth: geocode.Point{Lat: 47.1650001, Lon: 9.5098765}, Tolerance: 100,
			Request: geocode.Request{Culture: "de-LI", Query: "Im Malarsch 12, \"oben\"\n9494 Schaan"}},
		{ID: "2", Kind: "typo", Form: Structured, Expect: Street, Street: "A; B",
			Truth: geocode.Point{Lat: -33.5, Lon: 151}, Tolerance: 12.5,
			Request: geocode.Request{Address: geocode.Address{AddressLine: "A", Locality: "B", AdminDistrict: "C", PostalCode: "D", CountryRegion: "E"}}},
		{ID: "3", Form: Reverse, Expect: AtPoint, Truth: geocode.Point{Lat: 1, Lon: 2}, Tolerance: 40,
			Request: geocode.Request{Reverse: true, Point: geocode.Point{Lat: 1.0000001, Lon: 2}}},
	}
	var b bytes.Buffer
	if err := Write(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&b, "cases.csv")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read otherwise than written (-want +got):\n%s", diff)
	}
}

func TestWhatIsWrongWithAFileIsTold(t *testing.T) {
	head := "id,form,expect,true_lat,true_lon,tolerance_m,latitude,longitude\n"
	for _, c := range []struct{ name, file, want string }{
		{"empty", "", "is empty"},
		{"no truth", "id,form\n1,free\n", `no column "expect"`},
		{"form", head + "1,spoken,address,1,2,3,,\n", `line 2: column form: "spoken" is not free, structured or reverse`},
		{"expect", head + "1,free,house,1,2,3,,\n", `column expect: "house" is not one of address`},
		{"latitude", head + "1,free,address,1,2,3,,\n2,free,address,north,2,3,,\n", `line 3: column true_lat: "north" is not a latitude`},
		{"range", head + "1,free,address,91,2,3,,\n", `column true_lat: "91" is not within`},
		{"point", head + "1,reverse,reverse,1,2,3,,\n", `column latitude: "" is not a latitude`},
		{"fields", head + "1,free\n", "wrong number of fields"},
		{"quote", head + "1,\"free\n", "cases.csv: "},
	} {
		_, err := Read(strings.NewReader(c.file), "cases.csv")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(strings.Join(columns, ",") + "\n1,s,exact,free,en,q,,,,,,,,address,1,2,3,u,s,l,p,100\n"))
	f.Add([]byte("\ufeffid,form,expect,true_lat,true_lon,tolerance_m\n1,reverse,reverse,NaN,Inf,x\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		all, err := Read(bytes.NewReader(file), "fuzz")
		if err != nil {
			return
		}
		for i := range all {
			Judge(&all[i], &geocode.Response{Answers: []geocode.Answer{{}}})
		}
	})
}

// answer makes a response of one answer at 50, 10.
func answer(kind geocode.EntityType, number, street string, address geocode.Address) *geocode.Response {
	p := geocode.CalculatedPoint{Point: geocode.Point{Lat: 50, Lon: 10}, Usage: geocode.Display}
	name := Join(" ", number, street)
	return &geocode.Response{Answers: []geocode.Answer{{
		EntityType: kind, Number: number, Street: street, Address: address, Points: []geocode.CalculatedPoint{p},
		Name: Join(", ", name, address.Landmark, address.Locality),
	}}}
}

func TestJudge(t *testing.T) {
	at := func(e Expect, metresNorth, tolerance float64) Case {
		return Case{Expect: e, Number: "12", Street: "Mannerheimintie; Mannerheimvägen", Locality: "Helsinki", Postcode: "00100",
			Truth: geocode.Point{Lat: 50 + metresNorth/111_195, Lon: 10}, Tolerance: tolerance}
	}
	house := answer(geocode.EntityAddress, "12", "Mannerheimvägen", geocode.Address{})
	road := answer(geocode.EntityRoad, "", "Mannerheimintie", geocode.Address{})
	place := answer(geocode.EntityPopulatedPlace, "", "", geocode.Address{Locality: "Helsinki"})
	elsewhere := answer(geocode.EntityPopulatedPlace, "", "", geocode.Address{Locality: "Espoo"})
	for _, c := range []struct {
		name     string
		of       Case
		response *geocode.Response
		right    bool
	}{
		{"the address, by its other name", at(Address, 90, 100), house, true},
		{"the address, too far", at(Address, 110, 100), house, false},
		{"the street is no address", at(Address, 0, 100), road, false},
		{"nothing", at(Address, 0, 100), &geocode.Response{}, false},
		{"another number", at(Address, 0, 100), answer(geocode.EntityAddress, "14", "Mannerheimintie", geocode.Address{}), false},
		{"another street", at(Address, 0, 100), answer(geocode.EntityAddress, "12", "Bulevardi", geocode.Address{}), false},
		{"interpolated near", at(Interpolated, 200, 250), house, true},
		{"interpolated far", at(Interpolated, 400, 250), house, false},
		{"the street for a number", at(Interpolated, 400, 250), road, true},
		{"the street", at(Street, 2900, 0), road, true},
		{"an address on the street", at(Street, 2900, 0), house, true},
		{"the street elsewhere", at(Street, 3100, 0), road, false},
		{"a place for no street", at(Area, 20_000, 30_000), place, true},
		{"an address for no street", at(Area, 0, 30_000), house, false},
		{"at the point", at(AtPoint, 30, 40), house, true},
		{"a crossing", at(Crossing, 30, 50), answer(geocode.EntityRoadIntersection, "", "A & B", geocode.Address{}), true},
		{"a street for a crossing", at(Crossing, 30, 50), road, false},
		{"a place", at(Place, 900, 5000), place, true},
		{"another place", at(Place, 900, 5000), elsewhere, false},
		{"a place too far", at(Place, 6000, 5000), place, false},
		{"a postcode", at(Postcode, 900, 5000), answer(geocode.EntityPostcode1, "", "", geocode.Address{PostalCode: "00100"}), true},
		{"another postcode", at(Postcode, 900, 5000), answer(geocode.EntityPostcode1, "", "", geocode.Address{PostalCode: "00120"}), false},
		{"a landmark", at(Landmark, 100, 300), answer("Museum", "", "", geocode.Address{Landmark: "Mannerheimintie"}), true},
		{"a street of a landmark's name", at(Landmark, 100, 300), road, false},
	} {
		if v := Judge(&c.of, c.response); v.Right != c.right {
			t.Errorf("%s: right %t, want %t", c.name, v.Right, c.right)
		}
	}
}

func TestATallyCountsByConfidence(t *testing.T) {
	var x Tally
	for _, v := range []Verdict{
		{},
		{Answered: true, Right: true, Metres: 5, Answer: geocode.Answer{Confidence: geocode.High}},
		{Answered: true, Right: true, Metres: 20, Answer: geocode.Answer{Confidence: geocode.High}},
		{Answered: true, Metres: 5, Answer: geocode.Answer{Confidence: geocode.High}},
		{Answered: true, Right: true, Metres: 200, Answer: geocode.Answer{Confidence: geocode.Medium}},
	} {
		x.Add(&v)
	}
	want := []string{"5", "60.0", "20.0", "40.0", "60.0", "66.7 of 3", "100.0 of 1", "– of 0", "1"}
	if diff := cmp.Diff(want, x.Cells()); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

func TestOfAWideTownItsNameIsCoarseEnough(t *testing.T) {
	c := Case{Expect: Coarse, Truth: geocode.Point{Lat: -33.71, Lon: 150.31}, Tolerance: 30_000, Locality: "Sydney"}
	sydney := geocode.Answer{EntityType: geocode.EntityPopulatedPlace, Address: geocode.Address{Locality: "Sydney"}, Name: "Sydney, NSW", Confidence: geocode.Low,
		Points: []geocode.CalculatedPoint{{Usage: geocode.Display, Point: geocode.Point{Lat: -33.87, Lon: 151.21}}}}
	for locality, want := range map[string]bool{"Sydney": true, "Katoomba": false, "": false} {
		c.Locality = locality
		if got := Judge(&c, &geocode.Response{Answers: []geocode.Answer{sydney}}).Right; got != want {
			t.Errorf("of %q: right %t, want %t", locality, got, want)
		}
	}
}
