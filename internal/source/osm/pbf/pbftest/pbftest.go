// Package pbftest writes small PBF files for tests, and wrong ones.
package pbftest

import (
	"bytes"
	"encoding/binary"

	"github.com/klauspost/compress/zlib"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// File is a PBF file that grows.
type File struct {
	bytes.Buffer
	// Pack packs a blob's content; nil for zlib.
	Pack func(content []byte) (field int, data []byte)
}

// New begins a file with a header that requires the features.
func New(required ...string) *File {
	f := &File{}
	var header []byte
	for _, feature := range append([]string{"OsmSchema-V0.6", "DenseNodes"}, required...) {
		header = Bytes(header, 4, []byte(feature))
	}
	f.Blob("OSMHeader", header)
	return f
}

// Blob writes a blob of a kind.
func (f *File) Blob(kind string, content []byte) {
	field, data := 3, deflate(content)
	if f.Pack != nil {
		field, data = f.Pack(content)
	}
	f.Raw(kind, Bytes(Number(nil, 2, uint64(len(content))), field, data))
}

// Raw writes a blob's message as it is given.
func (f *File) Raw(kind string, blob []byte) {
	header := Number(Bytes(nil, 1, []byte(kind)), 3, uint64(len(blob)))
	f.Write(binary.BigEndian.AppendUint32(nil, uint32(len(header))))
	f.Write(header)
	f.Write(blob)
}

func deflate(content []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(content)
	w.Close()
	return b.Bytes()
}

// Number adds a field that holds a number.
func Number(b []byte, field int, v uint64) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(b, uint64(field)<<3), v)
}

// Bytes adds a field that holds bytes.
func Bytes(b []byte, field int, v []byte) []byte {
	b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(field)<<3|2), uint64(len(v)))
	return append(b, v...)
}

// Block writes a block of elements, its nodes dense, with their versions.
func (f *File) Block(b *element.Block) { f.Blob("OSMData", Message(b)) }

// Message is the content of a block.
func Message(b *element.Block) []byte {
	var table []byte
	table = Bytes(table, 1, nil) // the first text is the end of a node's tags
	for _, s := range b.Strings {
		table = Bytes(table, 1, []byte(s))
	}
	message := Bytes(nil, 1, table)
	message = Bytes(message, 2, Bytes(nil, 2, dense(b)))
	var ways, relations []byte
	for i := range b.Ways {
		ways = Bytes(ways, 3, way(b, &b.Ways[i]))
	}
	for i := range b.Relations {
		relations = Bytes(relations, 4, relation(b, &b.Relations[i]))
	}
	return Bytes(Bytes(message, 2, ways), 2, relations)
}

func dense(b *element.Block) []byte {
	var ids, lats, lons, tags, versions []byte
	var last element.Node
	for _, n := range b.Nodes {
		ids = binary.AppendVarint(ids, n.ID-last.ID)
		lats = binary.AppendVarint(lats, int64(n.Lat)-int64(last.Lat))
		lons = binary.AppendVarint(lons, int64(n.Lon)-int64(last.Lon))
		versions = binary.AppendUvarint(versions, uint64(n.Version))
		for _, t := range b.Tags[n.Tags.From:n.Tags.To] {
			tags = binary.AppendUvarint(binary.AppendUvarint(tags, uint64(t.Key+1)), uint64(t.Value+1))
		}
		tags = append(tags, 0)
		last = n
	}
	message := Bytes(nil, 1, ids)
	message = Bytes(message, 5, Bytes(nil, 1, versions))
	return Bytes(Bytes(Bytes(message, 8, lats), 9, lons), 10, tags)
}

// head writes what ways and relations have in common.
func head(b *element.Block, id int64, version int32, span element.Span) []byte {
	var keys, values []byte
	for _, t := range b.Tags[span.From:span.To] {
		keys = binary.AppendUvarint(keys, uint64(t.Key+1))
		values = binary.AppendUvarint(values, uint64(t.Value+1))
	}
	message := Bytes(Bytes(Number(nil, 1, uint64(id)), 2, keys), 3, values)
	return Bytes(message, 4, Number(nil, 1, uint64(version)))
}

func way(b *element.Block, w *element.Way) []byte {
	var refs []byte
	var last int64
	for _, ref := range b.Refs[w.Refs.From:w.Refs.To] {
		refs = binary.AppendVarint(refs, ref-last)
		last = ref
	}
	return Bytes(head(b, w.ID, w.Version, w.Tags), 8, refs)
}

func relation(b *element.Block, r *element.Relation) []byte {
	var roles, ids, kinds []byte
	var last int64
	for _, m := range b.Members[r.Members.From:r.Members.To] {
		roles = binary.AppendUvarint(roles, uint64(m.Role+1))
		ids = binary.AppendVarint(ids, m.ID-last)
		kinds = binary.AppendUvarint(kinds, uint64(m.Kind))
		last = m.ID
	}
	return Bytes(Bytes(Bytes(head(b, r.ID, r.Version, r.Tags), 8, roles), 9, ids), 10, kinds)
}
