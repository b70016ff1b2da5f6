package dataflow

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

// xmlChunk is a chunk that was emitted, with a copy of its bytes.
type xmlChunk struct {
	Chunk
	data string
}

// splitXMLString splits a feed that is in memory.
func splitXMLString(text string, limits Limits) (*Feed, []xmlChunk, error) {
	var chunks []xmlChunk
	feed, err := Split(strings.NewReader(text), XML, limits, func(_ *Feed, c Chunk, data []byte) error {
		chunks = append(chunks, xmlChunk{c, string(data)})
		return nil
	})
	return feed, chunks, err
}

// readXML gives all rows of a feed, chunk by chunk.
func readXML(t *testing.T, text string, limits Limits) (*Feed, []Row) {
	t.Helper()
	feed, chunks, err := splitXMLString(text, limits)
	if err != nil {
		t.Fatal(err)
	}
	var rows []Row
	for _, c := range chunks {
		got, err := feed.Decode(c.Chunk, []byte(c.data))
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, got...)
	}
	return feed, rows
}

func TestXMLRequests(t *testing.T) {
	feed, rows := readXML(t, `<?xml version="1.0"?>
<GeocodeFeed Version="2.0" xmlns="http://schemas.microsoft.com/search/local/2010/5/geocode">
<GeocodeEntity Id="1"><GeocodeRequest Culture="de" MaxResults="3" IncludeNeighborhood="1" Query="A &amp; B"><ConfidenceFilter MinimumConfidence="high"/>
 <Address AddressLine="One Microsoft Way" AdminDistrict2="King"/></GeocodeRequest></GeocodeEntity>
<GeocodeEntity Id="2"><ReverseGeocodeRequest IncludeEntityTypes="address"><Location Latitude="1.5" Longitude="-2"/></ReverseGeocodeRequest></GeocodeEntity>
</GeocodeFeed>`, Limits{})
	if diff := cmp.Diff(&Feed{Format: XML, Version: V2}, feed); diff != "" {
		t.Errorf("feed (-want +got):\n%s", diff)
	}
	want := []geocode.Request{
		{
			Query: "A & B", Culture: "de", MaxResults: 3, IncludeNeighborhood: true, MinimumConfidence: geocode.High,
			Address: geocode.Address{AddressLine: "One Microsoft Way", AdminDistrict2: "King"},
		},
		{Reverse: true, Point: geocode.Point{Lat: 1.5, Lon: -2}, TypesGiven: true, EntityTypes: geocode.ParseTypeSet("Address")},
	}
	var got []geocode.Request
	for i := range rows {
		if rows[i].Failure != nil {
			t.Errorf("row %d: %v", i, rows[i].Failure)
		}
		got = append(got, rows[i].Request)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	if rows[0].Line != 3 || rows[1].Line != 5 || rows[1].Ordinal != 1 || rows[1].ID != "2" {
		t.Errorf("rows stand at lines %d and %d; the second is %d, %q", rows[0].Line, rows[1].Line, rows[1].Ordinal, rows[1].ID)
	}
}
