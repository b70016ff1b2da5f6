// Package suites measures the tables of package format against two suites of
// facts that others keep: addresses in parts with the lines that they are
// written in, and the shapes of the world's postcodes. The suites are read
// from the test data and are no part of the repository.
package suites

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/milepost/milepost/internal/format"
)

// Outcome is a case and what came of it.
type Outcome struct {
	Case
	Got    []string
	Reason string // why Got is not Want; "" where it is
}

// AskLayouts writes the addresses of the suite in a directory ("…/testcases"),
// ordered by file.
func AskLayouts(testcases string) ([]Outcome, error) {
	paths, err := filepath.Glob(filepath.Join(testcases, "countries", "*.yaml"))
	if err != nil {
		return nil, err
	}
	var outcomes []Outcome
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		cases, err := parseCases(strings.TrimSuffix(filepath.Base(path), ".yaml"), string(content))
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			country, p := c.Parts()
			got := format.Lines(country, &p)
			outcomes = append(outcomes, Outcome{Case: c, Got: got, Reason: reasonOf(got, c.Want)})
		}
	}
	return outcomes, nil
}

// Countries counts the countries of outcomes, and those of which all cases are
// as the suite has them.
func Countries(outcomes []Outcome) (right, all int) {
	wrong := map[string]bool{}
	for i := range outcomes {
		o := &outcomes[i]
		wrong[o.File] = wrong[o.File] || o.Reason != ""
	}
	for _, is := range wrong {
		if !is {
			right++
		}
	}
	return right, len(wrong)
}
