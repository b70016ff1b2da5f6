package dataflow

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// AnswerReader reads back what a server wrote of the rows of a delimited feed
// of schema 2.0. It is for one goroutine.
type AnswerReader struct {
	layout  *layout
	scanner *rowScanner
}

// Answers makes a reader of the feed's rows, or says why they cannot be read.
func (f *Feed) Answers() (*AnswerReader, error) {
	if f.Format == XML || f.Version != V2 {
		return nil, fmt.Errorf("answers are read back from delimited feeds of schema 2.0")
	}
	l, err := f.layout()
	if err != nil {
		return nil, err
	}
	return &AnswerReader{l, newRowScanner(f.Format, defaultBounds, len(l.columns))}, nil
}

// Read reads a row, as Row.Raw gives it. What the row tells is in the
// response: the best answer, or why there is none.
func (a *AnswerReader) Read(raw string) (geocode.Response, error) {
	a.scanner.scan([]byte(raw), true)
	var cells [len(namesV2)]string
	for i, c := range a.scanner.cells {
		cells[a.layout.columns[i]] = c.text(raw)
	}
	if status := geocode.Status(cells[outStatusCode]); status != geocode.Success {
		if status == "" {
			return geocode.Response{}, fmt.Errorf("the row %s tells no status", quoteValue(raw))
		}
		return geocode.Response{Failure: &geocode.Failure{Status: status, Reason: cells[outFaultReason]}}, nil
	}
	answer := geocode.Answer{
		Name:       cells[outName],
		EntityType: geocode.EntityType(cells[outEntityType]),
		Address: geocode.Address{
			AddressLine: cells[outAddressLine], AdminDistrict: cells[outAdminDistrict], CountryRegion: cells[outCountryRegion],
			AdminDistrict2: cells[outAdminDistrict2], FormattedAddress: cells[outFormattedAddress],
			Locality: cells[outLocality], PostalCode: cells[outPostalCode],
		},
	}
	answer.Confidence, _ = geocode.ParseConfidence(cells[outConfidence])
	answer.MatchCodes = parseMatchCodes(cells[outMatchCodes])
	var err error
	if answer.Points, err = readPoints(&cells); err != nil {
		return geocode.Response{}, fmt.Errorf("the row %s: %w", quoteValue(raw), err)
	}
	return geocode.Response{Answers: []geocode.Answer{answer}}, nil
}

// parseMatchCodes reads "Ambiguous, UpHierarchy"; what is not known is left out.
func parseMatchCodes(text string) (codes geocode.MatchCodes) {
	for name := range strings.SplitSeq(text, ",") {
		for _, code := range [...]geocode.MatchCodes{geocode.Ambiguous, geocode.Good, geocode.UpHierarchy} {
			if strings.EqualFold(strings.TrimSpace(name), code.String()) {
				codes |= code
			}
		}
	}
	return codes
}

// readPoints reads the points of an answer, and the display point where the
// server tells no more.
func readPoints(cells *[len(namesV2)]string) (points []geocode.CalculatedPoint, err error) {
	var told []struct{ Longitude, Latitude, UsageTypes, CalculationMethod string }
	if text := cells[outPoints]; text != "" {
		if err := json.Unmarshal([]byte(text), &told); err != nil {
			return nil, fmt.Errorf("its points are no JSON: %w", err)
		}
	}
	for _, t := range told {
		p := geocode.CalculatedPoint{Method: geocode.CalculationMethod(t.CalculationMethod)}
		for name := range strings.SplitSeq(t.UsageTypes, ",") {
			switch strings.TrimSpace(name) {
			case geocode.Display.String():
				p.Usage |= geocode.Display
			case geocode.Route.String():
				p.Usage |= geocode.Route
			}
		}
		if p.Point, err = readPoint(t.Latitude, t.Longitude); err != nil {
			return nil, err
		}
		points = append(points, p)
	}
	if points == nil {
		p, err := readPoint(cells[outLatitude], cells[outLongitude])
		return []geocode.CalculatedPoint{{Point: p, Usage: geocode.Display}}, err
	}
	return points, nil
}

func readPoint(lat, lon string) (p geocode.Point, err error) {
	for _, side := range []struct {
		text  string
		into  *float64
		limit float64
	}{{lat, &p.Lat, 90}, {lon, &p.Lon, 180}} {
		degrees, err := strconv.ParseFloat(side.text, 64)
		if err != nil || !(degrees >= -side.limit && degrees <= side.limit) {
			return p, fmt.Errorf("its point %s %s is none", quoteValue(lat), quoteValue(lon))
		}
		*side.into = degrees
	}
	return p, nil
}
