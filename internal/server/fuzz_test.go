package server

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParameters asks for any address with any query under any host: there
// is always an answer, of a known status, that is what its type says.
func FuzzParameters(f *testing.F) {
	for _, seed := range [][3]string{
		{"/REST/v1/Dataflows/Geocode/" + idCompleted, "key=" + escaped + "&o=xml", "geo.example"},
		{"/REST/v1/Dataflows/Geocode/" + idAborted, "key=" + escaped + "&jsonp=a.b&jsonso=%22\u2028%ff", "[::1]:80"},
		{"/REST/v1/Dataflows/ListJobs/", "KEY=" + escaped + "&ss=1&output=%", "a\"<>&'"},
		{"/REST/v1/Dataflows/Geocode", "input=csv&description=%00%ff%ed%a0%80&key=" + escaped + "&output=xml", ""},
		{"//%2f/%zz/;", "&&=&;key;=", "x/y"},
		{"/REST/v1/Dataflows/Geocode", "input=%22%3C%26&key=" + escaped + "&o=xml", "x"},
		{"/rest/V1/dataflows/listjobs/" + idPending + "/output/failed/", "key=" + escaped, "x"},
		{"/metrics", "", "x"},
	} {
		f.Add(http.MethodGet, seed[0], seed[1], seed[2])
		f.Add(http.MethodPost, seed[0], seed[1], seed[2])
	}
	known := []int{200, 201, 204, 400, 401, 403, 404, 405}
	f.Fuzz(func(t *testing.T, method, path, query, host string) {
		r := &http.Request{Method: method, Host: host, URL: &url.URL{Path: path, RawPath: path, RawQuery: query},
			Header: http.Header{}, Body: io.NopCloser(strings.NewReader("Id")), ProtoMajor: 1, ProtoMinor: 1}
		w := httptest.NewRecorder()
		newHandler(newMemory()).ServeHTTP(w, r.WithContext(t.Context()))
		if !slices.Contains(known, w.Code) {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
		if !utf8.Valid(w.Body.Bytes()) || strings.ContainsAny(w.Header().Get("Location"), "\r\n ?") {
			t.Errorf("Location %q, body %q", w.Header().Get("Location"), w.Body)
		}
		switch contentType := w.Header().Get("Content-Type"); contentType {
		case typeJSON:
			if !json.Valid(w.Body.Bytes()) {
				t.Errorf("no JSON: %s", w.Body)
			}
		case typeXML:
			if err := readAll(w.Body.String()); err != nil {
				t.Errorf("no XML: %v in %s", err, w.Body)
			}
		case typeJavaScript:
			name, call, _ := strings.Cut(w.Body.String(), "(")
			if arguments, ends := strings.CutSuffix(call, ")"); !isCallback(name) || !ends || !json.Valid([]byte("["+arguments+"]")) {
				t.Errorf("no call: %s", w.Body)
			}
		}
	})
}

// readAll reads a whole XML document.
func readAll(text string) error {
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); err != nil {
			if err == io.EOF {
				err = nil
			}
			return err
		}
	}
}

func FuzzEncodingWeights(f *testing.F) {
	for _, seed := range []string{"gzip", "gzip;q=0", "*;q=NaN", "identity;q=-1,gzip;q=2", ";;,,q=", "GZIP ; Q=1e-9"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		gzip, identity := encodingWeights([]string{header})
		for _, weight := range []float64{gzip, identity} {
			if weight != -1 && !(weight >= 0 && weight <= 1) {
				t.Errorf("%q has a weight of %v", header, weight)
			}
		}
	})
}
