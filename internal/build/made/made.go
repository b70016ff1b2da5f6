// Package made makes long lists of addresses out of shorter ones, to build
// and search at a size that no list at hand has. Each copy of the lists is a
// country of its own: with a code, a place on Earth and names that no other
// copy has, and with the house numbers, streets and towns of the original, so
// that what a copy costs is what a real country would cost.
//
// A name is altered by a rule that depends on the copy and the word alone.
package made

import (
	"context"
	"errors"
	"hash/fnv"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// Lists is a source of made addresses, of at most 26 copies.
type Lists struct {
	Open   func() ([]source.Source, error) // the originals, opened anew for each copy
	Copies int
	Rows   int64 // features to end after; 0 for all

	read source.Tally
}

// Info tells what the source is.
func (l *Lists) Info() source.Info {
	return source.Info{Kind: "made", Name: "made addresses", Licence: "as the originals", Bytes: -1}
}

// Progress is not known.
func (l *Lists) Progress() int64 { return 0 }

// Report counts the features.
func (l *Lists) Report() source.Report { return l.read.Report() }

var errEnough = errors.New("enough rows")

// Read gives the features of all copies.
func (l *Lists) Read(ctx context.Context, emit func(*source.Feature) error) error {
	var rows int64
	for n := range l.Copies {
		c := newCopy(n, l.Copies)
		originals, err := l.Open()
		if err != nil {
			return err
		}
		for _, original := range originals {
			err := original.Read(ctx, func(f *source.Feature) error {
				if l.Rows > 0 && rows == l.Rows {
					return errEnough
				}
				rows++
				l.read.Read()
				l.read.Used()
				c.alter(f)
				return emit(f)
			})
			if errors.Is(err, errEnough) {
				return nil
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// privateCodes are two-letter codes that ISO 3166 gives to no country; XK,
// which is used for Kosovo, is left out.
var privateCodes = [...]string{
	"QM", "QN", "QO", "QP", "QQ", "QR", "QS", "QT", "QV", "QW", "QX", "QY", "QZ",
	"XA", "XB", "XC", "XD", "XE", "XF", "XG", "XH", "XI", "XJ", "XL", "XM", "XN",
}

// copied is one copy of the lists.
type copied struct {
	seed  byte
	shift float64 // degrees eastward
	code  string  // its letters are those of no country
	words map[string]string
}

func newCopy(n, of int) *copied {
	return &copied{
		seed: byte(n), shift: 360 * float64(n) / float64(of),
		code: privateCodes[n%len(privateCodes)], words: map[string]string{},
	}
}

// alter makes a feature one of the copy.
func (c *copied) alter(f *source.Feature) {
	f.Country = c.code
	f.Lon = math.Mod(f.Lon+c.shift+540, 360) - 180
	f.Street, f.Locality, f.Region = c.name(f.Street), c.name(f.Locality), c.name(f.Region)
}

// maxWords bounds the words remembered.
const maxWords = 1 << 16

// name alters the words of a name that are no type of street.
func (c *copied) name(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		altered, known := c.words[word]
		if !known {
			if len(c.words) == maxWords {
				clear(c.words)
			}
			altered = c.word(word)
			c.words[strings.Clone(word)] = altered
		}
		words[i] = altered
	}
	return strings.Join(words, " ")
}

var syllables = [...]string{"a", "el", "in", "or", "um", "ya", "esk", "ton", "mar", "li", "bo", "ric", "van", "ta", "den", "os"}

// word puts a syllable into a word, before its ending, that the word and the
// copy decide.
func (c *copied) word(word string) string {
	first, _ := utf8.DecodeRuneInString(word)
	runes := []rune(word)
	if !unicode.IsLetter(first) || len(runes) < 4 || text.IsStreetWord(text.Key(word)) {
		return word
	}
	h := fnv.New32a()
	h.Write([]byte{c.seed})
	h.Write([]byte(word))
	at := 1 + len(runes)/3
	return string(runes[:at]) + syllables[h.Sum32()%uint32(len(syllables))] + string(runes[at:])
}
