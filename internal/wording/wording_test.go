package wording

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/geocode"
)

func TestOf(t *testing.T) {
	for culture, want := range map[string]Language{
		"": English, "en-US": English, "de": German, "de-AT": German, "DE_de": German, "deu": German, "fr CA": French, " es-419 ": Spanish,
		"fi-FI": English, "zz": English, "-": English, "des-xx": English,
	} {
		if got := Of(culture); got != want {
			t.Errorf("%q: %v, want %v", culture, got, want)
		}
	}
}

// TestSentencesAreSentences holds what every sentence of every language has
// to be; that every fault has its own is held beside the engine.
func TestSentencesAreSentences(t *testing.T) {
	for file, text := range map[string]string{"faults.txt": faultsText, "answers.txt": answersText} {
		all, err := read(text)
		if err != nil || len(all) < 4 {
			t.Fatalf("%s: %d blocks, %v", file, len(all), err)
		}
		for name, block := range all {
			for l, s := range block {
				first, _ := utf8.DecodeRuneInString(s)
				if !unicode.IsUpper(first) || !strings.HasSuffix(s, ".") || strings.Contains(s, "  ") || strings.Contains(s, "'") {
					t.Errorf("%s in %v: %q is no sentence", name, Language(l), s)
				}
				if l > 0 && s == block[0] {
					t.Errorf("%s: the sentence in %v is the English one", name, Language(l))
				}
			}
		}
	}
}

func TestAFileOfSentencesThatIsNotWhole(t *testing.T) {
	const whole = "a.b\nen A.\nde B.\nfr C.\nes D.\n"
	for text, says := range map[string]string{
		"":                           "",
		whole:                        "",
		"# x\n" + whole + "\n\n":     "",
		"a.b\nen A.\nde B.\nfr C.\n": `line 5: a.b has no sentence in "es"`,
		"a.b\nde B.\n":               `line 2: "de B." under a.b`,
		"a.b\nenA.\n":                `line 2: "enA." under a.b`,
		whole + "it E.\n":            `line 6: "it E." under a.b`,
		whole + "\n" + whole:         `line 7: "a.b" is not the next name`,
		"a b\n":                      `line 1: "a b" is not the next name`,
	} {
		if _, err := read(text); (err == nil) != (says == "") || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}

func TestWhatIsSaidOfAnswers(t *testing.T) {
	edit, agrees := geocode.Fault{Name: "street.edit1", Cost: 0.05}, geocode.Fault{Name: "postcode.agrees", Cost: -0.03}
	for want, a := range map[string]geocode.Answer{
		"": {Confidence: geocode.High, MatchCodes: geocode.Good},
		"Der Straßenname wurde um einen Buchstaben berichtigt.":                                                                         {Faults: []geocode.Fault{edit, agrees, edit}},
		"Nichts spricht gegen die Antwort, aber zu wenig für sie.":                                                                      {Confidence: geocode.Low, Faults: []geocode.Fault{agrees}},
		"Ice: too thin. Mehrere Orte passen gleich gut; mehr von der Adresse würde entscheiden.":                                        {MatchCodes: geocode.Ambiguous, Faults: []geocode.Fault{{Name: "ice.too_thin"}}},
		"Mehrere Orte passen gleich gut; mehr von der Adresse würde entscheiden.":                                                       {MatchCodes: geocode.Ambiguous | geocode.UpHierarchy},
		"Der Straßenname wurde um einen Buchstaben berichtigt. Mehrere Orte passen gleich gut; mehr von der Adresse würde entscheiden.": {MatchCodes: geocode.Ambiguous, Faults: []geocode.Fault{edit}},
	} {
		if got := German.Response(&geocode.Response{Answers: []geocode.Answer{a}}); got != want {
			t.Errorf("%+v: %q, want %q", a, got, want)
		}
	}
}

func TestWhatIsSaidOfFailures(t *testing.T) {
	own := &geocode.Failure{Status: geocode.BadRequest, Reason: `line 3, column lat: "x" is no latitude.`}
	for _, c := range []struct {
		failure *geocode.Failure
		in      Language
		want    string
	}{
		{geocode.NothingFound(), English, "No location was found."},
		{geocode.NothingFound(), French, "Aucun lieu n’a été trouvé."},
		{geocode.NothingAbove(geocode.High), English, "No location was found with a confidence of at least High."},
		{geocode.NothingAbove(geocode.High), Spanish, "No se encontró ningún lugar con la fiabilidad pedida."},
		{own, German, own.Reason},
	} {
		if got := c.in.Response(&geocode.Response{Failure: c.failure}); got != c.want {
			t.Errorf("%v in %v: %q, want %q", c.failure, c.in, got, c.want)
		}
	}
}
