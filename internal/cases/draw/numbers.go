package draw

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/text"
)

// numberRange asks for numbers from one to another ("12-18") that are no
// record of their own: any address within, on the same side, is right.
func numberRange(d *drawing, q *question, h *house) string {
	from := text.ParseNumber(h.number)
	if from.Number == 0 || from.Rest != "" {
		return unfit
	}
	to := from.Number + 2 + 2*int(h.order%3)
	q.number = fmt.Sprintf("%d%s%d", from.Number, pick(h, "to", []string{"-", "–", " - "}), to)
	within := []string{h.number}
	for _, a := range d.survey.onStreet(q, h) {
		for _, part := range text.Numbers(a.number) {
			n := text.ParseNumber(part)
			if n.Number < from.Number || n.Number > to || n.Number%2 != from.Number%2 || slices.Contains(within, part) {
				continue
			}
			within = append(within, part)
			q.tolerance = max(q.tolerance, addressWithin+geo.Distance(a.at, h.at))
		}
	}
	q.anyOf = strings.Join(within, ";")
	return notSo
}

// onStreet gives the addresses of a house's street in its town.
func (s *survey) onStreet(q *question, h *house) []*seen {
	anywhere := *q // in the town: the street may have several postcodes
	anywhere.wrongCode = true
	n := s.streets[text.ParseStreet(h.street).Core]
	var all []*seen
	for i := range n.addresses {
		if a := &n.addresses[i]; anywhere.fits(a, h.street) {
			all = append(all, a)
		}
	}
	return all
}

// halfNumber asks for the half number of a house: "12 1/2". Where the data has
// none, its neighbour is as near as can be.
func halfNumber(d *drawing, q *question, h *house) string {
	n := text.ParseNumber(h.number)
	switch {
	case n.Rest == "1/2":
		q.number = fmt.Sprintf("%d%s", n.Number, pick(h, "half", []string{" 1/2", "½", " ½", "-1/2"}))
		return notSo
	case n.Number == 0 || n.Rest != "" || !writesHalves[languageOf(h.country)] || d.survey.hasNumber(q, h, func(x text.HouseNumber) bool { return x.Number == n.Number && x.Rest != "" }):
		return unfit
	}
	q.number = fmt.Sprintf("%d%s", n.Number, pick(h, "half", []string{" 1/2", "½"}))
	return q.interpolated()
}

// writesHalves are the languages whose lists know half numbers.
var writesHalves = map[string]bool{"en": true, "de": true, "es": true, "fr": true}

// hasLetter tells whether a house number has a letter behind it.
func hasLetter(h *house) bool {
	rest := text.ParseNumber(h.number).Rest
	return rest != "" && len([]rune(rest)) == 1 && unicode.IsLetter([]rune(rest)[0])
}

// letter writes the letter of a house number in another way: "12a", "12 A", "12-a".
func letter(_ *drawing, q *question, h *house) string {
	n := text.ParseNumber(h.number)
	var ways []string
	for _, between := range []string{"", " ", "-", "/"} {
		for _, letter := range []string{n.Rest, strings.ToUpper(n.Rest)} {
			if way := fmt.Sprintf("%d%s%s", n.Number, between, letter); way != h.number {
				ways = append(ways, way)
			}
		}
	}
	q.number = pick(h, "letter", ways)
	return notSo
}

// wrongLetter asks for a letter that the number does not have: the number
// itself or one of its other letters is as near as can be.
func wrongLetter(d *drawing, q *question, h *house) string {
	n := text.ParseNumber(h.number)
	wrong := pick(h, "letter", []string{"f", "g", "h", "k"})
	if n.Number == 0 || d.survey.hasNumber(q, h, func(x text.HouseNumber) bool { return x.Number == n.Number && x.Rest == wrong }) {
		return unfit
	}
	if cases.Hash("case", hex(h.order))%2 == 0 {
		wrong = strings.ToUpper(wrong)
	}
	q.number = fmt.Sprintf("%d%s", n.Number, wrong)
	return q.interpolated()
}

// tooHigh asks for a number far beyond the last of the street.
func tooHigh(d *drawing, q *question, h *house) string {
	highest := 0
	for _, a := range d.survey.onStreet(q, h) {
		for _, part := range text.Numbers(a.number) {
			n := text.ParseNumber(part)
			if most := max(n.Number, n.To); most > highest {
				highest, q.truth = most, a.at
			}
		}
	}
	if highest == 0 || highest > 5000 {
		return unfit
	}
	q.number = fmt.Sprint(highest + 100 + int(h.order%400))
	return q.interpolated()
}

// hasNumber tells whether the house's street has such a number.
func (s *survey) hasNumber(q *question, h *house, is func(text.HouseNumber) bool) bool {
	return slices.ContainsFunc(s.onStreet(q, h), func(a *seen) bool {
		return slices.ContainsFunc(text.Numbers(a.number), func(part string) bool { return is(text.ParseNumber(part)) })
	})
}
