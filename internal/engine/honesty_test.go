package engine

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// disturbance is a way in which people write less or worse than the
// gazetteer does, and what may be expected of the answers.
type disturbance struct {
	name   string
	write  func(r *rand.Rand, b *batch, a *area) geocode.Request
	right  float64 // at least so many of the answers
	high   float64 // at least so many answers with High confidence
	honest float64 // at least so many of those right
}

func fieldsOf(locality, district, country string) geocode.Request {
	return geocode.Request{Address: geocode.Address{Locality: locality, AdminDistrict: district, CountryRegion: country}}
}

var disturbances = []disturbance{
	{"nothing", func(_ *rand.Rand, b *batch, a *area) geocode.Request {
		return fieldsOf(a.Name, a.short(b), a.Country)
	}, 0.97, 0.94, 0.995},
	{"capitals, no accents", func(_ *rand.Rand, b *batch, a *area) geocode.Request {
		return fieldsOf(strings.ToUpper(text.Key(a.Name)), strings.ToUpper(a.short(b)), strings.ToLower(a.Country))
	}, 0.97, 0.94, 0.995},
	{"free text", func(_ *rand.Rand, b *batch, a *area) geocode.Request {
		return geocode.Request{Query: a.Name + ", " + a.short(b)}
	}, 0.97, 0.93, 0.995},
	{"free text without comma", func(_ *rand.Rand, b *batch, a *area) geocode.Request {
		return geocode.Request{Query: a.Name + " " + a.short(b)}
	}, 0.97, 0.93, 0.995},
	{"no country", func(_ *rand.Rand, b *batch, a *area) geocode.Request {
		return fieldsOf(a.Name, a.short(b), "")
	}, 0.97, 0.93, 0.995},
	{"no district", func(_ *rand.Rand, b *batch, a *area) geocode.Request {
		return fieldsOf(a.Name, "", a.Country)
	}, 0.90, 0.84, 0.99},
	{"name alone", func(_ *rand.Rand, b *batch, a *area) geocode.Request {
		return geocode.Request{Query: a.Name}
	}, 0.84, 0.78, 0.985},
	{"a street that is not known", func(_ *rand.Rand, b *batch, a *area) geocode.Request {
		return geocode.Request{Query: "12 Elm Street, " + a.Name + ", " + a.short(b) + ", " + a.Country}
	}, 0.96, 0, 0},
	{"a typing error", func(r *rand.Rand, b *batch, a *area) geocode.Request {
		return fieldsOf(mistype(r, a.Name), a.short(b), a.Country)
	}, 0.94, 0.65, 0.99},
	{"a typing error, no district", func(r *rand.Rand, b *batch, a *area) geocode.Request {
		return fieldsOf(mistype(r, a.Name), "", a.Country)
	}, 0.84, 0.25, 0.98},
}

// TestHonesty disturbs places of the gazetteer and holds the answers to what
// they promise.
func TestHonesty(t *testing.T) {
	e := builtIn(t)
	places := drawPlaces(t, e, 1000)
	b := newBatch(e.indexes)
	for _, d := range disturbances {
		r := rand.New(rand.NewPCG(1, 1))
		var requests []geocode.Request
		for _, place := range places {
			requests = append(requests, d.write(r, b, place))
		}
		responses, err := e.Geocode(t.Context(), requests)
		if err != nil {
			t.Fatal(err)
		}
		right, high, honest := tally(b, responses, places)
		n := float64(len(places))
		t.Logf("%-30s right %.3f, High %.3f, of these right %.4f", d.name, right/n, high/n, honest/max(high, 1))
		if right < d.right*n || high < d.high*n || honest < d.honest*high {
			t.Errorf("%s: right %.3f, want %.3f; High %.3f, want %.3f; of these right %.4f, want %.4f",
				d.name, right/n, d.right, high/n, d.high, honest/max(high, 1), d.honest)
		}
		if d.high == 0 && high > 0 {
			t.Errorf("%s: %v answers are High", d.name, high)
		}
	}
}

// tally counts the answers that are the place, that are High, and of these
// those that are the place or hold it.
func tally(b *batch, responses []geocode.Response, truths []*area) (right, high, honest float64) {
	for i, response := range responses {
		if response.Failure != nil {
			continue
		}
		a := &response.Answers[0]
		ok := a.EntityType == geocode.EntityPopulatedPlace && geo.Distance(a.Display(), truths[i].Point) < 10_000
		if ok {
			right++
		}
		if a.Confidence == geocode.High {
			high++
			if ok || b.holds(a, truths[i]) {
				honest++
			}
		}
	}
	return right, high, honest
}

// holds tells whether an answer is a district or country of the place.
func (b *batch) holds(a *geocode.Answer, place *area) bool {
	for _, r := range []ref{place.district2, place.district, place.country} {
		if around := b.area(r); around != nil && entityTypes[around.Kind] == a.EntityType && around.Point == a.Display() {
			return true
		}
	}
	return false
}

// mistype makes one typing error in a name, not at its ends.
func mistype(r *rand.Rand, name string) string {
	letters := []rune(name)
	if len(letters) < 3 {
		return name
	}
	for {
		i := 1 + r.IntN(len(letters)-2)
		wrong := rune('a' + r.IntN(26))
		var typed string
		switch r.IntN(4) {
		case 0:
			typed = string(letters[:i]) + string(letters[i+1:])
		case 1:
			typed = string(letters[:i]) + string(wrong) + string(letters[i:])
		case 2:
			typed = string(letters[:i]) + string(wrong) + string(letters[i+1:])
		case 3:
			typed = string(letters[:i]) + string(letters[i+1]) + string(letters[i]) + string(letters[i+2:])
		}
		if typed != name {
			return typed
		}
	}
}
