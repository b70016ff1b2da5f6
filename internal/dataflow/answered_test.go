package dataflow

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/geocode"
)

// What a client asks is what a server reads, and what the server answers is
// what the client reads.
func TestAskedAndAnswered(t *testing.T) {
	answer := geocode.Answer{
		Name: "1 Main St, Paris, \"TX\" 75460", EntityType: geocode.EntityAddress, Confidence: geocode.Medium, MatchCodes: geocode.Good | geocode.UpHierarchy,
		Address: geocode.Address{AddressLine: "1 Main St", Locality: "Paris", AdminDistrict: "TX", AdminDistrict2: "Lamar Co.", PostalCode: "75460", CountryRegion: "United States", FormattedAddress: "1 Main St, Paris, TX 75460"},
		Points: []geocode.CalculatedPoint{
			{Point: geocode.Point{Lat: 33.66, Lon: -95.55}, Method: geocode.Interpolation, Usage: geocode.Display},
			{Point: geocode.Point{Lat: 33.67, Lon: -95.56}, Method: geocode.InterpolationOffset, Usage: geocode.Route},
		},
	}
	responses := []geocode.Response{{Answers: []geocode.Answer{answer}}, {Failure: geocode.NothingFound()}}
	for reverse, requests := range map[bool][]geocode.Request{
		false: {
			{Query: "1 Main St,\nParis \"TX\"", Culture: "de-DE"},
			{Address: geocode.Address{AddressLine: "1 Main St", Locality: "Paris", AdminDistrict: "TX", AdminDistrict2: "Lamar", PostalCode: "05460", CountryRegion: "US"}, MinimumConfidence: geocode.High},
		},
		true: {{Reverse: true, Point: geocode.Point{Lat: 33.123456789012345, Lon: -1e-7}}, {Reverse: true, Point: geocode.Point{Lat: -90, Lon: 180}, Culture: "fr"}},
	} {
		feed := AppendAskingHead(nil, reverse)
		for i := range requests {
			feed = AppendAsking(feed, strconv.Itoa(i), &requests[i])
		}
		var got []geocode.Request
		var back []geocode.Response
		_, err := Split(bytes.NewReader(feed), CSV, Limits{}, func(f *Feed, c Chunk, data []byte) error {
			rows, err := f.Decode(c, data)
			if err != nil {
				return err
			}
			answers, err := f.Answers()
			if err != nil {
				return err
			}
			for i := range rows {
				if rows[i].Failure != nil || rows[i].ID != strconv.Itoa(i) {
					t.Errorf("row %d: %+v", i, rows[i])
				}
				got = append(got, rows[i].Request)
				response, err := answers.Read(strings.TrimSuffix(string(f.AppendRow(nil, &rows[i], &responses[i])), "\r\n"))
				if err != nil {
					return err
				}
				back = append(back, response)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(requests, got); diff != "" {
			t.Errorf("asked (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(responses, back); diff != "" {
			t.Errorf("answered (-want +got):\n%s", diff)
		}
	}
}

// Other servers tell less, or nonsense.
func TestAnswersOfOthers(t *testing.T) {
	feed := &Feed{Format: Pipe, Version: V2, Header: "Id|GeocodeResponse/Point/Latitude|GeocodeResponse/Point/Longitude|GeocodeResponse/MatchCodes|StatusCode|GeocodeResponse/GeocodePoints"}
	answers, err := feed.Answers()
	if err != nil {
		t.Fatal(err)
	}
	got, err := answers.Read("1|47.5|-122|Good,Odd|Success")
	if err != nil || len(got.Answers) != 1 || got.Answers[0].Display() != (geocode.Point{Lat: 47.5, Lon: -122}) || got.Answers[0].MatchCodes != geocode.Good {
		t.Errorf("%+v %v", got, err)
	}
	if got, err := answers.Read("1||||Timeout|"); err != nil || got.Failure == nil || got.Failure.Status != "Timeout" {
		t.Errorf("%+v %v", got, err)
	}
	for _, row := range []string{"", "1", "1|||Good|Success", "1|91|0||Success", "1|NaN|0||Success", "1|1|1||Success|{", `1|||Good|Success|[{"Latitude":"x"}]`} {
		if got, err := answers.Read(row); err == nil {
			t.Errorf("%q: %+v", row, got)
		}
	}
	for _, f := range []*Feed{{Format: XML, Version: V2}, {Format: CSV, Version: V1}} {
		if _, err := f.Answers(); err == nil {
			t.Errorf("%+v is read", f)
		}
	}
}

func FuzzAnswers(f *testing.F) {
	f.Add(`1,,,,,,,,,,x,x,x,x,x,x,x,High,"1 Main St",Address,Good,47.5,-122,"[{""Longitude"":""1"",""Latitude"":""2""}]",Success,`)
	f.Add("")
	head := string(AppendAskingHead(nil, false))
	header := strings.TrimSuffix(head[strings.Index(head, "\n")+1:], lineEnd)
	f.Fuzz(func(t *testing.T, raw string) {
		answers, err := (&Feed{Format: CSV, Version: V2, Header: header}).Answers()
		if err != nil {
			t.Fatal(err)
		}
		response, err := answers.Read(raw)
		if err == nil && (response.Failure == nil) == (len(response.Answers) == 0) {
			t.Errorf("%q: %+v", raw, response)
		}
	})
}
