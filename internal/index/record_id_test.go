package index

import (
	"fmt"
	"strings"
	"testing"
)

// idsOf writes identifiers as those of one street and reads each again.
func idsOf(t *testing.T, ids []string) (read []string, size int) {
	t.Helper()
	d := StreetDraft{Names: []string{"Main"}, Core: "main"}
	for i, id := range ids {
		d.Addresses = append(d.Addresses, AddressDraft{Number: uint32(i + 1), RecordID: id})
	}
	dir, _ := writeList(t, []listed{{place: NewArea{Kind: Place, Name: "Ford"}, streets: []StreetDraft{d}}}, nil)
	ix := opened(t, dir)
	read, err := recordIDsOf(ix.Streets(), 0)
	check(t, err)
	if section := ix.sections["recordids"]; section != nil {
		size = int(section.size())
	}
	return read, size
}

// Identifiers of every shape come back as they were, and take few bytes.
func TestRecordIDs(t *testing.T) {
	series := func(count int, id func(i int) string) (list []string) {
		for i := range count {
			list = append(list, id(i))
		}
		return list
	}
	for name, c := range map[string]struct {
		ids  []string
		most int // bytes an address, beside those of the street
	}{
		"none":        {make([]string, 200), 0},
		"nodes":       {series(300, func(i int) string { return fmt.Sprint("n", 9_000_000_000+i*7) }), 2},
		"both":        {series(300, func(i int) string { return fmt.Sprint([]string{"n", "w"}[i%2], 9_000_000_000+i*7) }), 4},
		"one for all": {series(130, func(int) string { return "w12" }), 2},
		"hashes":      {series(130, func(i int) string { return fmt.Sprintf("%08x%08x", i*2654435761&0xffffffff, i*40503) }), 10},
		"uuids":       {series(70, func(i int) string { return fmt.Sprintf("123e4567-e89b-12d3-a456-%012d", i) }), 19},
		"keys":        {series(70, func(i int) string { return fmt.Sprintf("75056_%04d_%05d_bis", i/4, i) }), 12},
		"odd": {[]string{"", "0", "00", "-1", "n", "n007", "99999999999999999", "999999999999999999", "n1", "1n", "ABCDEF00", "abcdef0", "é7", "a\x00b",
			"123e4567-e89b-12d3-a456426614174000-", strings.Repeat("7", MaxRecordID), strings.Repeat("ab", MaxRecordID/2)}, 40},
	} {
		read, size := idsOf(t, c.ids)
		if fmt.Sprint(read) != fmt.Sprint(c.ids) {
			t.Errorf("%s: %q\nwant %q", name, read, c.ids)
		}
		if c.most == 0 && size != 0 || size > c.most*len(c.ids)+120 {
			t.Errorf("%s: %d bytes for %d addresses", name, size, len(c.ids))
		}
	}
	if read, _ := idsOf(t, []string{"n1", strings.Repeat("x", MaxRecordID+1)}); read[0] != "n1" || read[1] != "" {
		t.Errorf("one that is too long is not left out: %q", read)
	}
}

// FuzzRecordIDs reads arbitrary bytes as a group, and writes what it gave.
func FuzzRecordIDs(f *testing.F) {
	f.Add([]byte("\x00\x03abc"))
	f.Add([]byte{idOthers | 4<<2, 1, 'n', idNumber | 2<<2, idDigest, idDigest | 8<<2, 1, 2, 3, 4})
	f.Fuzz(func(t *testing.T, b []byte) {
		in, s := varints{rest: b}, idState{}
		var ids []string
		for len(in.rest) > 0 && !in.bad {
			if id := s.read(&in); !in.bad {
				ids = append(ids, id)
			}
		}
		var written []byte
		var w idState
		for _, id := range ids {
			written = w.append(written, keptID(id))
		}
		in, s = varints{rest: written}, idState{}
		for i, id := range ids {
			if got := s.read(&in); got != keptID(id) || in.bad {
				t.Fatalf("%d: %q, want %q", i, got, id)
			}
		}
	})
}
