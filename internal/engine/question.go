package engine

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
	"github.com/milepost/milepost/internal/text/aside"
)

// field is where in the request something was typed.
type field uint8

const (
	free field = iota // Query
	line
	locality
	town // PostalTown
	district2
	district
	country
	fields = iota
)

// Bounds of a question; what goes beyond is unused words. No name is longer.
const (
	maxText  = 1000 // bytes of a field that are read
	maxWords = 48   // of a field, and of all fields together 64
	maxMask  = 64
)

// word is a token of one of the fields.
type word struct {
	text.Token
	field   field
	segment int  // words of one field between two commas have one segment
	gap     bool // something was set aside between it and the word before
}

// question is a forward request, understood as words.
type question struct {
	request *geocode.Request
	culture *format.Culture
	texts   [fields]string
	words   []word // of all fields, in the order of the fields
	has     [fields]bool
	cut     bool // there was more than could be read

	segments []segment
	mentions []*mention

	towns *townLines // of a question in Japanese; else nil

	codes     []code // see batch.codes
	codesRead bool

	asides []aside.Aside // what was taken out of the words

	landmarks     []candidate // see batch.landmarksNamed
	landmarksRead bool
}

// segment is a run of words between two commas: words[first:last].
type segment struct {
	field       field
	first, last int
}

// mask is a set of words.
type mask uint64

func maskOf(first, last int) mask { return (1<<(last-first) - 1) << first }

func (m mask) has(i int) bool { return m>>i&1 == 1 }

func (m mask) first() int { return bits.TrailingZeros64(uint64(m)) }

func (m mask) count() int { return bits.OnesCount64(uint64(m)) }

// ask cuts a request into words. What stands beside its address is set apart
// where so is asked for.
func (b *batch) ask(r *geocode.Request, apart bool) *question {
	a := &r.Address
	q := &question{request: r, culture: b.culture(r.Culture)}
	q.texts = [fields]string{
		free: r.Query, line: a.AddressLine, locality: a.Locality, town: a.PostalTown,
		district2: a.AdminDistrict2, district: a.AdminDistrict, country: a.CountryRegion,
	}
	b.straighten(q)
	if t := &q.texts; t[line] != "" && r.Query == "" && t[locality] == "" && t[town] == "" && a.PostalCode == "" {
		t[free], t[line] = t[line], "" // the whole address in one field
	}
	b.readJapanese(q)
	b.readKorean(q)
	if q.isFieldPost() {
		q.asides = append(q.asides, aside.Aside{Kind: aside.Military, Text: strings.TrimSpace(a.Locality + " " + a.AdminDistrict)})
		q.texts[locality], q.texts[district] = "", ""
	}
	q.words = make([]word, 0, 8)
	for f := field(fields); f > 0; f-- { // the coarse and telling fields first, in case of too many words
		q.read(f-1, apart && f-1 <= line)
	}
	q.readSign()
	return q
}

// readSign takes the sign of a country's cars for its code: alone in its own
// field, or behind the postcode's segment: "44809 Bochum, D".
func (q *question) readSign() {
	if len(q.segments) == 0 {
		return
	}
	at := len(q.segments) - 1
	if q.has[country] {
		at = 0 // the fields are read from the last
	}
	s := q.segments[at]
	if s.last != s.first+1 || s.field != country && (s.field != free || at == 0 || !q.hasCodeIn(q.segments[at-1])) {
		return
	}
	if code := format.CountryOfSign(strings.ToUpper(q.words[s.first].Key)); code != "" {
		q.words[s.first].Key = strings.ToLower(code)
	}
}

// hasCodeIn tells whether a segment has a number of as many digits as few but
// postcodes have.
func (q *question) hasCodeIn(s segment) bool {
	for i := s.first; i < s.last; i++ {
		if len(q.words[i].Key) >= shortestCode && q.onlyDigits(i) {
			return true
		}
	}
	return false
}

// read adds the words of a field, with or without its asides.
func (q *question) read(f field, apart bool) {
	s := q.texts[f]
	if len(s) > maxText {
		s, q.cut = strings.ToValidUTF8(s[:maxText], ""), true
	}
	tokens, more := text.Tokens(s, min(maxWords, maxMask-len(q.words)))
	q.cut = q.cut || more
	var words []word
	if apart {
		words = q.setAside(s, tokens)
	} else {
		words = plainWords(tokens)
	}
	for i, w := range words {
		if i == 0 || w.Comma {
			q.segments = append(q.segments, segment{f, len(q.words), len(q.words)})
		}
		at := len(q.segments) - 1
		w.field, w.segment = f, at
		q.words = append(q.words, w)
		q.segments[at].last = len(q.words)
	}
	q.has[f] = len(words) > 0
}

// structured tells whether any address field was given: then the query only helps.
func (q *question) structured() bool {
	for f := line; f < fields; f++ {
		if q.has[f] {
			return true
		}
	}
	return q.request.Address.PostalCode != ""
}

// all is the set of all words.
func (q *question) all() mask { return maskOf(0, len(q.words)) }

// typed gives the words [first, last) as they were typed, without what was set
// aside between them.
func (q *question) typed(first, last int) string {
	for i := first + 1; i < last; i++ {
		if q.words[i].gap {
			return q.typed(first, i) + " " + q.typed(i, last)
		}
	}
	from, to := &q.words[first], &q.words[last-1]
	return q.texts[from.field][from.Start:to.End]
}

// key gives the key of the words [first, last), appended to dst.
func (q *question) key(dst []byte, first, last int) []byte {
	for i := first; i < last; i++ {
		if i > first {
			dst = append(dst, ' ')
		}
		dst = append(dst, q.words[i].Key...)
	}
	return dst
}

// longestKey is the longest key, in bytes, that is looked up.
const longestKey = 120

// isNumber tells whether the word at i has a digit.
func (q *question) isNumber(i int) bool { return text.HasDigit(q.words[i].Key) }

// letters counts the letters of a key.
func letters(key string) int { return utf8.RuneCountInString(key) }
