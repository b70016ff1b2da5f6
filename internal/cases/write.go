package cases

import (
	"encoding/csv"
	"io"
	"strconv"
)

// Write writes cases as Read reads them.
func Write(to io.Writer, all []Case) error {
	out := csv.NewWriter(to)
	if err := out.Write(columns); err != nil {
		return err
	}
	for i := range all {
		if err := out.Write(all[i].record()); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// record gives a case's fields in the order of columns.
func (c *Case) record() []string {
	a := &c.Request.Address
	lat, lon := "", ""
	if c.Form == Reverse {
		lat, lon = degrees(c.Request.Point.Lat), degrees(c.Request.Point.Lon)
	}
	return []string{
		c.ID, c.Set, c.Kind, string(c.Form), c.Request.Culture,
		c.Request.Query, a.AddressLine, a.Locality, a.AdminDistrict, a.PostalCode, a.CountryRegion, lat, lon,
		string(c.Expect), degrees(c.Truth.Lat), degrees(c.Truth.Lon), c.Number, c.Unit, c.Street, c.Locality, c.Postcode,
		strconv.FormatFloat(c.Tolerance, 'f', -1, 64),
	}
}

// degrees writes seven digits after the point: a centimetre.
func degrees(x float64) string { return strconv.FormatFloat(x, 'f', 7, 64) }
