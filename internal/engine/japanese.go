package engine

import (
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/text"
)

// Japanese is written without blanks, from the prefecture down to the house.
// The municipalities that stand before the town are found by the dictionary,
// and set apart as segments; what follows them is read as text.TownLines.

// townLines are the readings of a question's town and number.
type townLines struct {
	field    field
	start    int // where the town stands in the field
	readings []text.TownLine
}

// readJapanese sets apart the parts of fields in Japanese.
func (b *batch) readJapanese(q *question) {
	if !text.HasHan(q.texts[free]) && !text.HasHan(q.texts[line]) && !text.HasHan(q.texts[locality]) || b.isElsewhere(q) {
		return
	}
	_, beyond := b.setMunicipalities(q, locality)
	if beyond != "" && !text.HasHan(q.texts[line]) && q.texts[free] == "" {
		q.texts[line] = beyond + q.texts[line] // the town stands with the city, its number alone
		q.texts[locality] = strings.TrimSuffix(q.texts[locality], beyond)
	}
	for _, f := range [...]field{line, free} {
		start, rest := b.setMunicipalities(q, f)
		if rest == "" {
			continue
		}
		if readings := text.TownLines(rest); len(readings) > 0 {
			q.towns = &townLines{f, start, readings}
			return
		}
	}
}

// isElsewhere tells whether the question names a country that is not Japan.
func (b *batch) isElsewhere(q *question) bool {
	key := text.Key(q.texts[country])
	if key == "" {
		return false
	}
	names := b.find([]byte(key))
	return len(names) > 0 && names[0].Country != "JP"
}

// setMunicipalities puts the municipalities of a field first, with commas
// behind them, and gives where the rest begins.
func (b *batch) setMunicipalities(q *question, f field) (start int, rest string) {
	if !text.HasHan(q.texts[f]) || len(q.texts[f]) > maxText {
		return 0, ""
	}
	parts, whole := text.CutTownCode(q.texts[f])
	var loose []string
	for _, part := range strings.FieldsFunc(whole, isTownComma) {
		before := len(parts)
		if parts, part = b.municipalities(parts, strings.Trim(part, text.TownSeparators)); part != "" {
			loose = append(loose, part)
		}
		if part != "" && before == len(parts) && b.knows(part) && !text.HasDigit(part) {
			loose, parts = loose[:len(loose)-1], append(parts, part) // a country, or a city without its kind
		}
	}
	rest = strings.Join(loose, " ")
	head := strings.Join(parts, "、")
	if head != "" && rest != "" {
		head += "、"
	}
	q.texts[f] = head + rest
	return len(head), rest
}

func isTownComma(r rune) bool { return strings.ContainsRune(",、，;；|", r) }

// Bounds of the names of municipalities, in characters, county included, and
// of how many stand before one another.
const (
	longestTown = 12
	mostTowns   = 4
)

// municipalities cuts off what stands before a town: the prefecture, the
// county, the city, the ward.
func (b *batch) municipalities(parts []string, rest string) ([]string, string) {
	if after, ok := text.CutPrefecture(rest); ok {
		parts = append(parts, strings.TrimSuffix(rest, after))
		rest = strings.TrimLeft(after, text.TownSeparators)
	}
	for range mostTowns {
		name, after := b.municipality(rest)
		if name == "" {
			break
		}
		parts, rest = append(parts, name), strings.TrimLeft(after, text.TownSeparators)
	}
	return parts, rest
}

// municipality gives the longest name of a municipality that s begins with,
// as the dictionary has it, and what follows.
func (b *batch) municipality(s string) (name, rest string) {
	ends := make([]int, 0, longestTown)
	for i, r := range s {
		if len(ends) == longestTown || strings.ContainsRune(text.TownSeparators, r) {
			break
		}
		ends = append(ends, i+utf8.RuneLen(r))
	}
	for n := len(ends) - 1; n >= 1; n-- {
		typed := s[:ends[n]]
		if !text.EndsMunicipality(typed) {
			continue
		}
		for _, name := range append([]string{typed}, text.TownVariants(typed)...) {
			if len(b.find([]byte(text.Key(name)))) > 0 {
				return name, s[ends[n]:]
			}
		}
	}
	return "", s
}

// townReadings gives the readings of the town as address lines.
func (q *question) townReadings() (lines []addressLine) {
	var taken mask
	for i, w := range q.words {
		if w.field == q.towns.field && w.Start >= q.towns.start {
			taken |= maskOf(i, i+1)
		}
	}
	for _, r := range q.towns.readings {
		l := addressLine{mask: taken, typed: r.Number, street: r.Town, unit: r.Unit, number: text.ParseNumber(r.Number)}
		l.number.To = 0
		if r.Reread {
			l.charge(nameReread, 1, r.Number)
		}
		if r.Number == "" && r.Unit != "" {
			l.charge(unitUnknown, 1, r.Unit)
		}
		if l.names = []text.StreetName{text.ParseStreet(r.Town)}; l.name().Core != "" {
			lines = append(lines, l)
		}
	}
	return lines
}
