package index

import (
	"encoding/binary"
	"errors"
	"sync"

	"github.com/blevesearch/vellum"
)

// The section "dictionary" is an FST of vellum's format 1 from keys, as
// text.Key folds names, to a number: 2·reference + 1 where one area has the
// name, else twice the offset of a list in the section "postings". A reference
// is 8·area + kind of name; a list is its length and its references, all
// uvarint.

// NameKind says what a key is to an area.
type NameKind uint8

// The kinds of names, the most telling first.
const (
	MainName      NameKind = iota // the area's own name
	OtherLanguage                 // its name in another language, or another name: "Great Britain"
	Abbreviation                  // a customary short form: "WA", "USA", "Mass."
	CodeName                      // an official code: "US", "USA" as ISO has it, "US-WA"
)

// NameRef is an area that has a name.
type NameRef struct {
	Area ID
	As   NameKind
}

func (r NameRef) packed() uint64 { return uint64(r.Area)<<3 | uint64(r.As) }

func unpackRef(x uint64) NameRef { return NameRef{ID(x >> 3), NameKind(x & 7)} }

// maxRefs bounds the areas that share a name.
const maxRefs = 1 << 20

// dictionary opens the FST on first use. An automaton walks it as it likes, so
// all its blocks are checked then.
type dictionary struct {
	section *section
	once    sync.Once
	fst     *vellum.FST
	readers sync.Pool // of *vellum.Reader, which spare an allocation a look-up
}

var errNoDictionary = errors.New("index dictionary cannot be used")

func (d *dictionary) open() (*vellum.FST, error) {
	d.once.Do(func() {
		data, err := d.section.bytes(0, d.section.size())
		if err != nil {
			return // noted as damage
		}
		if d.fst, err = vellum.Load(data); err != nil {
			d.fst = nil
			d.section.damage("is no dictionary (%v)", err)
		}
	})
	if d.fst == nil {
		return nil, errNoDictionary
	}
	return d.fst, nil
}

// get looks a key up.
func (d *dictionary) get(key string) (value uint64, found bool, err error) {
	fst, err := d.open()
	if err != nil {
		return 0, false, err
	}
	reader, ok := d.readers.Get().(*vellum.Reader)
	if !ok {
		if reader, err = fst.Reader(); err != nil {
			return 0, false, err
		}
	}
	defer d.readers.Put(reader)
	return reader.Get(readOnly(key))
}

// nameTable is a dictionary of areas and its lists.
type nameTable struct {
	dictionary dictionary
	postings   *section
}

// Find lists the areas that have a name, by descending population. The key is
// the name as text.Key folds it; nothing found is no error. Landmarks have
// names of their own, see FindLandmarks.
func (ix *Index) Find(key string) ([]NameRef, error) { return ix.find(&ix.words, key) }

func (ix *Index) find(names *nameTable, key string) (refs []NameRef, err error) {
	if key == "" || len(key) > maxText {
		return nil, nil
	}
	err = ix.guard(func() error {
		value, found, err := names.dictionary.get(key)
		if err != nil || !found {
			return ix.orBroken(err)
		}
		refs, err = names.refs(value)
		return err
	})
	return refs, err
}

// orBroken gives what broke the index off instead of an error that only says
// that something did.
func (ix *Index) orBroken(err error) error {
	if broken := ix.broken.Load(); err != nil && broken != nil {
		return *broken
	}
	return err
}

// refs reads what a value of the dictionary stands for.
func (n *nameTable) refs(value uint64) ([]NameRef, error) {
	if value&1 == 1 {
		return []NameRef{unpackRef(value >> 1)}, nil
	}
	offset := value >> 1
	head, err := n.postings.upTo(offset, binary.MaxVarintLen64)
	if err != nil {
		return nil, err
	}
	count, length := binary.Uvarint(head)
	if length <= 0 || count > maxRefs {
		return nil, n.postings.damage("holds no list at %d", offset)
	}
	list, err := n.postings.upTo(offset+uint64(length), count*binary.MaxVarintLen64)
	if err != nil {
		return nil, err
	}
	if count > uint64(len(list)) {
		return nil, n.postings.damage("ends within the list at %d", offset)
	}
	in := varints{rest: list}
	refs := make([]NameRef, count)
	for i := range refs {
		refs[i] = unpackRef(in.next())
	}
	if in.bad {
		return nil, n.postings.damage("ends within the list at %d", offset)
	}
	return refs, nil
}
