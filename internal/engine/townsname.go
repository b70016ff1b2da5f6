package engine

import (
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
)

// isTownsName tells whether the best of the streets found is no more than a
// town near it would be: by the town's very name, its own type left out and no
// number. "Middle River, MD 21220" is not on Middle River Avenue.
func (q *question) isTownsName(houses []house) bool {
	if len(houses) == 0 || q.has[line] {
		return false
	}
	h := &houses[0]
	if h.line.crossing || h.line.typed != "" || !h.hasFault(typeMissing) {
		return false
	}
	return slices.ContainsFunc(q.mentions, func(m *mention) bool {
		return m.how == exact && m.mask == h.line.mask && slices.ContainsFunc(m.names, func(n naming) bool {
			return n.Kind == index.Place && geo.Distance(n.Point, h.point) <= nearby
		})
	})
}
