package build

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// Of records that are equal but for their identifier the first in order
// counts, in whatever order they come; without identifiers there is no section.
func TestRecordIDsDoNotDependOnOrder(t *testing.T) {
	one := source.Feature{Number: "1", Street: "Main Street", Locality: "Town", Country: "XX", Lat: 0.01, Lon: 0.01}
	var features []source.Feature
	for _, id := range []string{"n3", "n12", "", "a\x00b"} {
		one.SourceID = id
		features = append(features, one)
	}
	features[2].Number, features[3].Number = "2", "3"
	for range 2 {
		slices.Reverse(features)
		ix := built(t, Options{}, &list{name: "list", features: features})
		if ids := fmt.Sprintf("%q", idsIn(t, ix)); ids != `["n12" "" ""]` {
			t.Errorf("%s", ids)
		}
	}
	long := one
	long.SourceID = strings.Repeat("x", index.MaxRecordID+1)
	kept := built(t, Options{}, &list{name: "list", features: append(slices.Clone(features), long)})
	for _, p := range kept.Manifest().Problems {
		if p.Reason == "address.id.unfit" && p.Count == 2 && len(p.Samples) == 2 { // it, and the one with a zero byte
			long.SourceID = ""
		}
	}
	if long.SourceID != "" {
		t.Errorf("the identifiers that are not kept are not told: %+v", kept.Manifest().Problems)
	}
	ix := built(t, Options{NoIDs: true}, &list{name: "list", features: features})
	if has := slices.ContainsFunc(ix.Manifest().Sections, func(s index.SectionFile) bool { return s.Name == "recordids" }); has {
		t.Error("an index without identifiers has a section of them")
	}
}

// idsIn lists the identifiers of the addresses of the first street.
func idsIn(t *testing.T, ix *index.Index) (ids []string) {
	t.Helper()
	var all []index.Address
	check(t, ix.Streets().EachAddress(0, func(a *index.Address) bool { all = append(all, *a); return true }))
	for i := range all {
		id, err := ix.Streets().RecordID(&all[i])
		check(t, err)
		ids = append(ids, id)
	}
	return ids
}
