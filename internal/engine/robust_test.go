package engine

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

// hostile are queries that only exist to do harm.
func hostile() map[string]string {
	return map[string]string{
		"10,000 words":       strings.Repeat("springfield oregon ", 5_000),
		"10,000 other words": strings.Repeat("lorem ipsum, ", 5_000),
		"a megabyte":         strings.Repeat("x", 1<<20),
		"a megabyte of é":    strings.Repeat("é", 1<<19),
		"emoji":              strings.Repeat("😀👩‍👩‍👧‍👦 ", 1_000),
		"control characters": strings.Repeat("\x00\x01\x7f", 1_000),
		"marks of direction": strings.Repeat("\u200f\u202eSpringfield\u202c", 100),
		"combining marks":    "a" + strings.Repeat("\u0301", 10_000),
		"commas":             strings.Repeat(",", 100_000),
		"ligatures":          strings.Repeat("ﷺ", 300),
		"not UTF-8":          strings.Repeat("\xff\xfe", 1_000),
		"typing errors":      strings.Repeat("Sprnigfield ", 100),
	}
}

func TestHostileQueriesAreBounded(t *testing.T) {
	e := twoCountries().engine(t)
	for name, query := range hostile() {
		for where, r := range map[string]geocode.Request{
			"query":    {Query: query},
			"locality": {Address: geocode.Address{Locality: query, CountryRegion: "US"}},
			"all":      {Query: query, Culture: query, Address: geocode.Address{AddressLine: query, AdminDistrict: query, PostalCode: query}},
		} {
			start := time.Now()
			ask(t, e, r)
			if took := time.Since(start); took > 10*time.Second { // what grows with the square of a text takes minutes; no load of a machine does
				t.Errorf("%s in %s took %v", name, where, took)
			}
		}
	}
}

func TestAnswersDoNotDependOnTheBatch(t *testing.T) {
	e := twoCountries().engine(t)
	var requests []geocode.Request
	for _, query := range []string{"Springfield", "Springfeild, OR", "Riverton", "Germany", "nothing", "Springfield"} {
		requests = append(requests, geocode.Request{Query: query, MaxResults: 5})
	}
	requests = append(requests, reverse(33, -93), reverse(math.NaN(), math.Inf(1)))
	together, err := e.Geocode(t.Context(), requests)
	if err != nil {
		t.Fatal(err)
	}
	for i := range requests {
		if diff := cmp.Diff(ask(t, e, requests[i]), together[i]); diff != "" {
			t.Errorf("%+v alone and in a batch:\n%s", requests[i], diff)
		}
	}
}

func TestACancelledBatchStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := twoCountries().engine(t).Geocode(ctx, []geocode.Request{{Query: "Riverton"}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestAnEngineWithoutIndexesFindsNothing(t *testing.T) {
	e := New()
	if got := best(t, e, geocode.Request{Query: "Paris"}); got != geocode.ReasonNothingFound {
		t.Errorf("got %s", got)
	}
	if got := best(t, e, reverse(0, 0)); got != geocode.ReasonNothingFound {
		t.Errorf("got %s", got)
	}
}

func TestTwoIndexesAnswerAsOne(t *testing.T) {
	w := twoCountries()
	w.place("Newtown", "US-OR", 4_000, 36, -96)
	first, second := twoCountries().engine(t), w.engine(t)
	e := New(first.indexes[0], second.indexes[0])
	for query, want := range map[string]string{
		"Springfield, OR":        "Springfield, OR (High, Good)",
		"Newtown, Oregon, USA":   "Newtown, OR (High, Good)",
		"Riverton, OR":           "Riverton, OR (High, Good)",
		"Newtwon, United States": "Newtown, OR (Medium, Good)",
	} {
		if got := best(t, e, geocode.Request{Query: query}); got != want {
			t.Errorf("%q: got %s, want %s", query, got, want)
		}
	}
	if got, want := best(t, e, reverse(36, -96)), "Newtown, OR (High, Good)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if n := len(ask(t, e, geocode.Request{Query: "Springfield", MaxResults: 20}).Answers); n != 3 {
		t.Errorf("got %d Springfields, want 3", n)
	}
}

func FuzzEngine(f *testing.F) {
	e := twoCountries().engine(f)
	for _, query := range hostile() {
		f.Add(query[:min(len(query), 500)], "Springfield", "OR", "en", 33.0)
	}
	f.Add("12 Elm St, Riverton OR 97000", "", "", "de-DE", -90.0)
	f.Fuzz(func(t *testing.T, query, locality, district, culture string, degrees float64) {
		requests := []geocode.Request{
			{Query: query, Culture: culture, MaxResults: 20, IncludeQueryParse: true},
			{Query: query, Address: geocode.Address{Locality: locality, AdminDistrict: district, AddressLine: culture}, StrictMatch: true},
			{Address: geocode.Address{Locality: locality, CountryRegion: district, PostalCode: culture}, Culture: culture},
			{Reverse: true, Point: geocode.Point{Lat: degrees, Lon: 2 * degrees}, Culture: culture},
		}
		responses, err := e.Geocode(t.Context(), requests)
		if err != nil {
			t.Fatal(err)
		}
		for i := range requests {
			if (len(responses[i].Answers) == 0) == (responses[i].Failure == nil) {
				t.Errorf("%+v has answers and failure: %+v", requests[i], responses[i])
			}
			if diff := cmp.Diff(responses[i], ask(t, e, requests[i])); diff != "" {
				t.Errorf("%+v in a batch and alone:\n%s", requests[i], diff)
			}
		}
	})
}
