package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/milepost/milepost/internal/table"
)

// book is an open workbook: what the cells of all its sheets refer to.
type book struct {
	parts    map[string]*zip.File // by name in small letters
	sheets   []sheetPart
	strings  texts
	styles   []style
	from1904 bool
	size     int64 // of the file, in bytes
}

// sheetPart is a sheet and the part that holds it.
type sheetPart struct {
	name   string
	part   string
	hidden bool
}

// oldMagic begins files of the older format, and encrypted workbooks.
const oldMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// IsOld tells by its first bytes whether a file is of the older format or an
// encrypted workbook. NewReader refuses both, and says what to do.
func IsOld(head []byte) bool { return bytes.HasPrefix(head, []byte(oldMagic)) }

// openBook reads what a workbook says about its sheets.
func openBook(file io.ReaderAt, size int64) (*book, error) {
	file = offsets{file}
	head := make([]byte, len(oldMagic))
	n, err := file.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if IsOld(head[:n]) {
		return nil, refuseOld(file, size)
	}
	archive, err := zip.NewReader(file, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &table.Error{Reason: "this is no XLSX workbook, or not the whole of it; open it in Excel or LibreOffice and save it as .xlsx", Err: err}
	}
	if len(archive.File) > maxFiles {
		return nil, &table.Error{Reason: fmt.Sprintf("the workbook has more than %d parts", maxFiles)}
	}
	b := &book{size: size, parts: map[string]*zip.File{}}
	for _, f := range archive.File {
		b.parts[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	return b, b.readWorkbook()
}

// offsets refuses places that an archive names wrongly.
type offsets struct{ io.ReaderAt }

func (o offsets) ReadAt(p []byte, offset int64) (int, error) {
	if offset < 0 {
		return 0, zip.ErrFormat
	}
	return o.ReaderAt.ReadAt(p, offset)
}

// refuseOld says what to do about a compound file: the folder of an encrypted
// workbook names its package, in UTF-16.
func refuseOld(file io.ReaderAt, size int64) error {
	name := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	const most = 64 << 20 // bytes looked through
	buffer := make([]byte, 1<<20)
	for at := int64(0); at < min(size, most); at += int64(len(buffer) - len(name)) {
		n, err := file.ReadAt(buffer, at)
		if bytes.Contains(buffer[:n], name) {
			return &table.Error{Reason: "the workbook is protected by a password; save it without one (File, Info, Protect Workbook, Encrypt with Password, leave it empty)"}
		}
		if err != nil {
			break
		}
	}
	return &table.Error{Reason: "this is a file of the older format .xls or the like; open it in Excel or LibreOffice and save it as .xlsx"}
}

// readWorkbook finds the sheets, and reads the styles.
func (b *book) readWorkbook() error {
	main := b.related("_rels/.rels", "", "/officeDocument")
	if main == "" {
		main = "xl/workbook.xml"
	}
	var workbook struct {
		Properties struct {
			From1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.unmarshal(main, &workbook); err != nil {
		return err
	}
	b.from1904 = workbook.Properties.From1904 == "1" || workbook.Properties.From1904 == "true"
	dir, file := path.Split(main)
	relations := b.relations(dir+"_rels/"+file+".rels", dir)
	for _, s := range workbook.Sheets {
		for _, a := range s.Attrs {
			if to, ok := relations[a.Value]; ok && a.Name.Local == "id" && strings.HasSuffix(to.kind, "/worksheet") {
				b.sheets = append(b.sheets, sheetPart{name: s.Name, part: to.part, hidden: s.State != "" && s.State != "visible"})
			}
		}
	}
	if len(b.sheets) == 0 {
		return &table.Error{Reason: "the workbook has no sheet with cells"}
	}
	return b.readShared(relations)
}

// readShared reads what all sheets refer to.
func (b *book) readShared(relations map[string]relation) error {
	for _, to := range relations {
		var err error
		switch {
		case strings.HasSuffix(to.kind, "/styles"):
			var part []byte
			if part, err = b.whole(to.part); err == nil {
				b.styles, err = readStyles(part)
			}
		case strings.HasSuffix(to.kind, "/sharedStrings"):
			b.strings, err = b.readStrings(to.part)
		}
		if err != nil {
			return b.fault(to.part, err)
		}
	}
	return nil
}
