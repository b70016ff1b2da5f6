package world

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/index"
)

//go:embed tables/*.txt
var tables embed.FS

// ownTables is the folder tables.
func ownTables() fs.FS {
	own, err := fs.Sub(tables, "tables")
	if err != nil {
		panic(err) // the name is no path, which it is
	}
	return own
}

// entry is a line of a table: a subject, and after the equals sign its names,
// separated by semicolons, each with its language before a colon or without.
// Lines that begin with # are comments.
type entry struct {
	table   string
	line    int
	subject string
	names   []name
}

type name struct {
	language string // BCP 47; "" for none in particular
	text     string
}

// readTable reads a table.
func readTable(tables fs.FS, file string) ([]entry, error) {
	text, err := fs.ReadFile(tables, file)
	if err != nil {
		return nil, err
	}
	var entries []entry
	for i, line := range strings.Split(string(text), "\n") {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		subject, list, ok := strings.Cut(line, "=")
		if !ok {
			return nil, fmt.Errorf("%s line %d has no equals sign", file, i+1)
		}
		e := entry{table: file, line: i + 1, subject: strings.TrimSpace(subject)}
		for item := range strings.SplitSeq(list, ";") {
			var n name
			n.language, n.text, ok = strings.Cut(strings.TrimSpace(item), ":")
			if !ok {
				n.language, n.text = "", n.language
			}
			e.names = append(e.names, name{strings.TrimSpace(n.language), strings.TrimSpace(n.text)})
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// tableOf reads a table by its subjects.
func tableOf(tables fs.FS, file string) (map[string]*entry, error) {
	entries, err := readTable(tables, file)
	table := map[string]*entry{}
	for i := range entries {
		table[entries[i].subject] = &entries[i]
	}
	return table, err
}

// locals are the names with a language.
func (e *entry) locals() (names []index.LocalName, err error) {
	for _, n := range e.names {
		if n.language == "" {
			continue
		}
		tag, err := language.Parse(n.language)
		if err != nil {
			return nil, fmt.Errorf("%s line %d: language %q: %w", e.table, e.line, n.language, err)
		}
		names = append(names, index.LocalName{Language: tag, Name: n.text})
	}
	return names, nil
}

// area is an area of that name with all names of the entry.
func (e *entry) area(name string) (a index.NewArea, err error) {
	a.Name = name
	e.alias(&a)
	a.Names, err = e.locals()
	return a, err
}

// alias gives an area the names without a language. One after an exclamation
// mark becomes its main name; the one before stays known.
func (e *entry) alias(a *index.NewArea) {
	for _, n := range e.names {
		if n.language != "" {
			continue
		}
		alias := n.text
		if main, ok := strings.CutPrefix(n.text, "!"); ok {
			alias, a.Name = a.Name, main
		}
		a.Also = append(a.Also, index.Alias{Name: alias, As: aliasKind(alias)})
	}
}

// aliasKind takes a name that ends in a full stop, or has no small letter, for
// an abbreviation.
func aliasKind(s string) index.NameKind {
	if strings.HasSuffix(s, ".") || strings.IndexFunc(s, unicode.IsLower) < 0 {
		return index.Abbreviation
	}
	return index.OtherLanguage
}
