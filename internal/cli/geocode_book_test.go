package cli

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbook is a workbook with a title above its table, made by another program.
func workbook(t *testing.T, options ...excelize.Options) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	f.SetSheetRow("Sheet1", "A1", &[]any{"Customers of 2024"})
	f.SetSheetRow("Sheet1", "A3", &[]any{"Straße", "Ort", "PLZ", "since"})
	f.SetSheetRow("Sheet1", "A4", &[]any{"3 Mill Lane", "Springvale", "040201", 0.1 + 0.2})
	f.SetSheetRow("Sheet1", "A6", &[]any{"4 Harbour Street", "Springvale", nil, true})
	f.NewSheet("Other")
	f.SetSheetRow("Other", "A1", &[]any{"address", "city"})
	f.SetSheetRow("Other", "A2", &[]any{"4 Harbour Street", "Springvale"})
	var out bytes.Buffer
	if err := f.Write(&out, options...); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGeocodeWorkbook(t *testing.T) {
	text := workbook(t)
	in := write(t, "customers.xlsx", text)
	args := []string{"geocode", in, "--index", town(t), "--country", "US", "--fields", "latitude,status", "--format", "csv"}
	got := call(t, "", args...)
	want := "Straße,Ort,PLZ,since,latitude,status\n3 Mill Lane,Springvale,040201,0.3,38.1003,Success\n4 Harbour Street,Springvale,,true,38.1104,Success\n"
	if got.out != want || !strings.Contains(got.err, `workbook, sheet "Sheet1", header in row 3`) {
		t.Errorf("%+v\nwant %s", got, want)
	}
	args[1] = "-"
	if piped := call(t, text, args...); piped.out != want {
		t.Errorf("in a pipe: %+v", piped)
	}
	args[1] = in
	if got := succeed(t, append(args, "--sheet", "other")...); got != "address,city,latitude,status\n4 Harbour Street,Springvale,38.1104,Success\n" {
		t.Errorf("another sheet: %s", got)
	}
}

func TestWorkbooksThatAreRefused(t *testing.T) {
	for name, test := range map[string]struct{ text, says string }{
		"locked.xlsx": {workbook(t, excelize.Options{Password: "secret"}), "protected by a password; save it without one"},
		"old.xls":     {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 2000), "save it as .xlsx"},
		"cut.xlsx":    {workbook(t)[:2000], "not the whole of it"},
		"cut.parquet": {"PAR1" + strings.Repeat("\x00", 2000), "cut short"},
	} {
		got := call(t, "", "geocode", write(t, name, test.text), "-o", filepath.Join(t.TempDir(), "out.csv"))
		if got.status != 1 || !strings.Contains(got.err, name+": ") || !strings.Contains(got.err, test.says) {
			t.Errorf("%s: %+v\nwant %s", name, got, test.says)
		}
	}
	sheet := call(t, "", "geocode", write(t, "a.xlsx", workbook(t)), "--sheet", "Sheet9")
	if sheet.status != 1 || !strings.Contains(sheet.err, "there are Sheet1, Other") {
		t.Errorf("%+v", sheet)
	}
}
