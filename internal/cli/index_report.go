package cli

import (
	"fmt"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// sourceReport tells what became of the records of one source of an index.
type sourceReport struct {
	name     string
	records  index.Records
	problems []index.Problem // the most frequent first
}

// reportIn is the report of a source as the index that was built of it keeps it.
func reportIn(m *index.Manifest, at int) sourceReport {
	report := sourceReport{name: m.Sources[at].Name}
	if m.Sources[at].Records != nil {
		report.records = *m.Sources[at].Records
	}
	for _, p := range m.Problems {
		if p.Source == at {
			report.problems = append(report.problems, p)
		}
	}
	return report
}

// reportOf is the report of a source that no index was built of.
func reportOf(s source.Source) sourceReport {
	r := s.Report()
	report := sourceReport{name: s.Info().Name, records: index.Records{Read: r.Read, Used: r.Used, Skipped: r.Skipped}}
	for _, c := range r.Counts {
		report.records.Counts = append(report.records.Counts, index.Count(c))
	}
	for _, found := range r.Problems {
		p := index.Problem{Reason: found.Reason, Want: found.Want, Skips: found.Skips, Count: found.Count}
		for _, sample := range found.Samples {
			p.Samples = append(p.Samples, index.Sample(sample))
		}
		report.problems = append(report.problems, p)
	}
	return report
}

// maxShown is how many samples of a problem are shown.
const maxShown = 2

// lines is the report for people: a sentence, what the source counted, and
// each problem with its first samples.
func (s *sourceReport) lines() []string {
	lines := []string{fmt.Sprintf("%s: %d records read, %d used, %d skipped", s.name, s.records.Read, s.records.Used, s.records.Skipped)}
	for _, count := range s.records.Counts {
		lines = append(lines, fmt.Sprintf("  %d %s", count.N, count.Name))
	}
	for _, p := range s.problems {
		what := "used in part"
		if p.Skips {
			what = "left out"
		}
		lines = append(lines, fmt.Sprintf("  %d × %s (%s); wanted: %s", p.Count, p.Reason, what, p.Want))
		for _, sample := range p.Samples[:min(len(p.Samples), maxShown)] {
			lines = append(lines, "      "+sampleLine(&sample))
		}
	}
	return lines
}

// sampleLine is where a problem is seen, and what is there.
func sampleLine(s *index.Sample) string {
	line := s.File
	if s.Line > 0 {
		line += fmt.Sprintf(" line %d", s.Line)
	}
	if s.Column != "" {
		line += " " + s.Column
	}
	value := fmt.Sprintf("%q", shorten(s.Value, 60))
	if line == "" {
		return value
	}
	return line + " " + value
}

// sayReport tells the user what became of a source's records.
func (r *run) sayReport(report sourceReport) {
	for _, line := range report.lines() {
		r.say("%s", line)
	}
}
