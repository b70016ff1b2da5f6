package engine

import (
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// The faults of an address.
var (
	// Letters of the street's name, dropped, added, wrong or swapped.
	streetEdit1 = charge{"street.edit1", 0.05}
	streetEdit2 = charge{"street.edit2", 0.13}
	// The name is short for the errors in it.
	streetEditShort = charge{"street.edit_short", 0.06}
	// Its first letter is another, which people seldom mistype, and the number is not there.
	streetInitial = charge{"street.edit_initial", 0.04}
	// The name was read otherwise than it is written: a mistyped type, an
	// article written together, a direction that belongs to the name.
	nameReread = charge{"street.reread", 0.02}
	// The name is in another script, of which the question has it in Latin letters.
	transliterated = charge{"street.transliterated", 0.004}
	// It is another name of the street: an old one, or in another language.
	// That decides only between equals.
	streetAlias = charge{"street.alias", 0.00005}
	// It is given by two of its names. Streets of these names that meet come first.
	bothNamed = charge{"street.both_names", 0.00005}
	// The type word is another, was left out, or was added.
	typeMismatch = charge{"street.type_mismatch", 0.13}
	typeMissing  = charge{"street.type_missing", 0.03}
	typeAdded    = charge{"street.type_added", 0.04}
	// The type was left out or added, and there is a street of the very name beside it.
	typeNamesake = charge{"street.namesake", 0.08}
	// The end of the name, where its type should be, is unreadable.
	typeMangled = charge{"street.type_mangled", 0.11}
	// The name is a number alone, and its type is not the one that was typed.
	numberAlone = charge{"street.number_alone", 0.20}
	// The direction is another, was left out, added, or stands on the other side.
	directionMismatch = charge{"street.direction_mismatch", 0.16}
	directionMissing  = charge{"street.direction_missing", 0.08}
	directionAdded    = charge{"street.direction_added", 0.08}
	directionMoved    = charge{"street.direction_moved", 0.01}
	// The small words differ.
	articlesDiffer = charge{"street.articles", 0.008}

	// The street's locality is not named.
	placeMissing = charge{"locality.missing", 0.06}
	// Nothing at all says where the street is.
	placeNowhere = charge{"locality.nowhere", 0.14}
	// Another place is named, next to it, or some way off.
	placeNear = charge{"locality.near", 0.08}
	placeAway = charge{"locality.away", 0.12}
	// Another place is named, but the postcode is one of the street's own.
	placeOverruled = charge{"locality.overruled", 0.12}
	// What is given as locality names nothing.
	placeUnknown = charge{"locality.unknown", 0.12}
	// The district that is named is another: people are often wrong about it.
	districtOther = charge{"district.mismatch", 0.09}
	districtLoose = charge{"district.unknown", 0.03}

	// The postcode differs in a letter, begins alike, or is another.
	postcodeEdit     = charge{"postcode.edit1", 0.04}
	postcodeNear     = charge{"postcode.near", 0.05}
	postcodeMismatch = charge{"postcode.mismatch", 0.10}
	// postcodeMalformed is for what no postcode of the address's country looks like.
	postcodeMalformed = charge{"postcode.malformed", 0.11}
	// The very postcode makes up for a place that is not named.
	postcodeHelps = charge{"postcode.agrees", -0.035}

	// The number is there with another letter, without one, or within a range.
	numberSuffix        = charge{"number.suffix", 0.07}
	numberSuffixMissing = charge{"number.suffix_missing", 0.05}
	numberRange         = charge{"number.range", 0.03}
	numberWideRange     = charge{"number.wide_range", 0.07}
	// The number is not there: between two others, far between, beyond the
	// last, on a side of the street without numbers, or on a street without.
	numberInterpolated = charge{"number.interpolated", 0.06}
	numberGap          = charge{"number.gap", 0.08}
	numberOutside      = charge{"number.outside", 0.08}
	numberAcross       = charge{"number.across", 0.08}
	numberUnknown      = charge{"number.unknown", 0.09}
	// The block is there, but not that house on it.
	numberBlock = charge{"number.block", 0.08}
	// The number was taken for a part of the street's name.
	numberInName = charge{"number.in_name", 0.08}
	// Digits of the number were read as letters.
	numberScanned = charge{"number.scanned", 0.03}
	// Words beside the number that are taken for a unit.
	unitUnknown = charge{"unit.unknown", 0.025}
	// Points of the address lie further apart than 50 m.
	pointSpread = charge{"point.spread", 0.07}
)

// chargeName charges a house for how its street's name differs.
func (b *batch) chargeName(h *house, typed text.StreetName) {
	b.chargeEdits(h, typed)
	streets := b.indexes[h.at].Streets()
	part := func(id index.PartID) string {
		s, err := streets.Part(id)
		b.note(err)
		return s
	}
	b.chargeType(h, typed, part(h.street.Type))
	chargeDirections(h, typed, part(h.street.Pre), part(h.street.Post))
	switch {
	case part(h.street.Articles) == typed.Articles:
	case h.line != nil && h.line.endsInNumber(typed):
		h.charge(numberInName, typed.Articles)
	default:
		h.charge(articlesDiffer, typed.Articles)
	}
}

// longCore is from how many letters on an error in a name leaves no doubt.
const longCore = 7

func (b *batch) chargeEdits(h *house, typed text.StreetName) {
	n := text.Letters(typed.Core)
	switch {
	case h.edits == 0:
		return
	case h.edits == 1:
		h.charge(streetEdit1, typed.Core)
	default:
		h.charge(streetEdit2, typed.Core)
	}
	if n < longCore*h.edits {
		h.charge(streetEditShort, typed.Core)
	}
	var room [64]byte
	own, err := b.indexes[h.at].Streets().AppendCore(room[:0], h.street.Core)
	b.note(err)
	h.initial = !text.IsRoman(typed.Core) && initialDiffers(typed.Core, string(own))
}

// initialDiffers tells whether two names begin with other letters, and not only
// with their first two exchanged.
func initialDiffers(typed, own string) bool {
	a, n := utf8.DecodeRuneInString(typed)
	b, m := utf8.DecodeRuneInString(own)
	if a == b {
		return false
	}
	second, _ := utf8.DecodeRuneInString(typed[n:])
	other, _ := utf8.DecodeRuneInString(own[m:])
	return a != other || b != second
}

func (b *batch) chargeType(h *house, typed text.StreetName, own string) {
	switch {
	case typed.Type == own:
	case typed.Type == text.Mangled:
		h.charge(typeMangled, own)
	case strings.Trim(typed.Core, "0123456789") == "":
		h.charge(numberAlone, typed.Core+" "+own)
	case typed.Type == "":
		h.charge(typeMissing, own)
	case own == "":
		h.charge(typeAdded, typed.Type)
	default:
		h.charge(typeMismatch, typed.Type+" "+own)
	}
}

func chargeDirections(h *house, typed text.StreetName, pre, post string) {
	switch {
	case typed.Pre == pre && typed.Post == post:
	case typed.Pre == post && typed.Post == pre:
		h.charge(directionMoved, typed.Pre+typed.Post)
	case typed.Pre+typed.Post == "":
		h.charge(directionMissing, pre+post)
	case pre+post == "":
		h.charge(directionAdded, typed.Pre+typed.Post)
	default:
		h.charge(directionMismatch, typed.Pre+typed.Post+" "+pre+post)
	}
}

// guessedCode is the share of its cost that another postcode has where the
// address's own is only that of its neighbours.
const guessedCode = 0.5

// partHelps is the share that a part of the postcode helps.
const partHelps = 0.5

// chargeCode charges a house for how its postcode differs.
func (s *streetSearch) chargeCode(h *house) {
	c := s.codeOutside(s.q, h.line.mask)
	if c == nil {
		return
	}
	if h.postcode.Text == "" && unknownCode(h.area.Country, c.typed) == postcodeMalformed {
		h.charge(postcodeMalformed, c.typed) // rather a number, or another country
	} else if k := compareCodes(c.key, h.postcode); k != nil {
		share := 1.0
		if h.level == onPoint && h.address.PostcodeEvidence > index.PostalArea {
			share = guessedCode
		}
		h.chargeShare(*k, share, c.typed+" "+h.postcode.Text)
	} else if h.postcode.Text != "" && h.hasFault(placeMissing) {
		share := 1.0
		if c.part {
			share = partHelps
		}
		h.chargeShare(postcodeHelps, share, c.typed)
	}
}

func (h *house) hasFault(k charge) bool {
	for _, f := range h.faults {
		if f.Name == k.name {
			return true
		}
	}
	return false
}
