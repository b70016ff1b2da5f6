package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/milepost/milepost/internal/dataflow"
)

// preamble begins the first line of a delimited feed of schema 2.0.
const preamble = "bing spatial data services"

// delimiters are those of the delimited formats, the likeliest first.
var delimiters = []struct {
	format dataflow.Format
	mark   string
	ending string // of names, beside .txt
}{{dataflow.CSV, ",", ".csv"}, {dataflow.Tab, "\t", ".tsv"}, {dataflow.Pipe, "|", ".psv"}}

// isFeed tells a Dataflow feed from other tables, by its first lines. It
// consumes none.
func (in *feedInput) isFeed() bool {
	if in.book != nil {
		return false
	}
	head, _ := in.Peek(sniffed)
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(text) > 0 && text[0] == '<' {
		return !bytes.HasPrefix(bytes.ToLower(text[:min(len(text), 20)]), []byte("<!doctype html")) && !bytes.HasPrefix(bytes.ToLower(text[:min(len(text), 5)]), []byte("<html"))
	}
	for _, d := range delimiters {
		if hasHeading(head, d.format) {
			return true
		}
	}
	return announcesFeed(strings.SplitN(strings.ToLower(string(text)), "\n", 3))
}

// guessFormat tells the format by the feed's first lines. It consumes none.
func (in *feedInput) guessFormat() (dataflow.Format, error) {
	head, err := in.Peek(sniffed)
	if err != nil && err != io.EOF {
		return "", in.explain(err)
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case len(text) == 0:
		return "", fmt.Errorf("%s is empty", in.name)
	case text[0] == '<':
		return dataflow.XML, nil
	}
	for _, d := range delimiters {
		if hasHeading(head, d.format) {
			return d.format, nil
		}
	}
	lines := strings.SplitN(strings.ToLower(string(text)), "\n", 3)
	if !announcesFeed(lines) {
		return "", fmt.Errorf("%s is no Dataflow feed: before its header there is no line \"Bing Spatial Data Services, 2.0\", "+
			"and it is no XML; such feeds are read, in csv, tab, pipe and xml, and feeds of schema 1.0 without a heading with --input csv, tab or pipe", in.name)
	}
	return in.likeliest(lines), nil
}

// hasHeading tells whether the feed, read in a format, begins with a header.
func hasHeading(head []byte, format dataflow.Format) bool {
	found := false
	enough := errors.New("the heading is read")
	feed, err := dataflow.Split(bytes.NewReader(head), format, dataflow.Limits{Rows: 1}, func(feed *dataflow.Feed, _ dataflow.Chunk, _ []byte) error {
		found = feed.Header != ""
		return enough
	})
	return found || err == nil && feed.Header != ""
}

// announcesFeed tells whether the lines are meant to begin a feed, though
// something may be wrong with them.
func announcesFeed(lines []string) bool {
	for _, line := range lines[:min(len(lines), 2)] {
		if strings.Contains(line, preamble) || strings.Contains(line, "geocoderequest/") || strings.Contains(line, "geocodeentity/") {
			return true
		}
	}
	return false
}

// likeliest is the format of a heading that is wrong in any: reading it so
// says what is wrong. Line 1 may have its comma in every format.
func (in *feedInput) likeliest(lines []string) dataflow.Format {
	best, most := dataflow.CSV, 0
	line := lines[min(len(lines)-1, 1)]
	if !strings.Contains(lines[0], preamble) {
		line = lines[0]
	}
	for _, d := range delimiters {
		n := 2 * strings.Count(line, d.mark)
		if strings.Contains(strings.ToLower(in.name), d.ending) {
			n++
		}
		if n > most {
			best, most = d.format, n
		}
	}
	return best
}
