package record

import (
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/scan"
)

// The reasons why a record is left out, or a value of it is.
var (
	tooManyFields = source.Reason{Name: "row.fields", Want: "as many fields as the header has; quote those that hold the delimiter", Skips: true}
	openQuote     = source.Reason{Name: "row.quote", Want: "a quote that closes before the delimiter; quotes inside are doubled", Skips: true}
	notJSON       = source.Reason{Name: "row.json", Want: "one JSON object a line", Skips: true}

	noPoint = source.Reason{Name: "geometry.type", Want: "a geometry of type Point", Skips: true}

	noStreet = source.Reason{Name: "street.missing", Want: "a street, or a number and a locality", Skips: true}

	zeroNumber = source.Reason{Name: "number.zero", Want: "a house number; 0 stands for none, so that the point serves its street alone"}
	badCountry = source.Reason{Name: "country.unknown", Want: "a country's ISO code or its name"}
)

func scanReason(err error) source.Reason {
	if err == scan.ErrLong {
		return source.TooLong
	}
	return openQuote
}
