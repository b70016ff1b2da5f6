// Package engine answers geocoding requests from indexes.
//
// A forward request goes through these phases, a file or two each:
//
//	understand  what was typed becomes words, and words that the
//	            dictionary knows become mentions of areas (question.go, mention.go)
//	candidates  every area mentioned may be the answer (candidate.go)
//	explain     a candidate is as good as what it leaves unexplained of the
//	            question is cheap: each loose end is a named fault with a
//	            fixed cost (explain.go, loose.go, faults.go)
//	repair      what no candidate explains is looked up again, by other
//	            spellings and with one typing error (repair.go)
//	rank        by cost, then by importance; rivals decide on ambiguity,
//	            cost and rivals on confidence (rank.go, confidence.go)
//	answer      the best are written out in the request's culture (answer.go)
//
// Reverse requests have their own, shorter way (reverse.go).
//
// An Engine is safe for concurrent use. What a batch looks up is shared among
// its rows and forgotten with it; no answer depends on it.
package engine

import (
	"context"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// Version changes whenever the same request to the same indexes may be
// answered differently than before.
const Version = "1"

// Engine answers requests from one or more indexes as if from one.
type Engine struct {
	indexes []*index.Index
}

var _ geocode.Geocoder = (*Engine)(nil)

// New makes an engine of open indexes. Where several hold the same area, the
// first counts. The indexes stay the caller's to close.
func New(indexes ...*index.Index) *Engine {
	return &Engine{indexes: indexes}
}

// Build names the engine's version and the builds of its indexes: equal
// builds give equal answers.
func (e *Engine) Build() string {
	builds := []string{"engine " + Version}
	for _, ix := range e.indexes {
		builds = append(builds, ix.Build())
	}
	return strings.Join(builds, "; ")
}

// Geocode implements geocode.Geocoder. Responses to equal requests share their
// memory. The error is that of a cancelled context or a damaged index.
func (e *Engine) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	responses := make([]geocode.Response, len(requests))
	first := make(map[geocode.Request]int, len(requests))
	b := newBatch(e.indexes)
	for i := range requests {
		if at, seen := first[requests[i]]; seen {
			responses[i] = responses[at]
			continue
		}
		first[requests[i]] = i
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		responses[i] = b.respond(&requests[i])
		if b.err != nil {
			return nil, b.err
		}
	}
	return responses, nil
}

// respond answers one request.
func (b *batch) respond(r *geocode.Request) geocode.Response {
	var answers []geocode.Answer
	var failure *geocode.Failure
	if r.Reverse {
		answers = b.reverse(r)
	} else {
		answers, failure = b.answerTyped(r)
	}
	if failure != nil {
		return geocode.Response{Failure: failure}
	}
	if len(answers) == 0 {
		return geocode.Response{Failure: geocode.NothingFound()}
	}
	good := answers[:0]
	for _, a := range answers {
		if a.Confidence >= r.MinimumConfidence {
			good = append(good, a)
		}
	}
	if len(good) == 0 {
		return geocode.Response{Failure: geocode.NothingAbove(r.MinimumConfidence)}
	}
	good = good[:min(len(good), max(r.MaxResults, 1))]
	if r.IncludeNeighborhood {
		b.addNeighborhoods(r, good)
	}
	return geocode.Response{Answers: good}
}
