package cli

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
	"github.com/milepost/milepost/internal/table/columns"
)

// withinBox is how many answers are looked at for one within --bbox.
const withinBox = 20

// ask finds what each row gets. Equal questions are asked once, within these
// rows and, as far as memory goes, within the whole file.
func (w *tableWork) ask(ctx context.Context, rows []table.Row) ([]*answered, error) {
	found := make([]*answered, len(rows))
	var requests []geocode.Request
	var keys []string
	asked := map[string]int{} // by key, the position in requests
	position := make([]int, len(rows))
	for i := range rows {
		request, fault := w.mapping.Request(&rows[i])
		if fault != nil {
			found[i] = w.refuse(fault)
			continue
		}
		key := keyOf(&request)
		at, known := asked[key]
		if !known {
			at = len(requests)
			asked[key] = at
			requests, keys = append(requests, w.narrowed(request)), append(keys, key)
		}
		position[i] = at
	}
	answers, err := w.recallOrAsk(ctx, keys, requests)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if found[i] == nil {
			found[i] = answers[position[i]]
		}
	}
	return found, nil
}

// narrowed adds to a request what the flags ask of all.
func (w *tableWork) narrowed(request geocode.Request) geocode.Request {
	request.MinimumConfidence = w.least
	request.Culture = w.Culture
	if !request.Reverse && request.Address.CountryRegion == "" {
		request.Address.CountryRegion = w.Country
	}
	if w.box != nil {
		request.MaxResults = withinBox
	}
	return request
}

// recallOrAsk gives the answers to requests: those that memory has, and of
// the others the geocoder's.
func (w *tableWork) recallOrAsk(ctx context.Context, keys []string, requests []geocode.Request) ([]*answered, error) {
	answers := w.memory.recall(keys)
	var unknown []geocode.Request
	var at []int
	for i, known := range answers {
		if known == nil {
			unknown, at = append(unknown, requests[i]), append(at, i)
		}
	}
	responses, err := w.geocoder.Geocode(ctx, unknown)
	if err != nil {
		return nil, fmt.Errorf("geocode: %w", err)
	}
	var newKeys []string
	var fresh []*answered
	for i, response := range responses {
		if response.Failure == nil && len(response.Answers) == 0 {
			return nil, fmt.Errorf("geocode: neither answer nor failure for %q", columns.Question(&unknown[i]))
		}
		a := w.make(&unknown[i], within(w.box, response))
		answers[at[i]] = a
		newKeys, fresh = append(newKeys, keys[at[i]]), append(fresh, a)
	}
	w.memory.remember(newKeys, fresh)
	return answers, nil
}

// make makes of a response what it adds to its rows.
func (w *tableWork) make(request *geocode.Request, response geocode.Response) *answered {
	a := &answered{result: w.layout.Result(request, &response)}
	o := &a.outcome
	if w.report != nil {
		o.Question = columns.Question(request)
	}
	if failure := response.Failure; failure != nil {
		o.Status, o.Reason = failure.Status, failure.Reason
		return a
	}
	best := &response.Answers[0]
	o.Status, o.Confidence, o.EntityType, o.MatchCodes, o.Name, o.Point = geocode.Success, best.Confidence, best.EntityType, best.MatchCodes, best.Name, best.Display()
	if w.report != nil {
		for _, fault := range best.Faults {
			o.Faults = append(o.Faults, fault.Name)
		}
	}
	return a
}

// refuse makes what a row gets that cannot be asked for.
func (w *tableWork) refuse(fault *table.Error) *answered {
	failure := &geocode.Failure{Status: geocode.BadRequest, Reason: fault.Error() + "."}
	a := &answered{result: w.layout.Result(&geocode.Request{}, &geocode.Response{Failure: failure}), fault: fault.Error()}
	a.outcome.Status, a.outcome.Reason = failure.Status, failure.Reason
	return a
}

func writeFloat(b *strings.Builder, f float64) {
	var bits [8]byte
	binary.LittleEndian.PutUint64(bits[:], math.Float64bits(f))
	b.Write(bits[:])
}
