package dataflow

import (
	"fmt"
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// parseHeader reads the cells of a header of schema 2.0, of which there are
// count in all, or tells what is wrong with the first that is wrong.
func parseHeader(cells []string, count int) (columns []column, reason string) {
	var seen [len(namesV2)]int // the column's position, from 1
	for i, cell := range cells {
		c, ok := findColumn(cell)
		switch {
		case !ok:
			return nil, unknownColumn(cell, i, count)
		case seen[c] > 0:
			return nil, fmt.Sprintf("column %d of the header, %s, is there twice: column %d has that name; take one of them out", i+1, quoteValue(cell), seen[c])
		}
		seen[c] = i + 1
		columns = append(columns, c)
	}
	if seen[colID] == 0 {
		return nil, "the header has no column Id; every feed needs it"
	}
	return columns, ""
}

func findColumn(name string) (column, bool) {
	name = strings.TrimSpace(name)
	for c, known := range namesV2 {
		if strings.EqualFold(name, known) {
			return column(c), true
		}
	}
	return 0, false
}

// unknownColumn says what is wrong with the column at index i.
func unknownColumn(name string, i, count int) string {
	switch format, ok := otherDelimiter(name); {
	case strings.TrimSpace(name) == "":
		return fmt.Sprintf("column %d of the header has no name; take it out", i+1)
	case count == 1 && ok:
		return fmt.Sprintf("the header is a single column, %s; it seems to be written for input=%s", quoteValue(name), format)
	case count == 1 && strings.Contains(name, ";"):
		return fmt.Sprintf("the header is a single column, %s; semicolons separate nothing: commas, tabs or pipes do, as input=csv, tab or pipe says", quoteValue(name))
	}
	reason := fmt.Sprintf("column %d of the header, %s, is not known", i+1, quoteValue(name))
	if count > len(namesV2) {
		reason += fmt.Sprintf(", and there are %d columns where at most %d can be", count, len(namesV2))
	}
	if near := nearestColumn(name); near != "" {
		return reason + "; is it meant to be " + near + "?"
	}
	return reason + "; the columns are those of schema 2.0, such as " + namesV2[colQuery] + " or " + namesV2[colLocality]
}

// otherDelimiter tells for which format a header was written that came out
// as one column.
func otherDelimiter(name string) (Format, bool) {
	for _, f := range [...]Format{CSV, Tab, Pipe} {
		if first, _, cut := strings.Cut(name, string(f.delimiter())); cut {
			_, known := findColumn(first)
			return f, known
		}
	}
	return "", false
}

// renamedInV2 are the columns of schema 1.0 that have another name in 2.0.
var renamedInV2 = strings.NewReplacer("address/district", "address/admindistrict2", "response/displayname", "response/name")

// nearestColumn finds the column that a name is meant to be: one of schema
// 1.0, one without its path, or one with a few letters wrong; "" where there
// is none.
func nearestColumn(name string) string {
	const longest = 80 // of the names and of what can be near them
	name = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), "@", "")
	name = renamedInV2.Replace(strings.TrimPrefix(name, "geocodeentity/"))
	if len(name) > longest {
		return ""
	}
	nearest, most := "", len(name)/4
	for _, known := range namesV2 {
		full := strings.ToLower(known)
		last := full[strings.LastIndexByte(full, '/')+1:]
		if d := min(text.Distance(name, full, most), text.Distance(name, last, most)); d <= most {
			nearest, most = known, d-1
		}
	}
	return nearest
}

// looksLikeV2Header tells a header of schema 2.0 from a row of schema 1.0,
// even one that is written for another delimiter. A row that is too long for
// even its first cell to be read has no cells, and is no header.
func looksLikeV2Header(cells []string) bool {
	named := 0
	for _, cell := range cells {
		lower := strings.ToLower(cell)
		if strings.Contains(lower, "geocoderequest/") || strings.Contains(lower, "geocoderesponse/") {
			return true
		}
		if _, ok := findColumn(cell); ok {
			named++
		}
	}
	return named > 0 && named == len(cells)
}

// looksLikeV1Header tells a header of schema 1.0 from a row.
func looksLikeV1Header(cells []string) bool {
	const root = "GeocodeEntity/"
	for _, cell := range cells {
		if len(cell) >= len(root) && strings.EqualFold(cell[:len(root)], root) {
			return true
		}
	}
	return false
}

// checkV1Header tells what is wrong with the first cell of a header of
// schema 1.0 that is not in its place.
func checkV1Header(cells []string, count int) (reason string) {
	for i, known := range columnsV1 {
		switch {
		case i >= len(cells):
			return fmt.Sprintf("column %d of the header is missing: a header of schema 1.0 has %d columns, and this one is %s", i+1, len(columnsV1), known.name)
		case !strings.EqualFold(strings.TrimSpace(cells[i]), known.name):
			return fmt.Sprintf("column %d of the header is %s; in schema 1.0 it must be %s", i+1, quoteValue(cells[i]), known.name)
		}
	}
	for i, cell := range cells[len(columnsV1):] {
		if cell != "" {
			return fmt.Sprintf("column %d of the header, %s, is one too many: schema 1.0 has %d", len(columnsV1)+i+1, quoteValue(cell), len(columnsV1))
		}
	}
	if count > len(cells) {
		return fmt.Sprintf("the header has %d columns; schema 1.0 has %d", count, len(columnsV1))
	}
	return ""
}
