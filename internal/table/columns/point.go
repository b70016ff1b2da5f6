package columns

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// maxPoint bounds a point's text, in bytes.
const maxPoint = 200

var (
	wktPoint = regexp.MustCompile(`^(?i)(?:srid=4326;)?\s*point\s*(?:z|m|zm)?\s*\(\s*(\S+)\s+(\S+?)(?:\s+\S+){0,2}\s*\)$`)
	sexagesi = regexp.MustCompile(`^(\d{1,3})\s*[°º]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”]|'')\s*)?$`)
)

// parsePoint reads a point that stands in one cell: "47.6, -122.1" (latitude
// first), WKT or GeoJSON (longitude first).
func parsePoint(text string) (geocode.Point, bool) {
	text = strings.TrimSpace(text)
	if len(text) < 3 || len(text) > maxPoint {
		return geocode.Point{}, false
	}
	var lat, lon string
	if m := wktPoint.FindStringSubmatch(text); m != nil {
		lat, lon = m[2], m[1]
	} else if text[0] == '{' {
		return parseGeoJSON(text)
	} else {
		text = strings.Trim(text, "()[] ")
		var ok bool
		for _, by := range []string{";", ", ", ",", " "} {
			if lat, lon, ok = strings.Cut(text, by); ok {
				break
			}
		}
		if !ok {
			return geocode.Point{}, false
		}
	}
	p, okLat := geocode.Point{}, false
	p.Lat, okLat = parseDegrees(lat)
	okLon := false
	p.Lon, okLon = parseDegrees(lon)
	return p, okLat && okLon && inRange(p)
}

func inRange(p geocode.Point) bool { return math.Abs(p.Lat) <= 90 && math.Abs(p.Lon) <= 180 }

func parseGeoJSON(text string) (geocode.Point, bool) {
	var g struct {
		Type        string
		Coordinates []float64
	}
	if json.Unmarshal([]byte(text), &g) != nil || g.Type != "Point" || len(g.Coordinates) < 2 {
		return geocode.Point{}, false
	}
	p := geocode.Point{Lat: g.Coordinates[1], Lon: g.Coordinates[0]}
	return p, inRange(p)
}

// parseDegrees reads decimal degrees, with a decimal comma too, or degrees,
// minutes and seconds, with a letter for the side or without: "-122.1",
// "122,1 W", `47°36'22"N`.
func parseDegrees(text string) (float64, bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxPoint {
		return 0, false
	}
	sign := 1.0
	if side := strings.IndexByte("NnEeSsWw", text[len(text)-1]); side >= 0 {
		if text = strings.TrimSpace(text[:len(text)-1]); side >= 4 {
			sign = -1
		}
	} else if side := strings.IndexByte("NESW", text[0]); side >= 0 {
		if text = strings.TrimSpace(text[1:]); side >= 2 {
			sign = -1
		}
	}
	if m := sexagesi.FindStringSubmatch(text); m != nil {
		degrees := 0.0
		for i, share := range []float64{1, 60, 3600} {
			if part, err := strconv.ParseFloat(m[i+1], 64); err == nil {
				degrees += part / share
			}
		}
		return sign * degrees, true
	}
	if strings.Count(text, ",") == 1 && !strings.Contains(text, ".") {
		text = strings.Replace(text, ",", ".", 1)
	}
	if text == "" || strings.ContainsAny(text, "xXpPiInN_") { // "0x1p-2", "inf" and the like are no degrees
		return 0, false
	}
	degrees, err := strconv.ParseFloat(text, 64)
	return sign * degrees, err == nil
}
