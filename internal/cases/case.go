// Package cases holds labelled questions: a question as people ask it, the
// address, street, place or crossing that is the right answer, and how near to
// it an answer has to be. They are read from and written to csv files, asked
// of a geocoder, judged and counted.
//
// Read, Write, Judge and the tallies are pure; Ask uses all cores. The package
// below it, draw, makes questions out of the data that an index is built from.
package cases

import "github.com/milepost/milepost/internal/geocode"

// Case is a labelled question.
type Case struct {
	ID   string // unique in its file
	Set  string // the data that the truth is from
	Kind string // how the question was made: "exact", "typo", …
	Form Form

	Request geocode.Request

	Expect    Expect
	Truth     geocode.Point
	Number    string // house number; several that are right: "12;14"
	Unit      string // flat or floor that an address has to give back; "" for any
	Street    string // of a crossing all its streets, of a landmark its name; see Names
	Locality  string
	Postcode  string
	Tolerance float64 // metres
}

// Form is how a question is put.
type Form string

// The forms.
const (
	Free       Form = "free"       // one line of text
	Structured Form = "structured" // fields
	Reverse    Form = "reverse"    // a point
)

// Expect is what a question is to be answered with.
type Expect string

// What can be expected; Judge says what is right of each.
const (
	Address      Expect = "address"      // the house number on its street
	Interpolated Expect = "interpolated" // a point by interpolation, or the street
	Street       Expect = "street"       // the street, or an address on it
	Area         Expect = "area"         // a place, postcode or district that holds the truth
	AtPoint      Expect = "reverse"      // the address at the point
	Crossing     Expect = "intersection" // where the streets meet
	Place        Expect = "place"        // the populated place or part of one
	Postcode     Expect = "postcode"     // the postal code
	Nothing      Expect = "nothing"      // no answer, or one as of Coarse
	Coarse       Expect = "coarse"       // an area that holds the truth, or its country, and not High
	Landmark     Expect = "landmark"     // the thing of that name
)

// expectations are all that a file of cases may ask for.
var expectations = map[Expect]bool{
	Address: true, Interpolated: true, Street: true, Area: true, AtPoint: true,
	Crossing: true, Place: true, Postcode: true, Landmark: true, Nothing: true, Coarse: true,
}

var forms = map[Form]bool{Free: true, Structured: true, Reverse: true}

// Separators in Case.Street: several names of one street, and the streets of
// one crossing.
const (
	orNamed = "; "
	meets   = " & "
)
