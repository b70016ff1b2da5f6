package dataflow

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// Reasons for a failed row that the API words itself.
const (
	reasonNothing       = "To geocode a location, you must specify at least one address field."
	reasonNothingV1     = "Either Query or Address must be specified."
	reasonFormatted     = "The Address.FormattedAddress property must not be specified because it is an output-only property."
	reasonNoID          = "Id: The value is missing; every row needs one."
	reasonPointAndPlace = "A row asks either for an address or for a point: it has both Latitude or Longitude and Query or an address field."
)

// draft is a row's request as it was sent, every value still text.
type draft struct {
	id, query      string
	address        geocode.Address
	culture        string // of the geocode request
	reverseCulture string // of the reverse request; wins there

	maxResults, minimumConfidence                       string
	includeNeighborhood, includeQueryParse, strictMatch string
	latitude, longitude, includeEntityTypes             string
	asksNeighborhood, asksQueryParse                    bool   // what an empty boolean means: delimited feeds ask by having the column
	hasEntityTypes                                      bool   // IncludeEntityTypes was sent, and not empty
	twoRequests                                         bool   // an XML entity held both requests
	nothing                                             string // the reason where there is nothing to geocode; default reasonNothing
}

// request turns the draft into the request it makes, or into the failure it is.
func (d *draft) request() (geocode.Request, *geocode.Failure) {
	var r fieldReader
	request := d.common(&r)
	switch hasPlace, hasPoint := d.hasPlace(), d.latitude != "" || d.longitude != ""; {
	case strings.TrimSpace(d.id) == "":
		return request, bad(reasonNoID)
	case d.address.FormattedAddress != "":
		return request, bad(reasonFormatted)
	case d.twoRequests, hasPoint && hasPlace:
		return request, bad(reasonPointAndPlace)
	case !hasPoint && !hasPlace && d.nothing != "":
		return request, bad(d.nothing)
	case !hasPoint && !hasPlace:
		return request, bad(reasonNothing)
	case hasPoint:
		d.reverse(&r, &request)
	default:
		d.forward(&r, &request)
	}
	return request, r.failure
}

// common reads the fields that both kinds of request have.
func (d *draft) common(r *fieldReader) geocode.Request {
	return geocode.Request{
		Culture:             d.culture,
		MaxResults:          r.maxResults(d.maxResults),
		MinimumConfidence:   r.confidence(d.minimumConfidence),
		IncludeNeighborhood: r.boolean("IncludeNeighborhood", d.includeNeighborhood, d.asksNeighborhood),
	}
}

func (d *draft) forward(r *fieldReader, request *geocode.Request) {
	request.Query = d.query
	request.Address = d.address
	request.StrictMatch = r.boolean("StrictMatch", d.strictMatch, false)
	request.IncludeQueryParse = r.boolean("IncludeQueryParse", d.includeQueryParse, d.asksQueryParse) && d.query != ""
}

func (d *draft) reverse(r *fieldReader, request *geocode.Request) {
	request.Reverse = true
	request.Point.Lat = r.degrees("Latitude", d.latitude, 90)
	request.Point.Lon = r.degrees("Longitude", d.longitude, 180)
	if d.reverseCulture != "" {
		request.Culture = d.reverseCulture
	}
	if d.hasEntityTypes {
		request.TypesGiven = true
		request.EntityTypes = geocode.ParseTypeSet(d.includeEntityTypes)
	}
}

func (d *draft) hasPlace() bool {
	a := &d.address
	return d.query != "" || a.AddressLine != "" || a.AdminDistrict != "" || a.CountryRegion != "" ||
		a.AdminDistrict2 != "" || a.Locality != "" || a.PostalCode != "" || a.PostalTown != ""
}

// fieldReader reads typed values and keeps the first failure.
type fieldReader struct {
	failure *geocode.Failure
}

func (r *fieldReader) fail(field, value, allowed string) {
	if r.failure == nil {
		r.failure = bad(fmt.Sprintf("%s: %s is not valid; %s.", field, quoteValue(value), allowed))
	}
}

func (r *fieldReader) maxResults(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1 || n > 20 {
		r.fail("MaxResults", s, "a whole number from 1 to 20 is expected")
	}
	return n
}

func (r *fieldReader) confidence(s string) geocode.Confidence {
	if s == "" {
		return geocode.AnyConfidence
	}
	c, ok := geocode.ParseConfidence(strings.TrimSpace(s))
	if !ok {
		r.fail("MinimumConfidence", s, "Low, Medium or High is expected")
	}
	return c
}

func (r *fieldReader) boolean(field, s string, empty bool) bool {
	switch v := strings.TrimSpace(s); {
	case v == "":
		return empty
	case v == "1", strings.EqualFold(v, "true"):
		return true
	case v == "0", strings.EqualFold(v, "false"):
		return false
	}
	r.fail(field, s, "true, false, 1 or 0 is expected")
	return false
}

// degrees reads a plain decimal number between -max and max. ParseFloat
// alone would take NaN, infinities, hexadecimal and underscores too.
func (r *fieldReader) degrees(field, s string, max float64) float64 {
	number := strings.TrimSpace(s)
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || strings.Trim(number, "+-.0123456789eE") != "" || v < -max || v > max {
		r.fail(field, s, fmt.Sprintf("decimal degrees from -%g to %g with a point as decimal mark are expected", max, max))
		return 0
	}
	return v
}

// quoteValue quotes a value for a sentence, and shortens a long one.
func quoteValue(s string) string {
	const most = 60
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return strconv.Quote(s)
}

func bad(reason string) *geocode.Failure {
	return &geocode.Failure{Status: geocode.BadRequest, Reason: reason}
}
