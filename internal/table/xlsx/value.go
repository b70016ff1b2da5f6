package xlsx

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/table"
)

// number makes a cell of a number as it stands in the sheet.
func (b *book) number(text string, styleIndex int) (table.Cell, bool) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return table.Cell{}, false
	}
	var s style
	if styleIndex >= 0 && styleIndex < len(b.styles) {
		s = b.styles[styleIndex]
	}
	switch s.show {
	case moment:
		if cell, ok := b.moment(v, s); ok {
			return cell, true
		}
	case padded:
		if cell, ok := pad(v, s.zeros); ok {
			return cell, true
		}
	}
	return plainNumber(v), true
}

// digits is how many Excel keeps and shows of a number.
const digits = 15

// exact is the bound of the whole numbers that Excel counts without a gap.
const exact = 1e15

// plainNumber spells a number with the digits that Excel shows, and no more.
func plainNumber(v float64) table.Cell {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	if v == math.Trunc(v) && math.Abs(v) < exact {
		return table.Cell{Text: strconv.FormatInt(int64(v), 10), Kind: table.Integer}
	}
	format := byte('f')
	if a := math.Abs(v); a >= 1e21 || a < 1e-6 {
		format = 'e'
	}
	return table.Cell{Text: strconv.FormatFloat(v, format, -1, 64), Kind: table.Number}
}

// pad spells a whole number in a format of zeros. It is a text, which keeps them.
func pad(v float64, zeros string) (table.Cell, bool) {
	if v < 0 || v != math.Trunc(v) || v >= exact {
		return table.Cell{}, false
	}
	rest := strconv.FormatInt(int64(v), 10)
	var out []byte // from behind
	for i := len(zeros) - 1; i >= 0; i-- {
		switch {
		case zeros[i] != '0':
			out = append(out, zeros[i])
		case rest == "":
			out = append(out, '0')
		default:
			out = append(out, rest[len(rest)-1])
			rest = rest[:len(rest)-1]
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return table.Cell{Text: rest + string(out), Kind: table.Text}, true
}

// The days from which workbooks count. 1900 had no 29th of February, but
// counts as if; of the days before it the epoch is a day later.
var (
	epoch1900 = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	epoch1904 = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
)

const (
	leapDay1900 = 60        // the day that was not
	lastDay     = 2_958_466 // 31 December 9999 and a day
)

// moment spells a number of days as a day, a time of day, or both.
func (b *book) moment(v float64, s style) (table.Cell, bool) {
	if v < 0 || v >= lastDay {
		return table.Cell{}, false
	}
	epoch := epoch1900
	switch {
	case b.from1904:
		epoch = epoch1904
	case v < leapDay1900:
		epoch = epoch.AddDate(0, 0, 1)
	}
	day := math.Floor(v)
	millis := math.Round((v - day) * 24 * 60 * 60 * 1000)
	at := epoch.AddDate(0, 0, int(day)).Add(time.Duration(millis) * time.Millisecond)
	switch {
	case s.noDays && v < 1:
		return table.Cell{Text: at.Format("15:04:05.999"), Kind: table.Text}, true
	case !s.clock && at.Equal(at.Truncate(24*time.Hour)):
		return table.Cell{Text: at.Format(time.DateOnly), Kind: table.Date}, true
	}
	return table.Cell{Text: at.Format("2006-01-02T15:04:05.999"), Kind: table.Time}, true
}

// isoMoment is a cell that holds a day or moment as text already.
func isoMoment(text string) table.Cell {
	kind := table.Text
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		kind = table.Date
	} else if _, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(text, "Z")); err == nil {
		kind = table.Time
	}
	return table.Cell{Text: text, Kind: kind}
}

// decode takes back Excel's way to write characters that XML has no place for:
// "_x000D_" is a carriage return.
func decode(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var out strings.Builder
	for {
		at := strings.Index(text, "_x")
		if at < 0 || len(text) < at+7 {
			break
		}
		code, err := strconv.ParseUint(text[at+2:at+6], 16, 16)
		if err != nil || text[at+6] != '_' {
			out.WriteString(text[:at+2])
			text = text[at+2:]
			continue
		}
		out.WriteString(text[:at])
		out.WriteRune(rune(code))
		text = text[at+7:]
	}
	return out.String() + text
}
