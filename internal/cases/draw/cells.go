package draw

import (
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// cells finds things near a point: a grid of squares with sides of at least
// the reach, whose neighbours are all that is to be searched.
type cells[T any] struct {
	reach float64 // metres
	by    map[[2]int32][]T
}

func newCells[T any](reach float64) *cells[T] { return &cells[T]{reach, map[[2]int32][]T{}} }

// cell is the square of a point. Squares grow narrower towards the poles as
// degrees do; columns are as wide as the row's own latitude asks for.
func (c *cells[T]) cell(p geocode.Point) (row, column int32) {
	row = int32(math.Floor(p.Lat * geo.MetresPerDegree / c.reach))
	return row, c.column(row, p.Lon)
}

func (c *cells[T]) column(row int32, lon float64) int32 {
	lat := (math.Abs(float64(row)) + 1) * c.reach / geo.MetresPerDegree
	wide := geo.MetresPerDegree * math.Max(math.Cos(min(lat, 89)*math.Pi/180), 0.01)
	return int32(math.Floor(lon * wide / c.reach))
}

func (c *cells[T]) put(p geocode.Point, thing T) {
	row, column := c.cell(p)
	c.by[[2]int32{row, column}] = append(c.by[[2]int32{row, column}], thing)
}

// each calls use for all things that may be within reach of p.
func (c *cells[T]) each(p geocode.Point, use func(T)) {
	if len(c.by) == 0 {
		return
	}
	row, _ := c.cell(p)
	for r := row - 1; r <= row+1; r++ {
		column := c.column(r, p.Lon)
		for col := column - 1; col <= column+1; col++ {
			for _, thing := range c.by[[2]int32{r, col}] {
				use(thing)
			}
		}
	}
}
