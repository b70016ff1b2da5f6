package xlsx

import (
	"compress/flate"
	"errors"
	"io"
	"strconv"
)

// texts are the shared strings of a workbook, one behind the other.
type texts struct {
	all  []byte
	ends []uint32
}

// at is a shared string; false where there is none of that number.
func (t *texts) at(i int) (string, bool) {
	if i < 0 || i >= len(t.ends) {
		return "", false
	}
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return string(t.all[from:t.ends[i]]), true
}

// readStrings reads the part of shared strings.
func (b *book) readStrings(part string) (t texts, err error) {
	r, err := b.open(part)
	if err != nil {
		return t, err
	}
	defer r.Close()
	in, rich := newScanner(r), richText{}
	for {
		kind, err := in.next()
		if err == io.EOF {
			return t, nil
		}
		if err != nil {
			return t, err
		}
		rich.take(in, kind)
		if kind != closing || string(in.name) != "si" {
			continue
		}
		if len(t.all)+len(rich.text) > maxStrings {
			return t, broken("the texts of the workbook are longer than %d MB; save the sheet as csv", maxStrings>>20)
		}
		t.all = append(t.all, decode(string(rich.text))...)
		t.ends = append(t.ends, uint32(len(t.all)))
		rich = richText{text: rich.text[:0]}
	}
}

// richText joins the runs of a text. Readings beside Japanese characters are
// no part of it.
type richText struct {
	text    []byte
	inside  bool // of an element t
	reading int  // elements rPh around
}

func (r *richText) take(in *scanner, kind token) {
	switch {
	case kind == chars:
		if r.inside && r.reading == 0 {
			r.text = append(r.text, in.text...)
		}
	case string(in.name) == "t":
		r.inside = kind == opening
	case string(in.name) == "rPh" && kind == opening:
		r.reading++
	case string(in.name) == "rPh":
		r.reading--
	}
}

// integer reads an attribute that is a whole number, -1 where it is none.
func integer(text []byte) int {
	n, err := strconv.Atoi(string(text))
	if err != nil {
		return -1
	}
	return n
}

func isCorrupt(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt)
}
