package engine

import (
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// postcodeWithin is how far, in metres, a postcode may lie from the place
// that is named with it.
const postcodeWithin = 60_000

// postcodeAnswers answers with the question's postcode, where the indexes
// have it and the best of the areas is coarser than what was asked for.
func (b *batch) postcodeAnswers(q *question, areas []candidate) []geocode.Answer {
	codes := b.codes(q)
	if len(codes) == 0 || len(areas) > 0 && !areas[0].coarser {
		return nil
	}
	var answers []geocode.Answer
	for _, f := range codes[0].found {
		p := b.postcodeOf(f.at, f.id)
		if codes[0].part {
			if len(answers) > 0 && answers[0].Address.CountryRegion == q.culture.Country(p.Country) {
				continue // of the same part
			}
			p = b.wholePart(&codes[0], f, p)
		}
		if a := b.servedArea(f, p, areas); a != nil {
			answers = append(answers, b.describePostcode(q, a, p))
		}
	}
	b.judgePostcodes(q, answers, areas)
	return answers[:min(len(answers), max(q.request.MaxResults, 1))]
}

// servedArea gives the area that a postcode serves, if it fits the best of
// the areas that the question names; else nil.
func (b *batch) servedArea(f foundCode, p index.Postcode, areas []candidate) *area {
	served, err := b.indexes[f.at].Streets().PostcodeAreas(nil, f.id)
	b.note(err)
	if len(served) == 0 {
		return nil
	}
	a := b.area(ref{f.at, served[0].Area})
	if a == nil || len(areas) == 0 {
		return a
	}
	if best := areas[0].area; best.Kind < index.Place && !b.liesIn(a, best) || best.Kind >= index.Place && geo.Distance(best.Point, p.Point) > postcodeWithin {
		return nil
	}
	return a
}

// describePostcode makes the answer for a postcode.
func (b *batch) describePostcode(q *question, a *area, p index.Postcode) geocode.Answer {
	answer, _ := b.describeUnnamed(a, q.culture)
	answer.EntityType = geocode.EntityPostcode1
	answer.Address.PostalCode = p.Text
	nameAddress(a, &answer, q.culture)
	answer.Points[0].Point = p.Point
	answer.Box = p.Box
	if q.request.IncludeQueryParse && q.codes[0].mask() != 0 {
		answer.QueryParse = []geocode.Property{{Name: "PostalCode", Value: q.codes[0].typed}}
	}
	return answer
}

// judgePostcodes gives postcodes their confidence: what was asked for if no
// street was, and ambiguous where several countries have it.
func (b *batch) judgePostcodes(q *question, answers []geocode.Answer, areas []candidate) {
	rest := q.all() &^ q.codes[0].mask()
	if len(areas) > 0 {
		rest &^= areas[0].agreed
	}
	street := q.has[line] || rest != 0
	delivery, detail, delivered := q.delivery()
	for i := range answers {
		a := &answers[i]
		a.Confidence, a.Probability, a.MatchCodes = geocode.High, highFrom, geocode.Good
		if street {
			a.Faults = []geocode.Fault{{Name: streetUnknown.name, Cost: streetUnknown.cost}}
			a.MatchCodes = geocode.UpHierarchy
		}
		if delivered {
			a.Faults = append(a.Faults, geocode.Fault{Name: delivery.name, Cost: delivery.cost, Detail: detail})
			a.MatchCodes = geocode.UpHierarchy
		}
		if len(answers) > 1 {
			a.MatchCodes = a.MatchCodes&^geocode.Good | geocode.Ambiguous
		}
		switch {
		case len(answers) > 2:
			a.Confidence, a.Probability = geocode.Low, 1/float64(len(answers))
		case street, delivered, len(answers) > 1:
			a.Confidence, a.Probability = geocode.Medium, mediumFrom
		}
	}
}
