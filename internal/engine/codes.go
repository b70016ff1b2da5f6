package engine

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// code is what is, or may be, a postcode in the question.
type code struct {
	first, last int // words of the query; both 0 for the postcode field
	key         string
	typed       string
	found       []foundCode // in the indexes
	part        bool        // found are those that begin so

	served     []ref // see batch.served
	servedRead bool
	ranked     foundCode // the one that codeRank compared last, and its rank
	rank       int
}

// foundCode is a postcode of an index.
type foundCode struct {
	at int
	id index.PostcodeID
}

func (c *code) mask() mask { return maskOf(c.first, c.last) }

// mostCodes bounds the postcodes of one key in one index: as many countries
// as use the same ones.
const mostCodes = 16

// codes lists the question's postcodes: that of its own field, else those of
// the query, known ones first, then the last.
func (b *batch) codes(q *question) []code {
	if q.codesRead {
		return q.codes
	}
	q.codesRead = true
	if typed := q.request.Address.PostalCode; typed != "" && len(typed) < maxText {
		q.codes = []code{b.fieldCode(typed)}
		return q.codes
	}
	for _, s := range q.segments {
		if s.field == free || s.field == locality || s.field == town {
			b.codesIn(q, s)
		}
	}
	slices.SortStableFunc(q.codes, func(x, y code) int {
		return cmp.Or(cmp.Compare(min(len(y.found), 1), min(len(x.found), 1)), cmp.Compare(y.last-y.first, x.last-x.first), cmp.Compare(y.first, x.first)) // house numbers, which may look alike, mostly come first
	})
	return q.codes
}

// codeOutside gives the likeliest postcode that does not lie in the line, or nil.
func (b *batch) codeOutside(q *question, line mask) *code {
	codes := b.codes(q)
	for i := range codes {
		if codes[i].mask()&line == 0 {
			return &codes[i]
		}
	}
	return nil
}

// codesIn finds the postcodes among the words of one segment. The halves of
// what is one in two words are none.
func (b *batch) codesIn(q *question, s segment) {
	for first := s.first; first < s.last; first++ {
		if first+2 <= s.last && b.addCode(q, first, first+2) {
			first++
			continue
		}
		b.addCode(q, first, first+1)
	}
}

// addCode notes that words are a postcode, if an index has it or they look
// like one.
func (b *batch) addCode(q *question, first, last int) bool {
	key := ""
	for i := first; i < last; i++ {
		key += q.words[i].Key
	}
	if !q.digitIn(first, last) && !text.IsScannedCode(key) {
		return false
	}
	c := code{first: first, last: last, key: key, typed: q.typed(first, last), found: b.findCode(key)}
	switch {
	case len(c.found) > 0, !q.namesCountry(first) && b.findSigned(&c): // "CH" is understood as the country
	case last > first+1 && len(q.words[first+1].Key) == 1 && !q.words[first+1].Comma && b.findPart(&c): // "SO16 2"
	case b.findUnscanned(&c):
	case !q.digitIn(first, last):
		return false
	case !q.looksLikePostcode(first, last, key):
		return false
	case last > first+1:
		c.found = b.findCode(q.words[first].Key) // the sector, where lists have no more
	default:
		b.findPart(&c)
	}
	q.codes = append(q.codes, c)
	return true
}

// looksLikePostcode tells whether one word or two, of which no index knows,
// can be a postcode: "12345", "L7M 4A1", "863 33".
func (q *question) looksLikePostcode(first, last int, key string) bool {
	if last == first+1 {
		return text.IsPostcodeLike(key) && !text.ExtendsNumber(key) && !isLettered(key) // "с1" is a part of a house number, "528x" is one
	}
	a, b := q.words[first].Key, q.words[last-1].Key
	switch {
	case len(a) < 2 || len(a) > 4 || len(b) < 2 || len(b) > 3 || q.words[last-1].Comma || !text.HasDigit(a) || !text.HasDigit(b):
		return false
	case strings.Trim(a, "0123456789") != "":
		return a[0] >= 'a' && a[0] <= 'z' // "26A c4" is a number
	}
	return len(a) == 3 && len(b) == 2 && strings.Trim(b, "0123456789") == ""
}

// isLettered tells whether a key is a number and one letter, as house numbers
// are and no postcode: "528x".
func isLettered(key string) bool {
	n := len(strings.TrimLeft(key, "0123456789"))
	return n > 0 && n < len(key) && utf8.RuneCountInString(key[len(key)-n:]) == 1
}

func (q *question) digitIn(first, last int) bool {
	for i := first; i < last; i++ {
		if q.isNumber(i) {
			return true
		}
	}
	return false
}

// findCode finds a postcode in the indexes. One that none has is looked for
// without what people add or leave out: the ZIP code before its hyphen, the
// zero before a short one.
func (b *batch) findCode(key string) []foundCode {
	if list, ok := b.postcodes[key]; ok {
		return list
	}
	list := b.lookUpCode(key)
	if len(list) == 0 && len(key) == 9 && strings.Trim(key, "0123456789") == "" {
		list = b.lookUpCode(key[:5])
	}
	if len(list) == 0 && len(key) == 8 && strings.Trim(key, "0123456789") == "" {
		list = b.lookUpCode("0" + key[:4])
	}
	if len(list) == 0 && len(key) == 4 && strings.Trim(key, "0123456789") == "" {
		list = b.lookUpCode("0" + key)
	}
	return share(b.postcodes, key, list)
}

func (b *batch) lookUpCode(key string) (list []foundCode) {
	if len(key) < 2 || len(key) > 12 {
		return nil
	}
	for at, ix := range b.indexes {
		s := ix.Streets()
		if s == nil {
			continue
		}
		ids, err := s.Postcodes(nil, key, mostCodes)
		b.note(err)
		for _, id := range ids {
			list = append(list, foundCode{at, id})
		}
	}
	return list
}

// postcodeOf reads a postcode of an index.
func (b *batch) postcodeOf(at int, id index.PostcodeID) index.Postcode {
	if id == 0 {
		return index.Postcode{}
	}
	p, err := b.indexes[at].Streets().Postcode(id)
	b.note(err)
	return p
}
