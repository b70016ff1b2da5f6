package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// The mixtures that are compared, and the questions that are asked of them.
var (
	countyList  = mixture{"county", []string{"csv:addresses/us-md-baltimore-county-2014.geojsonl.gz"}, ""}
	countyOSM   = mixture{"baltimore", []string{"osm:osm/us-md-reisterstown-baltimore-county.osm.pbf"}, ""}
	countyBoth  = mixture{"baltimore-county", append(countyOSM.files, countyList.files...), ""}
	tinyOSM     = mixture{"liechtenstein", []string{"osm:osm/li-liechtenstein-2022-12.osm.pbf"}, ""}
	tinyNames   = mixture{"li-geonames", []string{"geonames:gazetteer/geonames/cities5000.zip", "postcodes:gazetteer/geonames-postal/LI.csv.gz"}, ""}
	tinyBoth    = mixture{"liechtenstein-geonames", append(tinyOSM.files, tinyNames.files...), ""}
	countyInner = source.Box{South: 39.315, West: -76.838, North: 39.479, East: -76.588} // of the extract, less its edge
)

// blend is what one index answers to one set of questions.
type blend struct {
	asked, of string
	outcomes  []outcome
}

// Questions of the county's list.
const ofCounty = 4000

// county asks the county's own list of the extract alone, of the list, and of
// both together; and what the extract itself holds likewise.
func (m *measurement) county(ctx context.Context) error {
	inside := func(f *source.Feature) bool { return countyInner.Holds(f.Lat, f.Lon) }
	ofList, _, err := m.drawn(ctx, countyList, draw.Options{
		Set: "county", N: ofCounty, Only: inside, Kinds: []string{"exact", "typo", "no_postcode", "plain", "reverse_near"},
	})
	if err != nil {
		return err
	}
	if err := m.compare(ctx, "the county's list", ofList, countyOSM, countyList, countyBoth); err != nil {
		return err
	}
	ofExtract, _, err := m.drawn(ctx, countyOSM, draw.Options{Set: "baltimore", N: eachOfExtract * len(draw.Kinds())})
	if err != nil {
		return err
	}
	if err := m.compare(ctx, "the extract", ofExtract, countyOSM, countyList, countyBoth); err != nil {
		return err
	}
	ofTiny, _, err := m.drawn(ctx, tinyOSM, draw.Options{Set: "liechtenstein", N: eachOfExtract * len(draw.Kinds())})
	if err != nil {
		return err
	}
	return m.compare(ctx, "the extract of Liechtenstein", ofTiny, tinyOSM, tinyNames, tinyBoth)
}

// compare asks the same questions of the indexes of several mixtures. Of each
// is expected what can be expected of it.
func (m *measurement) compare(ctx context.Context, asked string, questions []testCase, mixtures ...mixture) error {
	for _, mix := range mixtures {
		ix, _, err := m.shelf.openMixture(ctx, mix, false)
		if err != nil {
			return err
		}
		mine := slices.Clone(questions)
		if err := adjust(ix, mine); err != nil {
			return err
		}
		outcomes, _, err := ask(ctx, engine.New(m.shelf.world, ix), mine)
		ix.Close()
		if err != nil {
			return err
		}
		m.blends = append(m.blends, &blend{asked, mix.name, outcomes})
	}
	return nil
}

// adjust expects of an address that an index does not hold the street or a point on it, and of a street that it
// does not hold the place.
func adjust(ix *index.Index, questions []testCase) error {
	for i := range questions {
		c := &questions[i]
		if c.Expect != cases.Address && c.Expect != cases.AtPoint {
			continue
		}
		held, err := holds(ix, c)
		if err != nil {
			return err
		}
		if held {
			continue
		}
		c.fate = numberLeftOut
		if c.Expect == cases.AtPoint {
			continue
		}
		if held, err = holdsStreet(ix, c); err != nil {
			return err
		}
		c.Expect, c.Tolerance = cases.Interpolated, interpolatedWithin
		if !held {
			c.fate, c.Expect, c.Tolerance = streetLeftOut, cases.Area, areaWithin
		}
	}
	return nil
}

// hasPoint tells whether the truth is at a point. That of a postcode or a street
// is in the middle of its addresses, and moves when another source has more.
func hasPoint(o *outcome) bool { return o.Expect != cases.Postcode && o.Expect != cases.Street }

// Blends compares indexes of one source with those of several.
func (m *measurement) Blends() string {
	t := cases.NewTable("questions of", "index of", "cases", "right %", "≤ 10 m %", "≤ 50 m %", "High %", "High right %", "High wrong")
	for _, b := range m.blends {
		x, near := tallyOf(b.outcomes, nil), tallyOf(b.outcomes, hasPoint).Cells()
		cells := x.Cells()
		t.Row(b.asked, b.of, cells[0], cells[1], near[2], near[3], cells[4], cells[5], fmt.Sprint(x.HighWrong()))
	}
	return t.String()
}

// County is what the extract alone answers to the county's questions.
func (m *measurement) County() string {
	t := cases.NewTable("the extract", "questions", "found %", "right %", "≤ 50 m %", "street %", "High %", "High right %", "High wrong")
	for _, b := range m.blends {
		if b.asked != "the county's list" || b.of != countyOSM.name {
			continue
		}
		row := func(label string, of func(o *outcome) bool) {
			x := tallyOf(b.outcomes, of)
			found, street := 0, 0
			for i := range b.outcomes {
				o := &b.outcomes[i]
				if !of(o) || !o.Answered {
					continue
				}
				if o.IsAddress(&o.Answer) && o.class() != between {
					found++
				} else if o.IsOnStreet(&o.Answer) {
					street++
				}
			}
			t.Row(label, fmt.Sprint(x.Cases), cases.Percent(found, x.Cases), cases.Percent(x.Right, x.Cases), cases.Percent(x.Within50, x.Cases),
				cases.Percent(street, x.Cases), cases.Percent(x.Given[geocode.High], x.Cases),
				fmt.Sprintf("%s of %d", cases.Percent(x.GivenRight[geocode.High], x.Given[geocode.High]), x.Given[geocode.High]), fmt.Sprint(x.HighWrong()))
		}
		row("has the address", func(o *outcome) bool { return o.fate == held })
		row("has the street only", func(o *outcome) bool { return o.fate == numberLeftOut && o.Form != cases.Reverse })
		row("lacks the street, too", func(o *outcome) bool { return o.fate == streetLeftOut })
		row("lacks the address at the point", func(o *outcome) bool { return o.fate == numberLeftOut && o.Form == cases.Reverse })
		row("**all**", func(*outcome) bool { return true })
	}
	return t.String()
}
