package record

import (
	"strings"

	"github.com/milepost/milepost/internal/source"
)

// maxCountries is how many spellings of countries are remembered.
const maxCountries = 1000

// countries remembers the codes of the spellings that were met.
type countries struct{ known map[string]string }

func (c *countries) code(text []byte) string {
	if code, ok := c.known[string(text)]; ok {
		return code
	}
	code := CountryCode(string(text))
	if c.known == nil {
		c.known = map[string]string{}
	}
	if len(c.known) < maxCountries {
		c.known[string(text)] = code
	}
	return code
}

// accuracies are what lists write of their points: OpenAddresses, the French
// BAN (type_position), the US National Address Database (placement).
var accuracies = map[string]source.Accuracy{
	"rooftop": source.Rooftop, "building": source.Rooftop, "entrance": source.Rooftop, "structure": source.Rooftop,
	"structurerooftop": source.Rooftop, "structureentrance": source.Rooftop, "structureinterior": source.Rooftop,
	"primarystructureentrance": source.Rooftop, "unit": source.Rooftop,
	"batiment": source.Rooftop, "entree": source.Rooftop, "logement": source.Rooftop, "cagedescalier": source.Rooftop,
	"parcel": source.Parcel, "parcelle": source.Parcel, "parcelcentroid": source.Parcel, "parcelothers": source.Parcel,
	"interpolated": source.Interpolated, "interpolation": source.Interpolated, "segment": source.Interpolated,
	"linearreferencing": source.Interpolated, "geocoding": source.Interpolated, "rangeinterpolated": source.Interpolated,
	"centerline": source.Interpolated, "street": source.Interpolated,
}

// accuracy reads what the source says of a point.
func accuracy(text []byte) source.Accuracy {
	if len(text) == 0 {
		return source.Unknown
	}
	if known, ok := accuracies[string(text)]; ok {
		return known
	}
	return accuracies[fold(strings.ToValidUTF8(string(text[:min(len(text), 100)]), ""))]
}
