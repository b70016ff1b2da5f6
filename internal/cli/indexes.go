package cli

import (
	"errors"
	"fmt"

	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/index"
)

// openWorld opens the built-in gazetteer.
func openWorld() (*index.Index, error) {
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		return nil, fmt.Errorf("%w; the binary is damaged, install it again", err)
	}
	return world, nil
}

// openIndexes opens the built-in gazetteer and, after it, the indexes in dirs.
func openIndexes(dirs []string) (indexSet, error) {
	world, err := openWorld()
	if err != nil {
		return nil, err
	}
	set := indexSet{world}
	for _, dir := range dirs {
		ix, err := index.Open(dir)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open the index %s: %w", dir, err), set.Close())
		}
		set = append(set, ix)
	}
	return set, nil
}

// indexSet is indexes that are opened and closed together.
type indexSet []*index.Index

// Close closes all of them.
func (s indexSet) Close() error {
	var errs []error
	for _, ix := range s {
		errs = append(errs, ix.Close())
	}
	return errors.Join(errs...)
}

// attributions lists what the licences of the data ask to be shown, each once.
func (s indexSet) attributions() []string {
	var list []string
	seen := map[string]bool{}
	for _, ix := range s {
		for _, a := range ix.Attributions() {
			if !seen[a] {
				seen[a] = true
				list = append(list, a)
			}
		}
	}
	return list
}
