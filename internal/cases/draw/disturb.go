package draw

import (
	"strings"
	"unicode"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/text"
)

// The ways to disturb an address.

func exact(*drawing, *question, *house) string { return notSo }

func typo(d *drawing, q *question, h *house) string {
	street, ok := Mistype(q.street, q.number, 1)
	if !ok {
		return unfit
	}
	q.street = street
	return d.unlessStreet(street)
}

// unlessStreet refuses a name that another street of the data has.
func (d *drawing) unlessStreet(name string) string {
	if d.pool.mains[cases.Hash(text.ParseStreet(name).Core)] {
		return unclear
	}
	return notSo
}

func noPostcode(_ *drawing, q *question, _ *house) string { return without(&q.postcode) }

func noCity(_ *drawing, q *question, _ *house) string {
	if q.postcode == "" {
		return unfit
	}
	return without(&q.locality)
}

func without(part *string) string {
	if *part == "" {
		return unfit
	}
	*part = ""
	return notSo
}

// wrongPostcode takes another postcode of the data by turns with one that has
// another last digit.
func wrongPostcode(d *drawing, q *question, h *house) string {
	q.wrongCode = true
	if q.postcode == "" || q.locality == "" {
		return unfit
	}
	codes := d.wrong
	if c := codes[h.order%uint64(len(codes))]; h.order>>32%2 == 0 && c.postcode != q.postcode && c.country == q.country {
		q.postcode = c.postcode
		return notSo
	}
	at := strings.LastIndexFunc(q.postcode, unicode.IsDigit)
	if at < 0 || q.postcode[at] > '9' {
		return unfit
	}
	digit := '0' + (q.postcode[at]-'0'+1+byte(h.order>>40%9))%10
	q.postcode = q.postcode[:at] + string(rune(digit)) + q.postcode[at+1:]
	return notSo
}

func abbreviated(_ *drawing, q *question, _ *house) string {
	street := abbreviate(q.street)
	if street == q.street {
		return unfit
	}
	q.street = street
	return notSo
}

func noType(d *drawing, q *question, _ *house) string {
	street, ok := withoutType(q.street)
	if !ok {
		return unfit
	}
	q.street, q.anyType = street, true
	return notSo
}

func plain(_ *drawing, q *question, _ *house) string {
	q.street, q.locality, q.region = plainly(q.street), plainly(q.locality), plainly(q.region)
	q.number, q.postcode = strings.ToLower(q.number), strings.ToLower(q.postcode)
	return notSo
}

// plainly is lower case without the accents of Latin letters.
func plainly(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if unicode.Is(unicode.Latin, r) {
			b.WriteString(text.Key(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func upper(_ *drawing, q *question, _ *house) string {
	for _, part := range []*string{&q.street, &q.locality, &q.region, &q.number, &q.postcode} {
		*part = strings.ToUpper(*part)
	}
	return notSo
}

func swapped(_ *drawing, q *question, _ *house) string {
	q.swapped = true
	return notSo
}

func unit(_ *drawing, q *question, h *house) string {
	units := unitsOf[q.country]
	if len(units) == 0 {
		return unfit
	}
	q.unit = units[h.order%uint64(len(units))]
	return notSo
}

func noNumber(_ *drawing, q *question, _ *house) string {
	q.number, q.expect, q.tolerance = "", cases.Street, 0
	return notSo
}
