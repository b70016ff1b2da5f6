package xlsx

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/table"
)

// cellStyle is the number of one of the styles in the part of styles.
type cellStyle int

// The styles.
const (
	headerStyle cellStyle = 1
	dayStyle    cellStyle = 2
	clockStyle  cellStyle = 3
)

// appendCell appends a cell from its style on: as a number, day or truth value
// where reading it back gives the same text, else as the text that it is.
func appendCell(dst []byte, c *table.Cell, style cellStyle) []byte {
	switch c.Kind {
	case table.Integer, table.Number:
		if fitsNumber(c) {
			return appendValue(dst, style, "", c.Text)
		}
	case table.Bool:
		if value, ok := map[string]string{"true": "1", "false": "0"}[c.Text]; ok {
			return appendValue(dst, style, "b", value)
		}
	case table.Date:
		if days, ok := daysOf(c.Text, time.DateOnly); ok {
			return appendValue(dst, dayStyle, "", days)
		}
	case table.Time:
		if days, ok := daysOf(c.Text, "2006-01-02T15:04:05"); ok {
			return appendValue(dst, clockStyle, "", days)
		}
	}
	dst = appendStyle(dst, style)
	dst = append(dst, ` t="inlineStr"><is><t xml:space="preserve">`...)
	dst = appendText(dst, c.Text)
	return append(dst, "</t></is></c>"...)
}

func appendValue(dst []byte, style cellStyle, kind, value string) []byte {
	dst = appendStyle(dst, style)
	if kind != "" {
		dst = append(append(append(dst, ` t="`...), kind...), '"')
	}
	dst = append(append(dst, "><v>"...), value...)
	return append(dst, "</v></c>"...)
}

func appendStyle(dst []byte, style cellStyle) []byte {
	if style == 0 {
		return dst
	}
	return append(strconv.AppendInt(append(dst, ` s="`...), int64(style), 10), '"')
}

// fitsNumber tells whether Excel keeps all digits of a number.
func fitsNumber(c *table.Cell) bool {
	v, err := strconv.ParseFloat(c.Text, 64)
	if err != nil {
		return false
	}
	if c.Kind == table.Integer {
		return plainNumber(v) == *c
	}
	mantissa, _, _ := strings.Cut(strings.ToLower(c.Text), "e")
	significant := strings.TrimLeft(strings.Replace(strings.TrimLeft(mantissa, "+-"), ".", "", 1), "0")
	return len(significant) <= digits && strings.Trim(significant, "0123456789") == ""
}

// daysOf gives a day or moment as the number of days that a sheet stores, where
// reading it back gives the same. There is no place for zones, nor for the days
// before Excel's leap year that was none.
func daysOf(text, layout string) (string, bool) {
	at, err := time.Parse(layout, text)
	if err != nil {
		return "", false
	}
	ms := at.UnixMilli() - epoch1900.UnixMilli()
	const day = 24 * 60 * 60 * 1000
	if ms < (leapDay1900+1)*day || ms >= lastDay*day || at.Nanosecond()%1e6 != 0 {
		return "", false
	}
	return strconv.FormatFloat(float64(ms)/day, 'f', -1, 64), true
}

// appendText escapes a text for XML. What XML has no place for is written as
// Excel does: "_x0007_"; and "_x005F_" stands for the line before what looks so.
func appendText(dst []byte, text string) []byte {
	for i, r := range text {
		switch {
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r == '_' && looksEscaped(text[i:]):
			dst = append(dst, "_x005F_"...)
		case r < ' ' && r != '\t' && r != '\n', r == 0xfffe, r == 0xffff:
			const hex = "0123456789ABCDEF"
			dst = append(dst, '_', 'x', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15], '_')
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// looksEscaped tells whether a text begins like "_x0041_".
func looksEscaped(text string) bool {
	if len(text) < 7 || text[1] != 'x' || text[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(text[2:6], 16, 16)
	return err == nil
}
