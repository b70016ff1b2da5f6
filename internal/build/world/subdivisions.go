package world

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// subdivisions are the districts of ISO 3166-2 by code, such as "US-WA".
type subdivisions struct {
	names     map[string]string            // English
	locals    map[string][]index.LocalName // where they differ from English
	byCountry map[string][]string          // codes, in CLDR's order of the file
}

// readSubdivisions reads all languages of cldr-subdivisions-full.
func readSubdivisions(packages string) (*subdivisions, error) {
	folder := filepath.Join(packages, "cldr-subdivisions-full", "subdivisions")
	s := &subdivisions{names: map[string]string{}, locals: map[string][]index.LocalName{}, byCountry: map[string][]string{}}
	if err := s.read(folder, "en"); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if entry.Name() != "en" {
			if err := s.read(folder, entry.Name()); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

// read reads the names of one language.
func (s *subdivisions) read(folder, locale string) error {
	tag, err := language.Parse(locale)
	if err != nil {
		return fmt.Errorf("cldr-subdivisions-full: folder %q: %w", locale, err)
	}
	var file struct {
		Subdivisions struct {
			LocaleDisplayNames struct{ Subdivisions orderedNames }
		}
	}
	path := filepath.Join(folder, locale, strings.ReplaceAll(locale, "-", "_")+".json")
	if err := readJSON(path, &file); err != nil {
		return err
	}
	for _, n := range file.Subdivisions.LocaleDisplayNames.Subdivisions {
		if len(n.code) < 3 {
			return fmt.Errorf("%s: code %q", path, n.code)
		}
		country := strings.ToUpper(n.code[:2])
		code := country + "-" + strings.ToUpper(n.code[2:])
		if locale == "en" {
			s.names[code] = clean(n.name)
			s.byCountry[country] = append(s.byCountry[country], code)
		} else if n.name != s.names[code] {
			s.locals[code] = append(s.locals[code], index.LocalName{Language: tag, Name: clean(n.name)})
		}
	}
	return nil
}

// clean drops footnote signs, which some names have kept.
func clean(name string) string {
	return strings.TrimRightFunc(name, func(r rune) bool { return unicode.Is(unicode.No, r) })
}

// provinceSign is the sign that Italian addresses have for the province, "MI",
// which is the letters of its ISO code.
func (s *subdivisions) provinceSign(country, name string) (names []index.Alias) {
	if country != "IT" {
		return nil
	}
	want := bare(name)
	for _, code := range s.byCountry[country] {
		if suffix := code[3:]; len(suffix) == 2 && unicode.IsLetter(rune(suffix[0])) && bare(s.names[code]) == want {
			names = append(names, index.Alias{Name: suffix, As: index.Abbreviation})
		}
	}
	return names
}

// genericWords say what a district is, not which one.
var genericWords = map[string]bool{}

func init() {
	for word := range strings.FieldsSeq(`province provincia provincie provincial region regiao regional state of the county oblast
		prefecture department departement departamento district distrikt governorate municipality metropolitan city parish canton
		autonomous republic krai community territory capital area de del da do di la le les el al ad as ash ar an at az et y and
		voivodeship division commune atoll island islands special administrative zone federal kray okrug qarku judetul judet megye
		kommune muhafazat wilaya wilayat town comarca intendencia estado emirate raion rayon rayonu apskritis kraj obcina opstina
		municipio commonwealth quarter dzongkhag zila upazila koyet mintaqat sheng shi xian`) {
		genericWords[word] = true
	}
}

// bare is the key of a name without generic words and blanks.
func bare(name string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(text.Key(strings.ReplaceAll(name, "-", " "))) {
		if !genericWords[word] {
			b.WriteString(word)
		}
	}
	if b.Len() == 0 {
		return strings.ReplaceAll(text.Key(name), " ", "")
	}
	return b.String()
}
