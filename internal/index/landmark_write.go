package index

import (
	"encoding/binary"
	"fmt"

	"github.com/milepost/milepost/internal/geocode"
)

// landmarks lays out the landmarks, whose records are those from first on.
// Without any there are no sections.
func (p *plan) landmarks(first int) ([]planned, error) {
	if first == len(p.records) {
		return nil, nil
	}
	var types []uint32
	var numbers []byte
	known := map[geocode.EntityType]int{}
	for _, h := range p.sorted[first:] {
		entity := p.b.areas[h-1].Entity
		if _, ok := known[entity]; !ok {
			offset, err := p.texts.add(string(entity))
			if err != nil {
				return nil, err
			}
			known[entity] = len(types)
			types = append(types, offset)
		}
		numbers = binary.LittleEndian.AppendUint16(numbers, uint16(known[entity]))
	}
	if len(types) > maxEntities {
		return nil, fmt.Errorf("%d entity types: %w", len(types), ErrTooLarge)
	}
	b := binary.LittleEndian.AppendUint32(nil, uint32(first+1))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(types)))
	for _, offset := range types {
		b = binary.LittleEndian.AppendUint32(b, offset)
	}
	words, postings, err := p.dictionary(p.landmarkKeys)
	p.counts["keys of landmarks"] = len(p.landmarkKeys)
	return []planned{
		laidOut("landmarks", append(b, numbers...)),
		laidOut("landmarktree", appendTree(nil, ID(first+1), p.records[first:])),
		laidOut("landmarkwords", words), laidOut("landmarkpostings", postings),
	}, err
}
