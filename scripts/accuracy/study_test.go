package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geocode"
)

// studied is an answer to a question about a house of the Finnish list.
func studied(id string, right bool, p float64) outcome {
	a := geocode.Answer{
		EntityType: geocode.EntityAddress, Confidence: geocode.High, Probability: p, Points: []geocode.CalculatedPoint{{Method: geocode.Rooftop, Usage: geocode.Display}},
		Faults: []geocode.Fault{{Name: "street.edit1"}, {Name: "street.edit1"}},
	}
	return outcome{&testCase{Case: cases.Case{ID: id, Set: "fi", Form: cases.Free}}, cases.Verdict{Answered: true, Right: right, Answer: a}}
}

func TestTheStudyIsRenewedInItsPlace(t *testing.T) {
	m := &measurement{}
	for range 60 {
		m.alone = append(m.alone, studied("right", true, 0.995))
	}
	m.alone = append(m.alone, studied("gb2489", false, 0.995), studied("unseen", false, 0.995))
	path := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(path, []byte("before\n"+studyFrom+"old\n"+studyTo+"after\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := studyInto(m, path); err != nil {
			t.Fatal(err)
		}
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for _, has := range []string{"Of 62 answers that are High, 2 are wrong", "list of flats", "not looked at yet", "| `street.edit1` ", " 62 |"} {
		if !strings.Contains(text, has) {
			t.Errorf("the study lacks %q:\n%s", has, text)
		}
	}
	if !strings.HasPrefix(text, "before\n"+studyFrom) || !strings.HasSuffix(text, studyTo+"after\n") || strings.Contains(text, "old\n") {
		t.Errorf("not in its place:\n%s", text)
	}
	picture, err := os.ReadFile(filepath.Join(filepath.Dir(path), "reliability-countries.svg"))
	if err != nil || !strings.Contains(string(picture), "Finland") || !strings.Contains(string(picture), "62 answers") {
		t.Errorf("the picture: %v\n%s", err, picture)
	}
	if err := os.WriteFile(path, []byte("a page without a study\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := studyInto(m, path); err == nil || !strings.Contains(err.Error(), "has no study") {
		t.Error(err)
	}
}
