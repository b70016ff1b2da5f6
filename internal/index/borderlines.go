package index

import "github.com/milepost/milepost/internal/geocode"

// EachBorder calls visit for the border lines in the cells of one degree that
// a box touches, for drawing them; coast tells that there is an area on one
// side alone. The points are visit's to keep. An edge that
// touches several cells comes once with each.
func (ix *Index) EachBorder(box geocode.Box, visit func(line []geocode.Point, coast bool)) error {
	west, south := cellOf(geocode.Point{Lat: box.South, Lon: box.West})
	east, north := cellOf(geocode.Point{Lat: box.North, Lon: box.East})
	if box.East < box.West {
		east += gridWidth
	}
	for row := south; row <= north; row++ {
		for col := west; col <= east; col++ {
			err := ix.guard(func() error { return ix.cellLines(col%gridWidth, row, visit) })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// cellLines gives the lines of one cell.
func (ix *Index) cellLines(col, row int, visit func([]geocode.Point, bool)) error {
	data, err := ix.cell(col, row)
	if err != nil || len(data) == 0 {
		return err
	}
	in := cellReader{varints: varints{rest: data}}
	in.areas()
	var line []geocode.Point
	var last corner
	coast := false
	in.edges(func(left, right ID, a, b corner) {
		ofCoast := (left == 0) != (right == 0)
		if len(line) > 0 && (a != last || coast != ofCoast) {
			visit(line, coast)
			line = nil
		}
		coast = ofCoast
		if len(line) == 0 {
			line = append(line, inDegrees(a, col, row))
		}
		line, last = append(line, inDegrees(b, col, row)), b
	})
	if in.bad {
		return ix.borders.damage("ends within a cell")
	}
	if len(line) > 0 {
		visit(line, coast)
	}
	return nil
}

// inDegrees is the position of a corner of a cell.
func inDegrees(c corner, col, row int) geocode.Point {
	return geocode.Point{
		Lat: float64(row) - 90 + float64(c.y)/borderUnits,
		Lon: float64(col) - 180 + float64(c.x)/borderUnits,
	}
}
