package osm

import "github.com/milepost/milepost/internal/source/osm/element"

// What an element's keys say that it may be, bit by bit.
const (
	marked           uint16 = 1 << iota // the key was looked at
	hasName                             // it has a name
	hasAddress                          // it has a house number or the like
	hasHighway                          // it is a way for traffic
	hasPlace                            // it is a place
	hasBoundary                         // it bounds an area
	hasLandmark                         // it may be a landmark
	hasEntrance                         // it may be a door, or have flats
	hasInterpolation                    // house numbers lie along it
)

// keyMarks are the keys by which elements are chosen, with those of the
// landmarks' table.
var keyMarks = landmarkMarks(map[string]uint16{
	"name": hasName, "ref": hasName, "official_name": hasName, "short_name": hasName, "alt_name": hasName,
	"addr:housenumber": hasAddress, "addr:conscriptionnumber": hasAddress, "addr:streetnumber": hasAddress,
	"addr:provisionalnumber": hasAddress, "addr:housename": hasAddress,
	"highway": hasHighway, "place": hasPlace, "boundary": hasBoundary,
	"entrance": hasEntrance, "building": hasEntrance, // building=entrance was the older way
	"addr:flats":         hasEntrance,
	"addr:interpolation": hasInterpolation,
})

func landmarkMarks(all map[string]uint16) map[string]uint16 {
	for _, row := range landmarkTable {
		all[row.key] |= hasLandmark
	}
	return all
}

// marksOf tells what an element may be, by its keys, each of which is looked
// up once in a block.
func marksOf(b *element.Block, span element.Span) uint16 {
	if span.From == span.To {
		return 0
	}
	if len(b.Marks) < len(b.Strings) {
		b.Marks = append(b.Marks, make([]uint16, len(b.Strings)-len(b.Marks))...)
	}
	var all uint16
	for _, t := range b.Tags[span.From:span.To] {
		m := b.Marks[t.Key]
		if m == 0 {
			m = marked | keyMarks[b.Strings[t.Key]]
			b.Marks[t.Key] = m
		}
		all |= m
	}
	return all
}
