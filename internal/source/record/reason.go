package record

import (
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/scan"
)

// The reasons why a record is left out, or a value of it is.
var (
	tooManyFields = source.Reason{Name: "row.fields", Want: "as many fields as the header has; quote those that hold the delimiter", Skips: true}
	tooLong       = source.Reason{Name: "row.long", Want: "a record of at most 1 MiB", Skips: true}
	openQuote     = source.Reason{Name: "row.quote", Want: "a quote that closes before the delimiter; quotes inside are doubled", Skips: true}
	notJSON       = source.Reason{Name: "row.json", Want: "one JSON object a line", Skips: true}
	notUTF8       = source.Reason{Name: "text.encoding", Want: "text in UTF-8; convert the file, from Latin-1 with: iconv -f LATIN1 -t UTF-8", Skips: true}

	noCoordinate   = source.Reason{Name: "coordinate.missing", Want: "a latitude and a longitude", Skips: true}
	badCoordinate  = source.Reason{Name: "coordinate.invalid", Want: "a decimal number of degrees, as 48.8566", Skips: true}
	farCoordinate  = source.Reason{Name: "coordinate.range", Want: "degrees: latitude from -90 to 90, longitude from -180 to 180", Skips: true}
	zeroCoordinate = source.Reason{Name: "coordinate.zero", Want: "a point; 0, 0 stands for none", Skips: true}
	noPoint        = source.Reason{Name: "geometry.type", Want: "a geometry of type Point", Skips: true}

	noStreet   = source.Reason{Name: "street.missing", Want: "a street, or a number and a locality", Skips: true}
	noName     = source.Reason{Name: "name.missing", Want: "a name", Skips: true}
	noPostcode = source.Reason{Name: "postcode.missing", Want: "a postcode", Skips: true}

	zeroNumber = source.Reason{Name: "number.zero", Want: "a house number; 0 stands for none, so that the point serves its street alone"}
	badCountry = source.Reason{Name: "country.unknown", Want: "a country's ISO code or its name"}
)

func scanReason(err error) source.Reason {
	if err == scan.ErrLong {
		return tooLong
	}
	return openQuote
}
