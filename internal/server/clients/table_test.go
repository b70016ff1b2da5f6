package clients

import (
	"context"
	"fmt"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// table is a geocoder with simple rules. What names "nowhere" is not found;
// what begins with a digit is an address, with a point to show and one to
// drive to; all else is a place. A point is the address "1 Main St". There
// are as many answers as MaxResults asks for.
type table struct{}

func (table) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	responses := make([]geocode.Response, len(requests))
	for i, r := range requests {
		name := strings.TrimSpace(strings.Join([]string{r.Query, r.Address.AddressLine, r.Address.Locality}, " "))
		if r.Reverse {
			name = "1 Main St"
		}
		if strings.Contains(name, "nowhere") {
			responses[i].Failure = geocode.NothingFound()
			continue
		}
		for n := range max(1, r.MaxResults) {
			a := answer(name)
			if n > 0 {
				a.Name = fmt.Sprintf("%s (%d)", a.Name, n+1)
			}
			responses[i].Answers = append(responses[i].Answers, a)
		}
	}
	return responses, ctx.Err()
}

func answer(name string) geocode.Answer {
	a := geocode.Answer{
		Name: name, EntityType: geocode.EntityPopulatedPlace, Confidence: geocode.High, MatchCodes: geocode.Good,
		Address: geocode.Address{Locality: name, AdminDistrict: "WA", CountryRegion: "United States", FormattedAddress: name},
		Points:  []geocode.CalculatedPoint{{Point: geocode.Point{Lat: 47.64, Lon: -122.129}, Method: geocode.Rooftop, Usage: geocode.Display}},
		Box:     geocode.Box{South: 47.5, West: -122.5, North: 47.75, East: -122},
	}
	if name[0] >= '0' && name[0] <= '9' {
		a.EntityType, a.Address.AddressLine = geocode.EntityAddress, name
		a.Points = append(a.Points, geocode.CalculatedPoint{Point: geocode.Point{Lat: 47.65, Lon: -122.13}, Method: geocode.Interpolation, Usage: geocode.Route})
	}
	return a
}
