package dataflow

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

const benchRows = 200_000

// benchFeed is a csv feed of schema 2.0 with 40 columns, ten of them filled.
func benchFeed() []byte {
	var columns []string
	for c, name := range namesV2 {
		switch column(c) {
		case colStrictMatch, colIncludeNeighborhood, colIncludeQueryParse, colMaxResults, colReverseCulture:
		default:
			columns = append(columns, name)
		}
	}
	var feed bytes.Buffer
	fmt.Fprintf(&feed, "%s\r\n%s\r\n", preambleV2, strings.Join(columns, ","))
	for i := range benchRows {
		cells := make([]string, len(columns))
		copy(cells, []string{
			fmt.Sprintf("customer-%d", i), "en-US", fmt.Sprintf("%d Redmond Way Redmond WA %d", i%9999, 98000+i%999),
			fmt.Sprintf("%d Redmond Way", i%9999), "WA", "United States", "King County", "", "Redmond", fmt.Sprint(98000 + i%999), "", "Low",
		})
		feed.WriteString(strings.Join(cells, ",") + "\r\n")
	}
	return feed.Bytes()
}

// benchResponse is what an engine might answer: an address with two points.
func benchResponse() *geocode.Response {
	return &geocode.Response{Answers: []geocode.Answer{{
		Name: "16630 Redmond Way, Redmond, WA 98052", EntityType: geocode.EntityAddress,
		Confidence: geocode.High, MatchCodes: geocode.Good,
		Address: geocode.Address{
			AddressLine: "16630 Redmond Way", AdminDistrict: "WA", CountryRegion: "United States", AdminDistrict2: "King County",
			FormattedAddress: "16630 Redmond Way, Redmond, WA 98052", Locality: "Redmond", PostalCode: "98052",
		},
		Points: []geocode.CalculatedPoint{
			{Point: geocode.Point{Lat: 47.6736073, Lon: -122.1186996}, Method: geocode.Rooftop, Usage: geocode.Display},
			{Point: geocode.Point{Lat: 47.6738815, Lon: -122.1185837}, Method: geocode.Interpolation, Usage: geocode.Route},
		},
		Box: geocode.Box{South: 47.6697448, West: -122.1263441, North: 47.6774698, East: -122.1110551},
	}}}
}

// BenchmarkCSV splits, decodes and writes the feed with an answer in every
// row. Its goal is four times BenchmarkPlainCSVCopy.
func BenchmarkCSV(b *testing.B) {
	feed, response := benchFeed(), benchResponse()
	b.SetBytes(int64(len(feed)))
	for b.Loop() {
		rows := 0
		var out []byte
		_, err := Split(bytes.NewReader(feed), CSV, Limits{}, func(feed *Feed, c Chunk, data []byte) error {
			decoded, err := feed.Decode(c, data)
			if err != nil {
				return err
			}
			out = out[:0]
			for i := range decoded {
				out = feed.AppendRow(out, &decoded[i], response)
			}
			rows += len(decoded)
			_, err = io.Discard.Write(out)
			return err
		})
		if err != nil || rows != benchRows {
			b.Fatalf("%d rows, %v", rows, err)
		}
	}
}

// BenchmarkPlainCSVCopy copies the feed with encoding/csv.
func BenchmarkPlainCSVCopy(b *testing.B) {
	feed := benchFeed()
	b.SetBytes(int64(len(feed)))
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(feed))
		r.FieldsPerRecord, r.ReuseRecord = -1, true
		w := csv.NewWriter(io.Discard)
		for {
			record, err := r.Read()
			if err == io.EOF {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			if err := w.Write(record); err != nil {
				b.Fatal(err)
			}
		}
		w.Flush()
	}
}
