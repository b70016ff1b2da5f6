package osm

import (
	"testing"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// TestNestingIsBounded follows a boundary that is made of many, and one for
// which nothing is left to be looked at.
func TestNestingIsBounded(t *testing.T) {
	const length = 2 * maxNested
	chain := map[int64][]member{}
	for id := range int64(length) {
		chain[id] = []member{{memberKey{element.RelationKind, id + 1}, "outer"}}
	}
	for _, c := range []struct {
		from    int64
		left    int
		seen    int
		tooMuch bool
	}{
		{length - maxNested, maxFollowed, maxNested, false},
		{length - maxNested - 1, maxFollowed, maxNested + 1, true},
		{0, maxFollowed, maxNested + 1, true},
		{length - maxNested, 5 * (perNested + 1), 6, true},
		{length - 2, -1, 1, true},
	} {
		n := nest{byID: chain, left: &c.left, seen: map[int64]bool{}, open: map[int64]bool{}, ways: map[int64]bool{}}
		n.follow(c.from, chain[c.from])
		if len(n.seen) != c.seen || n.isTooMuch() != c.tooMuch || n.loops {
			t.Errorf("from %d: %d seen, %t, want %d, %t", c.from, len(n.seen), n.isTooMuch(), c.seen, c.tooMuch)
		}
	}
}
