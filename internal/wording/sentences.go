package wording

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed faults.txt
var faultsText string

//go:embed answers.txt
var answersText string

// sentences are those of one thing, by language.
type sentences [languages]string

var (
	faults   = sync.OnceValue(func() map[string]sentences { return mustRead("faults.txt", faultsText) })
	outcomes = sync.OnceValue(func() map[string]sentences { return mustRead("answers.txt", answersText) })
)

// mustRead reads a file that is part of the program: it is whole, or no
// program with it passes its tests.
func mustRead(file, text string) map[string]sentences {
	all, err := read(text)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", file, err))
	}
	return all
}

// read reads blocks of sentences, parted by empty lines: a name, then a line
// in each language, "en The street …", in the order of the languages. Lines
// that begin with # are for people.
func read(text string) (map[string]sentences, error) {
	all := map[string]sentences{}
	name, last, at := "", "", 0
	var block sentences
	for i, line := range strings.Split(text+"\n", "\n") {
		code, sentence, parted := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "" && name == "":
		case line == "" && at == languages:
			all[name] = block
			name, last, at = "", name, 0
		case line == "":
			return nil, fmt.Errorf("line %d: %s has no sentence in %q", i+1, name, codes[at])
		case name == "" && (parted || code <= last):
			return nil, fmt.Errorf("line %d: %q is not the next name; names are sorted, and one is not given twice", i+1, line)
		case name == "":
			name = code
		case at == languages || code != codes[at]:
			return nil, fmt.Errorf("line %d: %q under %s; the languages are %v, a line each", i+1, line, name, codes)
		default:
			block[at] = sentence
			at++
		}
	}
	return all, nil
}

// Faults lists the faults that have sentences, in no order.
func Faults() []string {
	var names []string
	for name := range faults() {
		names = append(names, name)
	}
	return names
}
