package delimited

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// Bytes that are no text are not taken for UTF-16, though two of them look
// like a comma; a table in it is.
func TestSniffWide(t *testing.T) {
	wide := func(order wideOrder, text string) (b []byte) {
		for _, unit := range utf16.Encode([]rune(text)) {
			b = order.append(b, rune(unit))
		}
		return b
	}
	for _, order := range [...]wideOrder{littleEndian, bigEndian} {
		if got := sniffWide(wide(order, "名前,住所\n山田,東京都千代田区\n")); got != order {
			t.Errorf("a table in %s: %s", order.name(), got.name())
		}
	}
	if got := sniffWide(wide(littleEndian, strings.Repeat("山", 2000)+",")); got != notWide {
		t.Errorf("one comma in 2,000 units: %s", got.name())
	}
}
