package engine

import (
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// How much all rivals together may weigh, each by its share of the best one's
// importance to the power of eclipsePower, where a name still means the one
// area that everybody thinks of: for a metropolis one rival of a sixteenth, for
// others of a hundredth. A power above 1 because a hundred villages of the
// name do not make another Paris.
const (
	eclipsePower      = 1.5
	eclipse           = 1.0 / 1000
	eclipseMetropolis = 1.0 / 64
	metropolis        = 500_000 // people
)

func (c *candidate) eclipses(felt float64) bool {
	if c.Population >= metropolis {
		return felt <= eclipseMetropolis
	}
	return felt <= eclipse
}

// judge weighs the best candidate against its rivals, and cuts the list to
// those worth showing.
func judge(ranked []candidate) []candidate {
	if len(ranked) == 0 {
		return nil
	}
	best := &ranked[0]
	total, felt, shown := best.weight, 0.0, 0
	for i := range ranked {
		c := &ranked[i]
		if c.cost > best.cost+shownWithin {
			break
		}
		shown++
		if best.rivalledBy(c) {
			total += c.weight
			felt += math.Pow(c.weight/best.weight, eclipsePower)
		}
	}
	for i := range ranked[:shown] {
		c := &ranked[i]
		c.share = c.weight / total
		if c != best && !best.rivalledBy(c) {
			c.share = c.weight / (total + c.weight)
		}
		c.ambiguous = i > 0 || !best.eclipses(felt)
	}
	return ranked[:shown]
}

// onePoint is within how many metres two areas of one name are served by one point.
const onePoint = 5_000

// rivalledBy tells whether the request cannot tell the two apart: no words
// speak for one of them only. What one lies in is no rival, nor is what has
// the same point.
func (c *candidate) rivalledBy(r *candidate) bool {
	reach := float64(onePoint)
	if c.Kind == index.Landmark {
		reach = oneLandmark
	}
	return r != c && r.cost <= c.cost+rivalWithin && r.agreed.count() >= c.agreed.count() && !c.within(r.area) && !r.within(c.area) &&
		geo.Distance(c.Point, r.Point) > reach
}

// odds says how often an answer at most that dear, or a point at most that
// many metres away, is right: a curve of steps.
type odds []struct{ upTo, probability float64 }

// at gives the probability; the last step has no end.
func (o odds) at(cost float64) float64 {
	const tick = 1e-4 // steps are kept to four decimals
	for _, step := range o {
		if cost <= step.upTo+tick {
			return step.probability
		}
	}
	return o[len(o)-1].probability
}

// oddsOfArea is set by hand: the labelled questions that the other tables are
// fitted to (fitted.go) hardly ask for areas.
var oddsOfArea = odds{
	{0.02, 0.995}, {0.06, 0.992}, {0.10, 0.99}, {0.18, 0.85}, {0.30, 0.82}, {0.38, 0.70}, {0.50, 0.50}, {tooDear, 0.25},
}

// oddsAtCrossing is set by hand, by cost, for streets that meet.
var oddsAtCrossing = odds{
	{0.03, 0.995}, {0.10, 0.99}, {0.16, 0.90}, {0.25, 0.80}, {0.40, 0.60}, {tooDear, 0.30},
}

// oddsInstead is set by hand, by cost, for streets in place of an address or
// crossing, of which the lists that the other tables are fitted to have few.
var oddsInstead = odds{
	{0.13, 0.58}, {tooDear, 0.17},
}

// Probabilities from which an answer is High and Medium.
const (
	highFrom   = 0.99
	mediumFrom = 0.80
)

// probability estimates how likely the candidate is right.
func (c *candidate) probability() float64 {
	p := oddsOfArea.at(c.cost)
	if c.ambiguous {
		p *= c.share
	}
	return p
}

// confidenceOf is what a probability promises.
func confidenceOf(p float64) geocode.Confidence {
	switch {
	case p >= highFrom:
		return geocode.High
	case p >= mediumFrom:
		return geocode.Medium
	}
	return geocode.Low
}

// confidence is High only for what was asked for, as precisely as it was
// asked for, and only if nothing else could be meant.
func (c *candidate) confidence() geocode.Confidence {
	p := confidenceOf(c.probability())
	if c.coarser || c.ambiguous {
		p = min(p, geocode.Medium)
	}
	return p
}

// matchCodes are Good where neither of the others is.
func (c *candidate) matchCodes() (codes geocode.MatchCodes) {
	if c.ambiguous {
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
