package aside

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// role is what a phrase of the vocabulary says.
type role uint32

const (
	unitWord     role = 1 << iota // wants a number or letter after it: "apt 5"
	weakUnit                      // the same, but a word of streets too: "haus 2"
	floorWord                     // wants an ordinal number before it: "3. OG"
	stairWord                     // follows the letter of a staircase: "B rappu"
	bareUnit                      // says all: "basement"
	sideWord                      // follows a floor: "links", "tv", "izq"
	boxWord                       // wants a number after it: "po box 12"
	weakBox                       // the same, but only where a segment begins
	codeBox                       // the same, but announces postcodes as well
	routeWord                     // "rural route 2 box 15"
	postOffice                    // "apo", "fpo"
	forces                        // what comes before these: "psc 3 box 12"
	phoneWord                     // wants digits after it
	careOf                        // a name follows: "c/o", "attn"
	titleWord                     // begins a person: "frau", "mr"
	companyEnd                    // ends a company: "gmbh", "ltd"
	companyHead                   // begins one: "ооо"
	noteStart                     // begins a note wherever it stands after a number: "near"
	weakNote                      // the same, but begins names of streets and places too: "im", "vid"
	wholeNote                     // is a note by itself: "side door"
	codeWord                      // of a door: "gate code 12"
	buildingWord                  // begins the name of a building: "résidence du parc"
	numberWord                    // announces a house number: "Nr."
	weakNumber                    // the same, but a direction, unit or country as well: "no"
)

// roles are the vocabulary's names for them.
var roles = map[string]role{
	"unit": unitWord, "weak": weakUnit, "floor": floorWord, "stair": stairWord, "bare": bareUnit, "side": sideWord,
	"box": boxWord, "weakbox": weakBox, "codebox": codeBox, "route": routeWord, "apo": postOffice, "forces": forces,
	"phone": phoneWord, "careof": careOf, "title": titleWord, "company": companyEnd, "head": companyHead,
	"note": noteStart, "weaknote": weakNote, "whole": wholeNote, "code": codeWord, "building": buildingWord,
	"number": numberWord, "weaknumber": weakNumber,
}

// phrase is one or more words of the vocabulary.
type phrase struct {
	words []string
	slash bool // a slash or full stop must stand between the first two: "c/o"
	role
}

// vocabulary lists the phrases by their first word, the longest first.
var vocabulary = map[string][]phrase{}

func init() {
	for _, table := range []string{unitTable, boxTable, peopleTable, noteTable, numberTable} {
		for line := range strings.Lines(table) {
			if name, list, ok := strings.Cut(line, ":"); ok {
				addPhrases(roles[strings.TrimSpace(name)], list)
			}
		}
	}
	for first := range vocabulary {
		slices.SortStableFunc(vocabulary[first], func(a, b phrase) int { return len(b.words) - len(a.words) })
	}
}

// addPhrases enters phrases between commas.
func addPhrases(r role, list string) {
	for spelling := range strings.SplitSeq(list, ",") {
		words := strings.Fields(text.Key(spelling))
		if len(words) == 0 {
			continue
		}
		p := phrase{words: words, slash: strings.Contains(spelling, "/"), role: r}
		at := slices.IndexFunc(vocabulary[words[0]], func(known phrase) bool { return slices.Equal(known.words, words) && known.slash == p.slash })
		if at >= 0 {
			vocabulary[words[0]][at].role |= r
			continue
		}
		vocabulary[words[0]] = append(vocabulary[words[0]], p)
	}
}

// IsUnitWord tells whether a word by its key can begin or be a flat, a floor, a
// side of one, or a building.
func IsUnitWord(key string) bool {
	return isFloorWord(key) || slices.ContainsFunc(vocabulary[key], func(p phrase) bool {
		return p.role&(unitWord|weakUnit|floorWord|stairWord|bareUnit|sideWord|buildingWord) != 0
	})
}

// phrase gives where the longest phrase of a role ends that begins at i; i
// where none does.
func (r *reader) phrase(i int, as role) int {
	for _, p := range vocabulary[r.key(i)] {
		if p.role&as != 0 && r.spells(i, &p) {
			return i + len(p.words)
		}
	}
	return i
}

// spells tells whether the words at i are a phrase, in one segment.
func (r *reader) spells(i int, p *phrase) bool {
	for n, w := range p.words[1:] {
		if r.follows(i+n+1) != w {
			return false
		}
	}
	return !p.slash || len(p.words) < 2 || strings.ContainsAny(r.between(i+1), "/.")
}

// phraseBefore tells whether a phrase of a role stands just before i, or one
// word before it.
func (r *reader) phraseBefore(i int, as role) bool {
	for first := max(0, i-3); first < i; first++ {
		if end := r.phrase(first, as); end == i || end == i-1 && end > first {
			return true
		}
	}
	return false
}
