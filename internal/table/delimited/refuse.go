package delimited

import (
	"bytes"
	"fmt"

	"github.com/milepost/milepost/internal/table"
)

// binaries are files that are often taken for tables, by their first bytes.
var binaries = []struct{ magic, says string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file (.xls): save it as .xlsx or as CSV"},
	{"%PDF", "a PDF: export the table it was made of as CSV"},
	{"SQLite format 3\x00", "an SQLite database: export the table as CSV"},
	{"\x89PNG", "an image"},
	{"\xff\xd8\xff", "an image"},
	{"GIF8", "an image"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"},
	{"BZh", "packed with bzip2: unpack it first, or pack it with gzip, zstd or zip"},
	{"\xfd7zXZ\x00", "packed with xz: unpack it first, or pack it with gzip, zstd or zip"},
	{"Rar!\x1a", "a RAR archive: unpack it first"},
	{"\x7fELF", "a program"},
}

// refuseBinary refuses what is no text.
func refuseBinary(head []byte, wide wideOrder) error {
	for _, b := range binaries {
		if bytes.HasPrefix(head, []byte(b.magic)) {
			return &table.Error{Reason: "this is " + b.says}
		}
	}
	if i := bytes.IndexByte(head, 0); i >= 0 && wide == notWide {
		return &table.Error{Reason: fmt.Sprintf("this is binary data (a zero byte at offset %d) and no text: csv, tsv, JSON lines, XLSX or Parquet is expected", i)}
	}
	if page := bytes.TrimLeft(head, " \t\r\n\ufeff"); isHTML(page) {
		return &table.Error{Line: 1, Reason: "this is a web page and no table: the download probably gave an error page; look at it in a browser"}
	}
	return nil
}

// refuseHTML ends reading where the rows turn into a web page, as they do
// where a server breaks off a download with an error.
func (t *Reader) refuseHTML(raw []byte, line int64) error {
	if raw[0] != '<' && raw[0] != ' ' || len(t.scan.cells) == len(t.columns) && len(t.columns) > 1 {
		return nil
	}
	if !isHTML(bytes.TrimLeft(raw, " ")) {
		return nil
	}
	return &table.Error{Line: line, Value: string(trimEnd(raw)), Reason: "here the table turns into a web page: its download was probably broken off by an error; fetch it again"}
}

func isHTML(text []byte) bool {
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<body"} {
		if len(text) >= len(tag) && bytes.EqualFold(text[:len(tag)], []byte(tag)) {
			return true
		}
	}
	return false
}
