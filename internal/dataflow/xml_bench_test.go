package dataflow

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"testing"
)

// benchXMLFeed is an XML feed of schema 2.0 that asks what benchFeed asks.
func benchXMLFeed() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<GeocodeFeed xmlns=\"%s\" Version=\"2.0\">\r\n", xmlNamespace)
	for i := range benchRows {
		fmt.Fprintf(&b, `  <GeocodeEntity Id="customer-%d" xmlns="%s">
    <GeocodeRequest Culture="en-US" Query="%d Redmond Way Redmond WA %d">
      <Address AddressLine="%d Redmond Way" AdminDistrict="WA" CountryRegion="United States" AdminDistrict2="King County" Locality="Redmond" PostalCode="%d" />
      <ConfidenceFilter MinimumConfidence="Low" />
    </GeocodeRequest>
  </GeocodeEntity>
`, i, xmlNamespace, i%9999, 98000+i%999, i%9999, 98000+i%999)
	}
	b.WriteString("</GeocodeFeed>\r\n")
	return b.Bytes()
}

// BenchmarkXML splits, decodes and writes the feed with an answer in every
// row. Its goal is four times BenchmarkCSV.
func BenchmarkXML(b *testing.B) {
	data, response := benchXMLFeed(), benchResponse()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var out []byte
		rows := 0
		_, err := Split(bytes.NewReader(data), XML, Limits{}, func(feed *Feed, c Chunk, data []byte) error {
			read, err := feed.Decode(c, data)
			out = out[:0]
			for i := range read {
				out = feed.AppendRow(out, &read[i], response)
			}
			rows += len(read)
			return err
		})
		if err != nil || rows != benchRows {
			b.Fatal(rows, err)
		}
	}
	b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkEncodingXML reads the same feed with encoding/xml, for comparison.
func BenchmarkEncodingXML(b *testing.B) {
	data := benchXMLFeed()
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
		if rows != benchRows {
			b.Fatal(rows)
		}
	}
	b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
