package draw

import "github.com/milepost/milepost/internal/text"

// placeTypo makes one error in the longest word of the locality.
func placeTypo(d *drawing, q *question, h *house) string {
	name, ok := Mistype(q.locality, h.number, 1)
	if !ok || d.pool.isTown(name) {
		return unfit
	}
	q.locality, q.meant = name, q.locality
	return notSo
}

// isTown tells whether addresses of the data name a locality so.
func (p *pool) isTown(name string) bool {
	key := text.Key(name)
	for town := range p.named {
		if text.Key(town) == key {
			return true
		}
	}
	return false
}
