// Package areas tells which area of a map holds a point, and gives a property
// of that area: the FIPS code of a county, the INSEE code of a commune, the
// number of a census tract. The map is a GeoJSON file (RFC 7946), as one
// FeatureCollection or as features one after another, each on its line; its
// polygons may have holes and several parts.
//
// There are two phases. Open reads the file as a stream, a feature at a time,
// and keeps the corners of its polygons and the one property that is asked
// for; then the Areas is fixed, and may be asked by any number of goroutines.
//
// A point on a border that two areas share, corner for corner, lies in exactly
// one of them; a point on a border with nothing behind it lies in the area
// whose border that is. Where areas overlap, the smallest counts, and of equal
// ones the first. So the answer depends on the file and the point alone.
//
// Edges are straight lines of longitude and latitude, as RFC 7946 has them.
package areas

// Limits of a file; an Error says so where one is met.
const (
	// maxCorners bounds the memory that an Areas takes: some 25 bytes each.
	maxCorners = 16_000_000
	// maxText bounds one string of the file, in bytes.
	maxText = 1 << 20
	// maxDepth bounds how deeply values may stand in one another.
	maxDepth = 64
)
