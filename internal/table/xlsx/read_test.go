package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/milepost/milepost/internal/table"
)

// made is a workbook made by excelize, an independent writer.
func made(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// packed is a workbook of a sheet written by hand, and of other parts.
func packed(t testing.TB, sheet string, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	add := func(name, text string) {
		w, err := archive.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, part := range fixedParts {
		text := strings.Replace(part.text, "</Relationships>", `<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`, 1)
		if len(parts) == 0 || part.name != "xl/_rels/workbook.xml.rels" {
			text = part.text
		}
		add(part.name, text)
	}
	add("xl/worksheets/sheet1.xml", sheet)
	for i := 0; i < len(parts); i += 2 {
		add(parts[i], parts[i+1])
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, data []byte, sheet string) *Reader {
	t.Helper()
	r, err := NewReader(bytes.NewReader(data), int64(len(data)), sheet)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// text writes a table down: a line for the header and each row, "I:12" for an
// integer and so on, "!" with the fault behind.
func plainText(t testing.TB, r *Reader) string {
	t.Helper()
	var out strings.Builder
	for _, c := range r.Columns() {
		out.WriteString(c.Name + "|")
	}
	for n := int64(0); ; n++ {
		var row table.Row
		err := r.Read(&row)
		if err == io.EOF {
			return out.String()
		}
		if err != nil {
			return out.String() + "\nERROR " + err.Error()
		}
		if row.Number != n {
			t.Errorf("row %d is number %d", n, row.Number)
		}
		out.WriteString("\n")
		for _, c := range row.Cells {
			if c.Kind != table.Text && c.Kind != table.Empty {
				out.WriteString([]string{"", "I:", "N:", "B:", "D:", "T:"}[c.Kind])
			}
			out.WriteString(c.Text + "|")
		}
		if row.Fault != nil {
			out.WriteString(" !" + row.Fault.Error())
		}
	}
}

func TestCells(t *testing.T) {
	day := time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
	data := made(t, func(f *excelize.File) {
		custom := func(cell, code string) {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			if err != nil {
				t.Fatal(err)
			}
			f.SetCellStyle("Sheet1", cell, cell, style)
		}
		f.SetSheetRow("Sheet1", "A1", &[]any{"text", "number", "date", "other"})
		f.SetSheetRow("Sheet1", "A2", &[]any{"01234", 1234, day, true})
		f.SetSheetRow("Sheet1", "A3", &[]any{" Straße <1> & \"2\"\n東京 ", 0.1 + 0.2, day.Add(13*time.Hour + 45*time.Minute), 1e-9})
		f.SetSheetRow("Sheet1", "A4", &[]any{"y", -85.75851, 45657, 1234})
		custom("C4", `dd\.mm\.yyyy`)
		custom("D4", "00000")
		f.SetSheetRow("Sheet1", "A5", &[]any{1, 12345678901234, 0.5, 123456789})
		custom("C5", "[h]:mm")
		custom("D5", `00000\-0000`)
		f.SetSheetRow("Sheet1", "A6", &[]any{nil, 1e21, 45657.25, 0.25})
		custom("C6", `[$-407]d. mmmm yyyy;@`)
		custom("D6", `"at" hh:mm`)
		f.SetSheetRow("Sheet1", "A7", &[]any{"x", 0.1, 10.5, 50})
		custom("B7", "0.00%")
		custom("C7", `#,##0.00 [$€-407]`)
		custom("D7", `[Red]0.0E+00`)
		f.SetCellRichText("Sheet1", "A8", []excelize.RichTextRun{{Text: "rich "}, {Text: "text", Font: &excelize.Font{Bold: true}}})
	})
	want := "text|number|date|other|" + `
01234|I:1234|D:2024-12-31|B:true|
 Straße <1> & "2"
東京 |N:0.3|T:2024-12-31T13:45:00|N:1e-09|
y|N:-85.75851|D:2024-12-31|01234|
I:1|I:12345678901234|N:0.5|12345-6789|
|N:1e+21|T:2024-12-31T06:00:00|06:00:00|
x|N:0.1|N:10.5|I:50|
rich text|`
	if diff := cmp.Diff(want, plainText(t, open(t, data, ""))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

const (
	rowsHead = `<?xml version="1.0"?><x:worksheet xmlns:x="` + mainSpace + `"><x:sheetData>`
	rowsTail = `</x:sheetData></x:worksheet>`
)

// line is a row of a sheet, each cell a text.
func line(number string, cells ...string) string {
	row := `<x:row r="` + number + `">`
	for _, c := range cells {
		row += `<x:c t="inlineStr"><x:is><x:t>` + c + `</x:t></x:is></x:c>`
	}
	return row + `</x:row>`
}

func TestHandMade(t *testing.T) {
	shared := []string{"xl/sharedStrings.xml", `<sst><si><t>a&amp;b</t></si><si><r><t>東</t></r><r><t>京</t></r><rPh sb="0"><t>とう</t></rPh></si><si><t xml:space="preserve"> x_x000D__x005F_x0041_ </t></si></sst>`}
	tests := []struct {
		name  string
		rows  string
		parts []string
		want  string
	}{
		{"shared texts", `<row><c t="inlineStr"><is><t>h</t></is></c></row><row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c></row>`, shared,
			"h|\na&b|\n東京|\n x\r_x0041_ |"},
		{"a shared text that is not there", line("1", "h") + `<row><c t="s"><v>9</v></c></row>`, shared, "h|\n| !line 2, column A: \"9\": the workbook has no shared text"},
		{"formulas", line("1", "a", "b", "c") + `<row><c><f>1+1</f><v>2</v></c><c t="str"><f>A</f><v>x</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`, nil, "a|b|c|\nI:2|x|#DIV/0!|"},
		{"a formula without result", line("1", "h") + `<row><c><f>1+1</f></c></row>`, nil, "h|\n| !line 2, column A: the formula has no stored result"},
		{"title and notes above", line("1", "Customers of 2024") + line("2") + line("4", "name", "city", "zip") + line("5", "A", "B", "1"), nil, "name|city|zip|\nA|B|1|"},
		{"a table in the middle", `<row r="3"><c r="C3" t="inlineStr"><is><t>a</t></is></c><c r="D3" t="inlineStr"><is><t>b</t></is></c></row><row r="4"><c r="D4"><v>7</v></c></row>`, nil, "a|b|\n|I:7|"},
		{"blank rows", line("1", "h") + line("2") + line("3", "x") + line("5", "y") + `<row r="9"><c r="A9" s="1"/></row>`, nil, "h|\nx|\ny|"},
		{"a column without a name", line("1", "a", "b", "") + line("2", "1", "2", "3"), nil, "a|b||\n1|2|3|"},
		{"beside the table", line("1", "a") + strings.Repeat(line("2", "1"), 0) + many(30) + line("40", "1", "", "z"), nil, ""},
		{"days as text", line("1", "a", "b") + `<row><c t="d"><v>2024-12-31</v></c><c t="d"><v>2024-12-31T23:59:59</v></c></row>`, nil, "a|b|\nD:2024-12-31|T:2024-12-31T23:59:59|"},
		{"a number that is none", line("1", "a") + `<row><c><v>12x</v></c></row>`, nil, "a|\n12x|"},
		{"cdata and comments", line("1", "a") + `<!-- > --><row><c t="inlineStr"><is><t><![CDATA[<b> ]]></t></is></c></row>`, nil, "a|\n<b> |"},
		{"line ends", line("1", "a") + line("2", "1\r\n2\r3&#13;4"), nil, "a|\n1\n2\n3\r4|"},
	}
	for _, test := range tests {
		got := plainText(t, open(t, packed(t, rowsHead+test.rows+rowsTail, test.parts...), ""))
		if test.want == "" {
			test.want = "a|" + strings.Repeat("\n1|", 30) + "\n1| !line 40, column C: \"z\": the column has no name in the header, row 1"
		}
		if !strings.HasPrefix(got, test.want) {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

func many(n int) string { return strings.Repeat(strings.Replace(line("", "1"), ` r=""`, "", 1), n) }

func TestBroken(t *testing.T) {
	good := rowsHead + line("1", "a") + line("2", "1") + rowsTail
	whole := packed(t, good)
	var locked bytes.Buffer
	f := excelize.NewFile()
	f.SetCellValue("Sheet1", "A1", "secret")
	if err := f.Write(&locked, excelize.Options{Password: "x"}); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "no XLSX workbook"},
		{"junk", []byte("PK\x03\x04 and more"), "no XLSX workbook"},
		{"cut short", whole[:len(whole)-30], "no XLSX workbook"},
		{"a password", locked.Bytes(), "protected by a password; save it without"},
		{"the older format", append([]byte(oldMagic), make([]byte, 600)...), "older format .xls"},
		{"another archive", zipped(t, "a.csv", "a,b"), `part "xl/workbook.xml" cannot be read`},
		{"no cell", packed(t, rowsHead+rowsTail), "no cell shows anything on the sheets Answers"},
		{"cut in the rows", packed(t, rowsHead+line("1", "a")), "ends in the middle of the rows"},
		{"cut in a cell", packed(t, rowsHead+line("1", "a")+`<row><c t="inlineStr"><is>`), "ends in the middle of a cell"},
		{"cut in a tag", packed(t, rowsHead+line("1", "a")+`<row><c t="`), "ends in the middle of a tag"},
		{"rows out of order", packed(t, rowsHead+line("5", "a")+line("5", "a")+rowsTail), "row 5 stands behind row 5"},
		{"cells out of order", packed(t, rowsHead+`<row><c r="B1"><v>1</v></c><c r="A1"/></row>`+rowsTail), "in row 1 a cell"},
		{"a row too many", packed(t, rowsHead+line("1048577", "a")+rowsTail), "row 1048577"},
		{"a column too many", packed(t, rowsHead+`<row><c r="XFE1"><v>1</v></c></row>`+rowsTail), "in row 1 a cell"},
		{"an entity bomb", packed(t, `<!DOCTYPE x [<!ENTITY a "b">]>`+good), "document type"},
		{"an unknown entity", packed(t, rowsHead+line("1", "&nbsp;")+rowsTail), "&nbsp; is no entity"},
		{"a zip bomb", packed(t, rowsHead+line("1", "a")+strings.Repeat("<!-- nothing, nothing, nothing -->", freely/32)+rowsTail), "times its size"},
		{"a text without end", packed(t, rowsHead+line("1", strings.Repeat("x", maxText+1))+rowsTail), "longer than"},
	}
	for _, test := range tests {
		r, err := NewReader(bytes.NewReader(test.data), int64(len(test.data)), "")
		for err == nil {
			err = r.Read(&table.Row{})
		}
		var own *table.Error
		if !errors.As(err, &own) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v\nwant %s", test.name, err, test.want)
		}
	}
}

func zipped(t *testing.T, name, text string) []byte {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	w, _ := archive.Create(name)
	io.WriteString(w, text)
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSheets(t *testing.T) {
	data := made(t, func(f *excelize.File) {
		f.NewSheet("Hidden")
		f.SetSheetRow("Hidden", "A1", &[]any{"h", "i"})
		f.SetSheetVisible("Hidden", false)
		f.NewSheet("Kunden & Co")
		f.SetSheetRow("Kunden & Co", "B2", &[]any{"a", "b"})
	})
	tests := []struct{ ask, sheet, columns string }{
		{"", "Kunden & Co", "a|b|"},
		{"KUNDEN & co", "Kunden & Co", "a|b|"},
		{"Hidden", "Hidden", "h|i|"},
	}
	for _, test := range tests {
		r := open(t, data, test.ask)
		if name, _ := r.Sheet(); name != test.sheet || plainText(t, r) != test.columns {
			t.Errorf("%q: %s, %s", test.ask, name, plainText(t, r))
		}
	}
	_, err := NewReader(bytes.NewReader(data), int64(len(data)), "none")
	if err == nil || !strings.Contains(err.Error(), `"none": there is no sheet of this name; there are Sheet1, Hidden, Kunden & Co`) {
		t.Errorf("%v", err)
	}
}

func FuzzSheet(f *testing.F) {
	f.Add(rowsHead+line("1", "a&lt;", "b")+`<row><c r="B2" s="2"><v>45657</v></c><c t="s"><v>0</v></c></row>`+rowsTail, `<sst><si><t>x</t></si></sst>`)
	f.Add(`<a b="<">`, `<!-- --><![CDATA[ ]]><?x ?>`)
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		data := packed(t, sheet, "xl/sharedStrings.xml", shared)
		mayRefuse(t, data)
	})
}

func FuzzBook(f *testing.F) {
	f.Add(packed(f, rowsHead+line("1", "a")+line("2", "b")+rowsTail))
	f.Fuzz(func(t *testing.T, data []byte) {
		mayRefuse(t, data)
	})
}

// mayRefuse reads a workbook that is good or refused in words for its author.
func mayRefuse(t *testing.T, data []byte) {
	t.Helper()
	r, err := NewReader(bytes.NewReader(data), int64(len(data)), "")
	for err == nil {
		err = r.Read(&table.Row{})
	}
	var own *table.Error
	if err != io.EOF && !errors.As(err, &own) {
		t.Errorf("%v", err)
	}
}
