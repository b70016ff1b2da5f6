package world

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// mapCodes finds the ISO 3166-2 code of each first-level district of GeoNames,
// by name within the country, in rounds over what is left: the hand-made table;
// the same key; the same without generic words; the same code and a similar
// name; a name of five letters or more with at most a quarter of them changed,
// if only one has.
func mapCodes(tables fs.FS, first map[string]string, iso *subdivisions) (map[string]string, error) {
	m := codeMap{first: first, iso: iso, codes: map[string]string{}, taken: map[string]bool{}}
	if err := m.byHand(tables); err != nil {
		return nil, err
	}
	for _, match := range []func(geonames, name, code, english string) bool{
		func(_, name, _, english string) bool { return text.Key(name) == text.Key(english) },
		func(_, name, _, english string) bool { return bare(name) == bare(english) },
		func(geonames, name, code, english string) bool {
			return geonames[3:] == code[3:] && similar(bare(name), bare(english))
		},
		func(_, name, _, english string) bool {
			a, b := bare(name), bare(english)
			return min(len(a), len(b)) >= 5 && 4*edits(a, b) <= min(len(a), len(b))
		},
	} {
		m.round(match)
	}
	return m.codes, nil
}

type codeMap struct {
	first map[string]string // names by GeoNames code
	iso   *subdivisions
	codes map[string]string // ISO code by GeoNames code, "" for none by hand
	taken map[string]bool   // ISO codes
}

// notInCLDR after a code in the table says that CLDR does not know it, or has
// a name under it that is of another district.
const notInCLDR = "not in CLDR"

// byHand takes the table codes.txt.
func (m *codeMap) byHand(tables fs.FS) error {
	entries, err := readTable(tables, "codes.txt")
	if err != nil {
		return err
	}
	var missing []error
	for _, e := range entries {
		code := e.names[0].text
		if len(e.names) > 1 && e.names[1].text == notInCLDR {
			delete(m.iso.names, code)
		} else if code != "" && m.iso.names[code] == "" {
			missing = append(missing, fmt.Errorf("%s line %d: there is no code %q", e.table, e.line, code))
		}
		if m.first[e.subject] == "" || m.taken[code] && code != "" {
			missing = append(missing, fmt.Errorf("%s line %d: there is no district %s, or %s is taken", e.table, e.line, e.subject, code))
		}
		m.codes[e.subject] = code
		m.taken[code] = true
	}
	return errors.Join(missing...)
}

// round maps the districts that have exactly one match among the free codes
// and are that code's only match.
func (m *codeMap) round(match func(geonames, name, code, english string) bool) {
	matches, wanted := map[string][]string{}, map[string]int{}
	for _, geonames := range slices.Sorted(maps.Keys(m.first)) {
		if _, done := m.codes[geonames]; done {
			continue
		}
		country, _, _ := strings.Cut(geonames, ".")
		for _, code := range m.iso.byCountry[country] {
			if !m.taken[code] && match(geonames, m.first[geonames], code, m.iso.names[code]) {
				matches[geonames] = append(matches[geonames], code)
				wanted[code]++
			}
		}
	}
	for geonames, codes := range matches {
		if len(codes) == 1 && wanted[codes[0]] == 1 {
			m.codes[geonames] = codes[0]
			m.taken[codes[0]] = true
		}
	}
}
