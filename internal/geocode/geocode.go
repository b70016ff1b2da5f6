// Package geocode is the vocabulary of Milepost: what is asked, what is
// answered, and the one interface that turns the first into the second. It
// holds no behaviour beyond the words' own spelling, imports the standard
// library only, and every other package may import it.
//
// Coordinates are WGS84 degrees throughout.
package geocode

import "context"

// Geocoder answers a batch of requests.
//
// Geocode returns exactly one Response per Request, in the same order. The
// answers depend on nothing but the requests and the data behind the
// Geocoder: not on the batch's size or order, nor on what was asked before.
// It is safe for concurrent use. The error is for the batch as a whole (a
// cancelled context, a broken index); a request that cannot be answered has
// a Response with a Failure instead.
type Geocoder interface {
	Geocode(ctx context.Context, requests []Request) ([]Response, error)
}

// Request is one question: text, address parts, or a point. It is
// comparable, so that equal questions can be found by a map.
type Request struct {
	Query   string  // free text, as typed
	Address Address // structured parts; FormattedAddress, Neighborhood and Landmark are never set

	Reverse bool  // Point is the question
	Point   Point // only where Reverse

	Culture             string // BCP 47 as sent, e.g. "en-US"; "" is the default
	MaxResults          int    // 1..20; 0 means 1
	IncludeNeighborhood bool   // give Address.Neighborhood
	IncludeQueryParse   bool   // give QueryParse
	StrictMatch         bool   // never answer outside the given country and admin district
	MinimumConfidence   Confidence

	// EntityTypes, on a reverse request, are the only types to answer with,
	// where TypesGiven. Given and empty means that no known type was named.
	EntityTypes TypeSet
	TypesGiven  bool
}

// Response is all that came of one Request: at least one Answer, best
// first, or a Failure.
type Response struct {
	Answers []Answer
	Failure *Failure
}

// Status is the outcome of a row, spelled as the wire spells it.
type Status string

// The statuses of a row.
const (
	Success    Status = "Success"
	BadRequest Status = "BadRequest"
	NotFound   Status = "NotFound"
)

// Failure says why a request has no answer, in a sentence for its author.
type Failure struct {
	Status Status
	Reason string
	Faults []Fault // what is wrong with the request, where that is known
}

// Failures that every Geocoder words alike.
const (
	ReasonNothingFound = "No location was found."
	// ReasonNotAnAddress is that of a request that clearly is no address.
	ReasonNotAnAddress = "No location was found: this is not an address."
	// ReasonBelow is completed by the lowest confidence asked for and a full stop.
	ReasonBelow = "No location was found with a confidence of at least "
)

// NothingFound is the Failure of a request that has no answer at all.
func NothingFound() *Failure { return &Failure{Status: NotFound, Reason: ReasonNothingFound} }

// NothingAbove is the Failure of a request whose answers all fall short of min.
func NothingAbove(min Confidence) *Failure {
	return &Failure{Status: NotFound, Reason: ReasonBelow + min.String() + "."}
}
