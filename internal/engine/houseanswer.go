package engine

import (
	"cmp"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// rivalHouse is within how much cost of the best a house cannot be told from it.
const rivalHouse = 0.02

// judgeHouses weighs the best house against its rivals, and cuts the list to
// those worth showing.
func judgeHouses(ranked []house) []house {
	if len(ranked) == 0 {
		return nil
	}
	best := &ranked[0]
	rivals, shown := best.twins, 0
	for i := range ranked {
		h := &ranked[i]
		if h.cost > best.cost+shownWithin {
			break
		}
		shown++
		if h.cost <= best.cost+rivalHouse && geo.Distance(h.point, best.point) > sameWithin {
			rivals++
		}
	}
	for i := range ranked[:shown] {
		ranked[i].share = 1 / float64(1+rivals)
	}
	return ranked[:shown]
}

// coarser tells whether a number, or where the street meets another, was asked
// for and only the street was found.
func (h *house) coarser() bool {
	return h.level >= onBlock && (h.line.typed != "" || h.line.crossing)
}

// odds are those of the house's level.
func (h *house) odds() odds {
	switch {
	case h.level == atCrossing:
		return oddsAtCrossing
	case h.level == between:
		return oddsBetween
	case h.level == onBlock, h.level == onStreet && h.coarser() && h.area.Country == "JP":
		return oddsOnBlock // a town of Japan is no longer than a block elsewhere
	case h.level == onStreet && h.coarser():
		return oddsInstead
	case h.level == onStreet:
		return oddsOnStreet
	case h.share < 1:
		return oddsRivalled
	}
	return oddsOnPoint
}

// oddsOfAlias is how likely a street is right at most that was found by an old
// name, or one in another language: two streets of a town may share it.
const oddsOfAlias = 0.96

func (h *house) probability() float64 {
	p := h.odds().at(h.cost)
	if h.level == onStreet && h.hasFault(streetAlias) {
		p = min(p, oddsOfAlias)
	}
	if h.scattered() {
		p = min(p, oddsSpread.at(h.extent))
	}
	return p
}

// confidence is High only for the very house or street that was asked for,
// and only if nothing else could be meant.
func (h *house) confidence() geocode.Confidence {
	c := confidenceOf(h.probability())
	if h.scattered() && confidenceOf(oddsOnPoint.at(h.cost)) >= geocode.Medium {
		c = max(c, geocode.Medium) // the very address: what is unsure is which of its doors
	}
	if h.coarser() || h.share < 1 || h.level == between {
		c = min(c, geocode.Medium)
	}
	return c
}

func (h *house) matchCodes() (codes geocode.MatchCodes) {
	if h.share < 1 {
		codes |= geocode.Ambiguous
	}
	if h.coarser() {
		codes |= geocode.UpHierarchy
	}
	return cmp.Or(codes, geocode.Good)
}

// houseTypes are what the levels are called on the wire.
var houseTypes = [...]geocode.EntityType{
	onPoint: geocode.EntityAddress, atCrossing: geocode.EntityRoadIntersection, between: geocode.EntityAddress,
	onBlock: geocode.EntityRoadBlock, onStreet: geocode.EntityRoad,
}

// answerHouse writes a house out.
func (b *batch) answerHouse(q *question, h *house) geocode.Answer {
	a := b.describeHouse(h, q.culture)
	a.Confidence = h.confidence()
	a.Probability = h.probability()
	a.MatchCodes = h.matchCodes()
	a.Faults = slices.Clone(h.faults)
	slices.SortStableFunc(a.Faults, func(x, y geocode.Fault) int { return cmp.Compare(y.Cost, x.Cost) })
	if q.request.IncludeQueryParse {
		a.QueryParse = b.parseHouse(q, h)
	}
	return a
}

// describeHouse makes the answer for a house, in a culture, without any judgement.
func (b *batch) describeHouse(h *house, culture *format.Culture) geocode.Answer {
	street := b.streetName(h.at, h.street.ID, culture)
	if h.level == atCrossing {
		street += " & " + b.streetName(h.at, h.other.ID, culture)
	}
	a, _ := b.describeUnnamed(h.area, culture)
	b.houseOrigin(h).tell(&a)
	if h.level == onPoint {
		id, err := b.indexes[h.at].Streets().RecordID(&h.address)
		b.note(err)
		a.SourceID = id
	}
	a.EntityType = houseTypes[h.level]
	a.Street, a.Number, a.Unit = street, h.number(), h.line.unit
	a.Address.PostalCode = h.postcode.Text
	a.Address.AddressLine = format.Line(h.area.Country, a.Number, street, a.Unit)
	nameAddress(h.area, &a, culture)
	a.Points = b.housePoints(h)
	if h.routed && h.level < onBlock { // what stands for a street is on no side of it
		a.Side = geo.Compass(h.route, h.point)
	}
	a.Box = h.street.Box
	if h.level <= between {
		a.Box = addressBox(h.point)
	}
	return a
}

// nameAddress writes an answer's address in one line.
func nameAddress(in *area, a *geocode.Answer, culture *format.Culture) {
	a.Address.FormattedAddress = format.OneLine(in.Country, &a.Address, culture)
	a.Name = a.Address.FormattedAddress
}

// number is the house number of the answer, as people write it.
func (h *house) number() string {
	switch h.level {
	case onPoint:
		return h.address.HouseNumber()
	case between:
		return h.line.typed
	}
	return ""
}

// method says how the point was found. Streets as such are on the road.
func (h *house) method() geocode.CalculationMethod {
	switch {
	case h.level == between:
		return geocode.InterpolationOffset // beside the road
	case h.level >= onBlock, h.level == atCrossing, h.address.Accuracy == index.Interpolated:
		return geocode.Interpolation
	case h.address.Accuracy == index.Parcel:
		return geocode.ParcelCentroid
	}
	return geocode.Rooftop
}

// housePoints gives the two points of an address or street: the one to show,
// and the one of its street to drive to, where the street's course is known.
// Streets themselves are shown on their course.
func (b *batch) housePoints(h *house) []geocode.CalculatedPoint {
	display := geocode.CalculatedPoint{Point: h.point, Method: h.method(), Usage: geocode.Display}
	route := display
	route.Usage = geocode.Route
	b.findRoad(h)
	if h.routed {
		route.Point, route.Method = h.route, geocode.Interpolation
	}
	if h.level >= onBlock && h.street.Course {
		display.Point = route.Point
	}
	return []geocode.CalculatedPoint{display, route}
}

// findRoad finds the road before a house, where that is not known yet.
func (b *batch) findRoad(h *house) {
	if h.routed || !h.street.Course || h.level == atCrossing {
		return
	}
	foot, _, ok, err := b.indexes[h.at].Streets().FootOnStreet(h.street.ID, h.point)
	b.note(err)
	if ok && foot.Metres <= roadside {
		h.route, h.routed = foot.Point, true
	}
}

// streetName is what a street is called in a culture.
func (b *batch) streetName(at int, id index.StreetID, culture *format.Culture) string {
	streets := b.indexes[at].Streets()
	name, ok, err := streets.NameIn(id, culture.Tag())
	b.note(err)
	if !ok {
		name, err = streets.Name(id)
		b.note(err)
	}
	return name
}

// addressBox is the extent that the service gave addresses: a box of fixed
// size around the point, in degrees.
func addressBox(p geocode.Point) geocode.Box {
	const high = 0.00386
	wide := high * 4 / 3 / max(math.Cos(p.Lat*math.Pi/180), 0.01)
	return geocode.Box{
		South: max(p.Lat-high, -90), West: geo.Longitude(p.Lon - wide),
		North: min(p.Lat+high, 90), East: geo.Longitude(p.Lon + wide),
	}
}

// parseHouse is parse for a house.
func (b *batch) parseHouse(q *question, h *house) []geocode.Property {
	spans := spans{q: q}
	spans.add("AddressLine", h.line.mask)
	for _, m := range q.mentions {
		if m.mask&h.agreed != m.mask || m.mask&h.line.mask != 0 {
			continue
		}
		switch {
		case len(m.admins) == 0 || b.isLocality(m.key, h.area):
			spans.add("Locality", m.mask)
		case m.admins[0].Kind == index.Country:
			spans.add("CountryRegion", m.mask)
		default:
			spans.add("AdminDistrict", m.mask)
		}
	}
	for _, c := range q.codes {
		if c.mask()&h.line.mask == 0 && c.mask() != 0 {
			spans.add("PostalCode", c.mask())
			break
		}
	}
	return spans.found
}
