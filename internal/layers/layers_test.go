package layers

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/milepost/milepost/"

// floors gives each package's floor; a package below a listed one (job/sqlite)
// is on its parent's floor, and belongs to the same room.
var floors = map[string]int{
	"cmd":                6,
	"internal/cli":       5,
	"internal/server":    4,
	"internal/build":     4,
	"internal/cases":     4,
	"internal/client":    4,
	"internal/job":       3,
	"internal/engine":    3,
	"internal/source":    3,
	"internal/report":    3,
	"internal/dataflow":  2,
	"internal/areas":     2,
	"internal/table":     2,
	"internal/index":     2,
	"internal/format":    2,
	"internal/blob":      2,
	"internal/text":      1,
	"internal/geo":       1,
	"internal/unpack":    1,
	"internal/fetch":     1,
	"internal/wording":   1,
	"internal/geocode":   0,
	"internal/gazetteer": 0,
}

// outside are packages that are no part of the house: they are programs of
// its workshop, imported by nothing.
var outside = map[string]bool{"internal/layers": true, "scripts/testreport": true, "scripts/bench": true, "scripts/benchbuild": true, "scripts/accuracy": true, "scripts/accuracy/chart": true, "scripts/formats": true}

// TestImportsGoDownward fails where a package imports one of its own floor or
// of a floor above, unless both are of the same room.
func TestImportsGoDownward(t *testing.T) {
	for path, imports := range listPackages(t) {
		if outside[path] {
			continue
		}
		room, floor := place(t, path)
		for _, imported := range imports {
			otherRoom, otherFloor := place(t, imported)
			if otherRoom != room && otherFloor >= floor {
				t.Errorf("%s (floor %d) imports %s (floor %d); imports go downward", path, floor, imported, otherFloor)
			}
		}
	}
}

// TestOnlyCLIKnowsTheBackends fails where a package other than cli imports a
// store, a queue or a source kind of the rooms below it.
func TestOnlyCLIKnowsTheBackends(t *testing.T) {
	backends := []string{"internal/job/sqlite", "internal/job/local", "internal/job/postgres", "internal/job/river", "internal/source/"}
	for path, imports := range listPackages(t) {
		if outside[path] {
			continue
		}
		for _, imported := range imports {
			for _, backend := range backends {
				ownRoom := strings.HasPrefix(path, "internal/source/") && strings.HasPrefix(imported, "internal/source/")
				if strings.HasPrefix(imported, backend) && path != "internal/cli" && !ownRoom {
					t.Errorf("%s imports %s; only internal/cli chooses a backend", path, imported)
				}
			}
		}
	}
}

// place finds the room and floor of a package.
func place(t *testing.T, path string) (room string, floor int) {
	for room := path; room != "."; room = parent(room) {
		if floor, ok := floors[room]; ok {
			return room, floor
		}
	}
	t.Errorf("%s has no floor: give it one in internal/layers", path)
	return path, 0
}

func parent(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return "."
}

// listPackages asks the go command for this module's packages and what each
// imports of this module, both without the module's path.
func listPackages(t *testing.T) map[string][]string {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := map[string][]string{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		path := strings.TrimPrefix(p.ImportPath, module)
		packages[path] = []string{}
		for _, imported := range p.Imports {
			if inner, ok := strings.CutPrefix(imported, module); ok {
				packages[path] = append(packages[path], inner)
			}
		}
	}
}
