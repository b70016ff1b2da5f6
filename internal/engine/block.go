package engine

import (
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/index"
)

// findBlock looks for a block and house number of Japan. Blocks and houses are
// numbered about the town, not along a street, so there is nothing between
// two of them: a house that is not known is somewhere on its block.
func (s *streetSearch) findBlock(h *house) {
	number := h.line.number
	list, err := s.indexes[h.at].Streets().AddressesNumbered(nil, h.street.ID, uint32(number.Number))
	s.note(err)
	if len(list) == 0 {
		h.charge(numberUnknown, h.line.typed)
		return
	}
	for i := range list {
		if list[i].Rest == number.Rest {
			s.settle(h, &list[i])
			return
		}
	}
	nearest := nearestOnBlock(list, number.Rest)
	h.level, h.address, h.point = onBlock, *nearest, nearest.Point
	if nearest.Postcode != 0 {
		h.postcode = s.postcodeOf(h.at, nearest.Postcode)
	}
	if number.Rest == "" {
		h.charge(numberSuffixMissing, h.line.typed)
	} else {
		h.charge(numberBlock, h.line.typed)
	}
}

// nearestOnBlock is the house of a block whose number is nearest; the middle
// one where only the block is asked for.
func nearestOnBlock(list []index.Address, rest string) *index.Address {
	wanted, ok := houseOnBlock(rest)
	if !ok {
		return &list[len(list)/2]
	}
	best, least := &list[0], -1
	for i := range list {
		if n, ok := houseOnBlock(list[i].Rest); ok {
			if away := max(n-wanted, wanted-n); least < 0 || away < least {
				best, least = &list[i], away
			}
		}
	}
	return best
}

// houseOnBlock is the number of the house in "-3-2".
func houseOnBlock(rest string) (int, bool) {
	first, _, _ := strings.Cut(strings.TrimPrefix(rest, "-"), "-")
	n, err := strconv.Atoi(first)
	return n, err == nil
}
