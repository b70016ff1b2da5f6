package suites

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed page.md
var page string

// Page writes what came of both suites as a page of the documentation.
func Page(outcomes []Outcome, shapes []Shapes) string {
	return strings.NewReplacer(
		"{{.Layouts}}", layoutTable(outcomes), "{{.Reasons}}", reasonTable(outcomes), "{{.Countries}}", differing(outcomes),
		"{{.Shapes}}", shapeTable(shapes), "{{.Differences}}", shapeDifferences(shapes),
	).Replace(page)
}

// share writes a count and its share.
func share(n, of int) string {
	return fmt.Sprintf("%d of %d (%.1f %%)", n, of, 100*float64(n)/float64(max(of, 1)))
}

func layoutTable(outcomes []Outcome) string {
	equal := 0
	for i := range outcomes {
		if outcomes[i].Reason == "" {
			equal++
		}
	}
	right, all := Countries(outcomes)
	return fmt.Sprintf("| | equal |\n| --- | --- |\n| addresses | %s |\n| countries of which every address is | %s |", share(equal, len(outcomes)), share(right, all))
}

func reasonTable(outcomes []Outcome) string {
	var b strings.Builder
	b.WriteString("| reason | addresses | countries |\n| --- | --- | --- |")
	for _, reason := range Reasons {
		n, countries := 0, map[string]bool{}
		for i := range outcomes {
			if outcomes[i].Reason == reason {
				n++
				countries[outcomes[i].File] = true
			}
		}
		fmt.Fprintf(&b, "\n| %s | %d | %d |", reason, n, len(countries))
	}
	return b.String()
}

// differing lists the countries with a difference.
func differing(outcomes []Outcome) string {
	var codes []string
	for i := range outcomes {
		code := strings.ToUpper(outcomes[i].File)
		if outcomes[i].Reason != "" && (len(codes) == 0 || codes[len(codes)-1] != code) {
			codes = append(codes, code)
		}
	}
	return strings.Join(codes, " ")
}

func shapeTable(shapes []Shapes) string {
	var examples, refused, repaired, counter, accepted int
	for i := range shapes {
		s := &shapes[i]
		examples += s.Examples
		refused += len(s.Refused)
		repaired += len(s.Repaired)
		counter += s.Counter
		accepted += len(s.Accepted)
	}
	return fmt.Sprintf("| | |\n| --- | --- |\n| examples read | %s |\n| of these only by a zero put back | %d |\n| counterexamples refused | %s |",
		share(examples-refused, examples), repaired, share(counter-accepted, counter))
}

// mostShown is how many of a country's differences the page shows.
const mostShown = 6

func shapeDifferences(shapes []Shapes) string {
	var b strings.Builder
	b.WriteString("| country | examples refused | counterexamples read |\n| --- | --- | --- |")
	for i := range shapes {
		if s := &shapes[i]; len(s.Refused)+len(s.Accepted) > 0 {
			fmt.Fprintf(&b, "\n| %s | %s | %s |", s.Country, some(s.Refused), some(s.Accepted))
		}
	}
	return b.String()
}

func some(codes []string) string {
	if n := len(codes); n > mostShown {
		return fmt.Sprintf("%s and %d more", strings.Join(codes[:mostShown], ", "), n-mostShown)
	}
	return strings.Join(codes, ", ")
}
