package build

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

func TestKentuckyIsBuiltAndFoundAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED in short mode: builds half a million addresses")
	}
	path := testdata(t, "addresses/us-ky-louisville-lexington-2015-16.csv.zst")
	dir := t.TempDir() + "/ky"
	begun := time.Now()
	result, err := Build(t.Context(), dir, []source.Source{&cities{path: path, country: "US"}}, Options{World: world(t)})
	if err != nil {
		t.Fatal(err)
	}
	addresses := result.Manifest.Counts["addresses"]
	t.Logf("%d rows, %d addresses in %v; %.1f bytes an address; %d MiB held at the end",
		result.Rows, addresses, time.Since(begun), float64(result.Bytes)/float64(addresses), anonymous()>>20)
	if perAddress := float64(result.Bytes) / float64(addresses); perAddress > 30 {
		t.Errorf("%.1f bytes an address, want at most 30", perAddress)
	}
	ix, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	findAddress(t, ix, "lexington", "E 2nd St", "540", 38.0421163, -84.4868812)
}

// findAddress looks an address up as an engine would.
func findAddress(t *testing.T, ix *index.Index, locality, street, number string, lat, lon float64) {
	t.Helper()
	s := ix.Streets()
	name, house := text.ParseStreet(street), text.ParseNumber(number)
	refs, err := ix.Find(locality)
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range refs {
		core, found, err := s.CoreIn(ref.Area, name.Core)
		if err != nil {
			t.Fatal(err)
		}
		if !found {
			continue
		}
		first, count, err := s.StreetsWithCore(core)
		if err != nil {
			t.Fatal(err)
		}
		for id := first; id < first+index.StreetID(count); id++ {
			found, err := s.AddressesNumbered(nil, id, uint32(house.Number))
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range found {
				if max(a.Point.Lat-lat, lat-a.Point.Lat, a.Point.Lon-lon, lon-a.Point.Lon) < 0.0005 {
					return
				}
			}
		}
	}
	t.Errorf("%s %s, %s is not found", number, street, locality)
}

// anonymous is the memory in bytes that the process holds for itself now; 0
// where the system does not tell.
func anonymous() (bytes uint64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if _, err := fmt.Sscanf(line, "RssAnon: %d kB", &bytes); err == nil {
			return bytes << 10
		}
	}
	return 0
}
