package index

import (
	"encoding/binary"

	"github.com/milepost/milepost/internal/geocode"
)

// Landmarks are areas with the highest IDs. What they are is in the section
// "landmarks":
//
//	first   u32, ID of the first
//	types   u32, how many entity types there are
//	type    offset in "texts" of each, u32
//	entity  number of the type of each landmark, u16
//
// Their names are in a dictionary of their own, "landmarkwords" with
// "landmarkpostings", and "landmarktree" finds the nearest: however many there
// are, they are no burden to who looks for places.
type landmarks struct {
	section, tree *section
	names         nameTable
}

const landmarkHead = 8

// maxEntities bounds the entity types of an index.
const maxEntities = 1 << 16

// FindLandmarks lists the landmarks that have a name, as Find does areas.
func (ix *Index) FindLandmarks(key string) ([]NameRef, error) {
	if ix.landmarks.section == nil {
		return nil, nil
	}
	return ix.find(&ix.landmarks.names, key)
}

// FindLandmarksLike lists names of landmarks within 1 or 2 edits, as FindLike does.
func (ix *Index) FindLandmarksLike(key string, edits, limit int) ([]Match, error) {
	if ix.landmarks.section == nil {
		return nil, nil
	}
	return ix.findLike(&ix.landmarks.names, key, edits, limit)
}

// NearestLandmarks lists the landmarks whose point is nearest to p, as Nearest
// does places. Those whose polygon holds p HoldingAreas has.
func (ix *Index) NearestLandmarks(p geocode.Point, within float64, max int, accept func(*Area) bool) ([]Near, error) {
	return ix.nearest(ix.landmarks.tree, p, within, max, accept)
}

// LandmarkCount is the number of landmarks.
func (ix *Index) LandmarkCount() (n int, err error) {
	if ix.landmarks.section == nil {
		return 0, nil
	}
	err = ix.guard(func() error {
		head, err := ix.landmarks.section.bytes(0, landmarkHead)
		if err == nil {
			n = max(0, ix.AreaCount()+1-int(binary.LittleEndian.Uint32(head)))
		}
		return err
	})
	return n, err
}

// entity reads what a landmark is.
func (ix *Index) entity(id ID) (geocode.EntityType, error) {
	s := ix.landmarks.section
	if s == nil {
		return "", ix.areas.damage("has the landmark %d, and there is no section of those", id)
	}
	head, err := s.bytes(0, landmarkHead)
	if err != nil {
		return "", err
	}
	first, types := ID(binary.LittleEndian.Uint32(head)), uint64(binary.LittleEndian.Uint32(head[4:]))
	if id < first || types > maxEntities {
		return "", s.damage("has no landmark %d", id)
	}
	number, err := s.bytes(landmarkHead+4*types+2*uint64(id-first), 2)
	if err != nil {
		return "", err
	}
	at := uint64(binary.LittleEndian.Uint16(number))
	if at >= types {
		return "", s.damage("has no entity type of the landmark %d", id)
	}
	offset, err := s.bytes(landmarkHead+4*at, 4)
	if err != nil {
		return "", err
	}
	entity, err := ix.text(binary.LittleEndian.Uint32(offset))
	return geocode.EntityType(entity), err
}
