package engine

import "slices"

// codedTwin is what it costs that the number and the very postcode are those of
// another street of the name, which differs by its type or direction only: then
// the name may be wrong as well as the postcode.
var codedTwin = charge{"postcode.twin", 0.06}

// doubtCode charges the best house, whose postcode is nearly the one that was
// typed, where another street of its core name has both number and postcode.
func (s *streetSearch) doubtCode(ranked []house) {
	if len(ranked) < 2 {
		return
	}
	best := &ranked[0]
	if best.edits > 0 || !best.hasFault(postcodeEdit) && !best.hasFault(postcodeNear) {
		return
	}
	at := slices.IndexFunc(ranked, func(h house) bool { return s.isTwin(best, &h) })
	if at < 0 {
		return
	}
	twin := &ranked[at]
	best.charge(codedTwin, s.streetName(twin.at, twin.street.ID, s.q.culture)+" "+twin.postcode.Text)
}

// isTwin tells whether a house has the number and the postcode that were typed,
// on another street of the best one's core name.
func (s *streetSearch) isTwin(best, twin *house) bool {
	c := s.codeOutside(s.q, twin.line.mask)
	switch {
	case c == nil || twin.at != best.at || twin.street.Core != best.street.Core || twin.street.ID == best.street.ID:
		return false
	case twin.edits > 0 || twin.level > best.level || twin.coarser() || twin.line.typed != best.line.typed:
		return false
	}
	return twin.postcode.Text != "" && compareCodes(c.key, twin.postcode) == nil && !twin.hasFault(numberSuffix) && !twin.hasFault(numberSuffixMissing)
}
