package main

import (
	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geocode"
)

// class is how an answer came about, as far as its probability is concerned.
type class uint8

const (
	onPoint    class = iota // the address itself
	spread                  // the address itself, whose points lie far apart
	rivalled                // the address itself, one of several that the request cannot tell apart
	atCrossing              // where two streets meet
	between                 // an interpolated point
	onBlock                 // the nearest part of the street
	onStreet                // the street that was asked for
	instead                 // the street in place of an address or crossing
	onArea                  // a place or district
	reversed                // the address nearest to a point
	doubtful                // the same, with faults: another is about as near, or it has several points
	classes
)

var classNames = [...]string{"address point", "address point, spread", "address point, rivalled", "crossing", "interpolated", "part of the street", "street", "street instead", "area", "reverse address", "reverse address, doubtful"}

// String names the class in tables.
func (c class) String() string { return classNames[c] }

// class tells the class of an answered case.
func (o *outcome) class() class {
	a := &o.Answer
	switch {
	case o.Form == cases.Reverse && a.EntityType != geocode.EntityAddress:
		return onArea
	case o.Form == cases.Reverse && len(a.Faults) > 0:
		return doubtful
	case o.Form == cases.Reverse:
		return reversed
	case a.EntityType == geocode.EntityRoadBlock:
		return onBlock
	case a.EntityType == geocode.EntityRoad && a.MatchCodes&geocode.UpHierarchy != 0:
		return instead
	case a.EntityType == geocode.EntityRoad:
		return onStreet
	case a.EntityType == geocode.EntityRoadIntersection:
		return atCrossing
	case a.EntityType != geocode.EntityAddress:
		return onArea
	case a.Points[0].Method == geocode.InterpolationOffset:
		return between
	case a.MatchCodes&geocode.Ambiguous != 0:
		return rivalled
	case o.extent() > 0:
		return spread
	}
	return onPoint
}
