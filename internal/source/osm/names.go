package osm

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/source"
)

// nameKeys are the keys of names, each of which may have ":" and a language
// after it.
var nameKeys = map[string]source.Role{
	"name": source.Main, "alt_name": source.Alternative, "official_name": source.Official, "short_name": source.Short,
	"old_name": source.Old, "loc_name": source.Alternative, "nat_name": source.Alternative, "int_name": source.Alternative,
	"reg_name": source.Alternative, "sorting_name": source.Alternative,
	"name:left": source.Alternative, "name:right": source.Alternative,
}

// maxNames bounds the names of one element; the world's best known places have
// some 300.
const maxNames = 512

// appendNames adds the element's names but its main one, each once for a
// language and role. Parts between semicolons are names of their own.
func (t *tags) appendNames(names []source.Name, main string) []source.Name {
	for i := range t.list {
		key := t.list[i].key
		role, lang, ok := nameKey(key)
		if !ok {
			continue
		}
		text := t.tidy(key, t.list[i].value)
		parts := []string{text}
		if role != source.Main && strings.ContainsRune(text, ';') {
			parts = split(text)
		}
		for _, part := range parts {
			names = addName(names, source.Name{Lang: lang, Text: part, Role: role}, main)
		}
	}
	return names
}

// addName adds a name unless it says nothing new.
func addName(names []source.Name, n source.Name, main string) []source.Name {
	if n.Text == "" || n.Lang == "" && n.Text == main || len(names) >= maxNames {
		return names
	}
	for _, known := range names {
		if known == n {
			return names
		}
	}
	return append(names, n)
}

// nameKey takes a key apart that holds a name.
func nameKey(key string) (role source.Role, lang string, ok bool) {
	if !strings.Contains(key, "name") {
		return 0, "", false
	}
	if role, ok := nameKeys[key]; ok {
		return role, "", true
	}
	base, suffix, _ := strings.Cut(key, ":")
	role, ok = nameKeys[base]
	if !ok {
		return 0, "", false
	}
	lang, ok = languageOf(suffix)
	return role, lang, ok
}

// languageOf tells whether what stands after a name's key is a language, in
// BCP 47: "de", "zh-Hant", "be-tarask", but no "etymology" or "1900-1950".
func languageOf(suffix string) (lang string, ok bool) {
	first, _, _ := strings.Cut(suffix, "-")
	first, _, _ = strings.Cut(first, "_")
	if len(first) < 2 || len(first) > 3 || strings.ContainsRune(suffix, ':') {
		return "", false
	}
	tag, err := language.Parse(suffix)
	if err != nil {
		return "", false
	}
	return tag.String(), true
}

// appendRefs adds a street's numbers.
func (t *tags) appendRefs(names []source.Name, main string) []source.Name {
	for _, key := range []string{"ref", "int_ref", "nat_ref", "reg_ref", "loc_ref"} {
		for _, part := range split(t.text(key)) {
			names = addName(names, source.Name{Text: part, Role: source.Ref}, main)
		}
	}
	return names
}

// mainName is the name that the element goes by where it is.
func (t *tags) mainName() string {
	return t.first("name", "official_name", "alt_name", "short_name", "int_name")
}
