package source

import (
	"fmt"
	"os"
	"strings"
)

// Reader is one kind of source, told by a prefix ("geonames:FILE") or by the
// file's name.
type Reader struct {
	Prefix string

	// Claims reports whether a file of this name (the last element of its
	// path, in lower case, without .gz, .zst, .bz2 or .zip) is of this kind.
	Claims func(name string) bool

	// New makes the source; it may look at the file but reads no record.
	New func(path string, options Options) (Source, error)
}

// Parse makes the source that the specification names: PREFIX:PATH, or a PATH
// whose name the first of the readers claims. PATH is a file or an http(s) URL.
func Parse(spec string, readers []Reader, options Options) (Source, error) {
	if prefix, path, ok := strings.Cut(spec, ":"); ok {
		for _, r := range readers {
			if strings.EqualFold(prefix, r.Prefix) {
				if path == "" {
					return nil, fmt.Errorf("%q names no file: write %s:FILE", spec, r.Prefix)
				}
				return r.New(path, options)
			}
		}
		if err := knownPrefix(prefix, spec, readers); err != nil {
			return nil, err
		}
	}
	name := strings.ToLower(bareName(spec))
	for _, r := range readers {
		if r.Claims(name) {
			return r.New(spec, options)
		}
	}
	return nil, fmt.Errorf("the name of %s does not tell what it is: put one of %s before it", spec, prefixes(readers))
}

// knownPrefix refuses what looks like a prefix but is none of the readers',
// unless it is a URL, a Windows drive or the beginning of a file's name.
func knownPrefix(prefix, spec string, readers []Reader) error {
	if IsURL(spec) || len(prefix) < 2 || strings.ContainsAny(prefix, `/\.`) {
		return nil
	}
	if _, err := os.Stat(spec); err == nil {
		return nil
	}
	return fmt.Errorf("%q is no kind of source that can be read here: use one of %s", prefix+":", prefixes(readers))
}

func prefixes(readers []Reader) string {
	var all []string
	for _, r := range readers {
		all = append(all, r.Prefix+":")
	}
	return strings.Join(all, ", ")
}
