package pbf_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/pbf/pbftest"
)

// TestDamaged cuts and flips whole files: whatever comes of it is a fault of
// the file, or a file.
func TestDamaged(t *testing.T) {
	for k, pack := range []func([]byte) (int, []byte){
		nil,
		func(b []byte) (int, []byte) { return 1, b },
		func(b []byte) (int, []byte) { return 6, literally(b) },
	} {
		file := pbftest.New()
		file.Pack = pack
		file.Block(world())
		for i := range 5000 {
			random := rand.New(rand.NewPCG(uint64(k), uint64(i)))
			damaged := bytes.Clone(file.Bytes())
			for range 1 + random.IntN(4) {
				switch at := random.IntN(len(damaged)); random.IntN(3) {
				case 0:
					damaged[at] = byte(random.Uint32())
				case 1:
					damaged = damaged[:at+1]
				case 2:
					damaged[at] ^= 1 << random.IntN(8)
				}
			}
			var fault *element.FormatError
			if _, err := read(damaged); err != nil && !errors.As(err, &fault) {
				t.Fatalf("packing %d, damage %d: %v", k, i, err)
			}
		}
	}
}
