// Package wording says what answers mean in sentences for people who have
// never heard of faults: in English, German, French and Spanish.
//
// The sentences stand in two files, a block for each thing that is said, so
// that a translator sees all languages of it side by side: faults.txt for the
// faults of the engine, answers.txt for what has no fault. They are read once,
// when the first is asked for. A Language is a number; all may be used by many
// goroutines.
package wording

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"golang.org/x/text/language"
)

// Language is one that the sentences are written in. The zero value is English.
type Language uint8

// The languages.
const (
	English Language = iota
	German
	French
	Spanish
	languages = iota
)

// codes are the languages' codes in the files of sentences.
var codes = [languages]string{"en", "de", "fr", "es"}

// String is the language's code: "en".
func (l Language) String() string { return codes[l] }

// Languages lists all.
func Languages() []Language { return []Language{English, German, French, Spanish} }

// Of is the language of a culture such as "de-AT" or "fr"; English where there
// are no sentences in its own.
func Of(culture string) Language {
	code, _, _ := strings.Cut(strings.NewReplacer("_", "-", " ", "-").Replace(strings.TrimSpace(culture)), "-")
	base, err := language.ParseBase(code)
	if err != nil {
		return English
	}
	for _, l := range Languages() {
		if l.String() == base.String() {
			return l
		}
	}
	return English
}

// Fault says what a fault means for its row. Of a fault that is not known here
// (a server may be newer than its client) it spells the name.
func (l Language) Fault(name string) string {
	if s, ok := faults()[name]; ok {
		return s[l]
	}
	return spell(name)
}

// spell makes a sentence of a fault's name.
func spell(name string) string {
	first := min(1, len(name))
	return strings.ToUpper(name[:first]) + strings.NewReplacer(".", ": ", "_", " ").Replace(name[first:]) + "."
}

// What is said of answers that no fault speaks against.
const (
	Ambiguous = "answer.ambiguous"
	Weak      = "answer.weak"
)

// Doubt says what is Ambiguous or Weak, or what a fault means.
func (l Language) Doubt(name string) string {
	if s, ok := outcomes()[name]; ok {
		return s[l]
	}
	return l.Fault(name)
}

// Answer says in some sentences all that speaks against an answer, what weighs
// most first and nothing twice; "" of one that nothing speaks against.
func (l Language) Answer(a *geocode.Answer) string {
	var said []string
	for _, f := range a.Faults {
		if s := l.Fault(f.Name); f.Cost >= 0 && !slices.Contains(said, s) { // else it speaks for the answer
			said = append(said, s)
		}
	}
	switch {
	case a.MatchCodes&geocode.Ambiguous != 0:
		said = append(said, l.Doubt(Ambiguous))
	case len(said) == 0 && a.Confidence < geocode.High:
		said = append(said, l.Doubt(Weak))
	}
	return strings.Join(said, " ")
}

// Failure says why a row has no answer. A reason that quotes the row stays as
// it is, in English.
func (l Language) Failure(f *geocode.Failure) string {
	switch {
	case l == English:
		return f.Reason
	case len(f.Faults) > 0:
		return l.Fault(f.Faults[0].Name)
	case f.Reason == geocode.ReasonNothingFound:
		return l.Doubt("failure.nothing_found")
	case strings.HasPrefix(f.Reason, geocode.ReasonBelow):
		return l.Doubt("failure.below")
	}
	return f.Reason
}

// Response says what speaks against a response's best answer, or why there is none.
func (l Language) Response(r *geocode.Response) string {
	if r.Failure != nil {
		return l.Failure(r.Failure)
	}
	return l.Answer(&r.Answers[0])
}
