package record

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
)

func TestSplitLine(t *testing.T) {
	for _, c := range []struct{ line, number, street string }{
		{"12 Main St", "12", "Main St"},
		{"12 N Main St", "12", "N Main St"},
		{"12-14 Main St", "12-14", "Main St"},
		{"12A, Main St", "12A", "Main St"},
		{"12 1/2 Main St", "12 1/2", "Main St"},
		{"12 bis rue du Port", "12 bis", "rue du Port"},
		{"12 bis", "", "12 bis"},
		{"Hauptstraße 5a", "5a", "Hauptstraße"},
		{"Hauptstraße 5 a", "5 a", "Hauptstraße"},
		{"Calle Mayor, 7", "7", "Calle Mayor"},
		{"Via Roma 12/B", "12/B", "Via Roma"},
		{"5th Avenue", "", "5th Avenue"},
		{"12 5th Avenue", "12", "5th Avenue"},
		{"1. Mai Straße 3", "3", "1. Mai Straße"},
		{"Highway 12", "", "Highway 12"},
		{"100 Highway 12", "100", "Highway 12"},
		{"Elm Street", "", "Elm Street"},
		{"12", "", "12"},
		{"12 ,", "", "12 ,"},
		{"", "", ""},
	} {
		number, street := SplitLine([]byte(c.line))
		if string(number) != c.number || string(street) != c.street {
			t.Errorf("%q: %q, %q, want %q, %q", c.line, number, street, c.number, c.street)
		}
	}
}

// FuzzSplitLine holds that nothing is invented: both parts stand in the line,
// and what does not is only punctuation.
func FuzzSplitLine(f *testing.F) {
	for _, seed := range []string{"12 Main St", "Hauptstraße 5 a", "12 bis, x", " 1 ", "a 1/2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		number, street := SplitLine([]byte(line))
		rest, before := strings.CutSuffix(strings.TrimPrefix(line, string(number)), string(street))
		if !before || strings.Trim(rest, " ,") != "" {
			rest = strings.TrimSuffix(strings.TrimPrefix(line, string(street)), string(number))
		}
		if strings.Trim(rest, " ,") != "" || len(line) > 0 && len(street) == 0 {
			t.Errorf("%q: %q and %q leave %q", line, number, street, rest)
		}
	})
}

func TestParseColumns(t *testing.T) {
	for _, c := range []struct {
		text string
		want map[string]string
		fail string // part of the error
	}{
		{"lat=Breite,lon=Länge", map[string]string{"lat": "Breite", "lon": "Länge"}, ""},
		{` LAT = a b , street="x, y",number=n`, map[string]string{"lat": "a b", "street": "x, y", "number": "n"}, ""},
		{"lat=a=b", map[string]string{"lat": "a=b"}, ""},
		{"", nil, "empty"},
		{"lat", nil, "write field=column"},
		{"height=h", nil, `"height" is no field`},
		{"lat=", nil, "names no column"},
		{"lat=a,lat=b", nil, "twice"},
		{`lat="a`, nil, "names no column"},
	} {
		got, err := ParseColumns(c.text)
		if c.fail != "" {
			if err == nil || !strings.Contains(err.Error(), c.fail) {
				t.Errorf("%q: error %v, want %q", c.text, err, c.fail)
			}
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%q: error %v, %s", c.text, err, diff)
		}
	}
}

func FuzzParseColumns(f *testing.F) {
	f.Add(`lat=a,lon="b,c"`)
	f.Fuzz(func(t *testing.T, text string) {
		columns, err := ParseColumns(text)
		if err != nil {
			return
		}
		for key, name := range columns {
			if columnFields[key] == None || name == "" {
				t.Errorf("%q gives %q=%q", text, key, name)
			}
		}
	})
}

func TestRecognise(t *testing.T) {
	for _, c := range []struct {
		names  string
		chosen map[string]string
		want   map[Field]string
	}{
		{"Longitude,LATITUDE,House Number,Street", nil, map[Field]string{Lon: "Longitude", Lat: "LATITUDE", Number: "House Number", Street: "Street"}},
		{"x,y,lon,lat", nil, map[Field]string{Lon: "lon", Lat: "lat"}},
		{"x,y,ulica,nr,PSČ", nil, map[Field]string{Lon: "x", Lat: "y", Street: "ulica", Number: "nr", Postcode: "PSČ"}},
		{"number,street,address", nil, map[Field]string{Number: "number", Street: "street"}},
		{"number,address", nil, map[Field]string{Number: "number", Line: "address"}},
		{"st_name,st_type,street", nil, map[Field]string{Street: "street"}},
		{"lat,lon,a,b", map[string]string{"lat": "A", "lon": "b"}, map[Field]string{Lat: "a", Lon: "b"}},
		{"city,town", nil, map[Field]string{Locality: "city"}},
		{"pref,city,town,koaza", nil, map[Field]string{Region: "pref", Locality: "city", Block: "town", SubBlock: "koaza"}},
	} {
		l, err := Recognise(strings.Split(c.names, ","), c.chosen)
		if err != nil {
			t.Errorf("%s: %v", c.names, err)
			continue
		}
		got := map[Field]string{}
		for field := range fieldCount {
			if l.Has(field) && field != None {
				got[field] = l.Column(field)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.names, diff)
		}
	}
}

func TestRecogniseRefuses(t *testing.T) {
	for _, c := range []struct {
		chosen map[string]string
		want   string
	}{
		{map[string]string{"lat": "height"}, `no column "height" for lat; the columns are lat, lon, street`},
		{map[string]string{"lat": "lon", "lon": "lon"}, "name the same thing"},
		{map[string]string{"lat": "lat", "latitude": "lon"}, "name the same thing"},
	} {
		_, err := Recognise([]string{"lat", "lon", "street"}, c.chosen)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: error %v, want %q", c.chosen, err, c.want)
		}
	}
}

// recognise is the layouter of a table without choices.
func recognise(names []string) (*Layout, error) { return Recognise(names, nil) }

// read makes features of a text.
func read(text string, m *Maker) (features []source.Feature, err error) {
	if m.Tally == nil {
		m.Tally = &source.Tally{}
	}
	file := source.Member{Name: "list.csv", Reader: strings.NewReader(text)}
	err = m.Read(file, recognise, func(f *source.Feature) error {
		features = append(features, *f.Clone())
		return nil
	})
	return features, err
}

func TestWholeFileIsWrong(t *testing.T) {
	points := func(lat, lon string, n int) string {
		return "street,country,lat,lon\n" + strings.Repeat("Elm St,FR,"+lat+","+lon+"\n", n)
	}
	france := func(string) (source.Box, bool) { return source.Box{South: 41, West: -5, North: 51, East: 9}, true }
	for _, c := range []struct {
		name, text, want string
	}{
		{"swapped by range", points("-111.5", "33", 2000), "swapped in 1000 of the first 1000"},
		{"swapped in a short file", points("-111.5", "33", 12), "swapped in 12 of the first 12"},
		{"swapped by country", points("2.3", "48.8", 2000), "swapped in 1000"},
		{"not degrees", points("6862571.3", "650852.9", 2000), "are no degrees"},
		{"right", points("48.8", "2.3", 2000), ""},
		{"too few to tell", points("-111.5", "33", 5), ""},
		{"one in two is right", points("48.8", "2.3", 500) + strings.Repeat("Elm St,FR,-111.5,33\n", 500), ""},
		{"empty", "", "the file is empty"},
		{"white space", " \n\n", "the file is empty"},
		{"no coordinates", "street,city\nElm St,X\n", "no column is known as lat"},
		{"nothing else", "lat,lon\n1,2\n", "no column is known as street"},
		{"no coordinates in lines", `{"street":"Elm St"}`, "no column is known as lat"},
		{"one JSON value", `[{"street":"Elm St"}]`, "one object a line"},
		{"one collection", `{ "type" : "FeatureCollection", "features":[]}`, "one object a line"},
		{"UTF-16", "\xff\xfea\x00", "UTF-16"},
	} {
		_, err := read(c.text, &Maker{Bounds: france})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

// TestKeptStrings holds that a feature's strings stay as they are while the
// reading goes on.
func TestKeptStrings(t *testing.T) {
	var text strings.Builder
	text.WriteString("number,street,city,lat,lon\n")
	for i := range 20000 {
		fmt.Fprintf(&text, "%d,Street %d,City %d,10,20\n", i+1, i/10, i/1000)
	}
	features, err := read(text.String(), &Maker{})
	if err != nil || len(features) != 20000 {
		t.Fatal(len(features), err)
	}
	for i, f := range features {
		if want := fmt.Sprintf("%d,Street %d,City %d", i+1, i/10, i/1000); f.Number+","+f.Street+","+f.Locality != want {
			t.Fatalf("feature %d: %+v", i, f)
		}
	}
}

func TestCountryCode(t *testing.T) {
	for name, want := range map[string]string{
		"United States": "US", "usa": "US", "DEU": "DE", "de": "DE", "Deutschland": "DE", "España": "ES", "Россия": "RU",
		"日本": "JP", "Côte d'Ivoire": "CI", "UK": "GB", "Bosnia and Herzegovina": "BA", "Atlantis": "", "": "", "ZZ": "",
	} {
		if got := CountryCode(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestTidy(t *testing.T) {
	for value, want := range map[string]string{
		"": "", " ": "", "a": "a", " a": "a", "a ": "a", "a  b": "a b", "a\tb": "a b", "é": "é", "a\u00a0b": "a b",
		"\u3000町": "町", "a\x00b": "a b", "a b": "a b", "é ": "é",
	} {
		if got, ok := tidy([]byte(value)); !ok || string(got) != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
	if got, ok := tidy([]byte("a\xff")); ok {
		t.Errorf("invalid text gives %q", got)
	}
}

// FuzzRead holds that whatever the bytes, the counts agree, and that features
// are in range, tidy and whole.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"number,street,rep,city,lat,lon\n1, Elm  St,bis,X,10,20\n0,Elm,,,1,2\n", "address;lat;lon;country\n5 Elm;1,5;2;US\n",
		`{"street":"a","number":5,"lat":1,"lon":2}` + "\n{\"properties\":{\"zip\":1.0}}", "st_predir|st_name|x|y|zip\nN|Oak|1|2|0\n",
		"pref,city,town,koaza,lat,lon\na,b,c,d,1,2\n", "zip,city,lat,lon\n1,a,1,2",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		tally := &source.Tally{}
		m := Maker{Tally: tally}
		var given int64
		_ = m.Read(source.Member{Name: "x", Reader: bytes.NewReader(text)}, recognise, func(f *source.Feature) error {
			given++
			checkFeature(t, f)
			return nil
		})
		r := tally.Report()
		if r.Read != r.Used+r.Skipped || r.Used != given {
			t.Errorf("read %d, used %d (%d given), skipped %d", r.Read, r.Used, given, r.Skipped)
		}
	})
}

func checkFeature(t *testing.T, f *source.Feature) {
	t.Helper()
	if !(f.Lat >= -90 && f.Lat <= 90 && f.Lon >= -180 && f.Lon <= 180) || f.Lat == 0 && f.Lon == 0 {
		t.Errorf("point %v, %v", f.Lat, f.Lon)
	}
	for _, text := range []string{f.Name, f.Number, f.Unit, f.Street, f.Locality, f.District, f.Region, f.Postcode, f.SourceID} {
		if again, ok := tidy([]byte(text)); !ok || string(again) != text {
			t.Errorf("%q is not tidy", text)
		}
	}
	if f.Kind == source.Address && f.Number == "" || f.Kind == source.Street && (f.Street == "" || f.Number != "") {
		t.Errorf("%s with number %q and street %q", f.Kind, f.Number, f.Street)
	}
}
