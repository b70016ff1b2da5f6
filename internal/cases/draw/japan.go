package draw

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geocode"
)

// japan is an address of Japan taken apart: what stands before the town, the
// town, the number of its district (0 for none), and the numbers of block and
// house.
type japan struct {
	prefecture, city, town string
	district               int
	numbers                []string
}

// japanOf takes a question about a house in Japan apart.
func japanOf(q *question) (j japan, ok bool) {
	if q.country != "JP" || q.locality == "" {
		return j, false
	}
	j = japan{prefecture: q.region, city: q.locality, town: norm.NFKC.String(q.street), numbers: strings.Split(norm.NFKC.String(q.number), "-")}
	if town, ok := strings.CutSuffix(j.town, "丁目"); ok {
		base := strings.TrimRight(town, "0123456789")
		n, err := strconv.Atoi(town[len(base):])
		if err != nil {
			return j, false
		}
		j.town, j.district = base, n
	}
	return j, j.town != "" && j.numbers[0] != ""
}

// japanese writes a question as a line from the prefecture down, or in fields.
func (q *question) japanese(j japan, h *house, line string) {
	q.write = func(q *question, form cases.Form) geocode.Request {
		if form == cases.Structured {
			country := pick(h, "country", []string{"JP", "日本", "Japan"})
			return geocode.Request{Address: geocode.Address{AddressLine: line, Locality: j.city, AdminDistrict: j.prefecture, CountryRegion: country}}
		}
		between := pick(h, "blank", []string{"", "", " ", "　"})
		return geocode.Request{Query: cases.Join(between, pick(h, "mark", []string{"", "", "日本 "})+j.prefecture, j.city, line)}
	}
}

// hanNumeral writes a number below 100 in characters.
func hanNumeral(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n <= 0 || n >= 100:
		return strconv.Itoa(n)
	case n < 10:
		return digits[n]
	case n < 20:
		return "十" + digits[n%10]
	}
	return digits[n/10] + "十" + digits[n%10]
}

// wide writes digits in full width.
func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

func han(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil {
		return s
	}
	return hanNumeral(n)
}

func asIs(s string) string { return s }

// japanCounters writes the numbers with their counters, in numerals of all kinds.
func japanCounters(_ *drawing, q *question, h *house) string {
	j, ok := japanOf(q)
	if !ok || len(j.numbers) < 2 {
		return unfit
	}
	line := j.town
	numeral := pick(h, "numeral", []func(string) string{asIs, wide, han})
	blank := pick(h, "inner", []string{"", "", " "})
	if j.district > 0 {
		line += blank + pick(h, "district", []func(string) string{asIs, wide, han, han})(strconv.Itoa(j.district)) + "丁目"
	}
	line += blank + numeral(j.numbers[0]) + pick(h, "block", []string{"番", "番", "番地の", "番地", "番の"}) + blank + numeral(j.numbers[1])
	line = strings.TrimSuffix(line, " ")
	if len(j.numbers) > 2 {
		line += "の" + numeral(j.numbers[2])
	} else if strings.Contains(line, "番"+blank+numeral(j.numbers[1])) {
		line += "号"
	}
	q.japanese(j, h, line)
	return notSo
}

// japanDashes writes the numbers in a row, the district's among them.
func japanDashes(_ *drawing, q *question, h *house) string {
	j, ok := japanOf(q)
	if !ok {
		return unfit
	}
	q.japanese(j, h, j.town+pick(h, "inner", []string{"", "", " "})+j.row(h))
	return notSo
}

// row joins the numbers by what people type between them.
func (j *japan) row(h *house) string {
	numbers := j.numbers
	if j.district > 0 {
		numbers = append([]string{strconv.Itoa(j.district)}, numbers...)
	}
	dash := pick(h, "dash", []string{"-", "-", "-", "−", "－", "ー", "―", "‐", "の", "ノ"})
	numeral := pick(h, "numeral", []func(string) string{asIs, asIs, wide})
	if dash == "―" {
		numeral = han
	}
	written := make([]string, len(numbers))
	for i, n := range numbers {
		written[i] = numeral(n)
	}
	return strings.Join(written, dash)
}

// oldHan are characters in the form of old names, and kana that people write otherwise.
var oldHan = strings.NewReplacer("沢", "澤", "広", "廣", "辺", "邊", "島", "嶋", "滝", "瀧", "浜", "濱", "桜", "櫻", "条", "條", "国", "國", "学", "學", "竜", "龍", "塩", "鹽",
	"恵", "惠", "寿", "壽", "栄", "榮", "関", "關", "実", "實", "徳", "德", "真", "眞", "藪", "薮", "峰", "峯", "鉄", "鐵", "宝", "寶", "黒", "黑", "黄", "黃", "薬", "藥", "来", "來",
	"区", "區", "県", "縣", "ヶ", "ケ", "ケ", "ヶ", "ノ", "の", "之", "ノ", "檜", "桧", "蔵", "藏", "万", "萬", "円", "圓", "駅", "驛", "斎", "齋")

// japanOld writes town and city in old characters.
func japanOld(_ *drawing, q *question, h *house) string {
	j, ok := japanOf(q)
	if !ok {
		return unfit
	}
	town := oldHan.Replace(j.town)
	if town == j.town && cases.Hash("old", hex(h.order))%4 > 0 {
		return unfit
	}
	if j.city = oldHan.Replace(j.city); town == j.town && j.city == q.locality {
		return unfit
	}
	q.meant, q.locality = q.locality, j.city
	q.japanese(j, h, town+j.row(h))
	return notSo
}

// japanBuilding writes a building and a room behind the numbers.
func japanBuilding(_ *drawing, q *question, h *house) string {
	j, ok := japanOf(q)
	if !ok || len(j.numbers) != 2 {
		return unfit
	}
	building := pick(h, "building", []string{"コーポ青山201", "メゾン白樺 305号室", "第一ビル5F", "サンハイツ 2階", "グランドハイツ1203", "三井ビルディング", "レジデンス東 B-102号"})
	q.givesUnit = building
	between := pick(h, "before", []string{" ", " ", "　", ""})
	line := j.town + j.row(h)
	if between == "" && strings.HasPrefix(building, "三") {
		between = " " // nobody could tell
	}
	if room := cases.Hash("room", hex(h.order))%5 == 0 && j.district > 0; room {
		q.givesUnit, between, building = "405", "-", "405"
		line = j.town + strconv.Itoa(j.district) + "-" + strings.Join(j.numbers, "-")
	}
	q.japanese(j, h, line+between+building)
	return notSo
}

// japanShort leaves out the prefecture, or writes the town as a part of one.
func japanShort(_ *drawing, q *question, h *house) string {
	j, ok := japanOf(q)
	if !ok {
		return unfit
	}
	line := j.town + j.row(h)
	if cases.Hash("short", hex(h.order))%3 == 0 {
		line = "大字" + line
	} else {
		q.form, j.prefecture = cases.Free, ""
	}
	q.japanese(j, h, line)
	return notSo
}

// hasOldHan tells whether a town is written otherwise in old characters.
func hasOldHan(h *house) bool { return h.country == "JP" && oldHan.Replace(h.street) != h.street }
