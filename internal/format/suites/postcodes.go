package suites

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/milepost/milepost/internal/format"
)

// Shapes is how Milepost's shapes of one country's postcodes compare with
// those of the suite.
type Shapes struct {
	Country string

	Examples int      // of postcodes, the country's and its districts'
	Refused  []string // those that Milepost does not take for one
	Repaired []string // those that it takes for one without its leading zero

	Counter  int      // texts near the examples that the suite's pattern refuses
	Accepted []string // those that Milepost takes for a whole postcode
}

// country is what the suite says of a country or one of its districts.
type country struct {
	Pattern  string `json:"zip"`
	Examples string `json:"zipex"`
}

// AskShapes compares the shapes of all countries in a file of the suite
// ("…/countryinfo.txt"), in its order.
func AskShapes(path string) ([]Shapes, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var all []Shapes
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		key, value, _ := strings.Cut(lines.Text(), "=")
		code, district := codeOf(key)
		if code == "" {
			continue
		}
		var c country
		if err := json.Unmarshal([]byte(value), &c); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if !district {
			all = append(all, Shapes{Country: code})
		}
		if last := &all[len(all)-1]; last.Country == code {
			if err := last.ask(c, district); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n, err)
			}
		}
	}
	return all, lines.Err()
}

// codeOf gives the country of a key ("data/US/CA"), and whether it is of a
// district; "" for other keys, and for the same in another language.
func codeOf(key string) (code string, district bool) {
	path := strings.Split(key, "/")
	if len(path) < 2 || path[0] != "data" || len(path[1]) != 2 || strings.Contains(key, "--") {
		return "", false
	}
	return path[1], len(path) > 2
}

// ask asks about the examples, and in a country's own entry about what is near
// to them.
func (s *Shapes) ask(c country, district bool) error {
	if c.Examples == "" {
		return nil
	}
	pattern, err := regexp.Compile("^(?i:" + c.Pattern + ")$")
	if err != nil {
		return err
	}
	for example := range strings.FieldsFuncSeq(c.Examples, func(r rune) bool { return r == ',' || r == ':' }) {
		s.Examples++
		p, ok := format.ReadPostcode(s.Country, example)
		if !ok {
			s.Refused = append(s.Refused, example)
		} else if p.Zeroed {
			s.Repaired = append(s.Repaired, example)
		}
		if district || !pattern.MatchString(example) {
			continue
		}
		for _, near := range nearOf(example) {
			if pattern.MatchString(near) {
				continue
			}
			s.Counter++
			if p, ok := format.ReadPostcode(s.Country, near); ok && !p.Part && !p.Zeroed {
				s.Accepted = append(s.Accepted, near)
			}
		}
	}
	return nil
}

// nearOf gives texts that a postcode may be mistaken for: one character too
// many or too few, a letter for a digit or the other way round.
func nearOf(code string) []string {
	list := []string{code + "7", "7" + code, code[:len(code)-1], code[1:]}
	for i, c := range code {
		switch {
		case c >= '0' && c <= '9':
			list = append(list, code[:i]+"Q"+code[i+1:])
		case c >= 'A' && c <= 'Z':
			list = append(list, code[:i]+"7"+code[i+1:])
		}
	}
	return list
}
