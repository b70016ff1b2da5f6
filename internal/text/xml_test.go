package text

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"
	"testing"
)

func TestUnescapeXML(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"plain":                   "plain",
		"a &amp; b":               "a & b",
		"&lt;&gt;&quot;&apos;":    `<>"'`,
		"&#228;&#xe4;&#x10FFFF;x": "ää\U0010ffffx",
		"&amp;amp;":               "&amp;",
		"&nbsp;":                  "!nbsp",
		"&":                       "!",
		"a & b;":                  "! b",
		"&#0;":                    "!#0",
		"&#xD800;":                "!#xD800",
		"&#x110000;":              "!#x110000",
		"&#4294967361;":           "!", // its end is too far
		"&#-5;":                   "!#-5",
		"&#;":                     "!#",
		"&#x;":                    "!#x",
		"&;":                      "!",
	} {
		plain, wrong, ok := UnescapeXML([]byte(text))
		if got := string(plain); ok && got != want || !ok && "!"+wrong != want {
			t.Errorf("%q: %q, %q, %v; want %q", text, plain, wrong, ok, want)
		}
	}
}

// far finds a ; that is too far from its &.
var far = regexp.MustCompile(`&[^;]{11,};`)

// FuzzUnescapeXML holds it to encoding/xml.
func FuzzUnescapeXML(f *testing.F) {
	f.Add("a &amp; &#x3c; b")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "<\r") || strings.Contains(text, "]]>") || far.MatchString(text) {
			return
		}
		plain, _, ok := UnescapeXML([]byte(text))
		decoder := xml.NewDecoder(strings.NewReader("<a>" + text + "</a>"))
		decoder.Token()
		token, err := decoder.Token()
		if data, is := token.(xml.CharData); is && err == nil && (!ok || !bytes.Equal(data, plain)) && !bytes.ContainsRune(data, '\ufffd') {
			t.Errorf("%q: %q, %v; encoding/xml has %q", text, plain, ok, data)
		}
	})
}

func TestColumnKey(t *testing.T) {
	for name, want := range map[string]string{"Straße Nr.": "strassenr", "N° Ø-Ł": "nol", "Województwo": "wojewodztwo", "Længdegrad": "laengdegrad", "番地 1": "番地1", "_-": ""} {
		if got := ColumnKey(name); got != want {
			t.Errorf("%s: %s; want %s", name, got, want)
		}
	}
}
