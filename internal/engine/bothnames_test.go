package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// signs is a town whose streets bear two names, and some of which meet.
func signs(t *testing.T) *Engine {
	w := twoCountries()
	return w.engineOf(t, village{
		place: w.place("Upham", "DE-BY", 20_000, 48, 11),
		streets: []street{
			{name: "Kansalaistori", aliases: []string{"Medborgartorget"}, lines: [][]geocode.Point{{metres(0, 0), metres(200, 0)}}},
			{name: "Olavinkatu", aliases: []string{"Olofsgatan"}, lines: [][]geocode.Point{{metres(100, 0), metres(100, 400)}}},
			{name: "Kaivokatu", aliases: []string{"Brunnsgatan"}, lines: [][]geocode.Point{{metres(-100, 300), metres(300, 300)}}},
			{name: "Hub", lines: [][]geocode.Point{{metres(500, 0), metres(500, 400)}}},
			{name: "Hubkatu", lines: [][]geocode.Point{{metres(400, 300), metres(600, 300)}}},
			{name: "Mikonkatu", lines: [][]geocode.Point{{metres(900, 0), metres(900, 400)}}},
		},
		meet: []meeting{
			{metres(100, 0), []string{"Kansalaistori", "Olavinkatu"}},
			{metres(100, 300), []string{"Olavinkatu", "Kaivokatu"}},
			{metres(500, 300), []string{"Hub", "Hubkatu"}},
		},
	})
}

func TestTwoNamesOfOneStreetFindIt(t *testing.T) {
	e := signs(t)
	for line, want := range map[string]struct {
		street     string
		kind       geocode.EntityType
		confidence geocode.Confidence
	}{
		"Medborgartorget - Kansalaistori":    {"Kansalaistori", geocode.EntityRoad, geocode.High},
		"Kansalaistori – Medborgartorget":    {"Kansalaistori", geocode.EntityRoad, geocode.High},
		"Kansalaistori / Medborgartorget":    {"Kansalaistori", geocode.EntityRoad, geocode.High},
		"Medborgartorget/Kansalaistori":      {"Kansalaistori", geocode.EntityRoad, geocode.High},
		"Medborgartorget — Kansalaistorri":   {"Kansalaistori", geocode.EntityRoad, geocode.Medium},
		"Brunnsgatan / Kaivokatu":            {"Kaivokatu", geocode.EntityRoad, geocode.High},
		"Kansalaistori / Olavinkatu":         {"Kansalaistori & Olavinkatu", geocode.EntityRoadIntersection, geocode.High},
		"Medborgartorget / Olofsgatan":       {"Kansalaistori & Olavinkatu", geocode.EntityRoadIntersection, geocode.High},
		"Olavinkatu / Kaivokatu":             {"Olavinkatu & Kaivokatu", geocode.EntityRoadIntersection, geocode.High},
		"Hub / Hubkatu":                      {"Hub & Hubkatu", geocode.EntityRoadIntersection, geocode.High},
		"corner of Olavinkatu and Kaivokatu": {"Olavinkatu & Kaivokatu", geocode.EntityRoadIntersection, geocode.High},
	} {
		for _, r := range []geocode.Request{lineIn(line, "Upham"), {Query: line + ", Upham"}} {
			a := ask(t, e, r).Answers[0]
			if a.Address.AddressLine != want.street || a.EntityType != want.kind || a.Confidence != want.confidence {
				t.Errorf("%+v: %s %q, %v for %+v, want %s %q, %v", r, a.EntityType, a.Address.AddressLine, a.Confidence, a.Faults, want.kind, want.street, want.confidence)
			}
		}
	}
}

// TestTwoStreetsAreNotTwoNamesOfOne asks by names of two streets that do not meet.
func TestTwoStreetsAreNotTwoNamesOfOne(t *testing.T) {
	a := ask(t, signs(t), lineIn("Kansalaistori - Mikonkatu", "Upham")).Answers[0]
	if a.EntityType != geocode.EntityPopulatedPlace || a.Confidence == geocode.High {
		t.Errorf("%s %q, %v for %+v", a.EntityType, a.Address.AddressLine, a.Confidence, a.Faults)
	}
}
