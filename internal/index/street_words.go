package index

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/blevesearch/vellum"
)

// wordWriter writes the dictionary of core names.
type wordWriter struct {
	words, postings *spool
	fst             *vellum.Builder
	word            []byte
	cores           []CoreID
	buffer          []byte
}

func newWordWriter(w *StreetWriter, dir string) (*wordWriter, error) {
	words, err := w.spool(dir, "streetwords")
	if err != nil {
		return nil, err
	}
	postings, err := w.spool(dir, "streetpostings")
	if err != nil {
		return nil, err
	}
	fst, err := vellum.New(words, nil)
	return &wordWriter{words: words, postings: postings, fst: fst}, err
}

// Word adds a core name and where it is. Names come in the order of their
// bytes, those of one name by ascending core.
func (w *StreetWriter) Word(name []byte, core CoreID) error {
	words := w.words
	if len(words.cores) > 0 && string(name) != string(words.word) {
		if err := words.insert(); err != nil {
			return err
		}
	}
	if len(words.cores) == 0 {
		words.word = append(words.word[:0], name...)
	}
	words.cores = append(words.cores, core)
	return nil
}

// insert writes the name whose cores are complete.
func (w *wordWriter) insert() error {
	value := uint64(w.cores[0])<<1 | 1
	if len(w.cores) > 1 {
		value = w.postings.size << 1
		if err := w.writeList(); err != nil {
			return err
		}
	}
	w.cores = w.cores[:0]
	if err := w.fst.Insert(w.word, value); err != nil {
		return fmt.Errorf("write street names: %q: %w", w.word, err)
	}
	return nil
}

func (w *wordWriter) writeList() error {
	if len(w.cores) > maxPostings || w.postings.size > math.MaxInt64 {
		return fmt.Errorf("write street names: %q in %d areas: %w", w.word, len(w.cores), ErrTooLarge)
	}
	b := binary.AppendUvarint(w.buffer[:0], uint64(len(w.cores)))
	before := CoreID(0)
	for _, core := range w.cores {
		b = binary.AppendUvarint(b, uint64(core-before))
		before = core
	}
	w.buffer = b
	_, err := w.postings.Write(b)
	return err
}

func (w *wordWriter) end() error {
	if len(w.cores) > 0 {
		if err := w.insert(); err != nil {
			return err
		}
	}
	return w.fst.Close()
}
