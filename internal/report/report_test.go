package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

// drawnWorld is an atlas of one square and one town.
type drawnWorld struct{}

func (drawnWorld) Outlines(_ geocode.Box, visit func([]geocode.Point, bool)) error {
	square := []geocode.Point{{Lat: 38, Lon: -87}, {Lat: 38, Lon: -85}, {Lat: 36.5, Lon: -85}, {Lat: 36.5, Lon: -87}, {Lat: 38, Lon: -87}}
	visit(square, true)
	visit(square[:3], true) // again, as neighbouring cells do
	return nil
}

func (drawnWorld) Land(geocode.Point) (bool, error) { return false, nil }

func (drawnWorld) Towns(geocode.Box, int) ([]Town, error) {
	return []Town{{"Springfield <b>", geocode.Point{Lat: 37, Lon: -86}}, {"Far", geocode.Point{Lat: -37, Lon: 86}}}, nil
}

// outcome makes up what became of a row.
func outcome(i int) *table.Outcome {
	o := &table.Outcome{Number: int64(i), Line: int64(i + 2), Question: fmt.Sprint(i, " Main Street"), Status: geocode.Success,
		Confidence: geocode.High, EntityType: geocode.EntityAddress, MatchCodes: geocode.Good, Name: fmt.Sprint(i, " Main St"),
		Point: geocode.Point{Lat: 36 + float64(i%97)/40, Lon: -88 + float64(i%89)/20}}
	switch {
	case i%10 == 3:
		o.Confidence, o.Faults, o.EntityType = geocode.Medium, []string{"street.edit1", "postcode.agrees"}, geocode.EntityRoadBlock
	case i%25 == 4:
		o.Confidence, o.MatchCodes, o.EntityType = geocode.Low, geocode.Ambiguous, geocode.EntityPopulatedPlace
	case i%50 == 5:
		*o = table.Outcome{Number: o.Number, Line: o.Line, Question: o.Question, Status: geocode.NotFound, Reason: geocode.ReasonNothingFound}
	case i%50 == 6:
		*o = table.Outcome{Number: o.Number, Line: o.Line, Question: o.Question, Status: geocode.BadRequest, Reason: fmt.Sprintf(`line %d, column lat: "%dx": is no latitude; degrees from -90 to 90 are expected.`, i, i)}
	}
	return o
}

func pageOf(t testing.TB, r *Report) string {
	t.Helper()
	var out bytes.Buffer
	if err := r.Write(&out, About{Input: "in.csv", Output: "out.csv", Attributions: []string{"© somebody"}}, drawnWorld{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestPage(t *testing.T) {
	r := &Report{}
	for i := range 1000 {
		r.Add(outcome(i))
	}
	page := pageOf(t, r)
	for _, want := range []string{
		"<title>96.0\u202f% of 1\u202f000 rows answered: in.csv</title>",
		"<li class=\"high\"><b>820</b><span>High · 82.0\u202f%</span></li>", `<li class="medium"><b>100</b>`, `<li class="low"><b>40</b>`, `<li class="failed"><b>40</b>`,
		"The street’s name was corrected by a letter.", "Several places answer equally well", "No location was found.",
		"column lat: “…”: is no latitude; degrees from -90 to 90 are expected.", `<th scope="row">House number</th>`, "Springfield &lt;b&gt;", "© somebody",
		`<td class="n" data-name="Line">5</td><td data-name="Asked"><bdi>3 Main Street</bdi></td>`, "960 points.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, ">Far<") || strings.Contains(page, "Postcode: agrees") {
		t.Error("the page shows a town off the map, or a fault that is none")
	}
	if n := len(r.firstRows()); n != 16 {
		t.Errorf("%d rows to look at first", n)
	}
}

// firstRows lists the rows that the page shows.
func (r *Report) firstRows() []firstRow {
	return r.held.first(r.held.sortedTroubles())
}

func TestEmptyPages(t *testing.T) {
	if page := pageOf(t, &Report{}); !strings.Contains(page, "– of 0 rows answered") || strings.Contains(page, "<svg") {
		t.Error("a page of no rows")
	}
	r := &Report{}
	r.Add(outcome(0))
	if page := pageOf(t, r); !strings.Contains(page, "None: every row was answered at High confidence.") || !strings.Contains(page, "<svg") {
		t.Error("a page of one good row")
	}
}

// The same rows give the same bytes, in one run or in several.
func TestInterrupted(t *testing.T) {
	whole, parts := &Report{}, &Report{}
	for i := range maxDots + 5000 {
		whole.Add(outcome(i))
		parts.Add(outcome(i))
		if i%4999 == 0 {
			saved, err := parts.MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			parts = &Report{}
			if err := parts.UnmarshalBinary(saved); err != nil {
				t.Fatal(err)
			}
		}
	}
	if diff := cmp.Diff(pageOf(t, whole), pageOf(t, parts)); diff != "" {
		t.Errorf("(-whole +parts):\n%s", diff)
	}
	if !strings.Contains(pageOf(t, whole), "A fair sample of 10\u202f000 of 14\u202f400 points.") {
		t.Error("the sample is not told")
	}
	if err := parts.UnmarshalBinary([]byte("{")); err == nil {
		t.Error("half a checkpoint was taken")
	}
}

// Whatever rows say is text: no tag or attribute comes of it.
func TestHostileRows(t *testing.T) {
	plain, hostile := &Report{}, &Report{}
	evil := []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "</svg></table>", "\u202egnp.exe\x00\x1b[31m\xff", `{{.Rows}}`, "javascript:alert(1)"}
	for i, text := range evil {
		for _, status := range []geocode.Status{geocode.Success, geocode.BadRequest} {
			o := table.Outcome{Number: int64(i), Line: 1, Question: text, Status: status, Reason: text, Confidence: geocode.Low, Name: text, Faults: []string{text},
				EntityType: geocode.EntityType(text)}
			hostile.Add(&o)
			o.Question, o.Reason, o.Name, o.Faults, o.EntityType = fmt.Sprint("q", i), fmt.Sprint("r", string(rune('a'+i))), "n", []string{fmt.Sprint("f", i)}, geocode.EntityType(fmt.Sprint("e", i))
			plain.Add(&o)
		}
	}
	tags := regexp.MustCompile(`<[^>]*>`)
	width := regexp.MustCompile(`(data-name|width|class)="?[^ >]*`)
	shape := func(page string) string {
		return width.ReplaceAllString(strings.Join(tags.FindAllString(page, -1), "\n"), "")
	}
	if diff := cmp.Diff(shape(pageOf(t, plain)), shape(pageOf(t, hostile))); diff != "" {
		t.Errorf("hostile rows made other tags (-plain +hostile):\n%s", diff)
	}
	if page := pageOf(t, hostile); strings.ContainsAny(page, "\x00\x1b\u202e") || strings.Contains(page, "<script") {
		t.Error("the page holds what should not be shown")
	}
}

// What is held does not grow with the rows, whatever they say.
func TestBounded(t *testing.T) {
	r := &Report{}
	long := strings.Repeat("long ", 10_000)
	for i := range 3 * maxDots {
		word := string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26))
		r.Add(&table.Outcome{Number: int64(i), Question: long, Status: geocode.Success, Confidence: geocode.Low, Name: long, Faults: []string{word, "x" + word}})
		r.Add(&table.Outcome{Number: int64(i), Question: long, Status: geocode.NotFound, Reason: word + long})
	}
	if data, err := r.MarshalBinary(); err != nil || len(data) > 4<<20 {
		t.Errorf("%d bytes are held, %v", len(data), err)
	}
	var sum int64
	for _, trouble := range r.held.Troubles {
		sum += trouble.Rows
	}
	if sum != r.held.Rows {
		t.Errorf("the troubles of %d of %d rows are counted", sum, r.held.Rows)
	}
}

func TestMainBox(t *testing.T) {
	var dots []dot
	for i := range 1000 {
		dots = append(dots, dot{Lat: 38 + float64(i%10)/100, Lon: -85 + float64(i/10)/1000})
	}
	dots[5] = dot{Lat: -33, Lon: 151}
	if b := mainBox(dots); b.South < 37.9 || b.North > 38.2 || b.West < -85.1 || b.East > -84.8 {
		t.Errorf("one point far off makes the box %v", b)
	}
	islands := []dot{{Lat: -17, Lon: 178}, {Lat: -18, Lon: -179}}
	v := newView(mainBox(islands))
	for _, d := range islands {
		if !v.holds(geocode.Point{Lat: d.Lat, Lon: d.Lon}) {
			t.Errorf("%v is not on the map %+v", d, v)
		}
	}
	if x, _ := v.at(geocode.Point{Lat: -17, Lon: 170}); x > 0 || math.IsNaN(x) {
		t.Errorf("what lies west of the map is drawn at %v", x)
	}
	world := newView(mainBox([]dot{{Lat: -80, Lon: -179}, {Lat: 80, Lon: 0}, {Lat: 0, Lon: 90}, {Lat: 0, Lon: -90}}))
	if b := world.box(); b.South < -90 || b.North > 90 {
		t.Errorf("the world is %v", b)
	}
}

// A picture is well-formed, and no edge is drawn twice.
func TestPicture(t *testing.T) {
	r := &Report{}
	for i := range 100 {
		r.Add(outcome(i))
	}
	page := pageOf(t, r)
	svg := page[strings.Index(page, "<svg"):strings.LastIndex(page, "</svg>")] + "</svg>"
	for in := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := in.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	coast := regexp.MustCompile(`class="coast" d="([^"]*)"`).FindStringSubmatch(svg)[1]
	if n := strings.Count(coast, "l"); n != 4 {
		t.Errorf("%d edges are drawn: %s", n, coast)
	}
}

// Where points are few, no name stands on one; a town's own mark may.
func TestNamesHideNoPoint(t *testing.T) {
	v := newView(geocode.Box{South: 37, West: -87, North: 38, East: -85})
	town := Town{"Springfield", geocode.Point{Lat: 37.5, Lon: -86}}
	for lon, shown := range map[float64]int{-86: 1, -85.95: 0, -86.2: 1, -85.5: 1} {
		spots := v.apart([]dot{{Lat: 37.5, Lon: lon}})
		if got := len(v.labels([]Town{town}, spots)); got != shown {
			t.Errorf("a point at %g: %d names", lon, got)
		}
	}
	if spots := v.apart(make([]dot, fewDots+1)); spots != nil {
		t.Error("many points have no name at all")
	}
}

// Few points are drawn larger than many.
func TestDotWidth(t *testing.T) {
	for rows, want := range map[int]string{20: "--dot:12", 400: "--dot:9", maxDots: "--dot:4.5"} {
		r := &Report{}
		for i := range rows {
			r.Add(outcome(i))
		}
		if page := pageOf(t, r); !strings.Contains(page, want) {
			t.Errorf("the map of %d rows lacks %s", rows, want)
		}
	}
}

var errAtlas = errors.New("the index is damaged")

type brokenWorld struct{ drawnWorld }

func (brokenWorld) Outlines(geocode.Box, func([]geocode.Point, bool)) error { return errAtlas }

func TestBrokenAtlas(t *testing.T) {
	r := &Report{}
	r.Add(outcome(0))
	if err := r.Write(io.Discard, About{}, brokenWorld{}); !errors.Is(err, errAtlas) {
		t.Errorf("%v", err)
	}
}

func TestShare(t *testing.T) {
	for _, test := range []struct {
		part, whole int64
		want        string
	}{{0, 0, "–"}, {0, 5, "0.0\u202f%"}, {1, 1_000_000, "<\u202f0.1\u202f%"}, {999_999, 1_000_000, ">\u202f99.9\u202f%"}, {5, 5, "100.0\u202f%"}, {1, 3, "33.3\u202f%"}} {
		if got := share(test.part, test.whole); got != test.want {
			t.Errorf("%d of %d: %s", test.part, test.whole, got)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	var outcomes []*table.Outcome
	for i := range 10_000 {
		outcomes = append(outcomes, outcome(i))
	}
	r := &Report{}
	for i := range b.N {
		o := *outcomes[i%len(outcomes)]
		o.Number = int64(i)
		r.Add(&o)
	}
}
