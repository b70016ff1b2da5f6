package world

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
)

// Populations are joined to places in three rounds, each over what the ones
// before left: the same name within 15 km, then any name within 1 km, then a
// similar name within 8 km. Each record serves one place.
const (
	sameNameWithin    = 15_000
	anyNameWithin     = 1_000
	similarNameWithin = 8_000
)

// joiner finds records near a place.
type joiner struct {
	cities []city
	taken  []bool
	byName map[string][]int // country and key → records
	byCell map[cell][]int
}

// cell is a square of a tenth of a degree in a country.
type cell struct {
	country  string
	lat, lon int
}

// join fills in population and feature code of the places.
func join(places []*place, cities []city) (joined int) {
	j := joiner{cities: cities, taken: make([]bool, len(cities)), byName: map[string][]int{}, byCell: map[cell][]int{}}
	for i, c := range cities {
		j.byName[c.country+c.key] = append(j.byName[c.country+c.key], i)
		at := cell{c.country, int(math.Floor(c.point.Lat * 10)), int(math.Floor(c.point.Lon * 10))}
		j.byCell[at] = append(j.byCell[at], i)
	}
	left := places
	for _, round := range []func(*place) []int{
		func(p *place) []int { return j.within(p, j.byName[p.country+p.key], sameNameWithin) },
		func(p *place) []int { return j.within(p, j.around(p), anyNameWithin) },
		func(p *place) []int {
			return slices.DeleteFunc(j.within(p, j.around(p), similarNameWithin), func(i int) bool {
				return !similar(p.key, j.cities[i].key)
			})
		},
	} {
		before := len(left)
		left = j.round(left, round)
		joined += before - len(left)
	}
	return joined
}

// pair is a place and a record that may be the same.
type pair struct {
	place  *place
	record int
	metres float64
}

// round joins the nearest pairs first, and gives the places that are left.
func (j *joiner) round(places []*place, candidates func(*place) []int) (left []*place) {
	var pairs []pair
	for _, p := range places {
		for _, i := range candidates(p) {
			pairs = append(pairs, pair{p, i, geo.Distance(p.point, j.cities[i].point)})
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(a.metres, b.metres) })
	done := map[*place]bool{}
	for _, pair := range pairs {
		if done[pair.place] || j.taken[pair.record] {
			continue
		}
		done[pair.place], j.taken[pair.record] = true, true
		pair.place.population = j.cities[pair.record].population
		pair.place.feature = j.cities[pair.record].feature
	}
	return slices.DeleteFunc(slices.Clone(places), func(p *place) bool { return done[p] })
}

// within keeps the records that are free and near enough.
func (j *joiner) within(p *place, records []int, metres float64) (near []int) {
	for _, i := range records {
		if !j.taken[i] && geo.Distance(p.point, j.cities[i].point) <= metres {
			near = append(near, i)
		}
	}
	return near
}

// around lists the records in the nine cells around a place.
func (j *joiner) around(p *place) (records []int) {
	lat, lon := int(math.Floor(p.point.Lat*10)), int(math.Floor(p.point.Lon*10))
	for dLat := -1; dLat <= 1; dLat++ {
		for dLon := -1; dLon <= 1; dLon++ {
			records = append(records, j.byCell[cell{p.country, lat + dLat, lon + dLon}]...)
		}
	}
	return records
}

// similar tells whether two keys may be spellings of one name: one within the
// other, or no more than a third of the letters changed.
func similar(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	return strings.Contains(a, b) || strings.Contains(b, a) || 3*edits(a, b) <= min(len(a), len(b))
}

// edits counts the letters to drop, add or replace to make b of a.
func edits(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for i := range row {
		row[i] = i
	}
	for i, r := range from {
		diagonal := row[0]
		row[0] = i + 1
		for k, s := range to {
			replaced := diagonal
			if r != s {
				replaced++
			}
			diagonal = row[k+1]
			row[k+1] = min(replaced, row[k+1]+1, row[k]+1)
		}
	}
	return row[len(to)]
}
