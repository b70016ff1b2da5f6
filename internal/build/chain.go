package build

import (
	"slices"

	"github.com/milepost/milepost/internal/source"
)

// chain joins lines of one street end to end where two of them meet, and no
// third. What is one way for people is many for those who map it: wherever a
// speed limit changes, a new one begins.
func chain(courses []course) []course {
	ends := map[spot][]int{}
	for i := range courses {
		line := courses[i].line
		first, last := line[0], line[len(line)-1]
		ends[first] = append(ends[first], i)
		if last != first {
			ends[last] = append(ends[last], i)
		}
	}
	taken := make([]bool, len(courses))
	var joined []course
	for i := range courses {
		if taken[i] {
			continue
		}
		taken[i] = true
		c := courses[i]
		c.line = slices.Clone(c.line)
		for c.grow(courses, ends, taken) {
		}
		slices.Reverse(c.line)
		for c.grow(courses, ends, taken) {
		}
		slices.Reverse(c.line)
		joined = append(joined, c)
	}
	return joined
}

// maxChain bounds the spots of a line that is joined of many.
const maxChain = 1 << 16

// grow joins the one line that goes on where c ends, if there is one.
func (c *course) grow(courses []course, ends map[spot][]int, taken []bool) bool {
	end := c.line[len(c.line)-1]
	meeting := ends[end]
	if len(meeting) != 2 || c.line[0] == end {
		return false
	}
	for _, i := range meeting {
		other := &courses[i]
		if taken[i] || len(c.line)+len(other.line) > maxChain {
			continue
		}
		taken[i] = true
		line := other.line
		if line[0] != end {
			line = slices.Clone(line)
			slices.Reverse(line)
		}
		c.line = append(c.line, line[1:]...)
		c.joints = append(c.joints, other.joints...)
		c.names = moreNames(c.names, other.names)
		return true
	}
	return false
}

// moreNames adds names that are not there yet.
func moreNames(names, more []source.Name) []source.Name {
	for _, n := range more {
		if len(names) < maxOtherNames && !slices.Contains(names, n) {
			names = append(slices.Clip(names), n)
		}
	}
	return names
}
