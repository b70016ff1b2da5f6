package server

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParameters(t *testing.T) {
	long := strings.Repeat("é", maxDescription)
	for _, test := range []struct {
		query  string
		detail string // of the 400; "" where it is a 201
	}{
		{"input=csv", ""},
		{"INPUT=CSV&Output=JSON", ""},
		{"input=xml&o=xml&clientApi=SDSToolkit&_=1", ""},
		{"input=tab&input=nonsense", ""}, // the first counts
		{"input=tab&o=json&output=nonsense", ""},
		{"input=tab&output=", ""},
		{"input=tab&description=" + long, ""},
		{"", "input: say what the feed is: csv, tab, pipe or xml."},
		{"input=", "input: say what the feed is: csv, tab, pipe or xml."},
		{"input=cvs", `input: "cvs" is not a format; csv, tab, pipe and xml are.`},
		{"input=csv&output=html", `output: "html" is not a format of answers; json and xml are.`},
		{"input=csv&o=html", `output: "html" is not a format of answers; json and xml are.`},
		{"input=csv&jsonp=alert(1)", "jsonp: a callback is a plain identifier, or several joined by dots."},
		{"input=csv&jsonp=alert(1)&output=xml", ""}, // ignored there
		{"input=csv&description=" + long + "x", "description: it has 1001 characters; 1000 are the most."},
	} {
		a := readAnswer(t, ask(t, newHandler(newMemory()), api("POST", "/Geocode", test.query), "Id"))
		var details []string
		if test.detail != "" {
			name, _, _ := strings.Cut(test.detail, ":")
			details = []string{"One or more parameters are not valid.", name + ": This parameter is missing or invalid.", test.detail}
		}
		if diff := cmp.Diff(details, a.ErrorDetails); diff != "" || (a.StatusCode == 201) != (details == nil) {
			t.Errorf("%s: %d %s", test.query, a.StatusCode, diff)
		}
	}
}

func TestParseParametersIsLenient(t *testing.T) {
	for query, want := range map[string]parameters{
		"key=a+b%2":                         {key: "a b%2"},
		"key=%zz%4":                         {key: "%zz%4"},
		"k%65y=%41%4a%4A":                   {key: "AJJ"},
		"key=a;b=c&&=x&key":                 {key: "a;b=c"},
		"description=%ff%00&SS=TRUE":        {description: "\xff\x00", suppressStatus: true},
		"DataLocation=http%3A//h%3Fa%3D%26": {dataLocation: "http://h?a=&"},
		"Input=XML&Output=XmL&o=json":       {input: "xml", output: "xml"},
		"suppressstatus=no&ss=true":         {},
		"JSONP=Ab&jsonso=C%20d":             {jsonp: "Ab", jsonso: "C d"},
	} {
		if got := parseParameters(query); got != want {
			t.Errorf("%s: got %+v", query, got)
		}
	}
}

func TestSuppressStatus(t *testing.T) {
	for _, query := range []string{"suppressStatus=true", "SuppressStatus=True", "ss=TRUE", "ss=1"} {
		w := ask(t, newHandler(newMemory()), "GET /REST/v1/Dataflows/ListJobs?"+query)
		if w.Code != 200 || readAnswer(t, w).StatusCode != 401 {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
	if w := ask(t, newHandler(newMemory()), "GET /REST/v1/Dataflows/ListJobs?ss=false"); w.Code != 401 {
		t.Errorf("ss=false: %d", w.Code)
	}
}

func TestJSONP(t *testing.T) {
	for callback, plain := range map[string]bool{
		"cb": true, "jQuery1_2$.a.b": true, "_": true, "1a": false, "a..b": false, ".a": false, "a.": false,
		"a(b)": false, "a b": false, "é": false, "a;b": false, "a[0]": false,
	} {
		if isCallback(callback) != plain {
			t.Errorf("isCallback(%q) = %v", callback, !plain)
		}
	}
	w := ask(t, newHandler(newMemory()), "GET /REST/v1/Dataflows/ListJobs?jsonp=cb&ss=true") // errors are wrapped too
	if got := w.Body.String(); !strings.HasPrefix(got, "cb({") || !strings.HasSuffix(got, "})") {
		t.Errorf("got %s", got)
	}
	w = ask(t, newHandler(newMemory()), "GET /REST/v1/Dataflows/ListJobs?jsonp=cb&output=xml")
	if !strings.HasPrefix(w.Body.String(), "<?xml") {
		t.Errorf("got %s", w.Body)
	}
}
