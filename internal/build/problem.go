package build

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// What the builder itself finds wanting in features.
var (
	noStreet         = source.Reason{Name: "address.street.missing", Want: "a street", Skips: true}
	placeAsStreet    = source.Reason{Name: "address.street.place", Want: "a street; the locality stands for it, as in villages without street names"}
	unreadableStreet = source.Reason{Name: "address.street.unreadable", Want: "a street with a letter or digit in its name", Skips: true}
	noNumber         = source.Reason{Name: "address.number.missing", Want: "a house number; the point counts for its street"}
	unreadableNumber = source.Reason{Name: "address.number.unreadable", Want: "a house number with a letter or digit; the point counts for its street"}
	unfitID          = source.Reason{Name: "address.id.unfit", Want: fmt.Sprintf("an identifier of at most %d bytes, none of them zero; the address is kept without it", index.MaxRecordID)}
	otherCountry     = source.Reason{Name: "country.border", Want: "the country whose border holds it, which is taken instead"}
	streetNoArea     = source.Reason{Name: "street.area.missing", Want: "an area that holds the street, an address or a place near it; it is of its country alone"}
	noArea           = source.Reason{Name: "address.area.missing", Want: "a locality, a polygon of --areas that holds it, or a place within 30 km"}
)

// maxSamples bounds the samples of a problem.
const maxSamples = 5

// problems counts what the builder found, by source and reason.
type problems struct {
	found map[problemKey]*index.Problem
}

type problemKey struct {
	source int
	reason string
}

func (p *problems) note(at int, reason source.Reason, f *source.Feature) {
	key := problemKey{at, reason.Name}
	one := p.found[key]
	if one == nil {
		if p.found == nil {
			p.found = map[problemKey]*index.Problem{}
		}
		one = &index.Problem{Source: at, Reason: reason.Name, Want: reason.Want, Skips: reason.Skips}
		p.found[key] = one
	}
	one.Count++
	if len(one.Samples) < maxSamples {
		one.Samples = append(one.Samples, index.Sample{Value: describe(f)})
	}
}

// describe is a feature in a line.
func describe(f *source.Feature) string {
	var parts []string
	for _, s := range [...]string{f.SourceID, f.Name, f.Number, f.Street, f.Locality, f.Postcode, f.Region, f.Country} {
		if s != "" {
			parts = append(parts, cut(s, 60))
		}
	}
	return strings.Clone(strings.Join(parts, ", "))
}

// all lists the problems of sources and builder, the sources in order, of
// each the most frequent first.
func (p *problems) all(sources []source.Source) (list []index.Problem) {
	for i, s := range sources {
		for _, found := range s.Report().Problems {
			one := index.Problem{Source: i, Reason: found.Reason, Want: found.Want, Skips: found.Skips, Count: found.Count}
			for _, sample := range found.Samples {
				one.Samples = append(one.Samples, index.Sample{File: sample.File, Line: sample.Line, Column: sample.Column, Value: sample.Value})
			}
			list = append(list, one)
		}
	}
	for _, one := range p.found {
		list = append(list, *one)
	}
	slices.SortFunc(list, func(a, b index.Problem) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
	return list
}

// records sums up what became of a source's records, those that the builder
// left out taken off.
func (p *problems) records(at int, report source.Report) *index.Records {
	r := &index.Records{Read: report.Read, Used: report.Used, Skipped: report.Skipped}
	for _, c := range report.Counts {
		r.Counts = append(r.Counts, index.Count(c))
	}
	for _, one := range p.found {
		if one.Source == at && one.Skips {
			r.Used, r.Skipped = r.Used-one.Count, r.Skipped+one.Count
		}
	}
	return r
}
