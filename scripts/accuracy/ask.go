package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// testCase is a labelled question.
type testCase struct {
	cases.Case
	fate fate // of the truth, where it may have been left out
}

// outcome is a case and what became of it.
type outcome struct {
	*testCase
	cases.Verdict
}

// loadCases reads a file of labelled questions.
func loadCases(path string) ([]testCase, error) {
	read, err := cases.ReadFile(path)
	all := make([]testCase, len(read))
	for i, c := range read {
		all[i].Case = c
	}
	return all, err
}

// ask asks all cases and tells how long it took.
func ask(ctx context.Context, g geocode.Geocoder, all []testCase) ([]outcome, time.Duration, error) {
	requests := make([]geocode.Request, len(all))
	for i := range all {
		requests[i] = all[i].Request
	}
	outcomes := make([]outcome, len(all))
	took, err := cases.Ask(ctx, g, requests, func(i int, r *geocode.Response) {
		outcomes[i] = outcome{testCase: &all[i], Verdict: judge(&all[i], r)}
	})
	return outcomes, took, err
}

// judge decides whether the best answer is right. Where the truth was left
// out, a point is rightly answered with a street, a landmark or a place, and a
// street that is not there with the street if it is there after all.
func judge(c *testCase, r *geocode.Response) cases.Verdict {
	v := cases.Judge(&c.Case, r)
	switch {
	case !v.Answered || v.Right:
	case c.Expect == cases.AtPoint && c.fate != held:
		v.Right = v.Answer.EntityType != geocode.EntityAddress && v.Metres <= areaWithin
	case c.Expect == cases.Area && c.fate == streetLeftOut:
		v.Right = stillThere(c, &v)
	}
	return v
}

// stillThere tells whether an answer is the true address or street although it
// was left out: under another name of its locality, or where the street goes
// on in the next one.
func stillThere(c *testCase, v *cases.Verdict) bool {
	a := &v.Answer
	if a.EntityType == geocode.EntityAddress {
		return c.IsAddress(a) && v.Metres <= addressWithin
	}
	return c.IsOnStreet(a) && v.Metres <= cases.StreetWithin
}

// cost is what the answer's faults cost.
func (o *outcome) cost() float64 {
	sum := 0.0
	for _, f := range o.Answer.Faults {
		sum += f.Cost
	}
	return sum
}

// extent is that of the street, in metres, where the points of the address that
// was answered lie far apart; else 0.
func (o *outcome) extent() (metres float64) {
	for _, f := range o.Answer.Faults {
		if f.Name == "point.spread" && strings.HasSuffix(f.Detail, " m") {
			words := strings.Fields(f.Detail)
			metres, _ = strconv.ParseFloat(words[len(words)-2], 64)
		}
	}
	return metres
}

// apart is how far, in metres, the answer to a reverse case is from the point
// that was asked for.
func (o *outcome) apart() float64 { return geo.Distance(o.Answer.Display(), o.Request.Point) }
