package engine

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// addressLine is one way to read words as an address line: which of them are the
// house number, which the street's name, which a unit.
type addressLine struct {
	mask      mask   // all words that it takes
	typed     string // the house number as it was typed; "" for none
	number    text.HouseNumber
	street    string            // the street as it was typed
	names     []text.StreetName // see name and readings
	read      bool              // names are all readings
	tried     []string          // cores that were looked for
	triedLike []string          // the same, with typing errors
	unit      string
	faults    []geocode.Fault
	cost      float64
	beside    float64 // what the words beside it will cost at least

	crossing bool // it names two streets that meet

	flatSign string // between its first two numbers, see flatFirst
	flat     bool   // the first of these is read as a flat's
}

// least is what an answer on the line costs at least.
func (l *addressLine) least() float64 { return l.cost + l.beside }

// isRoute tells whether the street is no more than a number, as of a route,
// beside words that stay unused: more likely the number of a house in a street
// that is not known.
func (l *addressLine) isRoute() bool {
	first := l.street[0]
	return l.beside > 0 && l.name().Type == "" && first >= '0' && first <= '9'
}

// Bounds of reading address lines.
const (
	mostSpans   = 8  // of words that may be the line
	mostLines   = 24 // readings, of all spans together
	longestLine = 14 // words
)

// lines reads the question's address line in all likely ways, the likeliest
// first: from its own field, else from the query.
func (b *batch) lines(q *question) []addressLine {
	if q.towns != nil {
		return q.townReadings()
	}
	var lines []addressLine
	for _, s := range b.lineSpans(q) {
		from := len(lines)
		lines = q.readLine(lines, s.first, s.last)
		for i := range lines[from:] {
			lines[from+i].beside = s.cost
		}
	}
	slices.SortStableFunc(lines, func(x, y addressLine) int { return cmp.Compare(x.least(), y.least()) })
	return lines[:min(len(lines), mostLines)]
}

func (l *addressLine) charge(k charge, share float64, detail string) {
	l.faults = append(l.faults, geocode.Fault{Name: k.name, Cost: k.cost * share, Detail: detail})
	l.cost += k.cost * share
}

// lineSpan is a run of words that may be the address line, and what it costs
// to leave the words of its field beside it unused.
type lineSpan struct {
	first, last int
	cost        float64
}

// lineSpans lists the runs of words that may be the line.
func (b *batch) lineSpans(q *question) []lineSpan {
	f := line
	if !q.has[line] {
		f = free
	}
	var starts, ends bounds
	first, last := -1, 0
	for _, s := range q.segments {
		if s.field == f {
			starts[s.first], ends[s.last] = true, true
			if first < 0 {
				first = s.first
			}
			last = s.last
		}
	}
	if first < 0 {
		return nil
	}
	noise := q.noise()
	var named mask
	if f == free {
		named = b.boundaries(q, &starts, &ends)
		for i := first; i < last; i++ {
			ends[i] = ends[i] || noise.has(i)          // "Str. Lungă 44 jud. Buzău"
			starts[i] = starts[i] || q.beginsNumber(i) // after a name of a company or person
		}
		for i := 1; i <= 2 && last-i > first; i++ {
			ends[last-i] = true
		}
	}
	spans := make([]lineSpan, 0, mostSpans)
	beside := q.fieldMask(f) &^ named &^ noise &^ b.townBehindCode(q)
	for start := range q.words {
		for end := start + 1; starts[start] && end <= min(len(q.words), start+longestLine); end++ {
			if ends[end] {
				span := maskOf(start, end)
				loose := beside &^ span &^ b.codeBeside(q, span)
				spans = append(spans, lineSpan{start, end, q.besideCost(q.companiesOf(loose, named, span), span)})
			}
		}
	}
	return q.likeliestSpans(spans)
}

// likeliestSpans keeps the cheapest runs of words, in their order.
func (q *question) likeliestSpans(spans []lineSpan) []lineSpan {
	slices.SortFunc(spans, func(x, y lineSpan) int {
		return cmp.Or(cmp.Compare(x.cost, y.cost), cmp.Compare(x.first, y.first), cmp.Compare(x.last, y.last))
	})
	if len(spans) > mostSpans { // a part between commas that has a number is not cut for those of places' names
		slices.SortStableFunc(spans, func(x, y lineSpan) int {
			return cmp.Or(cmp.Compare(x.cost, y.cost), cmp.Compare(q.rankSpan(x), q.rankSpan(y)))
		})
	}
	return spans[:min(len(spans), mostSpans)]
}

// rankSpan puts runs of words that fill their segment and have a number first.
func (q *question) rankSpan(s lineSpan) int {
	segment := q.segments[q.words[s.first].segment]
	if segment.first == s.first && segment.last == s.last && q.digitIn(s.first, s.last) {
		return 0
	}
	return 1
}

// bounds are places between words: bounds[i] is that before the word at i.
type bounds [maxMask + 1]bool

// boundaries adds to starts and ends the places where words that name areas
// or are postcodes end and begin, and gives the set of those that name areas.
func (b *batch) boundaries(q *question, starts, ends *bounds) (named mask) {
	for _, m := range q.mentions {
		if m.field == free && len(m.key) > 1 {
			starts[m.last], ends[m.first] = true, true
			named |= m.mask
		}
	}
	for _, c := range b.codes(q) {
		if c.last > c.first {
			starts[c.last], ends[c.first] = true, true
		}
	}
	return named
}

// codeBeside gives the words of the one postcode that a question has when
// the line is that span.
func (b *batch) codeBeside(q *question, span mask) mask {
	c := b.codeOutside(q, span)
	if c == nil || len(c.found) == 0 && c.last == span.first() && c.first == 0 && q.words[c.first].segment == q.words[c.last].segment {
		return 0 // "3565 Tates Creek Road": a number of four digits is a postcode somewhere
	}
	return c.mask()
}

// unusedCost is what loose words cost.
func unusedCost(loose mask) float64 {
	return unusedWords.cost * float64(min(loose.count(), mostUnused))
}

// readLine appends to lines the words [first, last) as an address line in all
// likely ways.
func (q *question) readLine(lines []addressLine, first, last int) []addressLine {
	words := make([]int, 0, longestLine)
	for i := first; i < last; i++ {
		words = append(words, i)
	}
	before := len(lines)
	add := func(number, street, extra []int, faults ...charge) {
		if slices.ContainsFunc(extra, q.inCode) {
			return // "Hauptstraße 5, 01465 Ort"
		}
		if l, ok := q.newLine(first, last, number, street, ""); ok {
			share, other := 1.0, false
			if len(faults) > 0 {
				share, other = q.unitShare(extra)
			}
			for _, f := range faults {
				l.charge(f, share, q.spellWords(extra))
			}
			if l.unit = q.unit(extra); other {
				l.unit = q.unit(nil) // "Bergstr. 8, Plieningen": no flat is called so
			}
			if len(number) > 0 && q.goesOnNumber(extra) {
				l.charge(numberSuffix, 1, q.spellWords(extra)) // "11/16 с2" is another house than 11/16
			}
			lines = append(lines, l)
		}
	}
	atStart := q.numbersAtStart(words)
	for _, n := range atStart {
		rest := words[n:]
		add(words[:n], rest, nil)
		if k := len(rest) - 1; k > 0 && q.beginsNumber(rest[k]) {
			add(words[:n], rest[:k], rest[k:], unitUnknown)
		}
	}
	if len(atStart) > 0 {
		lines = append(lines[:before], q.readFlatFirst(first, last, words, slices.Max(atStart), lines[before:])...)
	}
	if n := q.numberAtEnd(words); n < len(words) && n > 0 {
		add(words[n:], words[:n], nil)
		if n+1 < len(words) {
			add(words[n:n+1], words[:n], words[n+1:], unitUnknown)
		}
	}
	if n := q.numberInside(words); n > 0 {
		end := n + 1
		for end < len(words)-1 && end < n+4 && q.extendsNumber(words[end-1], words[end]) {
			end++
		}
		for ; end > n; end-- { // "1 B, as. 12" is 1 B before it is 1
			add(words[n:end], words[:n], words[end:], unitUnknown)
		}
	}
	if len(lines) == before {
		add(nil, words, nil)
	} else {
		l := q.unreadLine(first, last, nil, words, q.unit(nil)) // which is seldom needed
		l.charge(numberInName, 1, "")
		lines = append(lines, l)
	}
	return q.scannedNumbers(lines, first, last, words)
}

// shortestCode is how many letters and digits a postcode has that no index
// knows: "2º" is a floor.
const shortestCode = 4

// inCode tells whether the word at i belongs to what may be a postcode: behind a
// comma, or of the length that only postcodes have where none is likelier.
func (q *question) inCode(i int) bool {
	return slices.ContainsFunc(q.codes, func(c code) bool {
		switch {
		case i < c.first || i >= c.last:
			return false
		case q.words[c.first].Comma:
			return len(c.found) > 0 || len(c.key) >= shortestCode
		}
		return c.first == q.codes[0].first && len(c.key) > shortestCode && q.onlyDigits(i)
	})
}

// newLine makes a reading of a number and a street, if there is a street.
func (q *question) newLine(first, last int, number, street []int, unit string) (addressLine, bool) {
	if len(street) == 0 {
		return addressLine{}, false
	}
	l := q.unreadLine(first, last, number, street, unit)
	return l, l.name().Core != ""
}

// unreadLine makes a reading of a number and a street whose name is not read yet
// and may be none.
func (q *question) unreadLine(first, last int, number, street []int, unit string) addressLine {
	l := addressLine{mask: maskOf(first, last), typed: q.spellWords(number), street: q.spellWords(street), unit: unit}
	l.number = text.ParseNumber(l.typed)
	return l
}

// name gives the plain reading of the street's name. One that is no name has
// an empty core.
func (l *addressLine) name() text.StreetName {
	if len(l.names) == 0 {
		l.names = []text.StreetName{text.ParseStreet(l.street)}
	}
	return l.names[0]
}

// readings gives all readings of the street's name, the plain one first.
func (l *addressLine) readings() []text.StreetName {
	if !l.read {
		l.names, l.read = text.Readings(l.street), true
	}
	return l.names
}

// seldom gives readings that are looked up as they are, never with a typing
// error besides: words that were one, and two names of one street. Two names
// without a number are more likely streets that meet.
func (l *addressLine) seldom() []text.StreetName {
	names := text.Rejoined(l.street)
	if l.typed != "" {
		names = append(names, text.BothNames(l.street)...)
	}
	return names
}

// spellWords gives words as they were typed: runs of them with what stands
// between.
func (q *question) spellWords(words []int) string {
	var b strings.Builder
	for i := 0; i < len(words); {
		j := i + 1
		for j < len(words) && words[j] == words[j-1]+1 && q.words[words[j]].field == q.words[words[i]].field {
			j++
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(q.typed(words[i], words[j-1]+1))
		i = j
	}
	return b.String()
}

// beginsNumber tells whether the word at i begins with a digit and is no
// ordinal number.
func (q *question) beginsNumber(i int) bool {
	key := q.words[i].Key
	return key != "" && key[0] >= '0' && key[0] <= '9' && !text.IsOrdinal(key) && !text.IsScannedWord(key)
}

// numbersAtStart lists how many words at the start may be the house number,
// the likeliest count first.
func (q *question) numbersAtStart(words []int) (counts []int) {
	if !q.beginsNumber(words[0]) {
		return nil
	}
	n := 1
	for n < len(words)-1 && n < 4 && q.extendsNumber(words[n-1], words[n]) {
		n++
	}
	for ; n > 1; n-- {
		counts = append(counts, n)
	}
	counts = append(counts, 1)
	if len(counts) > 1 && text.IsDirection(q.words[words[1]].Key) {
		slices.Reverse(counts) // "5 E Main St" is 5, East Main Street
	}
	return counts
}

// numberAtEnd gives where the house number at the end of words begins, or
// their count where there is none.
func (q *question) numberAtEnd(words []int) int {
	for n := len(words) - 1; n > 0 && n >= len(words)-4; n-- {
		if q.beginsNumber(words[n]) && (n == 1 || !q.extendsNumber(words[n-1], words[n]) || !q.isNumeral(words[n-1])) {
			return n
		}
		if !q.extendsNumber(words[n-1], words[n]) {
			break
		}
	}
	return len(words)
}

// isNumeral tells whether the word at i has a digit, or joins two house numbers.
func (q *question) isNumeral(i int) bool {
	return q.isNumber(i) || text.JoinsNumbers(q.words[i].Key) && i > 0 && q.joinsNumbers(i-1, i+1)
}

// numberInside gives where a number stands between a street's name and words
// that must be a unit then ("Calle Mayor 12 bajo"), or 0.
func (q *question) numberInside(words []int) int {
	for n := 1; n < len(words)-1; n++ {
		if q.beginsNumber(words[n]) && !q.beginsNumber(words[0]) {
			return n
		}
	}
	return 0
}

// extendsNumber tells whether the word at i can be part of a house number
// that the word before it is part of: a letter, bis, a building, or digits
// after a hyphen or slash.
func (q *question) extendsNumber(before, i int) bool {
	w := q.words[i]
	if w.field != q.words[before].field || w.Comma || w.gap {
		return false
	}
	if strings.ContainsAny(q.texts[w.field][w.Start:w.End], "½¼¾⅓⅔") {
		return true
	}
	between := ""
	if end := q.words[before].End; end <= w.Start {
		between = q.texts[w.field][end:w.Start]
	}
	runes := []rune(w.Key)
	switch {
	case unicode.IsDigit(runes[0]):
		return text.JoinsNumbers(q.words[before].Key) ||
			strings.ContainsAny(between, "-/–—") || i+1 < len(q.words) && strings.Contains(q.between(i), "/")
	case len(runes) == 1:
		return true
	}
	return text.ExtendsNumber(w.Key) || text.JoinsNumbers(w.Key) && q.joinsNumbers(before, i+1)
}

// joinsNumbers tells whether the words at i and j are numbers that can be the
// first and last of several.
func (q *question) joinsNumbers(i, j int) bool {
	if j >= len(q.words) || q.words[j].field != q.words[i].field || q.words[j].Comma || q.words[j].gap {
		return false
	}
	a, errA := strconv.Atoi(q.words[i].Key)
	b, errB := strconv.Atoi(q.words[j].Key)
	return errA == nil && errB == nil && a < b
}

// between gives what stands between the word at i and the next.
func (q *question) between(i int) string {
	a, b := q.words[i], q.words[i+1]
	if a.field != b.field || a.End > b.Start || b.gap {
		return ""
	}
	return q.texts[a.field][a.End:b.Start]
}
