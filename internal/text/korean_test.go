package text

import (
	"strings"
	"testing"
)

func TestKoreanWords(t *testing.T) {
	for s, want := range map[string]string{
		"세종대로110":      "세종대로|110",
		"세종대로 110":     "세종대로|110",
		"강서로47라길21-3":  "강서로47라길|21-3",
		"월드컵북로42다길 31": "월드컵북로42다길|31",
		"테헤란로5길":       "테헤란로5길",
		"서울특별시 중구 세종대로 110 (태평로1가)": "서울특별시|중구|세종대로|110",
		"낙동남로 지하 1415":              "낙동남로|1415지하",
		"낙동남로 지하1415":               "낙동남로|1415지하",
		"낙동남로지하1415":                "낙동남로|1415지하",
		"지하철로 5, 3층":                "지하철로|5|3층",
		"세종대로 110, 101동 1201호":      "세종대로|110|101동1201호",
	} {
		if got := strings.Join(KoreanWords(s), "|"); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}

func TestBasements(t *testing.T) {
	for _, s := range []string{"지하 1415", "지하1415", "1415지하"} {
		if n := ParseNumber(s); n.Number != 1415 || n.String() != "지하 1415" {
			t.Errorf("%s: %+v, %s", s, n, n)
		}
	}
	if n := ParseNumber("지하"); n.Number != 0 || n.String() != "지하" {
		t.Errorf("%+v", n)
	}
}

func TestHangulIsComparedInLetters(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		distance int
	}{{"강서로", "강사로", 1}, {"강서로", "간사로", 2}, {"강서로", "방배로", 3}, {"Main", "Mian", 1}, {"강서로", "강서로", 0}} {
		if got := TypedDistance(c.a, c.b, 2); got != c.distance {
			t.Errorf("%s and %s are %d letters apart, want %d", c.a, c.b, got, c.distance)
		}
	}
	for name, want := range map[string]int{"강서로47": 9, "Main": 4, "종로": 5, "": 0} {
		if got := Letters(name); got != want {
			t.Errorf("%q has %d letters, want %d", name, got, want)
		}
	}
}
