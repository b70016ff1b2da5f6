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

func TestFitTableLeavesOutThenShortens(t *testing.T) {
	rows := [][]string{
		{"ROW", "ASKED", "ANSWER", "TYPE"},
		{"1", "the quick brown fox jumps", "over the lazy dog and sleeps", "Sentence"},
	}
	for _, c := range []struct {
		width int
		want  string
	}{
		{unlimited, "ROW  ASKED                      ANSWER                        TYPE\n1    the quick brown fox jumps  over the lazy dog and sleeps  Sentence\n"},
		{60, "ROW  ASKED                  ANSWER                  TYPE\n1    the quick brown fox …  over the lazy dog and…  Sentence\n"},
		{50, "ROW  ASKED                  ANSWER\n1    the quick brown fox …  over the lazy dog and…\n"},
		{10, "ROW  ASKED                 ANSWER\n1    the quick brown fox…  over the lazy dog a…\n"},
	} {
		var b strings.Builder
		if err := printTable(&b, fitTable(rows, c.width, []string{"ASKED", "ANSWER"}, []string{"TYPE"})); err != nil {
			t.Fatal(err)
		}
		if b.String() != c.want {
			t.Errorf("width %d: got\n%s\nwant\n%s", c.width, b.String(), c.want)
		}
	}
}

func TestWrapLastContinuesBelow(t *testing.T) {
	var b strings.Builder
	rows := [][]string{{"ROW", "REASON"}, {"39", "To geocode a location, you must specify a field."}, {"40", ""}}
	if err := printTable(&b, wrapLast(rows, 30)); err != nil {
		t.Fatal(err)
	}
	want := "ROW  REASON\n39   To geocode a location,\n     you must specify a field.\n40\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
