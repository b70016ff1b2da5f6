package cli

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestRowsWithoutAnAddress holds what becomes of rows that hold no address, in
// a world where a village is called Test and a street Unknown Road.
func TestRowsWithoutAnAddress(t *testing.T) {
	list := write(t, "list.csv", "number,street,city,state,postcode,lat,lon\n5,Unknown Road,Springvale,KY,40201,38.1,-85.7\n7,Mill Lane,Test,KY,40301,38.3,-85.3\n9,Martin Luther King Boulevard,Test,KY,40301,38.31,-85.3\n")
	dir := filepath.Join(t.TempDir(), "index")
	succeed(t, "index", "build", "-o", dir, "--country", "US", "csv:"+list)
	rows := []struct{ asked, want string }{
		{"5 Unknown Road, Springvale, KY", "High|"},
		{"Unknown Road, Springvale, KY", "High|"},
		{"7 Mill Lane, Test, KY", "High|"},
		{"Test, KY", "High|"},
		{"Test, KY 40301", "High|"},
		{"test", "|not_an_address"},
		{"Test", "|not_an_address"},
		{"unknown", "|not_an_address"},
		{"unknown, unknown", "|not_an_address"},
		{"unknown, Springvale, KY", "Medium|not_an_address"},
		{"info@example.com, Springvale, KY", "Medium|not_an_address"},
		{"5 Unknown Road, n/a, Springvale, KY", "High|"},
		{"John Smith", "|not_an_address"},
		{"Martin Luther King, Test, KY", "Low|locality.missing; street.type_missing"},
		{"lorem ipsum dolor, Kentucky", "Medium|not_an_address"},
		{"0", "|not_an_address"},
		{"40301", "High|"},
		{"United States", "Medium|query.only_country"},
		{"asdf, US", "Low|not_an_address; query.only_country"},
	}
	var table strings.Builder
	table.WriteString("address\n")
	for _, row := range rows {
		table.WriteString("\"" + row.asked + "\"\n")
	}
	out := succeed(t, "geocode", write(t, "rows.csv", table.String()), "--index", dir, "--fields", "confidence,faults", "--format", "tsv")
	for i, line := range strings.Split(strings.TrimSpace(out), "\n")[1:] {
		cells := strings.Split(line, "\t")
		if got := cells[1] + "|" + cells[2]; got != rows[i].want {
			t.Errorf("%s: %s, want %s", rows[i].asked, got, rows[i].want)
		}
	}
}
