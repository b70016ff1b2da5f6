package text

import (
	"strings"
	"testing"
)

// TestTownNames holds that the spellings of a town have one core.
func TestTownNames(t *testing.T) {
	for name, others := range map[string]string{
		"銀座一丁目":     "銀座１丁目 銀座1丁目 銀座壱丁目",
		"霞が関三丁目":    "霞ヶ関三丁目 霞ケ関3丁目",
		"丸の内二丁目":    "丸ノ内2丁目 丸之内２丁目",
		"四ツ谷":       "四ッ谷 四つ谷",
		"北十二条西三丁目":  "北12条西3丁目 北１２條西３丁目",
		"沢田町":       "澤田町",
		"広沢二十一丁目":   "廣澤21丁目 廣沢二一丁目",
		"三番町":       "3番町 ３番町",
		"大手町百二十三丁目": "大手町123丁目",
	} {
		want := ParseStreet(name).Core
		for other := range strings.FieldsSeq(others) {
			if got := ParseStreet(other).Core; got != want {
				t.Errorf("%s: core %q, of %s %q", other, got, name, want)
			}
		}
	}
	for name, want := range map[string]StreetName{
		"大字丸林": {Core: "丸林", Articles: "大字"}, "字東丘": {Core: "東丘", Articles: "字"}, "東和町米谷字金谷": {Core: "東和町米谷金谷", Articles: "字"},
		"大字山田小字川": {Core: "山田川", Articles: "大字小字"}, "十文字町": {Core: "十文字町"}, "大文字町": {Core: "大文字町"}, "字": {Core: "字"}, "五十嵐": {Core: "五十嵐"},
	} {
		if got := ParseStreet(name); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// TestTownLines holds how town, number and unit are read, the likeliest first.
func TestTownLines(t *testing.T) {
	for line, want := range map[string]string{
		"銀座一丁目2番3号":            "銀座1丁目|2-3|",
		"銀座１丁目２番３号":            "銀座1丁目|2-3|",
		"銀座1-2-3":              "銀座1丁目|2-3|",
		"銀座1−2−3":              "銀座1丁目|2-3|",
		"銀座1ー2ー3":              "銀座1丁目|2-3|",
		"銀座一―二―三":              "銀座1丁目|2-3|",
		"銀座１の２の３":              "銀座1丁目|2-3|",
		"銀座1ノ2ノ3":              "銀座1丁目|2-3|",
		"銀座1丁目2番地の3":           "銀座1丁目|2-3|",
		"銀座一丁目二番三号":            "銀座1丁目|2-3|",
		"銀座 1丁目 2番 3号":         "銀座1丁目|2-3|",
		"銀座1-2-3-501":          "銀座1丁目|2-3|501",
		"銀座1-2-3 銀座ビル501号室":    "銀座1丁目|2-3|銀座ビル501号室",
		"銀座1-2-3銀座ビル5F":        "銀座1丁目|2-3|銀座ビル5F",
		"銀座1-2-3 三井ビル":         "銀座1丁目|2-3|三井ビル",
		"銀座1丁目2番 三井ビル":         "銀座1丁目|2|三井ビル",
		"銀座1丁目 | 2-3":          "銀座1丁目|2-3|",
		"銀座1丁目l8-ll":           "銀座1丁目|18-11|",
		"銀座1丁目 B-102":          "銀座1丁目||B-102",
		"銀座1-2-3 5階":           "銀座1丁目|2-3|5階",
		"三番町5番地":               "三番町|5|",
		"北十二条西三丁目4-5":          "北十二条西3丁目|4-5|",
		"東和町米谷字金谷3番地1":         "東和町米谷字金谷|3-1|",
		"本郷7-3-1 東京大学":         "本郷7丁目|3-1|東京大学",
		"六本木":                  "六本木||",
		"白山 １丁目 ２－３ ハイツ白山 201": "白山1丁目|2-3|ハイツ白山 201",
	} {
		got := ""
		if lines := TownLines(line); len(lines) > 0 {
			got = lines[0].Town + "|" + lines[0].Number + "|" + lines[0].Unit
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
	if lines := TownLines("葵町1-2"); len(lines) < 2 || lines[1] != (TownLine{Town: "葵町", Number: "1-2"}) {
		t.Errorf("葵町1-2: %v", lines)
	}
}

func TestTownCodes(t *testing.T) {
	for line, want := range map[string]string{
		"〒104-0061 東京都中央区": "1040061 東京都中央区", "104-0061東京都": "1040061 東京都", "東京都中央区 〒１０４−００６１": "1040061 東京都中央区",
		"日本 東京都": "日本 東京都", "日本東京都": "日本 東京都", "日本橋1-2-3": "日本橋1-2-3", "東京都中央区 104-0061": "1040061 東京都中央区", "1-2-3": "1-2-3",
	} {
		parts, rest := CutTownCode(line)
		if got := strings.Join(append(parts, rest), " "); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

func TestTownNumbers(t *testing.T) {
	for number, want := range map[string]string{
		"2番3号": "2-3", "２番地の３": "2-3", "二番三号": "2-3", "2ー3": "2-3", "10番地": "10", "十番地": "10", "2−3": "2-3", "12–14": "12-14",
	} {
		if got := ParseNumber(number).String(); got != want {
			t.Errorf("%s: %q, want %q", number, got, want)
		}
	}
}

// FuzzTown holds that readings are few and of what was typed.
func FuzzTown(f *testing.F) {
	for _, s := range []string{"銀座一丁目2番3号", "〒104-0061 東京都", "字字字", "十百千", "丁目", "1-2-3-4-5-6-7", "大字", "\xff銀1-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, rest := CutTownCode(s)
		for _, l := range append(TownLines(s), TownLines(rest)...) {
			if l.Town == "" || len(l.Number) > 4*len(s) {
				t.Errorf("%q: %+v", s, l)
			}
		}
		ParseNumber(s)
		name := ParseStreet(s)
		if HasHan(s) && len(name.Core) > 4*len(s)+8 {
			t.Errorf("%q: %+v", s, name)
		}
	})
}
