package pbf_test

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/pbf"
)

// extract finds a real extract, or skips.
func extract(t testing.TB, name string) string {
	data := os.Getenv("MILEPOST_TESTDATA")
	if data == "" {
		data = "../../../../../shared/data"
	}
	path := filepath.Join(data, "osm", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED: no %s; set MILEPOST_TESTDATA", path)
	}
	return path
}

// BenchmarkRead decodes whole files; compare with: osmium fileinfo -e FILE
func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"li-liechtenstein-2022-12", "us-md-reisterstown-baltimore-county", "ad-andorra-2021"} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				f, err := os.Open(extract(b, name+".osm.pbf"))
				if err != nil {
					b.Fatal(err)
				}
				err = pbf.Read(context.Background(), bufio.NewReader(f), element.All, 2, func(*element.Block) error { return nil })
				if err != nil {
					b.Fatal(err)
				}
				info, _ := f.Stat()
				b.SetBytes(info.Size())
				f.Close()
			}
		})
	}
}
