// Package answers makes the columns that a table gets added: which they are,
// what they are called, and their values for a row.
//
// A Layout is made once from the fields that are wanted and the input's
// header, and then makes a table.Result of each response. It may be used by
// many goroutines.
package answers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
	"github.com/milepost/milepost/internal/wording"
)

// Defaults are the fields that are added where none are chosen.
const Defaults = "latitude,longitude,match_name,entity_type,confidence,match_codes,calculation_method,status"

// field is one column that can be added.
type field struct {
	name  string
	kind  table.Kind
	value func(*geocode.Answer) string // "" is no value
}

// Explanation is the field that says in sentences why an answer is not certain,
// or why there is none.
const Explanation = "explanation"

const faultsField = "faults"

// all are the fields, in the order in which they are listed. status, reason,
// faults and explanation are of the row; they have no value here.
var all = []field{
	{"latitude", table.Number, func(a *geocode.Answer) string { return degrees(a.Display().Lat) }},
	{"longitude", table.Number, func(a *geocode.Answer) string { return degrees(a.Display().Lon) }},
	{"match_name", table.Text, func(a *geocode.Answer) string { return a.Name }},
	{"entity_type", table.Text, func(a *geocode.Answer) string { return string(a.EntityType) }},
	{"confidence", table.Text, func(a *geocode.Answer) string { return a.Confidence.String() }},
	{"match_codes", table.Text, func(a *geocode.Answer) string { return a.MatchCodes.String() }},
	{"calculation_method", table.Text, method},
	{"status", table.Text, nil},
	{"reason", table.Text, nil},
	{"probability", table.Number, probability},
	{faultsField, table.Text, nil},
	{Explanation, table.Text, nil},
	{"source", table.Text, func(a *geocode.Answer) string { return a.Source }},
	{"source_id", table.Text, func(a *geocode.Answer) string { return a.SourceID }},
	{"licence", table.Text, func(a *geocode.Answer) string { return a.Licence }},
	{"number", table.Text, func(a *geocode.Answer) string { return a.Number }},
	{"street", table.Text, func(a *geocode.Answer) string { return a.Street }},
	{"unit", table.Text, func(a *geocode.Answer) string { return a.Unit }},
	{"side", table.Text, func(a *geocode.Answer) string { return a.Side }},
	{"locality", table.Text, func(a *geocode.Answer) string { return a.Address.Locality }},
	{"admin_district", table.Text, func(a *geocode.Answer) string { return a.Address.AdminDistrict }},
	{"postal_code", table.Text, func(a *geocode.Answer) string { return a.Address.PostalCode }},
	{"country", table.Text, func(a *geocode.Answer) string { return a.Address.CountryRegion }},
}

// degrees spells a coordinate to a centimetre, without zeros behind.
func degrees(d float64) string {
	return trimZeros(strconv.FormatFloat(d, 'f', 7, 64))
}

func trimZeros(s string) string {
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// method is that of the display point.
func method(a *geocode.Answer) string {
	for _, p := range a.Points {
		if p.Usage&geocode.Display != 0 {
			return string(p.Method)
		}
	}
	return ""
}

// probability is given in tenths of a percent.
func probability(a *geocode.Answer) string {
	if a.Probability == 0 {
		return "" // not estimated
	}
	return trimZeros(strconv.FormatFloat(a.Probability, 'f', 3, 64))
}

// faultsOf lists the names of what speaks against the best answer, dearest
// first, or of what is wrong with a row that has none.
func faultsOf(r *geocode.Response) string {
	var faults []geocode.Fault
	if r.Failure != nil {
		faults = r.Failure.Faults
	} else {
		faults = r.Answers[0].Faults
	}
	names := make([]string, len(faults))
	for i, f := range faults {
		names[i] = f.Name
	}
	return strings.Join(names, "; ")
}

// Options say what is added.
type Options struct {
	Fields  string  // names, parted by commas; "" is Defaults
	Prefix  string  // before each added name
	Decimal string  // between whole and fraction; "" is "."
	Culture string  // whose language explanations are in; "" is English
	Extra   []Extra // added behind the fields
}

// Extra is a column whose value comes of a point: the one that was asked for,
// whether or not it was answered, else the answer's.
type Extra struct {
	Name  string
	Areas table.Area
}

// Layout is the added columns.
type Layout struct {
	Columns []table.Column
	options Options
	words   wording.Language
	fields  []field
}

// NewLayout names the columns for a table that has those of input. An added
// name that the input has already gets "match_" put before it, as often as
// it takes.
func NewLayout(options Options, input []table.Column) (*Layout, error) {
	l := &Layout{options: options, words: wording.Of(options.Culture)}
	list := options.Fields
	if strings.TrimSpace(list) == "" {
		list = Defaults
	}
	for name := range strings.SplitSeq(list, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		i := slices.IndexFunc(all, func(f field) bool { return f.name == name })
		if i < 0 {
			return nil, fmt.Errorf("--fields: %q is none; there are %s", name, strings.Join(Names(), ", "))
		}
		if slices.ContainsFunc(l.fields, func(f field) bool { return f.name == name }) {
			return nil, fmt.Errorf("--fields: %q is named twice", name)
		}
		l.fields = append(l.fields, all[i])
		l.add(all[i].name, all[i].kind, input)
	}
	for _, e := range options.Extra {
		l.add(e.Name, table.Text, input)
	}
	return l, nil
}

// Names are those of all fields.
func Names() []string {
	var names []string
	for _, f := range all {
		names = append(names, f.name)
	}
	return names
}

// add adds a column under a name that is not taken.
func (l *Layout) add(name string, kind table.Kind, input []table.Column) {
	name = l.options.Prefix + name
	taken := func(c table.Column) bool { return strings.EqualFold(strings.TrimSpace(c.Name), name) }
	for slices.ContainsFunc(input, taken) || slices.ContainsFunc(l.Columns, taken) {
		name = "match_" + name
	}
	l.Columns = append(l.Columns, table.Column{Name: name, Kind: kind})
}

// Index is where the column of a field stands; -1 where it is not added.
func (l *Layout) Index(name string) int {
	return slices.IndexFunc(l.fields, func(f field) bool { return f.name == name })
}

// Result gives what the response to a request adds to its row. A row that
// could not be asked for has the zero request.
func (l *Layout) Result(request *geocode.Request, response *geocode.Response) table.Result {
	r := table.Result{Values: make([]table.Cell, 0, len(l.Columns))}
	var answer *geocode.Answer
	status, reason := string(geocode.Success), ""
	if failure := response.Failure; failure != nil {
		status, reason = string(failure.Status), failure.Reason
	} else {
		answer = &response.Answers[0]
		r.Point, r.Located = answer.Display(), true
	}
	for i, f := range l.fields {
		text := ""
		switch {
		case f.name == "status":
			text = status
		case f.name == "reason":
			text = reason
		case f.name == faultsField:
			text = faultsOf(response)
		case f.name == Explanation:
			text = l.words.Response(response)
		case answer == nil:
		default:
			text = f.value(answer)
		}
		r.Values = append(r.Values, l.cell(text, l.Columns[i].Kind))
	}
	for _, e := range l.options.Extra {
		text := ""
		switch {
		case request.Reverse:
			text, _ = e.Areas.At(request.Point)
		case r.Located:
			text, _ = e.Areas.At(r.Point)
		}
		r.Values = append(r.Values, l.cell(text, table.Text))
	}
	return r
}

func (l *Layout) cell(text string, kind table.Kind) table.Cell {
	if text == "" {
		return table.Cell{Kind: table.Empty}
	}
	if kind == table.Number && l.options.Decimal != "" {
		text = strings.Replace(text, ".", l.options.Decimal, 1)
	}
	return table.Cell{Text: text, Kind: kind}
}
