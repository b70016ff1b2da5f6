package columns

import (
	"math"
	"regexp"
	"strings"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/table"
)

// values are the first values of each column, what is empty left out.
type values struct {
	columns []table.Column
	of      [][]string
	rows    int
}

func newValues(columns []table.Column, sample []table.Row) *values {
	v := &values{columns: columns, of: make([][]string, len(columns))}
	for i := range sample {
		if sample[i].Fault != nil {
			continue
		}
		v.rows++
		for column, cell := range sample[i].Cells {
			if text := clean(cell.Text); text != "" {
				v.of[column] = append(v.of[column], text)
			}
		}
	}
	return v
}

// share is how many of a column's values a test holds for; 0 where it has
// none.
func (v *values) share(column int, holds func(string) bool) float64 {
	n := 0
	for _, value := range v.of[column] {
		if holds(value) {
			n++
		}
	}
	return float64(n) / math.Max(float64(len(v.of[column])), 1)
}

// most is the share from which on a column is taken for what most of its
// values are.
const most = 0.9

// contradict tells whether a column's values cannot be what its name says.
// Without values, nothing does.
func (v *values) contradict(f Field, column int) bool {
	if len(v.of[column]) == 0 {
		return false
	}
	switch f {
	case Lat, Lon:
		return v.share(column, degreesOf(f)) < 0.5
	case Point:
		return v.share(column, isPoint) < 0.5
	case Number:
		return v.share(column, func(s string) bool { return houseNumber.MatchString(s) || blockNumber.MatchString(s) }) < 0.5
	case Postcode:
		return v.share(column, isNumberOrWordOfDigits) < 0.5
	case Query, Address, Street, Locality, District, Region, Country:
		return v.share(column, func(s string) bool { return strings.Contains(s, "@") || isPoint(s) }) > 0.5 ||
			(f == Query || f == Street || f == Locality) && v.share(column, isDecimal) > 0.5
	}
	return false
}

// emptiness makes a column without values less likely than any with.
func (v *values) emptiness(column int) int {
	if v.rows > 0 && len(v.of[column]) == 0 {
		return 10_000
	}
	return 0
}

// digits is the share of values that hold a digit.
func (v *values) digits(column int) float64 {
	return v.share(column, func(s string) bool { return strings.ContainsAny(s, "0123456789") })
}

var (
	houseNumber = regexp.MustCompile(`^(?i)(no\.?|nr\.?|№)?\s?\d{1,5}(\.0)?\s?[a-zа-я]{0,2}(\s?[-/,+]\s?\d{0,5}\s?[a-zа-я]?)?$|^\d{1,4}\s?(bis|ter|quater|1/2)$|^[a-z]?\d{1,4}$`)
	// blockNumber has more parts: "1-5-3" of Japan, "12 к2 стр1" of Russia, "4;6".
	blockNumber = regexp.MustCompile(`^(?i)\d{1,5}[a-zа-я]?(\s?([-–−/,;&+]|к|корп\.?|стр\.?|с|лит\.?)\s?[\da-zа-я]{1,5}){1,4}$`)
	// postcodes are the forms that postcodes have which are more than digits.
	postcodes = regexp.MustCompile(`^(?i)([a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|[a-z]\d[a-z]\s?\d[a-z]\d|\d{4}\s?[a-z]{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{3}-\d{4}|\d{3}\s\d{2}|\d{5}-\d{4}|\d{5}-\d{3}|[a-z]{1,2}-\d{4,5}|ad\d{3}|lv-\d{4})$`)
	// endsInCode finds lines that have their postcode.
	endsInCode  = regexp.MustCompile(`\b\d{4,6}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b`)
	digitCodes  = regexp.MustCompile(`^\d{4,6}$`)
	decimal     = regexp.MustCompile(`^[-+]?\d{1,3}[.,]\d{3,}$`)
	anyPostcode = regexp.MustCompile(`\d`)
	numberWord  = regexp.MustCompile(`(^|[\s,])\d{1,5}[a-zA-Z]?([\s,]|$)`)
	letterWord  = regexp.MustCompile(`\pL{3,}`)
)

func isDecimal(s string) bool { return decimal.MatchString(s) }

// isNumberOrWordOfDigits leaves open what postcodes look like, but for a digit and
// a length.
func isNumberOrWordOfDigits(s string) bool { return len(s) <= 12 && anyPostcode.MatchString(s) }

func isPoint(s string) bool {
	_, ok := parsePoint(s)
	return ok
}

func degreesOf(f Field) func(string) bool {
	limit := 90.0
	if f == Lon {
		limit = 180
	}
	return func(s string) bool {
		degrees, ok := parseDegrees(s)
		return ok && math.Abs(degrees) <= limit
	}
}

// isAddress finds a line that has a house number and words.
func isAddress(s string) bool {
	return len(s) >= 6 && len(s) <= 200 && numberWord.MatchString(s) && letterWord.MatchString(s) && strings.ContainsAny(s, " ,") && !strings.Contains(s, "@")
}

// isCountry finds codes of countries.
func isCountry(s string) bool {
	if len(s) != 2 && len(s) != 3 || strings.ToUpper(s) != s {
		return false
	}
	region, err := language.ParseRegion(s)
	return err == nil && region.IsCountry()
}

// states are the districts whose codes are written like countries'.
var states = foldAll("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR AB BC MB NB NL NS NT NU ON PE QC SK YT NSW QLD VIC TAS ACT")

func isState(s string) bool { return (len(s) == 2 || len(s) == 3) && states[fold(s)] }
