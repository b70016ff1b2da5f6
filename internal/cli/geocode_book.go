package cli

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"github.com/milepost/milepost/internal/table/parquet"
	"github.com/milepost/milepost/internal/table/xlsx"
)

// book is a file that is read here and there: a workbook or Parquet.
type book struct {
	format string // "xlsx" or "parquet"
	io.ReaderAt
	size int64
}

// bookHead is how many bytes tell a book.
const bookHead = 256

// bookFormat tells by the first bytes what has to be read so; "" for none.
func bookFormat(head []byte) string {
	switch {
	case parquet.Is(head):
		return "parquet"
	case xlsx.IsOld(head): // or encrypted: the reader says which
		return "xlsx"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && len(head) > 30:
		name := head[30:min(len(head), 30+int(head[26]))]
		for _, part := range []string{"[Content_Types].xml", "_rels/", "xl/", "docProps/", "customXml/"} {
			if bytes.HasPrefix(name, []byte(part)) {
				return "xlsx"
			}
		}
	}
	return ""
}

// openBook makes the input readable here and there, which r reads from front
// to back.
func (in *feedInput) openBook(format string, r *bufio.Reader) error {
	in.Reader = r
	if in.file != nil && in.regular() {
		in.book = &book{format, &countedReaderAt{in.file, &in.read}, in.info.Size()}
		return nil
	}
	return in.spoolBook(format)
}

// spoolBook keeps what comes from a pipe, or was packed, in a temporary file.
func (in *feedInput) spoolBook(format string) error {
	head, _ := in.Peek(sniffed)
	spool, err := os.CreateTemp("", "milepost-*."+format)
	if err != nil {
		return fmt.Errorf("keep the input while it is read: %w; set TMPDIR to a place that can be written", err)
	}
	os.Remove(spool.Name()) // where open files can be removed, nothing is left however the process ends
	in.closers = append(in.closers, func() {
		spool.Close()
		os.Remove(spool.Name())
	})
	size, err := io.Copy(spool, in.Reader)
	if isFull(err) {
		return fmt.Errorf("keep the input while it is read: %w; set TMPDIR to a place with room", err)
	}
	if err != nil {
		return err
	}
	in.Reader = bufio.NewReaderSize(bytes.NewReader(bytes.Clone(head)), sniffed)
	in.book = &book{format, spool, size}
	return nil
}

// countedReaderAt counts the bytes that are read.
type countedReaderAt struct {
	r io.ReaderAt
	n *atomic.Int64
}

func (c *countedReaderAt) ReadAt(p []byte, offset int64) (int, error) {
	n, err := c.r.ReadAt(p, offset)
	c.n.Add(int64(n))
	return n, err
}
