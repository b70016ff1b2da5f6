package engine

import (
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// dominant is the share of importance from which a name means the one area
// that everybody thinks of.
const dominant = 0.95

// judge weighs the best candidate against its rivals, and cuts the list to
// those worth showing.
func judge(ranked []candidate) []candidate {
	if len(ranked) == 0 {
		return nil
	}
	best := &ranked[0]
	total, shown := 0.0, 0
	for i := range ranked {
		c := &ranked[i]
		if c.cost > best.cost+shownWithin {
			break
		}
		shown++
		if best.rivalledBy(c) {
			total += c.weight
		}
	}
	for i := range ranked[:shown] {
		c := &ranked[i]
		c.share = c.weight / (total + c.weight)
		if c == best || best.rivalledBy(c) {
			c.share = c.weight / (total + best.weight)
		}
	}
	return ranked[:shown]
}

// onePoint is within how many metres two areas of one name are served by one point.
const onePoint = 5_000

// rivalledBy tells whether the request cannot tell the two apart. What one
// lies in is no rival, nor is what has the same point.
func (c *candidate) rivalledBy(r *candidate) bool {
	return r != c && r.cost <= c.cost+rivalWithin && !c.within(r.area) && !r.within(c.area) &&
		geo.Distance(c.Point, r.Point) > onePoint
}

// odds says how often an answer at most that dear is right, if it has no rivals.
var odds = []struct{ cost, probability float64 }{
	{0.02, 0.995}, {0.06, 0.992}, {0.10, 0.99}, {0.18, 0.93}, {0.30, 0.85}, {0.38, 0.70}, {0.50, 0.50}, {tooDear, 0.25},
}

// Probabilities from which an answer is High and Medium.
const (
	highFrom   = 0.99
	mediumFrom = 0.80
)

// probability estimates how likely the candidate is right.
func (c *candidate) probability() float64 {
	p := 0.0
	for _, o := range odds {
		if c.cost <= o.cost+1e-6 {
			p = o.probability
			break
		}
	}
	if c.ambiguous() {
		p *= c.share
	}
	return p
}

func (c *candidate) ambiguous() bool { return c.share < dominant }

// confidence is High only for what was asked for, as precisely as it was
// asked for, and only if nothing else could be meant.
func (c *candidate) confidence() geocode.Confidence {
	switch p := c.probability(); {
	case p >= highFrom && !c.coarser && !c.ambiguous():
		return geocode.High
	case p >= mediumFrom:
		return geocode.Medium
	}
	return geocode.Low
}

// matchCodes are Good where neither of the others is.
func (c *candidate) matchCodes() (codes geocode.MatchCodes) {
	if c.ambiguous() {
		codes |= geocode.Ambiguous
	}
	if c.coarser {
		codes |= geocode.UpHierarchy
	}
	if codes == 0 {
		return geocode.Good
	}
	return codes
}
