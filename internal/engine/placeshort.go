package engine

import (
	"strings"

	"github.com/milepost/milepost/internal/index"
)

// The locality is given by the beginning of its name, "Lauf" for "Lauf an der
// Pegnitz": where another place has that for its whole name, and where none has.
var (
	placeShortOther = charge{"locality.short_other", 0.06}
	placeShort      = charge{"locality.short", 0.02}
)

// shortestPlace is how many letters the beginning of a name has at least that
// stands for all of it.
const shortestPlace = 4

// placeJoiners are the words that part a place's name from where it lies, in
// the form of Key: "an der", "i. d.", "upon", "sur", "de la", "nad".
var placeJoiners = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`a am an auf b bei i im in ob unter v vor zum
		upon on under by near le sur sous en les lez aux de del della di d da do dos das nad pod na pri pre przy u`) {
		m[w] = true
	}
	return m
}()

// isShortOf tells whether a key is the beginning of a place's name before the
// words that say where it lies.
func isShortOf(key, name string) bool {
	rest, ok := strings.CutPrefix(name, key+" ")
	if !ok || letters(key) < shortestPlace {
		return false
	}
	joiner, where, _ := strings.Cut(rest, " ")
	return placeJoiners[joiner] && where != ""
}

// surveyShort takes what is named beside the line for the locality, whose name
// begins so.
func (s *streetSearch) surveyShort(around *surroundings, a *area, rest mask) bool {
	if a.Kind != index.Place || !strings.Contains(a.key, " ") {
		return false
	}
	for _, m := range s.q.mentions {
		if m.mask&^rest == 0 && m.field != district && m.field != country && m.how == exact && isShortOf(m.key, a.key) {
			around.agreed |= m.mask
			around.charge(placeShortOther, 1, m.key)
			return true
		}
	}
	if s.typedPlace != "" && isShortOf(s.typedPlace, a.key) {
		around.agreed |= s.q.fieldMask(locality)
		around.charge(placeShort, 1, s.typedPlace)
		return true
	}
	for i := range s.q.words {
		if rest.has(i) && s.q.words[i].field == free && isShortOf(s.q.words[i].Key, a.key) {
			around.agreed |= maskOf(i, i+1)
			around.charge(placeShort, 1, s.q.words[i].Key)
			return true
		}
	}
	return false
}
