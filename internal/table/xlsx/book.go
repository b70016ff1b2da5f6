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

// relation is where a part refers to.
type relation struct {
	kind string
	part string
}

// relations reads a part of relations; without it there are none. Targets are
// relative to dir.
func (b *book) relations(part, dir string) map[string]relation {
	var list struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if b.unmarshal(part, &list) != nil {
		return nil
	}
	found := map[string]relation{}
	for _, r := range list.Relations {
		target := r.Target
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		found[r.ID] = relation{r.Type, strings.TrimPrefix(path.Clean(target), "/")}
	}
	return found
}

// related is the part of a kind that a part of relations names, "" for none.
func (b *book) related(part, dir, kind string) string {
	for _, to := range b.relations(part, dir) {
		if strings.HasSuffix(to.kind, kind) {
			return to.part
		}
	}
	return ""
}

func (b *book) unmarshal(part string, to any) error {
	data, err := b.whole(part)
	if err == nil {
		err = xml.Unmarshal(data, to)
	}
	return b.fault(part, err)
}

// whole reads a part into memory.
func (b *book) whole(part string) ([]byte, error) {
	r, err := b.open(part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	if err == nil && len(data) > maxPart {
		err = broken("it is longer than %d bytes", maxPart)
	}
	return data, err
}

// open opens a part to be read as a stream.
func (b *book) open(part string) (io.ReadCloser, error) {
	f := b.parts[strings.ToLower(part)]
	if f == nil {
		return nil, broken("it is missing")
	}
	if f.Flags&1 != 0 {
		return nil, broken("it is encrypted; save the workbook without a password")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &bounded{r, max(freely, maxRatio*int64(min(f.CompressedSize64, uint64(b.size))))}, nil
}

// bounded ends what unpacks to far more than real parts do.
type bounded struct {
	io.ReadCloser
	left int64
}

func (l *bounded) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, broken("it unpacks to more than %d times its size, as no table does", maxRatio)
	}
	return n, err
}

// fault says in which part of the workbook an error is that comes of what it
// holds; errors of the medium stay as they are.
func (b *book) fault(part string, err error) error {
	var own *damage
	var syntax *xml.SyntaxError
	var known *table.Error
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.As(err, &own), errors.As(err, &syntax):
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrAlgorithm), errors.Is(err, io.ErrUnexpectedEOF):
	case isCorrupt(err):
	default:
		return fmt.Errorf("read the workbook: %w", err)
	}
	return &table.Error{Reason: fmt.Sprintf("the workbook's part %q cannot be read; open it in Excel or LibreOffice and save it again", part), Err: err}
}
