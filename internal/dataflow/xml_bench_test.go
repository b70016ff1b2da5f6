package dataflow

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

const benchmarkRows = 200_000

// benchmarkXML is a feed of addresses with ten values filled in each.
func benchmarkXML() []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n<GeocodeFeed xmlns=\"" + xmlNamespace + "\" Version=\"2.0\">\n")
	for i := range benchmarkRows {
		fmt.Fprintf(&b, `  <GeocodeEntity Id="%d" xmlns="%s">
    <GeocodeRequest Culture="en-US" IncludeNeighborhood="1" MaxResults="1">
      <Address AddressLine="%d Main Street &amp; Elm" AdminDistrict="WA" CountryRegion="United States" AdminDistrict2="King" Locality="São Paulo" PostalCode="%05d" />
    </GeocodeRequest>
  </GeocodeEntity>
`, i, xmlNamespace, i%9999, i%99999)
	}
	b.WriteString("</GeocodeFeed>\n")
	return b.Bytes()
}

// benchmarkResponse is an answer with two points.
func benchmarkResponse() geocode.Response {
	return geocode.Response{Answers: []geocode.Answer{{
		Name: "1234 Main Street, São Paulo, WA 98052", EntityType: geocode.EntityAddress,
		Confidence: geocode.High, MatchCodes: geocode.Good,
		Address: geocode.Address{
			AddressLine: "1234 Main Street", AdminDistrict: "WA", CountryRegion: "United States", AdminDistrict2: "King County",
			FormattedAddress: "1234 Main Street, São Paulo, WA 98052", Locality: "São Paulo", PostalCode: "98052", Neighborhood: "Downtown",
		},
		Points: []geocode.CalculatedPoint{
			{Point: geocode.Point{Lat: 47.6401305198669, Lon: -122.129731848836}, Method: geocode.Rooftop, Usage: geocode.Display},
			{Point: geocode.Point{Lat: 47.6401546597481, Lon: -122.129788175225}, Method: geocode.Interpolation, Usage: geocode.Route},
		},
		Box: geocode.Box{South: 47.6362678022963, West: -122.137375102026, North: 47.6439932374376, East: -122.122088595645},
	}}}
}

// BenchmarkXML reads a feed, and writes it with an answer for each row.
func BenchmarkXML(b *testing.B) {
	data, response := benchmarkXML(), benchmarkResponse()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var out []byte
		rows := 0
		_, err := Split(bytes.NewReader(data), XML, Limits{}, func(feed *Feed, c Chunk, data []byte) error {
			read, err := feed.Decode(c, data)
			out = out[:0]
			for i := range read {
				out = feed.AppendRow(out, &read[i], &response)
			}
			rows += len(read)
			return err
		})
		if err != nil || rows != benchmarkRows {
			b.Fatal(rows, err)
		}
	}
	b.ReportMetric(float64(benchmarkRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkEncodingXML reads the same feed with encoding/xml, for comparison.
func BenchmarkEncodingXML(b *testing.B) {
	data := benchmarkXML()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		d := xml.NewDecoder(bytes.NewReader(data))
		rows := 0
		for {
			token, err := d.RawToken()
			if err == io.EOF {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == "GeocodeEntity" {
				rows++
			}
		}
		if rows != benchmarkRows {
			b.Fatal(rows)
		}
	}
	b.ReportMetric(float64(benchmarkRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
