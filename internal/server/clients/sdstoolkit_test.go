package clients

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A feed as the toolkit's XML serialiser writes it: with a byte-order mark,
// and ConfidenceFilter before Address.
const toolkitFeed = "\xef\xbb\xbf" + `<?xml version="1.0" encoding="utf-8"?><GeocodeFeed xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" Version="2.0" xmlns="http://schemas.microsoft.com/search/local/2010/5/geocode">` +
	`<GeocodeEntity Id="1"><GeocodeRequest Culture="en-US" IncludeNeighborhood="true" MaxResults="1"><ConfidenceFilter MinimumConfidence="Low" /><Address AddressLine="1 Main St" Locality="Redmond" /></GeocodeRequest></GeocodeEntity>` +
	`<GeocodeEntity Id="2"><ReverseGeocodeRequest IncludeEntityTypes="Address"><Location Longitude="-122.1" Latitude="47.6" /></ReverseGeocodeRequest></GeocodeEntity>` +
	`<GeocodeEntity Id="3"><GeocodeRequest Query="nowhere" /></GeocodeEntity></GeocodeFeed>`

// BingMapsSDSToolkit (NuGet, C#). It sends gzip and says nothing of it, reads
// a job's status from XML and lists from JSON, and hands the results to an
// XmlSerializer.
func TestSDSToolkit(t *testing.T) {
	w := newWorld(t)
	created := w.post("/REST/v1/Dataflows/Geocode?input=xml&clientApi=SDSToolkit&output=xml&key="+key,
		headers{"Content-Type", "application/octet-stream", "Expect", "100-continue"}, gz(t, toolkitFeed)).want(201)
	status := w.poll(created.header.Get("Location") + "?output=xml&clientApi=SDSToolkit&key=" + key).want(200)
	want := []string{"Id", "Link self", "Link succeeded", "Link failed", "Description", "Status Completed", "CreatedDate",
		"CompletedDate", "TotalEntityCount 3", "ProcessedEntityCount 3", "FailedEntityCount 1"}
	// Without a break after </Link> it would not see the element after it.
	if diff := cmp.Diff(want, toolkitJob(t, status.body)); diff != "" {
		t.Errorf("the toolkit reads (-want +got):\n%s", diff)
	}

	// DataContractJsonSerializer takes the type from the first member; else
	// it makes an object of the base class, and all counts read 0.
	w.get("/REST/v1/Dataflows/ListJobs?clientApi=SDSToolkit&key=" + key).want(200).
		matches(`"resources":\[\{"__type":"DataflowJob:http://schemas.microsoft.com/search/local/ws/rest/v1",`)

	job := w.get(created.header.Get("Location") + "?key=" + key).want(200)
	succeeded := w.get(job.link(1) + "?key=" + key).want(200)
	var feed toolkitResults
	if err := xml.Unmarshal([]byte(succeeded.body), &feed); err != nil {
		t.Fatal(err) // not in the schema's namespace, or a number or boolean not as XSD has it
	}
	if len(feed.Entities) != 2 || !feed.Entities[0].Request.IncludeNeighborhood || feed.Entities[0].Response.Points[0].Latitude != 47.64 {
		t.Errorf("the serialiser reads %+v", feed)
	}
}

// toolkitResults is what the serialiser reads: names in the namespace only.
type toolkitResults struct {
	XMLName  xml.Name `xml:"http://schemas.microsoft.com/search/local/2010/5/geocode GeocodeFeed"`
	Entities []struct {
		ID      string `xml:"Id,attr"`
		Request struct {
			IncludeNeighborhood bool `xml:",attr"`
			MaxResults          int  `xml:",attr"`
		} `xml:"http://schemas.microsoft.com/search/local/2010/5/geocode GeocodeRequest"`
		Response struct {
			Points []struct {
				Latitude, Longitude float64 `xml:",attr"`
			} `xml:"http://schemas.microsoft.com/search/local/2010/5/geocode GeocodePoint"`
		} `xml:"http://schemas.microsoft.com/search/local/2010/5/geocode GeocodeResponse"`
	} `xml:"http://schemas.microsoft.com/search/local/2010/5/geocode GeocodeEntity"`
}

// toolkitJob reads a DataflowJob as the toolkit's loop over an XmlReader
// does: reading a Link's content moves to the node after its end, and the
// loop then moves on by one more.
func toolkitJob(t *testing.T, body string) []string {
	d := xml.NewDecoder(strings.NewReader(body[strings.Index(body, "<DataflowJob>"):strings.Index(body, "</Resources>")]))
	var seen []string
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return seen
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local == "DataflowJob" {
			continue
		}
		entry := start.Name.Local
		text, _ := d.RawToken()
		switch {
		case entry == "Link":
			d.RawToken() // </Link>
			d.RawToken() // and what comes after it
			entry += " " + start.Attr[len(start.Attr)-1].Value
		case entry == "Status" || strings.HasSuffix(entry, "Count"):
			entry += " " + string(text.(xml.CharData))
		}
		seen = append(seen, entry)
	}
}
