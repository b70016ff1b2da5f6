package draw

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// widestGap is how far apart, in metres, neighbours may be for a number
// between them to be expected between them.
const widestGap = 300

// numbered is a house number of a street and where it is.
type numbered struct {
	number int
	at     geocode.Point
}

// missingNumber asks for a number that the street does not have: between two
// neighbours of one side, or next to its highest number.
func missingNumber(d *drawing, q *question, h *house) string {
	sides := d.survey.sidesOf(q, h)
	for _, side := range sides {
		for i := 1; i < len(side); i++ {
			a, b := side[i-1], side[i]
			if b.number-a.number < 4 || geo.Distance(a.at, b.at) > widestGap || geo.Distance(a.at, h.at) > widestGap {
				continue
			}
			q.number = fmt.Sprint(a.number + 2)
			share := 2 / float64(b.number-a.number)
			q.truth = geocode.Point{Lat: a.at.Lat + share*(b.at.Lat-a.at.Lat), Lon: a.at.Lon + share*(b.at.Lon-a.at.Lon)}
			return q.interpolated()
		}
	}
	for _, side := range sides {
		if n := len(side); n > 1 && geo.Distance(side[n-1].at, h.at) <= widestGap && geo.Distance(side[n-1].at, side[n-2].at) <= widestGap {
			q.number, q.truth = fmt.Sprint(side[n-1].number+2), side[n-1].at
			return q.interpolated()
		}
	}
	return unfit
}

func (q *question) interpolated() string {
	q.expect, q.tolerance = cases.Interpolated, interpolatedWithin
	return notSo
}

// sidesOf gives the numbers of a house's street by side, ascending, those
// about the house's own first. A number that stands within another (12-16, or
// 12 of 12a) is taken.
func (s *survey) sidesOf(q *question, h *house) [][]numbered {
	taken := map[int]geocode.Point{}
	for _, a := range s.onStreet(q, h) {
		for _, part := range text.Numbers(a.number) {
			number := text.ParseNumber(part)
			for x := number.Number; x > 0 && x <= max(number.Number, number.To); x++ {
				taken[x] = a.at
			}
		}
	}
	var sides [2][]numbered
	for number, at := range taken {
		sides[number%2] = append(sides[number%2], numbered{number, at})
	}
	for _, side := range sides {
		slices.SortFunc(side, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
	}
	if text.ParseNumber(h.number).Number%2 == 1 {
		sides[0], sides[1] = sides[1], sides[0]
	}
	return sides[:]
}

// missingStreet asks for a street that is nowhere.
func missingStreet(d *drawing, q *question, h *house) string {
	if q.locality == "" && q.postcode == "" {
		return unfit
	}
	q.street, q.nowhere = inventedStreet(q.country, h.order), true
	q.expect, q.tolerance = cases.Area, areaWithin
	return d.unlessStreet(q.street)
}
