package osm

import (
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/ring"
)

// house is an address at a node of an interpolation way.
type house struct{ source.Feature }

// houseOf remembers a node's address.
func (c *collector) houseOf(t *tags) *house {
	f := c.begin(t, source.Address)
	c.address(f, t)
	return &house{*f.Clone()}
}

// mostBetween is the largest distance of the numbers at a line's ends.
const mostBetween = 1000

// interpolation makes addresses between each two neighbouring houses of a way
// along which numbers are said to lie.
func (c *collector) interpolation(t *tags, refs []int64) error {
	step, ok := interpolationStep(t.raw("addr:interpolation"))
	if !ok {
		c.note(badInterpolation, t, "addr:interpolation", t.raw("addr:interpolation"))
		return nil
	}
	line, ids, whole, err := c.resolve(t, refs)
	if err != nil || len(line) == 0 {
		return err
	}
	street, last, found := t.first("addr:street", "addr:place"), -1, false
	for i, id := range ids {
		if c.ends[id] == nil {
			continue
		}
		if last >= 0 && whole {
			found = true
			if err := c.between(t, street, step, c.ends[ids[last]], c.ends[id], line[last:i+1]); err != nil {
				return err
			}
		}
		last = i
	}
	if !found {
		c.note(noEnds, t, "", "")
	}
	return nil
}

// letters is the step of house numbers that go on by letter: 12a, 12b, 12c.
const letters = -1

// interpolationStep is the distance of neighbouring numbers.
func interpolationStep(kind string) (step int, ok bool) {
	switch kind {
	case "odd", "even":
		return 2, true
	case "all", "both":
		return 1, true
	case "alphabetic":
		return letters, true
	}
	step, err := strconv.Atoi(kind)
	return step, err == nil && step > 0 && step <= mostBetween
}

// between makes the addresses between two houses, whose own are known.
func (c *collector) between(t *tags, street string, step int, from, to *house, line []element.Position) error {
	a, b := endStreet(&from.Feature, street), endStreet(&to.Feature, street)
	if a == "" || a != b {
		c.note(noEnds, t, "addr:street", a)
		return nil
	}
	numbers, ok := numbersBetween(from.Number, to.Number, step)
	if !ok {
		c.note(wideInterpolation, t, "addr:housenumber", from.Number+" to "+to.Number)
		return nil
	}
	for _, n := range numbers {
		f := c.begin(t, source.Address)
		f.Accuracy, f.Street, f.Number = source.Interpolated, a, n.text
		f.Locality, f.Region, f.Country = from.Locality, from.Region, from.Country
		if from.Postcode == to.Postcode {
			f.Postcode = from.Postcode
		}
		if err := c.keep(c.addresses, f, ring.Along(line, n.share), nil); err != nil {
			return err
		}
	}
	return nil
}

func endStreet(f *source.Feature, street string) string {
	if f.Street != "" {
		return f.Street
	}
	return street
}

// lying is a number between two and its share of the way from the first.
type lying struct {
	text  string
	share float64
}

// numbersBetween lists the numbers between two; ok is false where they are
// not so many steps apart.
func numbersBetween(from, to string, step int) (numbers []lying, ok bool) {
	if step == letters {
		return lettersBetween(from, to)
	}
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	distance := max(a, b) - min(a, b)
	if errA != nil || errB != nil || a <= 0 || b <= 0 || distance > mostBetween || distance%step != 0 {
		return nil, false
	}
	if a > b {
		step = -step
	}
	for n := a + step; n != b && distance > 0; n += step {
		numbers = append(numbers, lying{strconv.Itoa(n), float64(n-a) / float64(b-a)})
	}
	return numbers, true
}

// lettersBetween lists 12b and 12c between 12a and 12d, or between 12 and 12d
// also 12a.
func lettersBetween(from, to string) (numbers []lying, ok bool) {
	a, letterA := cutLetter(from)
	b, letterB := cutLetter(to)
	if a == "" || a != b || letterA == 0 && letterB == 0 {
		return nil, false
	}
	first, last := steps(letterA), steps(letterB)
	direction := 1
	if first > last {
		direction = -1
	}
	base := byte('a')
	if strings.ToUpper(from+to) == from+to {
		base = 'A'
	}
	for n := first + direction; n != last && first != last; n += direction {
		if n == 0 {
			continue
		}
		numbers = append(numbers, lying{a + string(rune(base+byte(n-1))), float64(n-first) / float64(last-first)})
	}
	return numbers, true
}

// cutLetter takes the letter behind a number off; 0 where there is none.
func cutLetter(number string) (digits string, letter byte) {
	digits = strings.TrimRight(number, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if strings.Trim(digits, "0123456789") != "" || len(number)-len(digits) > 1 {
		return "", 0
	}
	if len(digits) < len(number) {
		letter = number[len(number)-1] | 0x20
	}
	return digits, letter
}

// steps counts letters from 1; no letter is 0.
func steps(letter byte) int {
	if letter == 0 {
		return 0
	}
	return int(letter-'a') + 1
}
