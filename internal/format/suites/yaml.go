package suites

import (
	"fmt"
	"strconv"
	"strings"
)

// Case is an address in the parts of OpenStreetMap's tags, and the lines that it
// is to be written in.
type Case struct {
	File, Description string
	Tags              map[string]string
	Order             []string // of Tags, as the file has them
	Want              []string
}

// parseCases reads the cases of one file: documents parted by "---", each with a
// description, a flat map of components and an expected block of text. It is
// no reader of YAML beyond that.
func parseCases(file, content string) ([]Case, error) {
	var cases []Case
	c, section := Case{File: file}, ""
	end := func() {
		if len(c.Tags) > 0 {
			cases = append(cases, c)
		}
		c, section = Case{File: file}, ""
	}
	for i, raw := range strings.Split(content, "\n") {
		text := strings.TrimSpace(raw)
		indented := raw != strings.TrimLeft(raw, " \t")
		switch {
		case strings.HasPrefix(raw, "---"):
			end()
			continue
		case text == "", strings.HasPrefix(text, "#") && (!indented || section != "expected"):
			continue
		case indented && section == "expected":
			c.Want = append(c.Want, strings.ReplaceAll(text, "\u00a0", " "))
			continue
		}
		key, value, ok := strings.Cut(text, ":")
		if !ok {
			return nil, fmt.Errorf("%s:%d: %q is neither a key nor part of an expected text", file, i+1, text)
		}
		key = strings.TrimSpace(key)
		if value = unquote(strings.TrimSpace(value)); indented && section == "components" {
			if c.Tags == nil {
				c.Tags = map[string]string{}
			}
			c.Tags[key], c.Order = value, append(c.Order, key)
			continue
		}
		if section = key; key == "description" {
			c.Description = value
		}
	}
	end()
	return cases, nil
}

func unquote(s string) string {
	if len(s) < 2 || s[0] != s[len(s)-1] {
		return s
	}
	switch s[0] {
	case '"':
		if plain, err := strconv.Unquote(s); err == nil {
			return plain
		}
	case '\'':
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	return s
}
