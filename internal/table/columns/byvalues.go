package columns

import "strings"

// leastValues is how many values tell what a column is.
const leastValues = 3

// byValues tells what columns are that their names leave open.
func (m *Mapping) byValues(v *values) {
	if !m.hasPoint() {
		m.pointByValues(v)
	}
	if !m.hasAddress() && !m.hasPoint() {
		m.lineByValues(v)
		m.postcodeBehindLine(v)
	}
	if !m.has(Street) && !m.has(Address) && !m.has(Locality) {
		return // parts of an address beside nothing are no parts
	}
	for column := range m.columns {
		if m.used(column) || len(v.of[column]) < leastValues || saysOtherwise(m.columns[column].Name) {
			continue
		}
		is := func(holds func(string) bool) bool { return v.share(column, holds) >= most }
		switch {
		case !m.has(Postcode) && v.isPostcode(column):
			m.set(Postcode, ByValues, column)
		case !m.has(Region) && is(isState):
			m.set(Region, ByValues, column)
		case !m.has(Country) && is(isCountry):
			m.set(Country, ByValues, column)
		case !m.has(Number) && m.has(Street) && m.beside(column, Street) && is(houseNumber.MatchString) && v.digits(m.uses[Street].Columns[0]) < 0.5:
			m.set(Number, ByValues, column)
		}
	}
}

// isPostcode tells whether a column's values are postcodes.
func (v *values) isPostcode(column int) bool {
	return v.share(column, func(s string) bool { return postcodes.MatchString(s) || digitCodes.MatchString(s) }) >= most && v.like(column, postcodes.MatchString)
}

// postcodeBehindLine finds the postcodes that lines of addresses lack, and
// those that are all there is of addresses.
func (m *Mapping) postcodeBehindLine(v *values) {
	if m.has(Query) && v.share(m.uses[Query].Columns[0], endsInCode.MatchString) >= 0.5 {
		return
	}
	for column := range m.columns {
		if m.used(column) || len(v.of[column]) < leastValues || saysOtherwise(m.columns[column].Name) || !v.isPostcode(column) {
			continue
		}
		if m.has(Query) {
			m.set(Query, ByValues, m.uses[Query].Columns[0], column)
		} else {
			m.set(Postcode, ByValues, column)
		}
		return
	}
}

// others are words of names that say that a column is no part of an address,
// whatever its values look like.
var others = foldAll("id code key key1 ref no nr number num count amount total year date time size srid scale zone class rank level score flag type status x y name")

func saysOtherwise(name string) bool {
	for _, word := range words(name) {
		if others[fold(word)] {
			return true
		}
	}
	return false
}

// like tells postcodes from other numbers: they have a form of their own, or
// all have as many digits and do not just count up.
func (v *values) like(column int, form func(string) bool) bool {
	if v.share(column, form) >= most {
		return true
	}
	list := v.of[column]
	length, rising, same := len(list[0]), 0, true
	for i, value := range list {
		if len(value) != length {
			return false
		}
		same = same && value == list[0]
		if i > 0 && value > list[i-1] {
			rising++
		}
	}
	return length >= 4 && rising < len(list)-1 && !(same && len(list) > 20)
}

// beside tells whether a column stands next to that of a field.
func (m *Mapping) beside(column int, f Field) bool {
	other := m.uses[f].Columns[0]
	return column == other-1 || column == other+1
}

// pointByValues finds a column of points, or two of degrees side by side: the
// first is the latitude unless its values are too large for one.
func (m *Mapping) pointByValues(v *values) {
	for column := range m.columns {
		if len(v.of[column]) < leastValues || m.used(column) {
			continue
		}
		if v.share(column, isPoint) >= most {
			m.set(Point, ByValues, column)
			return
		}
		next := column + 1
		if next == len(m.columns) || len(v.of[next]) < leastValues || m.used(next) || v.share(column, isDecimal) < most || v.share(next, isDecimal) < most {
			continue
		}
		lat, lon := degreesOf(Lat), degreesOf(Lon)
		switch {
		case v.share(column, lat) == 1 && v.share(next, lon) == 1:
			m.set(Lat, ByValues, column)
			m.set(Lon, ByValues, next)
			return
		case v.share(column, lon) == 1 && v.share(next, lat) == 1:
			m.set(Lon, ByValues, column)
			m.set(Lat, ByValues, next)
			return
		}
	}
}

// lineByValues finds a column of addresses in one line, of several the one
// with the longest.
func (m *Mapping) lineByValues(v *values) {
	best, longest := -1, 0
	for column := range m.columns {
		if len(v.of[column]) == 0 || v.share(column, isAddress) < 0.6 {
			continue
		}
		if n := len(strings.Join(v.of[column], "")); n > longest {
			best, longest = column, n
		}
	}
	if best >= 0 {
		m.set(Query, ByValues, best)
	}
}
