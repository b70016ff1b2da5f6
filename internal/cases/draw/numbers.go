package draw

import (
	"fmt"
	"slices"
	"strings"

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
