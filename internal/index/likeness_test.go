package index

import (
	"math/rand/v2"
	"testing"

	"github.com/blevesearch/vellum"

	"github.com/milepost/milepost/internal/text"
)

// TestLikeness holds the automaton to the distance that it stands for.
func TestLikeness(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 12))
	draw := func() string {
		letters := []rune("abаб東 ")
		word := make([]rune, random.IntN(7))
		for i := range word {
			word[i] = letters[random.IntN(len(letters))]
		}
		return string(word)
	}
	matches := 0
	for range 50_000 {
		key, other, edits := draw(), draw(), 1+random.IntN(MaxEdits)
		got := vellum.AutomatonContains(newLikeness(key, edits), []byte(other))
		want := text.Distance(key, other, edits) <= edits
		if got != want {
			t.Fatalf("%q takes %q with %d edits: %v, want %v", key, other, edits, got, want)
		}
		if got {
			matches++
		}
	}
	if matches < 1000 {
		t.Errorf("only %d pairs match, too few to tell", matches)
	}
}

// TestLikenessGivesUp bounds the steps of a search.
func TestLikenessGivesUp(t *testing.T) {
	l := newLikeness("abc", 1)
	for range maxSteps {
		if !l.CanMatch(l.Start()) {
			t.Fatal("the automaton gave up too early")
		}
		l.Accept(l.Start(), 'a')
	}
	if l.CanMatch(l.Start()) {
		t.Error("the automaton goes on after its steps")
	}
}
