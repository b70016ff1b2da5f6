package cli

import (
	"strings"
	"testing"
)

func TestTableAlignsWideAndCombiningCharacters(t *testing.T) {
	var b strings.Builder
	rows := [][]string{{"name", "x"}, {"日本", "1"}, {"Köln", "2"}, {"a\u0301b", "3"}}
	if err := printTable(&b, rows); err != nil {
		t.Fatal(err)
	}
	want := "name  x\n日本  1\nKöln  2\na\u0301b    3\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestShortenCountsColumnsNotBytes(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"Redmond", 7, "Redmond"},
		{"Redmond, WA", 8, "Redmond…"},
		{"東京都庁", 5, "東京…"},
	} {
		if got := shorten(c.in, c.n); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}
