package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/milepost/milepost/internal/table"
)

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
