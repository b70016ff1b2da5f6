package engine_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/geocode"
)

// hostileTexts only exist to take long: what looks like many streets, numbers,
// places, units and misspelt words at once.
var hostileTexts = []string{
	strings.Repeat("Main Street ", 800),
	strings.Repeat("12, ", 2_500),
	strings.Repeat("12 Main Street, Louisville, ", 200),
	strings.Repeat("flat 1 floor 2 unit 3 apt 4 building 5 stair C ", 100),
	strings.Repeat("l2 Ma1n Str33t O5 S1O 0l ", 60),
	strings.Repeat("corner of Main Street and Church Road near Station Road ", 30),
	strings.Repeat("St. Mary's St. John's N S E W north south ", 60),
	strings.Repeat("Louisville, Lexington, Springfield, Washington, Paris, ", 30),
	strings.Repeat("6b, 3a2952, 8836, 9a6, 40202, b05a119, ", 10),
	strings.Repeat("hjjrfxqf, cfhulmc, xylwsf, nthuj, yvhea, rfqvpghx, vvgwzknd, ", 6),
	strings.Repeat("Bul lock Aven ida East ern Mc Donald ", 40),
	"12 Church Station High Park Mill King Queen Victoria Albert George Church Station High Park",
	strings.Repeat("x", 10_000),
}

// BenchmarkHostile answers rows that only exist to do harm, each by itself, in
// each of the fields. It gives the time of the slowest: the least of five runs,
// as the machine has other work.
func BenchmarkHostile(b *testing.B) {
	e, _ := kentucky(b)
	var slowest time.Duration
	for b.Loop() {
		slowest = 0
		for _, text := range hostileTexts {
			for _, r := range []geocode.Request{
				{Query: text}, {Address: geocode.Address{AddressLine: text, Locality: "Louisville"}},
				{Address: geocode.Address{AddressLine: "12 Main Street", Locality: text}}, {Query: text, Address: geocode.Address{PostalCode: text}},
			} {
				slowest = max(slowest, leastOfFive(b, e, r))
			}
		}
	}
	b.ReportMetric(float64(slowest.Microseconds())/1000, "ms/slowest")
}

// leastOfFive is the shortest time that a row took.
func leastOfFive(b *testing.B, g geocode.Geocoder, r geocode.Request) (least time.Duration) {
	b.Helper()
	for i := range 5 {
		start := time.Now()
		if _, err := g.Geocode(context.Background(), []geocode.Request{r}); err != nil {
			b.Fatal(err)
		}
		if took := time.Since(start); i == 0 || took < least {
			least = took
		}
	}
	return least
}
