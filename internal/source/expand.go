package source

import (
	"os"
	"path/filepath"
	"strings"
)

// Expand puts the files that a pattern fits, such as osm:extracts/*, in its
// place, in the order of their names: shells leave a pattern behind a prefix as
// it is. A specification that names a file or URL, or fits none, stays.
func Expand(specs []string) (all []string) {
	for _, spec := range specs {
		all = append(all, expand(spec)...)
	}
	return all
}

func expand(spec string) (files []string) {
	prefix, pattern := "", spec
	if before, after, ok := strings.Cut(spec, ":"); ok && len(before) > 1 {
		prefix, pattern = before+":", after
	}
	_, err := os.Lstat(pattern)
	if err == nil || IsURL(spec) || IsURL(pattern) || !strings.ContainsAny(pattern, "*?[") {
		return []string{spec}
	}
	fitting, _ := filepath.Glob(pattern)
	hidden := strings.HasPrefix(filepath.Base(pattern), ".")
	for _, path := range fitting {
		if hidden || !strings.HasPrefix(filepath.Base(path), ".") {
			files = append(files, prefix+path)
		}
	}
	if files == nil {
		return []string{spec}
	}
	return files
}
