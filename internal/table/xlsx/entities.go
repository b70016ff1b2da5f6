package xlsx

import (
	"bytes"

	"github.com/milepost/milepost/internal/text"
)

// lines makes line feeds of other line ends, in place, as readers of XML do.
func lines(b []byte) []byte {
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	out := b[:0]
	for i, c := range b {
		switch {
		case c != '\r':
			out = append(out, c)
		case i+1 == len(b) || b[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	return out
}

// unescape replaces the entities of a text, in place.
func unescape(escaped []byte) ([]byte, error) {
	plain, wrong, ok := text.UnescapeXML(escaped)
	switch {
	case ok:
		return plain, nil
	case wrong == "":
		return nil, broken("an & begins no entity")
	}
	return nil, broken("&%s; is no entity", wrong)
}
