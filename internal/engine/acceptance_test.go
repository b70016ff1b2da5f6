package engine

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

var update = flag.Bool("update", false, "write the answers of today into testdata/acceptance.txt")

const acceptanceFile = "testdata/acceptance.txt"

// TestAcceptance asks the built-in gazetteer what people ask. A line of the
// file is
//
//	question | entity type | name | confidence, match codes | why it is asked
//
// where the question is free text, or a point as @latitude,longitude, or
// address fields as "locality: Paris; district: TX", each followed by settings
// of the same form. "-" stands for no answer. Lines that begin with # are
// comments.
func TestAcceptance(t *testing.T) {
	data, err := os.ReadFile(acceptanceFile)
	if err != nil {
		t.Fatal(err)
	}
	e := builtIn(t)
	lines := strings.Split(string(data), "\n")
	for i, line := range lines {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, " | ")
		if len(cells) != 5 {
			t.Fatalf("line %d has %d cells, want 5", i+1, len(cells))
		}
		r, err := parseQuestion(cells[0])
		if err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		got := acceptance(ask(t, e, r))
		if want := strings.Join(cells[1:4], " | "); got != want {
			t.Errorf("line %d: %s (%s)\ngot  %s\nwant %s", i+1, cells[0], cells[4], got, want)
		}
		lines[i] = cells[0] + " | " + got + " | " + cells[4]
	}
	if *update {
		if err := os.WriteFile(acceptanceFile, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// acceptance writes a response as cells of the file.
func acceptance(r geocode.Response) string {
	if r.Failure != nil {
		return "- | - | -"
	}
	a := r.Answers[0]
	return fmt.Sprintf("%s | %s | %s, %s", a.EntityType, a.Name, a.Confidence, a.MatchCodes)
}

// parseQuestion reads the question of a line.
func parseQuestion(s string) (r geocode.Request, err error) {
	fields := map[string]*string{
		"line": &r.Address.AddressLine, "locality": &r.Address.Locality, "town": &r.Address.PostalTown,
		"district": &r.Address.AdminDistrict, "district2": &r.Address.AdminDistrict2,
		"country": &r.Address.CountryRegion, "postcode": &r.Address.PostalCode, "culture": &r.Culture,
	}
	for part := range strings.SplitSeq(s, "; ") {
		name, value, ok := strings.Cut(part, ": ")
		field := fields[name]
		switch {
		case ok && field != nil:
			*field = value
		case ok && name == "types":
			r.TypesGiven, r.EntityTypes = true, geocode.ParseTypeSet(value)
		case part == "strict":
			r.StrictMatch = true
		case strings.HasPrefix(part, "@"):
			r.Reverse = true
			_, err = fmt.Sscanf(part, "@%g,%g", &r.Point.Lat, &r.Point.Lon)
		default:
			r.Query = part
		}
	}
	return r, err
}
