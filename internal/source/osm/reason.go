package osm

import "github.com/milepost/milepost/internal/source"

// The reasons why an element, or a value of it, is left out.
var (
	longText = source.Reason{Name: "text.long", Want: "a value of at most 255 characters"}
	notUTF8  = source.Reason{Name: "text.encoding", Want: "text in UTF-8"}

	unknownBlock = source.Reason{Name: "block.unknown", Want: "blocks of the kind OSMData; one of another was passed over: fetch the file again unless its maker adds such", Skips: true}

	outOfRange = source.Reason{Name: "coordinate.range", Want: "degrees: latitude from -90 to 90, longitude from -180 to 180", Skips: true}
	zeroPoint  = source.Reason{Name: "coordinate.zero", Want: "a point; 0, 0 stands for none", Skips: true}
	noNodes    = source.Reason{Name: "way.nodes.missing", Want: "the way's nodes in the extract; none is there", Skips: true}
	fewNodes   = source.Reason{Name: "way.nodes.few", Want: "a way of two nodes at least", Skips: true}
	someNodes  = source.Reason{Name: "way.nodes.some", Want: "all of the way's nodes in the extract: cut it with complete ways"}
	notClosed  = source.Reason{Name: "way.open", Want: "a closed way for what is an area", Skips: true}

	noNumber      = source.Reason{Name: "address.number.missing", Want: "a house number", Skips: true}
	noStreet      = source.Reason{Name: "address.street.missing", Want: "addr:street, addr:place or an associatedStreet relation", Skips: true}
	severalPlaces = source.Reason{Name: "address.street.several", Want: "as many streets as house numbers in one address"}
	badCountry    = source.Reason{Name: "country.unknown", Want: "a country's two-letter code"}

	badInterpolation  = source.Reason{Name: "interpolation.kind", Want: "addr:interpolation of odd, even, all, alphabetic or a number", Skips: true}
	noEnds            = source.Reason{Name: "interpolation.ends", Want: "addresses of one street at both ends of the line", Skips: true}
	wideInterpolation = source.Reason{Name: "interpolation.range", Want: "numbers that fit its kind at both ends, at most 1,000 apart", Skips: true}

	brokenBoundary  = source.Reason{Name: "boundary.open", Want: "pieces that close to rings", Skips: true}
	partialBoundary = source.Reason{Name: "boundary.cut", Want: "all pieces of the boundary in the extract", Skips: true}
	mendedBoundary  = source.Reason{Name: "boundary.mended", Want: "pieces that meet at a node; the gap was closed"}
	loopedBoundary  = source.Reason{Name: "boundary.loop", Want: "a boundary that is no part of itself", Skips: true}
	hugeBoundary    = source.Reason{Name: "boundary.long", Want: "a boundary of at most 2,000,000 points and 1,000 relations, and few such in the extract", Skips: true}
)
