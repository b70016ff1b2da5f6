package cli

import (
	"io"
	"unicode/utf8"
)

// lookedThrough is how far into a file, in bytes, is looked for a letter that
// tells its encoding: a tenth of a second's work.
const lookedThrough = 256 << 20

// beyondASCII gives some bytes of a plain file from the first on that is none of
// ASCII; none where there is none, or the input is no plain file. It does not
// move what is read.
func (in *feedInput) beyondASCII() []byte {
	if in.packed || !in.regular() || in.file == nil {
		return nil
	}
	block := make([]byte, 256<<10)
	for at := int64(0); at < lookedThrough; at += int64(len(block)) {
		n, err := in.file.ReadAt(block, at)
		for i, b := range block[:n] {
			if b >= utf8.RuneSelf {
				n, _ = in.file.ReadAt(block, at+int64(i))
				return block[:n]
			}
		}
		if err != nil && err != io.EOF || n < len(block) {
			return nil
		}
	}
	return nil
}
