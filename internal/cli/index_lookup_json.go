package cli

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/milepost/milepost/internal/geocode"
)

// lookedUp is what index lookup --json prints: the answers, by the names that
// geocode's --fields has for them, or why there is none.
type lookedUp struct {
	Status  geocode.Status `json:"status"`
	Reason  string         `json:"reason,omitempty"`
	Answers []lookedUpRow  `json:"answers"`
}

type lookedUpRow struct {
	Name              string                    `json:"match_name"`
	EntityType        geocode.EntityType        `json:"entity_type"`
	Confidence        string                    `json:"confidence"`
	Probability       float64                   `json:"probability"`
	MatchCodes        string                    `json:"match_codes"`
	CalculationMethod geocode.CalculationMethod `json:"calculation_method"`
	Latitude          float64                   `json:"latitude"`
	Longitude         float64                   `json:"longitude"`
	Number            string                    `json:"number,omitempty"`
	Street            string                    `json:"street,omitempty"`
	Unit              string                    `json:"unit,omitempty"`
	Side              string                    `json:"side,omitempty"` // of the street: "north" …
	Locality          string                    `json:"locality,omitempty"`
	AdminDistrict2    string                    `json:"admin_district2,omitempty"`
	AdminDistrict     string                    `json:"admin_district,omitempty"`
	PostalCode        string                    `json:"postal_code,omitempty"`
	Country           string                    `json:"country,omitempty"`
	Source            string                    `json:"source"`
	SourceID          string                    `json:"source_id"`
	Licence           string                    `json:"licence,omitempty"`
	Faults            []lookedUpFault           `json:"faults"`
	ReadAs            []lookedUpPart            `json:"read_as,omitempty"` // how the query was understood
}

type lookedUpFault struct {
	Name   string  `json:"name"`
	Cost   float64 `json:"cost"`
	Detail string  `json:"detail,omitempty"`
}

type lookedUpPart struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// printLookup prints a response as JSON. It fails where there is no answer, as
// the table does.
func printLookup(to io.Writer, response *geocode.Response) error {
	found := lookedUp{Status: geocode.Success, Answers: []lookedUpRow{}}
	for i := range response.Answers {
		found.Answers = append(found.Answers, rowOf(&response.Answers[i]))
	}
	if response.Failure != nil {
		found.Status, found.Reason = response.Failure.Status, response.Failure.Reason
	}
	if err := json.NewEncoder(to).Encode(found); err != nil || response.Failure == nil {
		return err
	}
	return errors.New(found.Reason)
}

func rowOf(a *geocode.Answer) lookedUpRow {
	at, in := a.Display(), &a.Address
	row := lookedUpRow{
		Name: a.Name, EntityType: a.EntityType, Confidence: a.Confidence.String(), Probability: a.Probability, MatchCodes: a.MatchCodes.String(),
		CalculationMethod: a.Points[0].Method, Latitude: at.Lat, Longitude: at.Lon, Number: a.Number, Street: a.Street, Unit: a.Unit, Side: a.Side,
		Locality: in.Locality, AdminDistrict2: in.AdminDistrict2, AdminDistrict: in.AdminDistrict, PostalCode: in.PostalCode, Country: in.CountryRegion,
		Source: a.Source, SourceID: a.SourceID, Licence: a.Licence, Faults: []lookedUpFault{},
	}
	for _, f := range a.Faults {
		row.Faults = append(row.Faults, lookedUpFault(f))
	}
	for _, p := range a.QueryParse {
		row.ReadAs = append(row.ReadAs, lookedUpPart{p.Name, p.Value})
	}
	return row
}
