package geo

import "github.com/milepost/milepost/internal/geocode"

// hilbertOrder is the number of bits of each coordinate that Hilbert counts:
// cells of about 600 m at the equator.
const hilbertOrder = 16

// Hilbert is the place of p along a Hilbert curve over the map of longitude
// and latitude: points that are near on the curve are near on Earth.
func Hilbert(p geocode.Point) uint32 { return uint32(HilbertFine(p, hilbertOrder)) }

// HilbertFine is Hilbert with so many bits, at most 32, of each coordinate.
func HilbertFine(p geocode.Point, bits int) uint64 {
	side := uint64(1) << bits
	x := gridAxis((p.Lon+180)/360, side)
	y := gridAxis((p.Lat+90)/180, side)
	var d uint64
	for s := side / 2; s > 0; s /= 2 {
		var rx, ry uint64
		if x&s != 0 {
			rx = 1
		}
		if y&s != 0 {
			ry = 1
		}
		d += s * s * (3*rx ^ ry)
		if ry == 0 {
			if rx == 1 {
				x, y = side-1-x, side-1-y
			}
			x, y = y, x
		}
	}
	return d
}

// gridAxis is the cell of a share 0..1 among n, the last cell for 1.
func gridAxis(share float64, n uint64) uint64 {
	return uint64(min(max(share*float64(n), 0), float64(n-1)))
}
