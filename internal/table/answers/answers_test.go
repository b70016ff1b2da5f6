package answers

import (
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

func columnsOf(names ...string) (columns []table.Column) {
	for _, name := range names {
		columns = append(columns, table.Column{Name: name})
	}
	return columns
}

func namesOf(columns []table.Column) string {
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	return strings.Join(names, ",")
}

func TestNamesOfAddedColumns(t *testing.T) {
	for name, c := range map[string]struct {
		options Options
		input   []table.Column
		want    string
	}{
		"defaults":                  {Options{}, columnsOf("id"), Defaults},
		"chosen":                    {Options{Fields: "status, Latitude"}, columnsOf("id"), "status,latitude"},
		"prefixed":                  {Options{Fields: "status,latitude", Prefix: "mp_"}, columnsOf("status"), "mp_status,mp_latitude"},
		"taken":                     {Options{Fields: "latitude,status"}, columnsOf("Latitude ", "x"), "match_latitude,status"},
		"taken twice":               {Options{Fields: "latitude"}, columnsOf("latitude", "match_latitude"), "match_match_latitude"},
		"taken by another added":    {Options{Fields: "country", Extra: []Extra{{Name: "country"}}}, nil, "country,match_country"},
		"a prefix that makes taken": {Options{Fields: "name"[:0] + "status", Prefix: "row_"}, columnsOf("row_status"), "match_row_status"},
	} {
		l, err := NewLayout(c.options, c.input)
		if err != nil || namesOf(l.Columns) != c.want {
			t.Errorf("%s: %v, %v; want %s", name, l, err, c.want)
		}
	}
	for fields, says := range map[string]string{"nope": `"nope" is none; there are latitude,`, "status,,latitude": `"" is none`, "status,status": "named twice"} {
		if _, err := NewLayout(Options{Fields: fields}, nil); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", fields, err)
		}
	}
}

// inside is an area that holds everything north of the equator.
type inside struct{}

func (inside) At(p geocode.Point) (string, bool) {
	if p.Lat > 0 {
		return "north", true
	}
	return "", false
}

func TestResult(t *testing.T) {
	answer := geocode.Answer{
		Name: "3 Mill Ln, Springvale, KY 40201", EntityType: geocode.EntityAddress, Confidence: geocode.High, Probability: 0.99949, MatchCodes: geocode.Good,
		Address: geocode.Address{Locality: "Springvale", AdminDistrict: "KY", PostalCode: "40201", CountryRegion: "United States"},
		Points: []geocode.CalculatedPoint{
			{Point: geocode.Point{Lat: 1, Lon: 1}, Method: geocode.Interpolation, Usage: geocode.Route},
			{Point: geocode.Point{Lat: 38.10000004, Lon: -85.70}, Method: geocode.Rooftop, Usage: geocode.Display}},
		Number: "3", Street: "Mill Lane", Unit: "Apt 4", Side: "west", Source: "kentucky", SourceID: "n1", Licence: "licence of kentucky",
		Faults: []geocode.Fault{{Name: "postcode.mismatch"}, {Name: "street.edit1"}},
	}
	options := Options{
		Fields: strings.Join(Names(), ","), Extra: []Extra{{"GEOID", inside{}}},
	}
	l, err := NewLayout(options, nil)
	if err != nil {
		t.Fatal(err)
	}
	var request geocode.Request
	texts := func(response geocode.Response) string {
		r := l.Result(&request, &response)
		var list []string
		for _, v := range r.Values {
			if (v.Text == "") != (v.Kind == table.Empty) {
				t.Errorf("%+v", v)
			}
			list = append(list, v.Text)
		}
		return strings.Join(list, "|")
	}
	want := "38.1|-85.7|3 Mill Ln, Springvale, KY 40201|Address|High|Good|Rooftop|Success||0.999|postcode.mismatch; street.edit1|The answer has another postcode than the row. The street’s name was corrected by a letter.|kentucky|n1|licence of kentucky|3|Mill Lane|Apt 4|west|Springvale|KY|40201|United States|north"
	if got := texts(geocode.Response{Answers: []geocode.Answer{answer}}); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got, want := texts(geocode.Response{Failure: geocode.NothingFound()}), "|||||||NotFound|No location was found.|||No location was found."+strings.Repeat("|", 12); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	request = geocode.Request{Reverse: true, Point: geocode.Point{Lat: 1}}
	if got, want := texts(geocode.Response{Failure: geocode.NothingFound()}), "|||||||NotFound|No location was found.|||No location was found."+strings.Repeat("|", 12)+"north"; got != want {
		t.Errorf("a point that is not answered: %s\nwant %s", got, want)
	}
	request.Point.Lat = -1
	if got := texts(geocode.Response{Answers: []geocode.Answer{answer}}); strings.HasSuffix(got, "north") {
		t.Errorf("the point that was asked for is south: %s", got)
	}
	l.options.Decimal = ","
	if got := texts(geocode.Response{Answers: []geocode.Answer{answer}}); !strings.HasPrefix(got, "38,1|-85,7|") {
		t.Errorf("decimal comma: %s", got)
	}
	for d, want := range map[float64]string{0: "0", -0.00000001: "0", 12: "12", -122.12345678: "-122.1234568", 100: "100"} {
		if got := degrees(d); got != want {
			t.Errorf("%v: %s", d, got)
		}
	}
}
