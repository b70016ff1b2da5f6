package osm

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"golang.org/x/text/language"
)

// landmarkTypes are the types that landmarks may have on the wire.
var landmarkTypes = strings.Fields(`Airport AmusementPark AncientSite Aquarium Bay Beach Bridge BusStation
	BusinessStructure Camp Canal Cave Cemetery Church CityHall Cliff CommunityCenter ConventionCenter Courthouse Dam
	Desert EducationalStructure FerryTerminal Forest Fort Garden Glacier GolfCourse GovernmentStructure Heliport
	HigherEducationFacility HistoricalSite Hospital HotSpring IndustrialStructure Island Lake LandmarkBuilding Library
	Lighthouse Marina Market MedicalStructure MetroStation MilitaryBase Mine Monument Mosque Mountain MountainRange
	Museum ObservationPoint OfficeBuilding Park Pass Peninsula PlayingField PoliceStation PostOffice PowerStation
	Prison RaceTrack RailwayStation Reef Reserve ResearchStructure RestArea River Ruin School Sea ShoppingCenter
	Shrine SkiArea Spring Stadium Temple TouristStructure Trail Tunnel Valley Volcano Waterfall Well Wetland Zoo`)

// TestLandmarkTable holds that no type is sent that the wire does not know,
// and that no row is hidden by one before it.
func TestLandmarkTable(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range landmarkTable {
		if !slices.Contains(landmarkTypes, string(row.entity)) {
			t.Errorf("%s=%s: there is no type %s", row.key, row.value, row.entity)
		}
		if seen[row.key+"="+row.value] || seen[row.key+"=*"] {
			t.Errorf("%s=%s never counts: a row before it does", row.key, row.value)
		}
		seen[row.key+"="+row.value] = true
	}
	for religion, entity := range worshipTypes {
		if !slices.Contains(landmarkTypes, string(entity)) {
			t.Errorf("%s: there is no type %s", religion, entity)
		}
	}
}

// TestLandmarkTypes holds the list above to the specification, where it is.
func TestLandmarkTypes(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("../../../../shared/spec", "entity-types.md"))
	if err != nil {
		t.Skip("SKIPPED: no specification beside the repository")
	}
	known := regexp.MustCompile(`[A-Z][A-Za-z0-9]+`).FindAllString(string(text), -1)
	for _, name := range landmarkTypes {
		if !slices.Contains(known, name) {
			t.Errorf("the specification has no %s", name)
		}
	}
}

func TestEntity(t *testing.T) {
	for text, want := range map[string]geocode.EntityType{
		"railway=station":                              "RailwayStation",
		"railway=station station=subway":               "MetroStation",
		"historic=castle tourism=museum":               "Museum",
		"historic=castle":                              "Fort",
		"amenity=place_of_worship religion=buddhist":   "Temple",
		"amenity=place_of_worship building=mosque":     "Church", // what is said of its religion counts
		"historic=no building=yes":                     "",
		"natural=water water=river":                    "River",
		"amenity=restaurant tourism=hotel":             "",
		"healthcare=doctor amenity=doctors":            "MedicalStructure",
		"amenity=school building=school leisure=pitch": "School",
	} {
		var tg tags
		for pair := range strings.FieldsSeq(text) {
			key, value, _ := strings.Cut(pair, "=")
			tg.list = append(tg.list, tag{key, value})
		}
		if got := tg.entity(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestLevelTable holds that rows are of countries, in order, with reasons.
func TestLevelTable(t *testing.T) {
	for country, l := range levelTable {
		if region, err := language.ParseRegion(country); err != nil || !region.IsCountry() || l.reason == "" {
			t.Errorf("%s: no country, or no reason", country)
		}
		last := 2
		for _, level := range []int{l.district, l.district2, l.place, l.part} {
			if level != 0 && (level <= last || level > 11) {
				t.Errorf("%s: the levels are not in order", country)
			}
			last = max(last, level)
		}
	}
	for _, c := range []struct {
		country string
		level   int
		want    source.Level
	}{
		{"DE", 2, source.LevelCountry}, {"DE", 4, source.LevelDistrict}, {"DE", 5, source.NoLevel}, {"DE", 6, source.LevelDistrict2},
		{"DE", 8, source.LevelPlace}, {"DE", 9, source.LevelNeighborhood}, {"DK", 7, source.LevelPlace}, {"LI", 8, source.LevelPlace},
		{"LI", 9, source.NoLevel}, {"AD", 7, source.LevelDistrict}, {"", 4, source.LevelDistrict}, {"", 12, source.NoLevel},
	} {
		if got := levelOf(c.country, c.level); got != c.want {
			t.Errorf("%s %d: %s, want %s", c.country, c.level, got, c.want)
		}
	}
}
