// Package draw makes labelled questions out of the data that an index is
// built from, or out of an index.
//
// The data is read two or three times, never held:
//
//	pool     a sample by hash: addresses, crossings of streets, streets of
//	         several names, places, postcodes, landmarks (pool.go)
//	name     those of the sample that name no locality get one: that of the
//	         nearest address that names one, else the place, of the data or
//	         the gazetteer, that draws most (locality.go)
//	survey   what else the data has about each: every address that the
//	         question could mean as well, the house numbers of its street,
//	         the addresses about a point (survey.go)
//	make     each kind of question of its own part of the sample, spelled as
//	         the country writes addresses (kinds.go and the files beside it)
//
// A question that has more than one right answer in the data is not asked: it
// is dropped, and counted by reason. The truth comes from the data as it is
// read, not from what a build makes of it.
//
// Equal data, options and seed give equal questions. A drawing is used by one
// goroutine.
package draw

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// Reading reads all features of the data, from the beginning every time.
type Reading func(ctx context.Context, emit func(*source.Feature) error) error

// Options say what is drawn.
type Options struct {
	Set     string       // name of the data in the cases
	N       int          // questions, spread evenly over the kinds; fewer where the data does not give so many
	Seed    uint64       // another seed draws other questions
	Kinds   []string     // of Kinds, HardKinds, or Hard for all of these; nil for all of Kinds
	Country string       // alpha-2 code of what does not name its country; "" asks the gazetteer
	World   *index.Index // the gazetteer

	// Only tells which addresses may be asked for; nil is all. Crossings,
	// places and the like are drawn regardless.
	Only func(f *source.Feature) bool
}

// Drawn is what was drawn.
type Drawn struct {
	Cases   []cases.Case
	Made    map[string]int // questions by kind
	Dropped map[string]int // questions that could not be asked, by reason
}

// ErrNothing is that the data gives no question of the kinds asked for.
var ErrNothing = errors.New("the data gives no question of these kinds")

// ErrKind is a name that no kind of questions has.
var ErrKind = errors.New("there is no kind of questions called")

// Draw draws questions.
func Draw(ctx context.Context, read Reading, o Options) (*Drawn, error) {
	kinds, err := chosen(o.Kinds)
	if err != nil {
		return nil, err
	}
	d := &drawing{Options: o, taken: map[*house]string{}, cores: cores{}, each: (o.N + len(kinds) - 1) / len(kinds), drawn: Drawn{Made: map[string]int{}, Dropped: map[string]int{}}}
	d.pool = newPool(d, kinds)
	if err := read(ctx, d.pool.see); err != nil {
		return nil, err
	}
	if err := d.name(ctx, read); err != nil {
		return nil, err
	}
	d.survey, d.wrong = newSurvey(d.pool, d.cores), d.pool.codes.sorted()
	if err := read(ctx, d.survey.see); err != nil {
		return nil, err
	}
	for _, k := range kinds {
		if err := d.make(k); err != nil {
			return nil, err
		}
	}
	if len(d.drawn.Cases) == 0 {
		return nil, ErrNothing
	}
	return &d.drawn, nil
}

// cores remembers the core names of streets: lists name the same few
// thousand streets over and over.
type cores map[string]string

// mostCores bounds what is remembered.
const mostCores = 1 << 16

func (c cores) of(street string) string {
	core, known := c[street]
	if !known {
		if len(c) == mostCores {
			clear(c)
		}
		core = text.ParseStreet(street).Core
		c[strings.Clone(street)] = core
	}
	return core
}

// drawing is one draw.
type drawing struct {
	Options
	each   int // questions of a kind
	cores  cores
	pool   *pool
	survey *survey
	taken  map[*house]string // the kind that asked for it last
	wrong  []*code           // to take wrong postcodes from
	drawn  Drawn
}

// chosen gives the kinds of these names, in the order of the table.
func chosen(names []string) ([]kind, error) {
	if len(names) == 0 {
		return kinds, nil
	}
	all := slices.Concat(kinds, hardKinds)
	for _, name := range names {
		if name != Hard && !slices.ContainsFunc(all, func(k kind) bool { return k.name == name }) {
			return nil, fmt.Errorf("%w %q; the kinds are %s; and the hard ones, all called %s: %s", ErrKind, name, strings.Join(Kinds(), ", "), Hard, strings.Join(HardKinds(), ", "))
		}
	}
	isChosen := func(k kind) bool {
		return slices.Contains(names, k.name) || slices.Contains(names, Hard) && slices.Contains(HardKinds(), k.name)
	}
	return slices.DeleteFunc(all, func(k kind) bool { return !isChosen(k) }), nil
}

// Hard stands for all hard kinds among the names of kinds.
const Hard = "hard"

// Kinds are the names of the kinds of questions that are drawn where none are
// named.
func Kinds() []string { return namesOf(kinds) }

// HardKinds are the names of the kinds that ask as the worst files do.
func HardKinds() []string { return namesOf(hardKinds) }

func namesOf(kinds []kind) []string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// drop counts a question that is not asked.
func (d *drawing) drop(reason string) { d.drawn.Dropped[reason]++ }

// add numbers a case and takes it.
func (d *drawing) add(c cases.Case) {
	d.drawn.Made[c.Kind]++
	c.Set = d.Set
	c.ID = fmt.Sprintf("%s-%s-%d", d.Set, c.Kind, d.drawn.Made[c.Kind])
	d.drawn.Cases = append(d.drawn.Cases, c)
}
