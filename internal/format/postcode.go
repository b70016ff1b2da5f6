package format

import (
	"slices"
	"strings"
)

// Postcode is what a text says as a postcode of a country.
type Postcode struct {
	Text   string // as the country writes it: "SW1A 1AA", "LV-1010"
	Part   bool   // only the beginning of one: "SW1A", "4050"
	Zeroed bool   // leading zeros, lost by a spreadsheet, were put back
}

// longestPostcode is how many letters and digits a postcode has at most,
// with the sign of its country.
const longestPostcode = 14

// HasPostcodes tells whether a country, given as alpha-2 code, has postcodes.
func HasPostcodes(country string) bool { return shapesOf[country] != nil }

// ReadPostcode reads a text as a postcode of a country, given as alpha-2 code:
// in any case, with or without blanks, hyphens and the country's sign ("D-80331",
// "〒100-0001"), a whole one or the part that people give for it. A text that has
// no shape of the country's is none.
func ReadPostcode(country, typed string) (Postcode, bool) {
	s := shapesOf[country]
	var room [longestPostcode]byte
	bare, ok := bareCode(room[:0], typed)
	if s == nil || !ok {
		return Postcode{}, false
	}
	for rest := bare; rest != nil; rest = withoutSign(country, rest, len(rest) < len(bare)) {
		if text, ok := s.match(s.whole, rest); ok {
			return Postcode{Text: text}, true
		}
		if text, ok := s.match(s.part, rest); ok {
			return Postcode{Text: text, Part: true}, true
		}
	}
	if s.zeroes && len(bare) >= fewestDigits && len(bare) < longestPostcode && bare[0] != '0' {
		var longer [longestPostcode]byte
		zeroed := append(longer[:0], bare...)
		for lost := 0; lost < 2 && len(zeroed) < longestPostcode; lost++ {
			zeroed = slices.Insert(zeroed, 0, '0')
			if lost > 0 && !zeroTwice[country] {
				break
			}
			if text, ok := s.match(s.whole, zeroed); ok {
				return Postcode{Text: text, Zeroed: true}, true
			}
		}
	}
	return Postcode{}, false
}

// fewestDigits is how many digits a postcode that lost its zeroes has left.
const fewestDigits = 3

// PostcodeText writes a postcode as its country does ("1017cd" as "1017 CD").
// What is no whole postcode of the country is given as it is.
func PostcodeText(country, typed string) string {
	return shapesOf[country].text(typed)
}

// text is PostcodeText for a country that has these shapes; nil for none.
func (s *shapes) text(typed string) string {
	if s == nil || typed == "" {
		return typed
	}
	var room [longestPostcode]byte
	bare, ok := bareCode(room[:0], typed)
	if !ok {
		return typed
	}
	if len(bare) == len(typed) && string(bare) == typed && s.whole[0].bare == s.whole[0].written && len(typed) == len(s.whole[0].bare) {
		return typed // as nearly all data has it
	}
	if text, ok := s.match(s.whole, bare); ok {
		return text
	}
	return typed
}

// bareCode gives the letters, in upper case, and digits of a text, appended to
// dst; not ok where it has others, or too many.
func bareCode(dst []byte, typed string) (_ []byte, ok bool) {
	typed = strings.TrimPrefix(typed, "〒")
	for i := 0; i < len(typed); i++ {
		c := typed[i]
		switch {
		case c >= 'a' && c <= 'z':
			c -= 'a' - 'A'
		case c == ' ', c == '-':
			continue
		case c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		default:
			return nil, false
		}
		if len(dst) == longestPostcode {
			return nil, false
		}
		dst = append(dst, c)
	}
	return dst, len(dst) > 0
}

// match writes a bare code in the first of the forms that it has.
func (s *shapes) match(forms []shape, bare []byte) (string, bool) {
	for i := range forms {
		form := &forms[i]
		if len(bare) == len(form.bare) && s.has(form.bare, bare) {
			return form.fill(bare), true
		}
		if form.sign > 0 && len(bare) == len(form.bare)-form.sign && s.has(form.bare[form.sign:], bare) {
			return form.fill(append([]byte(form.bare[:form.sign]), bare...)), true
		}
	}
	return "", false
}

// has tells whether a bare code is of a bare form.
func (s *shapes) has(form string, bare []byte) bool {
	for i, c := range bare {
		digit := c >= '0' && c <= '9'
		switch f := form[i]; {
		case f == '#' && !digit, f == '@' && digit:
			return false
		case f == '@' && s.letters != "" && strings.IndexByte(s.letters, c) < 0:
			return false
		case f != '#' && f != '@' && f != '*' && f != c:
			return false
		}
	}
	return s.areas == nil || s.areas[string(bare[:leadingLetters(bare)])]
}

func leadingLetters(bare []byte) int {
	n := 0
	for n < len(bare) && bare[n] >= 'A' {
		n++
	}
	return n
}

// fill writes a bare code with the form's blanks and hyphens.
func (s *shape) fill(bare []byte) string {
	var room [longestPostcode + 4]byte
	out, i := room[:0], 0
	for j := 0; j < len(s.written); j++ {
		if c := s.written[j]; c == ' ' || c == '-' {
			out = append(out, c)
			continue
		}
		out = append(out, bare[i])
		i++
	}
	return string(out)
}
