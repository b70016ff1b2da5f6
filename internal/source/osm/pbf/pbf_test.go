package pbf_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/pbf"
	"github.com/milepost/milepost/internal/source/osm/pbf/pbftest"
)

// world is a node with tags, one without, a way and a relation.
func world() *element.Block {
	return &element.Block{
		Strings: []string{"name", "Nave", "highway", "outer"},
		Tags:    []element.Tag{{Key: 0, Value: 1}, {Key: 2, Value: 1}},
		Nodes: []element.Node{
			{ID: -5, Position: element.Position{Lat: 10, Lon: -20}, Version: 2, Tags: element.Span{From: 0, To: 1}},
			{ID: 7, Position: element.Position{Lat: 900_000_000, Lon: -1_800_000_000}, Version: 1, Tags: element.Span{From: 1, To: 1}},
		},
		Ways:      []element.Way{{ID: 1 << 40, Version: 3, Tags: element.Span{From: 0, To: 2}, Refs: element.Span{From: 0, To: 3}}},
		Refs:      []int64{7, -5, 7},
		Relations: []element.Relation{{ID: 9, Members: element.Span{From: 0, To: 2}}},
		Members:   []element.Member{{ID: 1 << 40, Role: 3, Kind: element.WayKind}, {ID: 7, Role: 1}},
	}
}

// plain writes what a block says without its tables.
func plain(b *element.Block) (lines []string) {
	tags := func(s element.Span) (t [][2]string) {
		for _, pair := range b.Tags[s.From:s.To] {
			t = append(t, [2]string{b.Strings[pair.Key], b.Strings[pair.Value]})
		}
		return t
	}
	for _, n := range b.Nodes {
		lines = append(lines, cmp.Diff(nil, []any{n.ID, n.Position, n.Version, tags(n.Tags)}))
	}
	for _, w := range b.Ways {
		lines = append(lines, cmp.Diff(nil, []any{w.ID, w.Version, tags(w.Tags), b.Refs[w.Refs.From:w.Refs.To]}))
	}
	for _, r := range b.Relations {
		line := cmp.Diff(nil, []any{r.ID, r.Version, tags(r.Tags)})
		for _, m := range b.Members[r.Members.From:r.Members.To] {
			line += cmp.Diff(nil, []any{m.ID, m.Kind, b.Strings[m.Role]})
		}
		lines = append(lines, line)
	}
	return lines
}

func read(file []byte) (lines []string, err error) {
	err = pbf.Read(context.Background(), bytes.NewReader(file), element.All, 2, func(b *element.Block) error {
		lines = append(lines, plain(b)...)
		return nil
	})
	return lines, err
}

func TestRead(t *testing.T) {
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	want := plain(world())
	for name, pack := range map[string]func([]byte) (int, []byte){
		"zlib": nil,
		"raw":  func(b []byte) (int, []byte) { return 1, b },
		"zstd": func(b []byte) (int, []byte) { return 7, encoder.EncodeAll(b, nil) },
		"lz4":  func(b []byte) (int, []byte) { return 6, literally(b) },
	} {
		file := pbftest.New()
		file.Pack = pack
		file.Blob("SomethingElse", []byte("to be passed over"))
		file.Block(world())
		file.Block(world())
		got, err := read(file.Bytes())
		if diff := cmp.Diff(append(want, want...), got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
}

// literally packs as LZ4 without a match, but for a last run of bytes that
// are the same.
func literally(b []byte) []byte {
	packed := []byte{15 << 4}
	n := len(b) - 15
	for ; n >= 255; n -= 255 {
		packed = append(packed, 255)
	}
	return append(append(packed, byte(n)), b...)
}

// TestReadLZ4 unpacks a match that overlaps itself.
func TestReadLZ4(t *testing.T) {
	file := pbftest.New()
	content := pbftest.Bytes(nil, 1, pbftest.Bytes(nil, 1, bytes.Repeat([]byte("x"), 100)))
	head := content[:5]
	match := len(content) - len(head) - 1 - 4
	packed := append([]byte{5<<4 | 15}, head...)
	packed = append(packed, 1, 0, byte(match-15), 1<<4, 'x')
	file.Pack = func([]byte) (int, []byte) { return 6, packed }
	file.Blob("OSMData", content)
	if _, err := read(file.Bytes()); err != nil {
		t.Error(err)
	}
	packed[6] = 200 // from before the beginning
	file = pbftest.New()
	file.Pack = func([]byte) (int, []byte) { return 6, packed }
	file.Blob("OSMData", content)
	if _, err := read(file.Bytes()); err == nil {
		t.Error("a match from before the beginning")
	}
}

// TestFaults holds that what is wrong with a file is told with its offset.
func TestFaults(t *testing.T) {
	header := len(pbftest.New().Bytes())
	with := func(write func(f *pbftest.File)) []byte {
		f := pbftest.New()
		write(f)
		return f.Bytes()
	}
	group := func(field int, message []byte) []byte {
		return pbftest.Bytes(pbftest.Bytes(nil, 1, pbftest.Bytes(nil, 1, nil)), 2, pbftest.Bytes(nil, field, message))
	}
	data := func(message []byte) []byte { return with(func(f *pbftest.File) { f.Blob("OSMData", message) }) }
	whole := with(func(f *pbftest.File) { f.Block(world()) })
	for name, c := range map[string]struct {
		file   []byte
		want   string
		offset int
		short  bool
	}{
		"empty":            {nil, "should begin", 0, true},
		"no PBF":           {[]byte("PK\x03\x04 and so on"), "no PBF file", 0, false},
		"no header":        {whole[header:], "does not begin", 0, false},
		"history":          {pbftest.New("HistoricalInformation").Bytes(), "osmium time-filter", 0, false},
		"unknown feature":  {pbftest.New("Braille").Bytes(), `"Braille"`, 0, false},
		"cut in the block": {whole[:len(whole)-3], "ends in a block of", header, true},
		"cut in header":    {whole[:header+9], "ends in a block's header", header, true},
		"huge blob":        {append(whole[:header:header], 0, 0, 0, 12, 10, 4, 'O', 'S', 'M', 'D', 24, 0xff, 0xff, 0xff, 0xff, 15), "larger than the 32 MiB", header, false},
		"huge content":     {with(func(f *pbftest.File) { f.Raw("OSMData", pbftest.Bytes(pbftest.Number(nil, 2, 1<<40), 3, []byte("x"))) }), "more than the 32 MiB", header, false},
		"bomb":             {with(func(f *pbftest.File) { f.Raw("OSMData", bomb()) }), "more than it says", header, false},
		"lzma":             {with(func(f *pbftest.File) { f.Raw("OSMData", pbftest.Bytes(pbftest.Number(nil, 2, 9), 4, []byte("x"))) }), "LZMA", header, false},
		"flipped":          {flip(whole, len(whole)-12), "zlib data is damaged", header, false},
		"granularity":      {data(pbftest.Number(nil, 17, 0)), "granularity", header, false},
		"no such text":     {data(group(3, pbftest.Bytes(pbftest.Bytes(pbftest.Number(nil, 1, 1), 2, []byte{77}), 3, []byte{0}))), "a text that it does not have", header, false},
		"keys, no values":  {data(group(3, pbftest.Bytes(pbftest.Number(nil, 1, 1), 2, []byte{0}))), "as many keys as values", header, false},
		"IDs, no places":   {data(group(2, pbftest.Bytes(nil, 1, []byte{2, 2}))), "not as many positions", header, false},
		"member's kind":    {data(group(4, pbftest.Bytes(pbftest.Bytes(pbftest.Bytes(nil, 8, []byte{0}), 9, []byte{2}), 10, []byte{9}))), "a kind that there is not", header, false},
		"too many nodes":   {data(group(2, pbftest.Bytes(nil, 1, make([]byte, 3<<20)))), "more nodes than", header, false},
		"too many tags":    {data(group(2, pbftest.Bytes(pbftest.Bytes(nil, 1, []byte{2}), 10, bytes.Repeat([]byte{1}, 3<<20)))), "more tags than", header, false},
		"too long a way":   {data(group(3, pbftest.Bytes(nil, 8, make([]byte, 2<<20)))), "than one may have", header, false},
		"too long ways":    {data(repeated(3, pbftest.Bytes(nil, 8, make([]byte, 1<<20)), 6)), "more tags, nodes and members", header, false},
		"too many members": {data(repeated(4, members(900_000), 4)), "more tags, nodes and members", header, false},
		"too many texts":   {data(pbftest.Bytes(nil, 1, bytes.Repeat([]byte{0x0a, 0}, 3<<20))), "more texts than", header, false},
	} {
		_, err := read(c.file)
		var fault *element.FormatError
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.want) || fault.Offset != int64(c.offset) || fault.Short != c.short {
			t.Errorf("%s: %v (%+v), want %q at %d", name, err, fault, c.want, c.offset)
		}
	}
}

// repeated is a block of one text and of so many elements.
func repeated(field int, message []byte, times int) []byte {
	var group []byte
	for range times {
		group = pbftest.Bytes(group, field, message)
	}
	return pbftest.Bytes(pbftest.Bytes(nil, 1, pbftest.Bytes(nil, 1, nil)), 2, group)
}

// members is a relation of so many members.
func members(n int) []byte {
	return pbftest.Bytes(pbftest.Bytes(pbftest.Bytes(nil, 8, make([]byte, n)), 9, make([]byte, n)), 10, make([]byte, n))
}

// bomb says that it holds 10 bytes and holds a megabyte.
func bomb() []byte {
	f := pbftest.New()
	at := f.Len()
	f.Blob("X", make([]byte, 1<<20))
	_, data, _ := bytes.Cut(f.Bytes()[at:], []byte{2 << 3, 0x80, 0x80, 0x40})
	return append(pbftest.Number(nil, 2, 10), data...)
}

func flip(file []byte, at int) []byte {
	file = bytes.Clone(file)
	file[at] ^= 0x10
	return file
}

// TestPositions are those of other units, and those that are none on Earth.
func TestPositions(t *testing.T) {
	at := func(units uint64, lat, lon byte) element.Position {
		message := pbftest.Number(pbftest.Bytes(nil, 1, pbftest.Bytes(nil, 1, nil)), 17, units)
		node := pbftest.Number(pbftest.Number(pbftest.Number(nil, 1, 2), 8, uint64(lat)), 9, uint64(lon))
		message = pbftest.Bytes(message, 2, pbftest.Bytes(nil, 1, node))
		file := pbftest.New()
		file.Blob("OSMData", pbftest.Number(pbftest.Number(message, 19, 50), 20, 150))
		var got element.Position
		err := pbf.Read(context.Background(), bytes.NewReader(file.Bytes()), element.All, 1, func(b *element.Block) error {
			got = b.Nodes[0].Position
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got, want := at(1000, 4, 5), (element.Position{Lat: 20, Lon: -28}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	if got := at(10_000_000, 100, 127); got != (element.Position{Lat: 5_000_000, Lon: -6_399_998}) {
		t.Errorf("%v", got)
	}
	file := pbftest.New()
	b := world()
	b.Nodes[0].Lat = 900_000_001
	file.Block(b)
	got, err := read(file.Bytes())
	if err != nil || !strings.Contains(got[0], "2147483647") {
		t.Errorf("%v, %v", got, err)
	}
	err = pbf.Read(context.Background(), bytes.NewReader(file.Bytes()), element.All, 1, func(got *element.Block) error {
		if len(got.Outside) != 1 || got.Outside[0].ID != b.Nodes[0].ID || got.Outside[0].Lat != "90.0000001" {
			t.Errorf("out of range is %v", got.Outside)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestCancel ends a reading in the middle.
func TestCancel(t *testing.T) {
	file := pbftest.New()
	for range 100 {
		file.Block(world())
	}
	ctx, cancel := context.WithCancel(context.Background())
	blocks := 0
	err := pbf.Read(ctx, bytes.NewReader(file.Bytes()), element.All, 2, func(*element.Block) error {
		blocks++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || blocks > 20 {
		t.Errorf("%d blocks, %v", blocks, err)
	}
	stop := errors.New("enough")
	if err := pbf.Read(context.Background(), bytes.NewReader(file.Bytes()), element.All, 2, func(*element.Block) error { return stop }); err != stop {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	file := pbftest.New()
	file.Block(world())
	f.Add(file.Bytes())
	raw := pbftest.New()
	raw.Pack = func(b []byte) (int, []byte) { return 1, b }
	raw.Block(world())
	f.Add(raw.Bytes())
	lz4 := pbftest.New()
	lz4.Pack = func(b []byte) (int, []byte) { return 6, literally(b) }
	lz4.Block(world())
	f.Add(lz4.Bytes())
	f.Fuzz(func(t *testing.T, file []byte) {
		err := pbf.Read(context.Background(), bytes.NewReader(file), element.All, 1, func(b *element.Block) error {
			plainParts(b)
			return nil
		})
		var fault *element.FormatError
		if err != nil && !errors.As(err, &fault) {
			t.Fatal(err)
		}
	})
}

// FuzzBlock feeds the content of a block, which the packing hides from
// FuzzRead.
func FuzzBlock(f *testing.F) {
	f.Add(pbftest.Message(world()))
	f.Fuzz(func(t *testing.T, message []byte) {
		file := pbftest.New()
		file.Pack = func(b []byte) (int, []byte) { return 1, b }
		file.Blob("OSMData", message)
		pbf.Read(context.Background(), bytes.NewReader(file.Bytes()), element.All, 1, func(b *element.Block) error {
			plainParts(b)
			return nil
		})
	})
}

// plainParts touches everything that a block refers to.
func plainParts(b *element.Block) (size int) {
	tags := func(s element.Span) {
		for _, t := range b.Tags[s.From:s.To] {
			size += len(b.Strings[t.Key]) + len(b.Strings[t.Value])
		}
	}
	for _, n := range b.Nodes {
		tags(n.Tags)
	}
	for _, w := range b.Ways {
		tags(w.Tags)
		size += len(b.Refs[w.Refs.From:w.Refs.To])
	}
	for _, r := range b.Relations {
		tags(r.Tags)
		for _, m := range b.Members[r.Members.From:r.Members.To] {
			size += len(b.Strings[m.Role]) + len(m.Kind.Letter())
		}
	}
	return size
}
