package text

import "strings"

// TownSeparators are what may stand between the parts of a Japanese address.
const TownSeparators = " ,、，　;；|"

// prefectures of Japan.
var prefectures = strings.Fields(`北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県
	東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県
	奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県
	宮崎県 鹿児島県 沖縄県`)

// CutPrefecture cuts off the prefecture that s begins with.
func CutPrefecture(s string) (rest string, ok bool) {
	for _, p := range prefectures {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

// EndsMunicipality tells whether a name ends as those of cities, wards, towns
// and villages do.
func EndsMunicipality(name string) bool {
	for _, end := range [...]string{"市", "区", "町", "村", "區"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// CutTownCode writes a Japanese address in plain width, and cuts off what
// stands before the prefecture or at the very end: the mark 〒 and the
// postcode, which becomes one word of seven digits, and the country.
func CutTownCode(s string) (parts []string, rest string) {
	rest = strings.Trim(PlainWidth(s), TownSeparators)
	rest = joined.Replace(rest)
	if code, after, ok := townCode(rest); ok {
		parts, rest = append(parts, code), after
	} else if at := strings.LastIndexAny(rest, "〒 "); at >= 0 {
		if code, after, ok := townCode(rest[at:]); ok && after == "" {
			parts, rest = append(parts, code), strings.TrimRight(rest[:at], TownSeparators)
		}
	}
	for _, country := range [...]string{"日本国", "日本"} {
		if after, ok := strings.CutPrefix(rest, country); ok && (startsWithPrefecture(after) || strings.ContainsAny(after[:min(1, len(after))], TownSeparators)) {
			parts, rest = append(parts, "日本"), strings.TrimLeft(after, TownSeparators)
			break
		}
	}
	return parts, rest
}

// joined drops the blanks within what is one name.
var joined = strings.NewReplacer("市 ", "市", "郡 ", "郡")

func startsWithPrefecture(s string) bool {
	_, ok := CutPrefecture(strings.TrimLeft(s, TownSeparators))
	return ok
}

// townCode cuts off a postcode of Japan: "〒104-0061". Without a mark it has its hyphen.
func townCode(s string) (code, rest string, ok bool) {
	s = strings.TrimLeft(s, TownSeparators)
	marked := strings.TrimLeft(strings.TrimPrefix(s, "〒"), " ")
	head, size := numeralDigits(marked, 3)
	if !head {
		return "", s, false
	}
	after := marked[size:]
	bare := !startsWithDash(after)
	if !bare {
		after = trimJoin(after)
	}
	tail, end := numeralDigits(after, 4)
	if !tail || bare && marked == s || end < len(after) && after[end] >= '0' && after[end] <= '9' {
		return "", s, false
	}
	return marked[:size] + after[:end], strings.TrimLeft(after[end:], TownSeparators), true
}

// numeralDigits tells whether s begins with so many digits.
func numeralDigits(s string, count int) (ok bool, size int) {
	if len(s) < count || !isDigits(s[:count]) {
		return false, 0
	}
	return true, count
}
