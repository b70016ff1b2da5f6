package engine

// postcodeIn is what it helps a country or district that the question's postcode,
// which an index has, lies in it: "9490, LI" is Liechtenstein, and not Limburg.
var postcodeIn = charge{"postcode.agrees", -0.035}

// creditCodes helps the areas that hold the known postcode of the question,
// where there are others that do not.
func (b *batch) creditCodes(q *question, list []candidate) {
	if len(list) < 2 {
		return
	}
	codes := b.codes(q)
	if len(codes) == 0 || len(codes[0].found) == 0 || codes[0].part {
		return
	}
	var inside []int
	for i := range list {
		c := &list[i]
		if c.coarser && c.mention.mask&codes[0].mask() == 0 && b.holdsCode(c.area, &codes[0]) {
			inside = append(inside, i)
		}
	}
	if len(inside) == len(list) {
		return
	}
	for _, i := range inside {
		list[i].charge(postcodeIn, codes[0].typed)
	}
}

// holdsCode tells whether one of the areas that a postcode serves lies in an area.
func (b *batch) holdsCode(a *area, c *code) bool {
	for _, r := range b.served(c) {
		if served := b.area(r); served != nil && (served.within(a) || b.liesIn(served, a)) {
			return true
		}
	}
	return false
}
