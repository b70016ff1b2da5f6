package draw

import (
	"math"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

func atPoint(d *drawing, q *question, h *house) string {
	q.point = h.at
	return q.reverse(d.survey.around[h])
}

func nearPoint(d *drawing, q *question, h *house) string {
	q.point = besideHouse(h)
	return q.reverse(d.survey.around[h])
}

// clearly is by how many metres the true address has to be nearer to the
// point than any other.
const clearly = 2

// reverse asks for what is at a point, where no other address is as near.
func (q *question) reverse(v *vicinity) string {
	q.expect, q.tolerance = cases.AtPoint, reverseWithin
	metres := geo.Distance(q.point, v.at)
	for i := range v.others {
		a := &v.others[i]
		same := cases.SameNumber(a.number, v.whole) && cases.SameStreet(a.street, v.street)
		if !same && geo.Distance(q.point, a.at) < metres+clearly {
			return crowded
		}
	}
	return notSo
}

// besideHouse is a point up to 15 m from the address, half of them within 3 m.
func besideHouse(h *house) geocode.Point {
	x := cases.Hash("beside", hex(h.order))
	metres := 3 * float64(x%1000) / 1000
	if x>>20%2 == 0 {
		metres *= 5
	}
	angle := 2 * math.Pi * float64(x>>32%360) / 360
	return geocode.Point{
		Lat: h.at.Lat + metres*math.Sin(angle)/geo.MetresPerDegree,
		Lon: h.at.Lon + metres*math.Cos(angle)/geo.MetresPerDegree/math.Cos(h.at.Lat*math.Pi/180),
	}
}
