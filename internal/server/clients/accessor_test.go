package clients

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
)

// The 40 columns that several clients send.
var allColumns = strings.Fields(`Id GeocodeRequest/Culture GeocodeRequest/Query GeocodeRequest/Address/AddressLine GeocodeRequest/Address/AdminDistrict
GeocodeRequest/Address/CountryRegion GeocodeRequest/Address/AdminDistrict2 GeocodeRequest/Address/FormattedAddress GeocodeRequest/Address/Locality
GeocodeRequest/Address/PostalCode GeocodeRequest/Address/PostalTown GeocodeRequest/ConfidenceFilter/MinimumConfidence
ReverseGeocodeRequest/IncludeEntityTypes ReverseGeocodeRequest/Location/Latitude ReverseGeocodeRequest/Location/Longitude
GeocodeResponse/Address/AddressLine GeocodeResponse/Address/AdminDistrict GeocodeResponse/Address/CountryRegion GeocodeResponse/Address/AdminDistrict2
GeocodeResponse/Address/FormattedAddress GeocodeResponse/Address/Locality GeocodeResponse/Address/PostalCode GeocodeResponse/Address/PostalTown
GeocodeResponse/Address/Neighborhood GeocodeResponse/Address/Landmark GeocodeResponse/Confidence GeocodeResponse/Name GeocodeResponse/EntityType
GeocodeResponse/MatchCodes GeocodeResponse/Point/Latitude GeocodeResponse/Point/Longitude GeocodeResponse/BoundingBox/SouthLatitude
GeocodeResponse/BoundingBox/WestLongitude GeocodeResponse/BoundingBox/NorthLatitude GeocodeResponse/BoundingBox/EastLongitude
GeocodeResponse/QueryParseValues GeocodeResponse/GeocodePoints StatusCode FaultReason TraceId`)

// bing-geocode-accessor (Python). Its content type cannot be parsed, its
// culture has an underscore, and it takes links and XML children by position.
func TestGeocodeAccessor(t *testing.T) {
	w := newWorld(t)
	contentType := headers{"Content-Type", "text/plain, charset=UTF-8"}
	if len(allColumns) != 40 {
		t.Fatalf("%d columns", len(allColumns))
	}
	row := "1|fi_FI|Hämeenlinna" + strings.Repeat("|", 37)
	created := w.post("/REST/v1/Dataflows/Geocode?input=pipe&key="+key, append(contentType, requests...),
		"Bing Spatial Data Services, 2.0\n"+strings.Join(allColumns, "|")+"\n"+row+"\n").want(201)
	status := w.poll(created.link(0)+"?key="+key, requests...).want(200)
	if !strings.HasSuffix(status.link(0), status.resource()["id"].(string)) {
		t.Errorf("the first link is not the job itself: %s", status.body)
	}
	line := w.get(status.link(1)+"?key="+key, requests...).want(200).lines()[2]
	if cells := strings.Split(line, "|"); len(cells) != 40 || cells[1] != "fi_FI" || cells[26] != "Hämeenlinna" || cells[37] != "Success" {
		t.Errorf("%d cells in %q", len(cells), line)
	}

	created = w.post("/REST/v1/Dataflows/Geocode?input=xml&key="+key, append(contentType, requests...),
		`<GeocodeFeed Version="2.0" xmlns="http://schemas.microsoft.com/search/local/2010/5/geocode"><GeocodeEntity Id="1"><GeocodeRequest Culture="fi_FI" Query="Turku"/></GeocodeEntity></GeocodeFeed>`).want(201)
	status = w.poll(created.link(0)+"?key="+key, requests...)
	var feed element
	if err := xml.Unmarshal([]byte(w.get(status.link(1)+"?key="+key, requests...).want(200).body), &feed); err != nil {
		t.Fatal(err)
	}
	// entity[0] is the request, entity[1] the response, entity[1][0] the address.
	entity := feed.Children[0]
	if got := entity.names(); !strings.HasPrefix(got, "GeocodeRequest GeocodeResponse ") {
		t.Errorf("an entity has %s", got)
	}
	if got := entity.Children[1].names(); !strings.HasPrefix(got, "Address ") {
		t.Errorf("a response has %s", got)
	}
}

// element is any XML element.
type element struct {
	XMLName    xml.Name
	Attributes []xml.Attr `xml:",any,attr"`
	Children   []element  `xml:",any"`
	Text       string     `xml:",chardata"`
}

func (e *element) names() string {
	var names []string
	for _, child := range e.Children {
		names = append(names, child.XMLName.Local)
	}
	return strings.Join(names, " ")
}

func (e *element) attribute(name string) string {
	for _, a := range e.Attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return fmt.Sprintf("no %s", name)
}
