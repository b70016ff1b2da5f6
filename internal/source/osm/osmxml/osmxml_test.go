package osmxml_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/osmxml"
)

const document = `<?xml version='1.0' encoding='UTF-8'?>
<!-- made by hand > < -->
<osm version="0.6" generator="none">
  <bounds minlat="1" minlon="2" maxlat="3" maxlon="4"/>
  <node id="-1" lat="1.5" lon="-2.00000005" version="3"/>
  <node id='2' lat='91' lon='0'><tag k='name' v='A &amp; B &lt;&#252;&#x1F600;&gt; "&apos;&quot;'/></node>
  <node id="3" lat="1" lon="1" visible="false"/>
  <way id="4" version="2">
    <nd ref="-1" lat="1" lon="2"/><nd ref="2"/>
    <center lat="1" lon="2"/>
    <tag k="highway" v="path>"/>
  </way>
  <relation id="5">
    <member type="way" ref="4" role="outer"/>
    <member type="node" ref="2" role=""/>
  </relation>
</osm>
`

func read(document string) (lines []string, err error) {
	err = osmxml.Read(iotest.HalfReader(strings.NewReader(document)), func(b *element.Block) error {
		tags := func(s element.Span) (t string) {
			for _, pair := range b.Tags[s.From:s.To] {
				t += " " + b.Strings[pair.Key] + "=" + b.Strings[pair.Value]
			}
			return t
		}
		for _, n := range b.Nodes {
			lines = append(lines, fmt.Sprint("n", n.ID, n.Position, n.Version, tags(n.Tags)))
		}
		for _, w := range b.Ways {
			lines = append(lines, fmt.Sprint("w", w.ID, b.Refs[w.Refs.From:w.Refs.To], w.Version, tags(w.Tags)))
		}
		for _, r := range b.Relations {
			line := fmt.Sprint("r", r.ID, tags(r.Tags))
			for _, m := range b.Members[r.Members.From:r.Members.To] {
				line += fmt.Sprint(" ", m.Kind.Letter(), m.ID, b.Strings[m.Role])
			}
			lines = append(lines, line)
		}
		lines = append(lines, fmt.Sprint("deleted ", b.Deleted))
		return nil
	})
	return lines, err
}

func TestRead(t *testing.T) {
	want := []string{
		"n-1 {15000000 -20000001} 3", `n2 {2147483647 2147483647} 0 name=A & B <ü😀> "'"`, "w4 [-1 2] 2 highway=path>", "r5 w4outer n2", "deleted 1",
	}
	for _, text := range []string{document, strings.ReplaceAll(document, "\n", "\r\n")} {
		got, err := read(text)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
	}
}

func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "line 1, at byte 0: the file ends before",
		"<osm>\n<node id='1' lat='1'":   "line 2, at byte 6: the file ends in a tag",
		"<osm>\n<node id='1'/>":         "line 2, at byte 20: the file ends before",
		"<gpx>":                         "begins with <gpx>",
		"<osmChange>":                   "osmium apply-changes",
		"<!DOCTYPE x [<!ENTITY a 'b'>]": "entities are not read",
		"<osm><node id='x'/></osm>":     `the id "x": a whole number`,
		"<osm><node id='99999999999999999999'/></osm>":           "a whole number",
		"<osm><node/></osm>":                                     `the id ""`,
		"<osm><node id=1/></osm>":                                "is not in quotes",
		"<osm><node id/></osm>":                                  "has no value",
		"<osm><node id='1'><tag k='&lol;' v=''/></node></osm>":   "an entity that there is not",
		"<osm><node id='1'><node id='2'/></node></osm>":          "stands in another",
		"<osm></node></osm>":                                     "was not opened",
		"<osm><relation id='1'><member type='area' ref='1'/>":    `type "area"`,
		"<?xml version='1.0' encoding='ISO-8859-1'?><osm></osm>": "not in UTF-8",
		"<osm><" + strings.Repeat("x", 2<<20) + "/></osm>":       "more than 1 MiB",
		"<osm>< id='1'/></osm>":                                  "without a name",
	} {
		_, err := read(text)
		var fault *element.FormatError
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, want %q", text, err, want)
		}
	}
}

// TestBlocks holds that blocks stay small whatever the file has.
func TestBlocks(t *testing.T) {
	var b strings.Builder
	b.WriteString("<osm>")
	for i := range 20_000 {
		fmt.Fprintf(&b, "<node id='%d' lat='1' lon='1'><tag k='name' v='%s%d'/></node>", i, strings.Repeat("long ", 200), i)
	}
	b.WriteString("</osm>")
	nodes := 0
	err := osmxml.Read(strings.NewReader(b.String()), func(b *element.Block) error {
		nodes += len(b.Nodes)
		if b.Bytes() > 8<<20 {
			t.Errorf("a block of %d bytes", b.Bytes())
		}
		return nil
	})
	if nodes != 20_000 || err != nil {
		t.Errorf("%d nodes, %v", nodes, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(document)
	f.Fuzz(func(t *testing.T, text string) {
		var fault *element.FormatError
		if _, err := read(text); err != nil && !errors.As(err, &fault) {
			t.Fatal(err)
		}
	})
}
