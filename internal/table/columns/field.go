package columns

// Field is what a column holds of an address or a point.
type Field uint8

// The fields. None is a column that is not asked for.
const (
	None     Field = iota
	Query          // a whole address as free text
	Address        // number and street in one, or the first line of several
	Number         // house number
	Suffix         // "bis", "A": belongs to the number
	Street         // name of the street
	Unit           // or a second address line
	Locality       // city, town, village
	District       // county, Kreis, département
	Region         // state, Bundesland, région
	Postcode       //
	Country        // name or code
	Lat            // degrees
	Lon            // degrees
	Point          // both in one: "47.6,-122.1", WKT
	fields
)

// String is the field's name in --columns and in what is printed.
func (f Field) String() string {
	return [...]string{"none", "query", "address", "number", "suffix", "street", "unit", "locality", "district", "region", "postcode", "country", "lat", "lon", "point"}[f]
}

// aliases are the other names of fields in --columns.
var aliases = map[string]Field{
	"q": Query, "line": Address, "address_line": Address, "house_number": Number, "city": Locality, "town": Locality, "county": District,
	"state": Region, "admin_district": Region, "admin_district2": District, "zip": Postcode, "postal_code": Postcode, "postalcode": Postcode,
	"country_region": Country, "latitude": Lat, "y": Lat, "lng": Lon, "longitude": Lon, "x": Lon, "wkt": Point, "location": Point,
}

// parseField finds a field by its name in --columns.
func parseField(name string) (Field, bool) {
	for f := Query; f < fields; f++ {
		if f.String() == name {
			return f, true
		}
	}
	f, ok := aliases[name]
	return f, ok
}

// isPoint tells the fields of points from those of addresses.
func (f Field) isPoint() bool { return f == Lat || f == Lon || f == Point }

// asks tells whether the field alone is a question. A country or a house
// number is none.
func (f Field) asks() bool {
	switch f {
	case Query, Address, Street, Locality, District, Region, Postcode:
		return true
	}
	return false
}
