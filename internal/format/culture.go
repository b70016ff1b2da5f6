package format

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// DefaultCulture is what an empty or unreadable culture means.
const DefaultCulture = "en-US"

// maxCulture is the longest text, in bytes, that is tried as a culture; BCP
// 47 asks readers to take at least 35.
const maxCulture = 35

// Culture is the language that names are written in.
type Culture struct {
	tag     language.Tag
	regions display.Namer
	english bool
}

// ParseCulture reads a culture leniently: "en-US", "en_US", "en US", "fi" and
// "DE-de" are what they mean, a known language with a region or script that
// is not known is that language, anything else is DefaultCulture.
func ParseCulture(s string) *Culture {
	tag, ok := parseTag(s)
	if !ok {
		tag = language.AmericanEnglish
	}
	base, _ := tag.Base()
	regions := display.Regions(tag)
	if regions == nil { // a language without names of its own
		regions = display.Regions(language.English)
		base = language.MustParseBase("en")
	}
	return &Culture{tag, regions, base.String() == "en"}
}

func parseTag(s string) (tag language.Tag, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxCulture {
		return tag, false
	}
	s = strings.NewReplacer("_", "-", " ", "-").Replace(s)
	if tag, err := language.Parse(s); err == nil && !isUndetermined(tag) {
		return tag, true
	}
	first, _, _ := strings.Cut(s, "-")
	base, err := language.ParseBase(first)
	if err != nil {
		return tag, false
	}
	tag, err = language.Compose(base)
	return tag, err == nil && !isUndetermined(tag)
}

func isUndetermined(tag language.Tag) bool {
	_, confidence := tag.Base()
	return tag == language.Und || confidence == language.No
}

// Tag gives the language, for looking up names in it.
func (c *Culture) Tag() language.Tag { return c.tag }

// Region gives the alpha-2 code of the country that the culture names, or "".
func (c *Culture) Region() string {
	if region, confidence := c.tag.Region(); confidence == language.Exact {
		return region.String()
	}
	return ""
}

// String gives the culture as a BCP 47 tag, e.g. "en-US".
func (c *Culture) String() string { return c.tag.String() }

// Country gives the name of a country by its alpha-2 code, in English where
// the culture has none, and the code itself where nobody has.
func (c *Culture) Country(code string) string {
	if c.english {
		if name, ok := englishNames[code]; ok {
			return name
		}
	}
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	name := c.regions.Name(region)
	if name == "" {
		name = display.Regions(language.English).Name(region)
	}
	if c.english {
		name = strings.Replace(name, "&", "and", 1)
	}
	if name == "" {
		return code
	}
	return name
}

// englishNames are the countries whose English name in the CLDR release of
// golang.org/x/text is out of date, or worded for a sorted list.
var englishNames = map[string]string{
	"CD": "Congo (DRC)", "CG": "Congo", "CV": "Cabo Verde", "HK": "Hong Kong SAR",
	"MK": "North Macedonia", "MM": "Myanmar", "MO": "Macao SAR", "PS": "Palestinian Authority",
	"SZ": "Eswatini",
}
