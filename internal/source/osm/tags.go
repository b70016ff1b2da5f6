package osm

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
)

// tag is a key and its value.
type tag struct{ key, value string }

// tags are those of one element.
type tags struct {
	kind   element.Kind
	id     int64
	origin element.Origin
	list   []tag
	noted  []string // keys whose values were found unfit, and noted
	note   func(reason source.Reason, t *tags, key, value string)
}

// load takes the tags of an element of a block.
func (t *tags) load(b *element.Block, kind element.Kind, id int64, span element.Span) *tags {
	t.kind, t.id, t.origin, t.list, t.noted = kind, id, b.Origin, t.list[:0], t.noted[:0]
	for _, pair := range b.Tags[span.From:span.To] {
		t.list = append(t.list, tag{b.Strings[pair.Key], b.Strings[pair.Value]})
	}
	return t
}

// name is how the element is named in features and reports: "w123".
func (t *tags) name() string { return t.kind.Letter() + strconv.FormatInt(t.id-t.origin.Moved, 10) }

// raw gives the value of a key as it stands; "" where there is none.
func (t *tags) raw(key string) string {
	for i := range t.list {
		if t.list[i].key == key {
			return t.list[i].value
		}
	}
	return ""
}

// text gives the value of a key, trimmed, runs of white space made one; ""
// where there is none that can be used.
func (t *tags) text(key string) string {
	if value := t.raw(key); value != "" {
		return t.tidy(key, value)
	}
	return ""
}

// first gives the text of the first of the keys that has one.
func (t *tags) first(keys ...string) string {
	for _, key := range keys {
		if s := t.text(key); s != "" {
			return s
		}
	}
	return ""
}

// maxText is the longest value that is used, in bytes: OpenStreetMap itself
// allows 255 characters.
const maxText = 1024

// tidy makes a value fit to be used, or notes why it is not, and gives "".
func (t *tags) tidy(key, value string) string {
	if len(value) > maxText {
		t.noteOnce(longText, key, value)
		return ""
	}
	if isTidy(value) {
		return value
	}
	if !utf8.ValidString(value) {
		t.noteOnce(notUTF8, key, value)
		return ""
	}
	words := strings.FieldsFunc(value, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	return strings.Join(words, " ")
}

// noteOnce notes a value that cannot be used: once, though it is asked for as
// often as the element is several things.
func (t *tags) noteOnce(reason source.Reason, key, value string) {
	if !slices.Contains(t.noted, key) {
		t.noted = append(t.noted, key)
		t.note(reason, t, key, value)
	}
}

// isTidy tells quickly that a text needs no tidying.
func isTidy(value string) bool {
	before := byte(' ')
	for i := range len(value) {
		c := value[i]
		if c < ' ' || c == ' ' && before == ' ' || c >= 0x7f {
			return false
		}
		before = c
	}
	return before != ' '
}

// split takes a value with several parts apart at its semicolons.
func split(value string) []string {
	if value == "" {
		return nil
	}
	parts := strings.Split(value, ";")
	kept := parts[:0]
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	return kept
}
