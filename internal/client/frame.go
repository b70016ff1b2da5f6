package client

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"github.com/milepost/milepost/internal/dataflow"
)

// frame is what stands around the rows of a feed: the heading lines, or the
// root's tags with whatever namespaces they declare.
type frame struct {
	feed       *dataflow.Feed
	begin, end []byte
}

// split reads a feed as dataflow.Split does, and tells with each chunk what
// stands around all of them.
func split(r io.Reader, format dataflow.Format, limits dataflow.Limits, emit func(f *frame, c dataflow.Chunk, data []byte) error) (*frame, error) {
	head := &recorder{r: r}
	var f *frame
	feed, err := dataflow.Split(head, format, limits, func(feed *dataflow.Feed, c dataflow.Chunk, data []byte) (err error) {
		if f == nil {
			if f, err = newFrame(feed, bytes.Clone(head.bytes[:c.Offset])); err != nil {
				return err
			}
			head.stop()
		}
		return emit(f, c, data)
	})
	if err == nil && f == nil { // there are no rows
		return &frame{feed, feed.AppendHead(nil), feed.AppendTail(nil)}, nil
	}
	return f, err
}

// newFrame makes the frame of a feed that begins with these bytes.
func newFrame(feed *dataflow.Feed, begin []byte) (*frame, error) {
	f := &frame{feed: feed, begin: begin}
	if feed.Format == dataflow.XML {
		name, err := rootName(begin)
		if err != nil {
			return nil, fmt.Errorf("read the root element: %w", err)
		}
		f.end = []byte("</" + name + ">\n")
	}
	return f, nil
}

// rootName is the root element's name as it is written, prefix and all.
func rootName(head []byte) (string, error) {
	decoder := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(head, []byte("\ufeff"))))
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 whatever it says
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return "", err
		}
		if start, ok := token.(xml.StartElement); ok {
			if start.Name.Space != "" {
				return start.Name.Space + ":" + start.Name.Local, nil
			}
			return start.Name.Local, nil
		}
	}
}

// recorder keeps what is read through it until it is stopped: of a feed, no
// more than its heading and a chunk.
type recorder struct {
	r       io.Reader
	bytes   []byte
	stopped bool
}

func (h *recorder) Read(p []byte) (int, error) {
	n, err := h.r.Read(p)
	if !h.stopped {
		h.bytes = append(h.bytes, p[:n]...)
	}
	return n, err
}

func (h *recorder) stop() { h.bytes, h.stopped = nil, true }
