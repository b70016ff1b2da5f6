package xlsx

import (
	"encoding/xml"
	"strings"
)

// show is how a number is shown, as far as a table cares.
type show uint8

const (
	plain   show = iota
	moment       // a day, a time of day, or both
	padded       // as many digits as the format has zeros
	elapsed      // hours or minutes beyond a day: no point in time
)

// style is how cells of a style show their numbers.
type style struct {
	show   show
	zeros  string // of padded: the format, without its escapes: "00000-0000"
	clock  bool   // of moment: the format has hours, minutes or seconds
	noDays bool   // of moment: the format has no days, months or years
}

// styleSheet is the part with the styles.
type styleSheet struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

// readStyles gives the style of each index that cells name.
func readStyles(part []byte) ([]style, error) {
	var sheet styleSheet
	if err := xml.Unmarshal(part, &sheet); err != nil {
		return nil, err
	}
	codes := map[int]string{}
	for _, f := range sheet.Formats {
		codes[f.ID] = f.Code
	}
	styles := make([]style, len(sheet.Cells))
	for i, cell := range sheet.Cells {
		if code, ok := codes[cell.Format]; ok {
			styles[i] = styleOf(code)
		} else {
			styles[i] = builtIn(cell.Format)
		}
	}
	return styles, nil
}

// builtIn is the style of a format that workbooks use without writing it down.
// 27 to 36 and 50 to 58 are days in East Asian versions of Excel.
func builtIn(id int) style {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return style{show: moment}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return style{show: moment, clock: true, noDays: true}
	case id == 22:
		return style{show: moment, clock: true}
	case id == 46:
		return style{show: elapsed}
	}
	return style{}
}

// styleOf understands a format such as "dd.mm.yyyy", "00000" or "[h]:mm". Only
// its first section counts, the one for positive numbers.
func styleOf(code string) style {
	code, brackets := letters(code)
	switch {
	case strings.EqualFold(code, "general"):
		return style{}
	case brackets:
		return style{show: elapsed}
	case len(code) > 1 && strings.Trim(code, "0- ") == "" && strings.HasPrefix(code, "0"):
		return style{show: padded, zeros: code}
	case strings.ContainsAny(code, "ymdhsYMDHSeg") && !strings.ContainsAny(code, "0#?") || strings.Contains(code, "s.0"):
		clock := strings.ContainsAny(code, "hsHS")
		days := strings.ContainsAny(code, "ydYD") || !clock
		return style{show: moment, clock: clock, noDays: !days}
	}
	return style{}
}

// letters is the first section of a format without quoted texts, escapes,
// colours and languages; elapsed tells that it has [h], [m] or [s].
func letters(code string) (rest string, elapsed bool) {
	var kept strings.Builder
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case ';':
			return kept.String(), elapsed
		case '\\':
			if i++; i < len(code) && (code[i] == '-' || code[i] == ' ') {
				kept.WriteByte(code[i])
			}
		case '_', '*':
			i++
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return kept.String(), elapsed
			}
			i += end + 1
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return kept.String(), elapsed
			}
			inner := strings.ToLower(code[i+1 : i+end])
			elapsed = elapsed || inner != "" && strings.Trim(inner, inner[:1]) == "" && strings.Contains("hms", inner[:1])
			i += end
		default:
			kept.WriteByte(code[i])
		}
	}
	return kept.String(), elapsed
}
