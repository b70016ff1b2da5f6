package main

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/index"
)

// columns are all forty of schema 2.0 that a delimited feed is usually given.
const columns = "Id,GeocodeRequest/Culture,GeocodeRequest/Query,GeocodeRequest/Address/AddressLine,GeocodeRequest/Address/AdminDistrict," +
	"GeocodeRequest/Address/CountryRegion,GeocodeRequest/Address/AdminDistrict2,GeocodeRequest/Address/FormattedAddress," +
	"GeocodeRequest/Address/Locality,GeocodeRequest/Address/PostalCode,GeocodeRequest/Address/PostalTown," +
	"GeocodeRequest/ConfidenceFilter/MinimumConfidence,ReverseGeocodeRequest/IncludeEntityTypes," +
	"ReverseGeocodeRequest/Location/Latitude,ReverseGeocodeRequest/Location/Longitude,GeocodeResponse/Address/AddressLine," +
	"GeocodeResponse/Address/AdminDistrict,GeocodeResponse/Address/CountryRegion,GeocodeResponse/Address/AdminDistrict2," +
	"GeocodeResponse/Address/FormattedAddress,GeocodeResponse/Address/Locality,GeocodeResponse/Address/PostalCode," +
	"GeocodeResponse/Address/PostalTown,GeocodeResponse/Address/Neighborhood,GeocodeResponse/Address/Landmark," +
	"GeocodeResponse/Confidence,GeocodeResponse/Name,GeocodeResponse/EntityType,GeocodeResponse/MatchCodes," +
	"GeocodeResponse/Point/Latitude,GeocodeResponse/Point/Longitude,GeocodeResponse/BoundingBox/SouthLatitude," +
	"GeocodeResponse/BoundingBox/WestLongitude,GeocodeResponse/BoundingBox/NorthLatitude,GeocodeResponse/BoundingBox/EastLongitude," +
	"GeocodeResponse/QueryParseValues,GeocodeResponse/GeocodePoints,StatusCode,FaultReason,TraceId"

// place is one question of the feeds: a place of the built-in gazetteer with
// its district and country.
type place struct{ name, district, country string }

// places gives n of them: every place of the gazetteer in turn.
func places(n int, yield func(i int, p place) error) error {
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		return err
	}
	defer world.Close()
	for i, id := 0, index.ID(1); i < n; id++ {
		a, err := world.Area(id)
		if errors.Is(err, index.ErrNoArea) {
			id = 0 // once more from the first
			continue
		}
		if err != nil {
			return err
		}
		if a.Kind != index.Place || a.District == 0 {
			continue
		}
		district, err := world.Area(a.District)
		if err != nil {
			return err
		}
		if err := yield(i, place{a.Name, district.Name, a.Country}); err != nil {
			return err
		}
		i++
	}
	return nil
}

// writeCSV writes a csv feed of all columns; pad bytes are added to each row.
func writeCSV(pad int) func(io.Writer) error {
	padding := strings.Repeat("x", pad)
	return func(out io.Writer) error {
		w := bufio.NewWriter(out)
		fmt.Fprintf(w, "Bing Spatial Data Services, 2.0\n%s\n", columns)
		err := places(rows, func(i int, p place) error {
			_, err := fmt.Fprintf(w, "row-%d%s,en-US,,,%q,%s,,,%q,,,Low,,,%s\n", i, padding, p.district, p.country, p.name, strings.Repeat(",", 25))
			return err
		})
		if err != nil {
			return err
		}
		return w.Flush()
	}
}

// writeXML writes the same rows as an XML feed.
func writeXML(pad int) func(io.Writer) error {
	padding := strings.Repeat("x", pad)
	return func(out io.Writer) error {
		w := bufio.NewWriter(out)
		fmt.Fprint(w, `<?xml version="1.0" encoding="utf-8"?>`+"\n"+`<GeocodeFeed xmlns="http://schemas.microsoft.com/search/local/2010/5/geocode" Version="2.0">`+"\n")
		err := places(rows, func(i int, p place) error {
			_, err := fmt.Fprintf(w, `<GeocodeEntity Id="row-%d%s"><GeocodeRequest Culture="en-US"><Address AdminDistrict="%s" CountryRegion="%s" Locality="%s" /><ConfidenceFilter MinimumConfidence="Low" /></GeocodeRequest></GeocodeEntity>`+"\n",
				i, padding, escape(p.district), p.country, escape(p.name))
			return err
		})
		if err != nil {
			return err
		}
		fmt.Fprintln(w, "</GeocodeFeed>")
		return w.Flush()
	}
}

func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return b.String()
}
