package cases

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// Asked is what a case asks, in one line for people.
func (c *Case) Asked() string {
	r := &c.Request
	if r.Reverse {
		return fmt.Sprintf("%.6f, %.6f", r.Point.Lat, r.Point.Lon)
	}
	a := &r.Address
	return r.Query + Join("; ", a.AddressLine, a.Locality, a.AdminDistrict, a.PostalCode, a.CountryRegion)
}

// Wanted is what a case expects, in one line for people.
func (c *Case) Wanted() string {
	postcode := ""
	if c.Expect == Postcode {
		postcode = c.Postcode
	}
	return fmt.Sprintf("%s: %s", c.Expect, Join(", ", Join(" ", c.Number, c.Street), postcode, c.Locality))
}

// Got is what was answered, in one line for people.
func (v *Verdict) Got() string {
	if !v.Answered {
		return "nothing"
	}
	a := &v.Answer
	how := a.Confidence.String()
	if a.MatchCodes != geocode.Good {
		how += ", " + a.MatchCodes.String()
	}
	return fmt.Sprintf("%s (%s, %s), %.0f m off", a.Name, a.EntityType, how, v.Metres)
}

// Faults are what the answer was charged with, in one line for people.
func (v *Verdict) Faults() string {
	var list []string
	for _, f := range v.Answer.Faults {
		list = append(list, fmt.Sprintf("%s %.3f", f.Name, f.Cost))
	}
	return strings.Join(list, ", ")
}

// Harm orders verdicts by the harm they do: the most trusted first, then the
// farthest from the truth.
func Harm(x, y *Verdict) int {
	return cmp.Or(cmp.Compare(y.Answer.Confidence, x.Answer.Confidence), cmp.Compare(y.Metres, x.Metres))
}

// Join joins what is not empty.
func Join(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), separator)
}
