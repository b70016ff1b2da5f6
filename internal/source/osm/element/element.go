// Package element is what files of OpenStreetMap hold: nodes, ways and
// relations with tags, in blocks of some thousand, as the readers of the
// formats fill them and whoever turns them into features takes them.
//
// A block's elements, tags, references and members each lie in one array, and
// its texts in one table, so that a block is filled again and again without
// new memory. Nothing of a block may be kept but its strings.
package element

// Kind is what an element is. Files are sorted by kind, then by ID.
type Kind uint8

// The kinds, in the order of files.
const (
	NodeKind Kind = iota
	WayKind
	RelationKind
)

var letters = [...]string{"n", "w", "r"}

// Letter gives "n", "w" or "r".
func (k Kind) Letter() string { return letters[min(int(k), len(letters)-1)] }

// Degree is one degree in the unit of positions.
const Degree = 10_000_000

// Position is a place on Earth in 1e-7 degrees.
type Position struct{ Lat, Lon int32 }

// Span is a part of one of a block's arrays.
type Span struct{ From, To uint32 }

// Node is a point. A position out of range is OutOfRange.
type Node struct {
	ID int64
	Position
	Version int32 // 0 where the file has none
	Tags    Span  // of Block.Tags
}

// OutOfRange stands for a position that is none on Earth.
var OutOfRange = Position{Lat: 1<<31 - 1, Lon: 1<<31 - 1}

// Outside is the position of a node that is out of range, as the file has it.
type Outside struct {
	ID       int64
	Lat, Lon string // degrees
}

// maxOutside bounds those that a block tells of: they are samples.
const maxOutside = 8

// NoteOutside keeps the position of a node that is out of range, if there are
// few so far.
func (b *Block) NoteOutside(id int64, lat, lon string) {
	if len(b.Outside) < maxOutside {
		b.Outside = append(b.Outside, Outside{id, lat, lon})
	}
}

// Way is a line or, closed, an area.
type Way struct {
	ID      int64
	Version int32
	Tags    Span // of Block.Tags
	Refs    Span // of Block.Refs: IDs of nodes
}

// Relation is a group of elements.
type Relation struct {
	ID      int64
	Version int32
	Tags    Span // of Block.Tags
	Members Span // of Block.Members
}

// Tag is a key and its value, both of Block.Strings.
type Tag struct{ Key, Value uint32 }

// Member is an element of a relation.
type Member struct {
	ID   int64
	Role uint32 // of Block.Strings
	Kind Kind
}

// Origin is where a block or an element is from.
type Origin struct {
	File  int32 // of those that are read together, from 0
	Moved int64 // what was added to the IDs that the file has
}

// Block is a part of a file.
type Block struct {
	Strings   []string // may be no UTF-8
	Nodes     []Node
	Ways      []Way
	Relations []Relation

	Tags    []Tag
	Refs    []int64
	Members []Member

	Marks []uint16 // one for each text, for whoever takes the block; empty at first

	Outside []Outside // some of the nodes that are out of range

	Unknown string // what the file calls the block, if its kind is not known; then it is empty

	Origin Origin // set by whoever reads several files

	Deleted int64 // elements that the file gives as deleted; they are left out
}

// Reset empties the block and keeps its memory.
func (b *Block) Reset() {
	*b = Block{
		Strings: b.Strings[:0], Nodes: b.Nodes[:0], Ways: b.Ways[:0], Relations: b.Relations[:0],
		Tags: b.Tags[:0], Refs: b.Refs[:0], Members: b.Members[:0], Marks: b.Marks[:0], Outside: b.Outside[:0],
	}
}

// Bytes is about how much memory the block's contents take.
func (b *Block) Bytes() int64 {
	n := 32*(len(b.Nodes)+len(b.Ways)+len(b.Relations)) + 8*(len(b.Tags)+len(b.Refs)) + 16*(len(b.Members)+len(b.Strings))
	for _, s := range b.Strings {
		n += len(s)
	}
	return int64(n)
}

// Wanted says which kinds of elements a reader is to decode.
type Wanted struct{ Nodes, Ways, Relations bool }

// All wants everything.
var All = Wanted{Nodes: true, Ways: true, Relations: true}
