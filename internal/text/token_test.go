package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokensKnowTheirPlace(t *testing.T) {
	got, more := Tokens("1 Rue d’Artagnan,\nL'Aquila (Gare)", 10)
	want := []Token{
		{Key: "1", Start: 0, End: 1},
		{Key: "rue", Start: 2, End: 5},
		{Key: "dartagnan", Start: 6, End: 18},
		{Key: "laquila", Start: 20, End: 28, Comma: true},
		{Key: "gare", Start: 30, End: 34},
	}
	if diff := cmp.Diff(want, got); diff != "" || more {
		t.Errorf("more %v, -want +got:\n%s", more, diff)
	}
}

func TestTokensStopAtTheLimit(t *testing.T) {
	got, more := Tokens(strings.Repeat("word ", 10_000), 3)
	if len(got) != 3 || !more {
		t.Errorf("got %d tokens, more %v; want 3 and more", len(got), more)
	}
	if got, more := Tokens("just three words", 3); len(got) != 3 || more {
		t.Errorf("got %d tokens, more %v; want 3 and no more", len(got), more)
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Paris, TX", "½㈱™ A&B", "´x¨y", "\xffa\u3099 b", "か゚, ゚", "a\u00a0b\u200fc", "ﷺ", "x\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens, more := Tokens(s, 50)
		keys := make([]string, len(tokens))
		for i, token := range tokens {
			keys[i] = token.Key
			if token.Start >= token.End || token.End > len(s) || i > 0 && token.Start < tokens[i-1].Start {
				t.Fatalf("token %d of %q is misplaced: %+v", i, s, tokens)
			}
		}
		if joined := strings.Join(keys, " "); !more && joined != Key(s) {
			t.Errorf("the tokens of %q join to %q, its key is %q", s, joined, Key(s))
		}
	})
}
