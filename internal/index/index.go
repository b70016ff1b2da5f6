package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// sectionNames are the sections of an index, in the order they are written.
var sectionNames = []string{
	"areas", "details", "texts", "names", "dictionary", "postings", "tree", "borders",
	"landmarks", "landmarktree", "landmarkwords", "landmarkpostings",
	"polygons", "polygoncells",
	"localities", "cores", "coretexts", "streets", "streetnames", "streetparts", "streetwords", "streetpostings",
	"addresses", "spaceleaves", "spacetree", "postcodes", "postcodetexts",
	"streetlines", "streetlocals", "streetaliases", "stretches", "stretchtree",
	"crossings", "crossingtree", "streetcrossings", "recordids", "doors",
}

// Index is an open index.
type Index struct {
	source   source
	manifest *Manifest
	build    string
	sections map[string]*section

	areas, details, texts, names, tree, borders *section
	polygons, polygonCells                      *section // these and landmarks an index may lack

	words     nameTable
	landmarks landmarks
	cultures  cultures[uint64] // places in the manifest's list of languages
	streets   *Streets         // nil where there are none

	holds  atomic.Int64          // Open's own and one a Retain
	closed atomic.Bool           // Close was called
	broken atomic.Pointer[error] // the first damage found
}

// Open opens the index in dir. The files are mapped, not read; they may be
// replaced by a new build while the index is open, but not overwritten.
func Open(dir string) (*Index, error) { return open(&directory{dir: dir}) }

// OpenArchive opens an index that Pack wrote, where it is in memory. The name
// is for error messages.
func OpenArchive(name, data string) (*Index, error) {
	files, err := readArchive(name, data)
	if err != nil {
		return nil, err
	}
	return open(files)
}

func open(from source) (*Index, error) {
	ix := &Index{source: from, sections: map[string]*section{}}
	ix.holds.Store(1)
	err := ix.guard(ix.load)
	if err != nil {
		from.close()
		return nil, err
	}
	return ix, nil
}

// load reads the manifest and opens the sections.
func (ix *Index) load() error {
	text, err := ix.source.manifest()
	if err != nil {
		return err
	}
	if ix.manifest, err = decodeManifest(ix.source.path(manifestName), text); err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	ix.build = hex.EncodeToString(sum[:8])
	if len(ix.manifest.Sections) > maxArchived {
		return damaged(ix.source.path(manifestName), "names %d sections", len(ix.manifest.Sections))
	}
	for _, file := range ix.manifest.Sections {
		if err := ix.openSection(file); err != nil {
			return err
		}
	}
	return ix.assign()
}

func (ix *Index) openSection(file SectionFile) error {
	manifest := ix.source.path(manifestName)
	if file.File != filepath.Base(file.File) || !strings.HasSuffix(file.File, sectionSuffix) || ix.sections[file.Name] != nil {
		return damaged(manifest, "names a section %q twice or in a file %q that cannot be one", file.Name, file.File)
	}
	data, err := ix.source.section(file.File)
	if err != nil {
		return err
	}
	path := ix.source.path(file.File)
	if int64(len(data)) != file.Length {
		return damaged(path, "has %d bytes where the manifest says %d: it is truncated or was changed", len(data), file.Length)
	}
	ix.sections[file.Name], err = openSection(path, file.Name, data, ix.breakOff)
	return err
}

// assign finds the sections that reading needs and checks their versions.
// Sections that this version does not know are left alone.
func (ix *Index) assign() error {
	err := ix.assignTo(map[string]**section{
		"areas": &ix.areas, "details": &ix.details, "texts": &ix.texts, "names": &ix.names,
		"dictionary": &ix.words.dictionary.section, "postings": &ix.words.postings, "tree": &ix.tree, "borders": &ix.borders,
	})
	if err == nil {
		err = ix.assignFurther(ix.further())
	}
	if err != nil || ix.sections["streets"] == nil {
		return err
	}
	ix.streets = &Streets{ix: ix}
	if err := ix.assignTo(ix.streets.sections()); err != nil {
		return err
	}
	return ix.assignFurther(ix.streets.further())
}

func (ix *Index) assignTo(fields map[string]**section) error {
	for name := range fields {
		if ix.sections[name] == nil {
			return damaged(ix.source.path(manifestName), "names no section %q", name)
		}
	}
	return ix.assignFurther(fields)
}

// further are the fields of sections of areas that an index may lack.
func (ix *Index) further() map[string]**section {
	return map[string]**section{
		"landmarks": &ix.landmarks.section, "landmarktree": &ix.landmarks.tree,
		"landmarkwords": &ix.landmarks.names.dictionary.section, "landmarkpostings": &ix.landmarks.names.postings,
		"polygons": &ix.polygons, "polygoncells": &ix.polygonCells,
	}
}

// assignFurther leaves the fields of sections that are not there as they are.
func (ix *Index) assignFurther(fields map[string]**section) error {
	for name, field := range fields {
		s := ix.sections[name]
		if s == nil {
			continue
		}
		if s.version != 1 {
			return unsupported("%s is version %d of the section %s, this program reads version 1: use a newer milepost, or build the index again with this one",
				s.path, s.version, name)
		}
		*field = s
	}
	return nil
}

// Manifest is what the index is made of. It must not be changed.
func (ix *Index) Manifest() *Manifest { return ix.manifest }

// Build identifies the index's content: the same sources, settings and format
// give the same 16 hexadecimal digits, anything else others.
func (ix *Index) Build() string { return ix.build }

// Attributions are the sentences that the index's sources want shown, in the
// order of the manifest.
func (ix *Index) Attributions() []string {
	var list []string
	for _, s := range ix.manifest.Sources {
		if s.Attribution != "" {
			list = append(list, s.Attribution)
		}
	}
	return list
}

// Retain holds the index open until Release is called as often. It is false
// where the index was closed already: then it must not be used.
func (ix *Index) Retain() bool {
	for {
		n := ix.holds.Load()
		if n == 0 || ix.closed.Load() {
			return false
		}
		if ix.holds.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// Release ends a hold. The last one unmaps the files.
func (ix *Index) Release() error {
	if ix.holds.Add(-1) > 0 {
		return nil
	}
	return ix.source.close()
}

// Close ends the opener's hold; those who retained the index go on reading.
// Calls after the first do nothing.
func (ix *Index) Close() error {
	if ix.closed.Swap(true) {
		return nil
	}
	return ix.Release()
}

// Verify reads all sections and compares every block with its checksum and
// every file with its hash in the manifest. The error is the first damage.
func (ix *Index) Verify(ctx context.Context) error {
	for _, file := range ix.manifest.Sections {
		err := ix.guard(func() error { return ix.sections[file.Name].verify(ctx, file) })
		if err != nil {
			return err
		}
	}
	return nil
}

// verify checks all blocks, whether they were seen or not, and the hash.
func (s *section) verify(ctx context.Context, want SectionFile) error {
	for block := range uint64(len(s.sums) / 4) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.check(block); err != nil {
			return err
		}
	}
	hash := sha256.New()
	for part := range slices.Chunk(s.file, 16<<20) {
		if err := ctx.Err(); err != nil {
			return err
		}
		hash.Write(part)
	}
	if hex.EncodeToString(hash.Sum(nil)) != want.SHA256 {
		return s.damage("does not match its hash in the manifest")
	}
	return nil
}
