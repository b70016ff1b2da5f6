package dataflow

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

// FuzzXML holds the scanner to encoding/xml: what one accepts the other
// accepts, but for the differences listed here, and they read the same
// entities. It also holds that neither the reader's pieces nor the chunks'
// size change anything, and that what is written is read again as it was.
func FuzzXML(f *testing.F) {
	seeds, err := filepath.Glob("testdata/*/in.xml")
	if err != nil || len(seeds) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, seed := range seeds {
		data, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add("<GeocodeFeed>\r\n<GeocodeEntity Id=\"\t1\r\n2\n\"/>\r</GeocodeFeed>")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<16 {
			compareWithEncodingXML(t, text)
		}
	})
}

// FuzzXMLPieces does what FuzzXML does to feeds that are put together of
// pieces, each a byte of the input.
func FuzzXMLPieces(f *testing.F) {
	pieces := strings.Split("<GeocodeFeed| Version='2.0'|>|/>|<GeocodeEntity| Id='1'| id=\"2\"|</GeocodeEntity>|</GeocodeFeed>|"+
		"<GeocodeRequest| Query='x'| MaxResults='3'| IncludeNeighborhood='TRUE'|</GeocodeRequest>|<Address| Locality=\"é\"|"+
		"<ReverseGeocodeRequest|<Location| Latitude='1'| Longitude='-2'|</ReverseGeocodeRequest>|<g:confidenceFilter| g:MINIMUMconfidence='low'|"+
		" | x='|'|\"|\n|\r|\t|<!--|-->|--|<![CDATA[|]]>|]|<?p|?>|?|&amp;|&#x9;|&#13;|&|;|<|>|</|=|:|a|é|\ufffe|\x01|\ufeff|<?xml version='1.0'?>|</g:confidenceFilter>|<a>|</a>", "|")
	index := func(wanted ...string) []byte {
		var input []byte
		for _, piece := range wanted {
			input = append(input, byte(slices.Index(pieces, piece)))
		}
		return input
	}
	f.Add(index("<GeocodeFeed", " Version='2.0'", ">", "<GeocodeEntity", " Id='1'", ">", "<GeocodeRequest", " Query='x'", "/>", "</GeocodeEntity>", "</GeocodeFeed>"))
	f.Add(index("<GeocodeFeed", ">", "<GeocodeEntity", ">", "<ReverseGeocodeRequest", ">", "<Location", " Latitude='1'", " Longitude='-2'", "/>", "</ReverseGeocodeRequest>", "</GeocodeEntity>", "</GeocodeFeed>"))
	f.Fuzz(func(t *testing.T, input []byte) {
		var text strings.Builder
		for _, b := range input[:min(len(input), 1000)] {
			text.WriteString(pieces[int(b)%len(pieces)])
		}
		compareWithEncodingXML(t, text.String())
	})
}

// FuzzXMLDecode holds that no chunk makes Decode panic, and that it gives as
// many rows as the chunk says or an error.
func FuzzXMLDecode(f *testing.F) {
	f.Add(`<GeocodeEntity Id="1"><GeocodeRequest Query="x"/></GeocodeEntity> <!-- --> <GeocodeEntity/>`, 2, 1)
	f.Add(`<GeocodeEntity Id="&amp;" x="&#`, 1, 2)
	f.Fuzz(func(t *testing.T, data string, rows, version int) {
		feed := &Feed{Format: XML, Version: Version(version)}
		got, err := feed.Decode(Chunk{Offset: 7, Length: int64(len(data)), Rows: rows}, []byte(data))
		if err == nil && len(got) != rows {
			t.Errorf("%d rows, want %d", len(got), rows)
		}
		for i := range got {
			feed.AppendRow(nil, &got[i], &geocode.Response{})
		}
	})
}

func compareWithEncodingXML(t *testing.T, text string) {
	feed, rows, err := tryXML(strings.NewReader(text), Limits{})
	theirs, theirErr := encodingXMLFeed(text)
	switch {
	case err == nil && theirErr != nil && !knownXMLLeniency(text, theirErr):
		t.Fatalf("accepted, but encoding/xml says %v\n%s", theirErr, text)
	case err != nil && theirErr == nil && !knownXMLStrictness(err):
		t.Fatalf("not accepted, though encoding/xml does: %v\n%s", err, text)
	case err == nil && theirErr == nil:
		if diff := cmp.Diff(theirs, asFuzzEntities(rows), cmp.AllowUnexported(fuzzEntity{}, xmlRequest{})); diff != "" {
			t.Fatalf("entities (-encoding/xml +ours):\n%s\n%s", diff, text)
		}
	}
	again, sameRows, sameErr := tryXML(iotest.OneByteReader(strings.NewReader(text)), Limits{Rows: 1})
	if diff := cmp.Diff(errorText(err), errorText(sameErr)); diff != "" {
		t.Fatalf("error in other pieces:\n%s\n%s", diff, text)
	}
	if err != nil {
		return
	}
	written := writeXML(feed, rows)
	if rewritten := writeXML(again, sameRows); written != rewritten {
		t.Fatalf("output in other pieces (-want +got):\n%s\n%s", cmp.Diff(written, rewritten), text)
	}
	_, readAgain, err := tryXML(strings.NewReader(written), Limits{})
	if err != nil {
		t.Fatalf("output is not read again: %v\n%s", err, written)
	}
	if _, err := encodingXMLFeed(written); err != nil {
		t.Fatalf("encoding/xml does not read the output: %v\n%s", err, written)
	}
	if diff := cmp.Diff(rows, readAgain, rereadXML); diff != "" {
		t.Fatalf("rows read again (-want +got):\n%s\n%s", diff, text)
	}
}

// knownXMLStrictness tells whether a feed is refused on purpose that
// encoding/xml reads.
func knownXMLStrictness(err error) bool {
	for _, reason := range []string{
		"DOCTYPE",                               // no DTDs, so that there are no entity bombs
		"twice",                                 // encoding/xml does not look; XML forbids it
		"where a blank, / or > is expected",     // attributes without a blank between them
		"the feed is in XML", "XML declaration", // its place and form are free in encoding/xml
		"which XML does not allow",                                      // encoding/xml does not look into comments and instructions
		"is not UTF-8", "NUL byte", "ends in the middle of a character", // likewise
		"in a processing instruction", // of whose name encoding/xml looks at no end
		"stands for no character",     // encoding/xml takes &#xD800; for U+FFFD
		"more than",                   // the limits
		"names the encoding",          // other encodings than UTF-8
		"a feed is one <GeocodeFeed>", // encoding/xml reads any sequence of elements and text
		"begins neither a comment",    // other <! directives, which belong to DTDs
	} {
		if strings.Contains(err.Error(), reason) {
			return true
		}
	}
	return false
}

// knownXMLLeniency tells whether a feed is read on purpose that encoding/xml
// refuses: the fifth edition of XML 1.0 has more names than the fourth.
func knownXMLLeniency(text string, err error) bool {
	return strings.Contains(err.Error(), "invalid XML name") && strings.ContainsFunc(text, func(r rune) bool { return r > 0x7f })
}

// tryXML reads a whole feed.
func tryXML(r io.Reader, limits Limits) (*Feed, []Row, error) {
	var rows []Row
	feed, err := Split(r, XML, limits, func(feed *Feed, c Chunk, data []byte) error {
		got, err := feed.Decode(c, bytes.Clone(data))
		rows = append(rows, got...)
		return err
	})
	return feed, rows, err
}

func writeXML(feed *Feed, rows []Row) string {
	out := feed.AppendHead(nil)
	for i := range rows {
		out = feed.AppendRow(out, &rows[i], &geocode.Response{Failure: geocode.NothingFound()})
	}
	return string(feed.AppendTail(out))
}

// rereadXML compares rows with what was written of them and read again. An
// element that stands twice is written once.
var rereadXML = cmp.Comparer(func(x, y Row) bool {
	for _, r := range []Row{x, y} {
		if r.Failure != nil && strings.HasSuffix(r.Failure.Reason, reasonTwice) {
			return x.ID == y.ID
		}
	}
	return x.ID == y.ID && x.Ordinal == y.Ordinal && x.Request == y.Request && cmp.Equal(x.Failure, y.Failure)
})

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// fuzzEntity is an entity as encoding/xml reads it.
type fuzzEntity struct {
	id       string
	requests []xmlRequest
}

func asFuzzEntities(rows []Row) []fuzzEntity {
	var entities []fuzzEntity
	for i := range rows {
		e := fuzzEntity{id: blanked(rows[i].ID)}
		for _, q := range rows[i].xml.requests {
			for _, s := range []*string{
				&q.culture, &q.neighborhood, &q.maxResults, &q.query, &q.queryParse, &q.strictMatch, &q.confidence,
				&q.entityTypes, &q.latitude, &q.longitude, &q.address.AddressLine, &q.address.AdminDistrict,
				&q.address.AdminDistrict2, &q.address.CountryRegion, &q.address.FormattedAddress, &q.address.Locality,
				&q.address.PostalCode, &q.address.PostalTown,
			} {
				*s = blanked(*s)
			}
			e.requests = append(e.requests, q)
		}
		entities = append(entities, e)
	}
	return entities
}

// blanked makes all white space blanks: encoding/xml does not normalise
// attribute values.
func blanked(s string) string {
	return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(s)
}

// xmlNode is an element as encoding/xml reads it, whatever its name.
type xmlNode struct {
	XMLName    xml.Name
	Attributes []xml.Attr `xml:",any,attr"`
	Children   []xmlNode  `xml:",any"`
}

var errNoFeed = errors.New("no feed")

// encodingXMLFeed reads a feed with encoding/xml.
func encodingXMLFeed(text string) ([]fuzzEntity, error) {
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(text, byteOrderMark)))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var root *xmlNode
	for {
		token, err := d.Token()
		switch token := token.(type) {
		case nil:
			if err == io.EOF && root != nil && strings.EqualFold(root.XMLName.Local, "GeocodeFeed") {
				return root.entities()
			}
			return nil, errors.Join(err, errNoFeed)
		case xml.StartElement:
			if root != nil {
				return nil, errNoFeed
			}
			root = &xmlNode{}
			if err := d.DecodeElement(root, &token); err != nil {
				return nil, err
			}
		case xml.CharData:
			if len(bytes.Trim(token, xmlBlanks)) > 0 {
				return nil, errNoFeed
			}
		}
	}
}

// get gives the first attribute of a name.
func (n *xmlNode) get(name string) string {
	for _, a := range n.Attributes {
		reserved := a.Name.Space == "xmlns" || a.Name.Space == "http://www.w3.org/XML/1998/namespace"
		if !reserved && strings.EqualFold(a.Name.Local, name) {
			return blanked(a.Value)
		}
	}
	return ""
}

func (n *xmlNode) is(name string) bool { return strings.EqualFold(n.XMLName.Local, name) }

func (n *xmlNode) entities() ([]fuzzEntity, error) {
	version, ok := parseXMLVersion(n.get("Version"))
	if !ok {
		return nil, errNoFeed
	}
	var entities []fuzzEntity
	for i := range n.Children {
		child := &n.Children[i]
		if !child.is("GeocodeEntity") {
			continue
		}
		e := fuzzEntity{id: child.get("Id")}
		for j := range child.Children {
			if q := &child.Children[j]; (q.is("GeocodeRequest") || q.is("ReverseGeocodeRequest")) && len(e.requests) < 2 {
				e.requests = append(e.requests, q.request(version))
			}
		}
		entities = append(entities, e)
	}
	return entities, nil
}

func (n *xmlNode) request(version Version) xmlRequest {
	q := xmlRequest{
		reverse: n.is("ReverseGeocodeRequest"),
		culture: n.get("Culture"), neighborhood: n.get("IncludeNeighborhood"), maxResults: n.get("MaxResults"),
	}
	if q.reverse {
		q.entityTypes = n.get("IncludeEntityTypes")
	} else {
		q.query, q.queryParse, q.strictMatch = n.get("Query"), n.get("IncludeQueryParse"), n.get("StrictMatch")
	}
	for i := range n.Children {
		switch c := &n.Children[i]; {
		case c.is("ConfidenceFilter") && !q.hasFilter:
			q.hasFilter, q.confidence = true, c.get("MinimumConfidence")
		case c.is("Location") && q.reverse && !q.hasLocation:
			q.hasLocation, q.latitude, q.longitude = true, c.get("Latitude"), c.get("Longitude")
		case c.is("Address") && !q.reverse && !q.hasAddress:
			q.hasAddress = true
			q.address = geocode.Address{
				AddressLine: c.get("AddressLine"), AdminDistrict: c.get("AdminDistrict"), CountryRegion: c.get("CountryRegion"),
				AdminDistrict2: c.get(districtName(version)), FormattedAddress: c.get("FormattedAddress"),
				Locality: c.get("Locality"), PostalCode: c.get("PostalCode"), PostalTown: c.get("PostalTown"),
			}
		}
	}
	return q
}
