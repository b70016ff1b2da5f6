package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// Tolerances of the questions made here, in metres, as in the case files.
const (
	addressWithin      = 100
	interpolatedWithin = 250
	areaWithin         = 30_000
	reverseWithin      = 40
)

// asking makes questions of the addresses drawn from a list.
type asking struct {
	list
	whole             *index.Index // of the list, nothing left out
	codes, localities []string     // of the sample: to take wrong ones from
}

// disturbances are what is done to an address before it is asked for, by the
// name of the kind. Each tells whether it could be done.
var disturbances = []struct {
	kind string
	do   func(a *asking, s *sampled) bool
}{
	{"exact", func(*asking, *sampled) bool { return true }},
	{"typo", func(_ *asking, s *sampled) bool { return mistype(s, 1) }},
	{"two_typos", func(_ *asking, s *sampled) bool { return mistype(s, 2) }},
	{"no_postcode", func(_ *asking, s *sampled) bool { return drop(&s.Postcode) }},
	{"wrong_postcode", func(a *asking, s *sampled) bool { return swapFor(&s.Postcode, a.codes, s.Order) }},
	{"no_city", func(_ *asking, s *sampled) bool { return s.Postcode != "" && drop(&s.Locality) }},
	{"wrong_city", func(a *asking, s *sampled) bool { return swapFor(&s.Locality, a.localities, s.Order) }},
	{"typo_no_postcode", func(_ *asking, s *sampled) bool { return mistype(s, 1) && drop(&s.Postcode) }},
	{"typo_wrong_postcode", func(a *asking, s *sampled) bool { return mistype(s, 1) && swapFor(&s.Postcode, a.codes, s.Order) }},
	{"upper", func(_ *asking, s *sampled) bool { s.Street = strings.ToUpper(s.Street); return true }},
	{"unit", func(a *asking, s *sampled) bool { s.Street += unitOf(a.country); return unitOf(a.country) != "" }},
	{"no_number", func(_ *asking, s *sampled) bool { return drop(&s.Number) }},
	{"reverse", func(*asking, *sampled) bool { return true }},
}

func drop(part *string) bool {
	was := *part
	*part = ""
	return was != ""
}

// swapFor puts another of the list's values in place of one.
func swapFor(part *string, others []string, order uint64) bool {
	for i := range others {
		other := others[(order+uint64(i))%uint64(len(others))]
		if other != "" && other != *part && *part != "" {
			*part = other
			return true
		}
	}
	return false
}

// unitOf is a unit as it is written behind a street's name, where it is.
func unitOf(country string) string {
	switch country {
	case "US", "CA", "AU":
		return " Apt 5"
	}
	return ""
}

// mistype makes errors in the street's name.
func mistype(s *sampled, errors int) (ok bool) {
	s.Street, ok = draw.Mistype(s.Street, s.Number, errors)
	return ok
}

// newAsking takes the wrong postcodes and localities from the sample.
func newAsking(whole *built) *asking {
	a := &asking{list: whole.list, whole: whole.ix}
	for _, s := range whole.samples[held] {
		a.codes = append(a.codes, s.Postcode)
		if !slices.Contains(a.localities, s.Locality) {
			a.localities = append(a.localities, s.Locality)
		}
	}
	return a
}

// questions makes as many questions of each address as asked for, each of
// another kind, by turns structured and free.
func (a *asking) questions(from []*sampled, fate fate, each int) ([]testCase, error) {
	var all []testCase
	for i, s := range from {
		if s.Spread {
			continue // it has no one truth
		}
		for n := range each {
			turn := i*each + n
			kind := disturbances[turn%len(disturbances)]
			disturbed := *s
			if !kind.do(a, &disturbed) {
				continue
			}
			c := testCase{fate: fate, Case: cases.Case{
				ID: fmt.Sprintf("%s-%s-%d-%s", a.set, fate, i, kind.kind), Set: a.set, Kind: kind.kind, Form: cases.Structured,
				Number: s.Number, Street: s.Street, Locality: s.Locality, Truth: s.point(),
			}}
			c.Expect, c.Tolerance = expected(kind.kind, fate)
			switch {
			case kind.kind == "reverse":
				c.Form = cases.Reverse
				c.Request = geocode.Request{Reverse: true, Point: beside(s)}
				if nearest, err := a.isNearest(&c); err != nil {
					return nil, err
				} else if !nearest {
					continue
				}
			case turn/len(disturbances)%2 == 1:
				c.Form = cases.Free
				c.Request = geocode.Request{Query: disturbed.free(a.country)}
			default:
				c.Request = geocode.Request{Address: geocode.Address{
					AddressLine: disturbed.line(a.country), Locality: disturbed.Locality, AdminDistrict: disturbed.Region,
					PostalCode: disturbed.Postcode, CountryRegion: a.country,
				}}
			}
			all = append(all, c)
		}
	}
	return all, nil
}

// isNearest tells whether the truth of a reverse question is the address
// nearest to its point, of all that the list has.
func (a *asking) isNearest(c *testCase) (bool, error) {
	near, err := a.whole.Streets().NearestAddresses(c.Request.Point, reverseWithin, 1)
	if err != nil || len(near) == 0 {
		return false, err
	}
	name, err := a.whole.Streets().Name(near[0].Street)
	return cases.SameNumber(near[0].HouseNumber(), c.Number) && cases.SameStreet(name, c.Street), err
}

// String names the fate in the ids of cases.
func (f fate) String() string { return [...]string{"held", "number", "street"}[f] }

// expected is what a question of a kind is to be answered with.
func expected(kind string, fate fate) (expect cases.Expect, tolerance float64) {
	switch {
	case kind == "reverse":
		return cases.AtPoint, reverseWithin
	case fate == streetLeftOut:
		return cases.Area, areaWithin
	case kind == "no_number":
		return cases.Street, 0
	case fate == numberLeftOut:
		return cases.Interpolated, interpolatedWithin
	}
	return cases.Address, addressWithin
}

// beside is a point up to 15 m from the address, half of them within 3 m.
func beside(s *sampled) geocode.Point {
	h := cases.Hash("beside", fmt.Sprint(s.Order))
	metres := 3 * float64(h%1000) / 1000
	if h>>20%2 == 0 {
		metres *= 5
	}
	angle := 2 * math.Pi * float64(h>>32%360) / 360
	const metresInDegree = 111_195
	return geocode.Point{
		Lat: s.Lat + metres*math.Sin(angle)/metresInDegree,
		Lon: s.Lon + metres*math.Cos(angle)/metresInDegree/math.Cos(s.Lat*math.Pi/180),
	}
}
