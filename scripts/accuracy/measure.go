package main

import (
	"context"
	"fmt"
	"time"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/index"
)

// measurement is everything that one run finds out.
type measurement struct {
	options options
	shelf   *shelf
	cases   []testCase

	sets     []setResult
	alone    []outcome       // the cases, each of its own list's index
	together []outcome       // the same of all indexes at once, country not given
	made     []outcome       // questions made of addresses that are held
	lacking  []outcome       // the cases, of the indexes without what is left out
	leftOut  []outcome       // questions made of what is left out, of those indexes
	unheld   map[string]bool // ids of real cases whose truth the list does not hold

	extracts   []*extractResult
	hard       []*hardResult
	blends     []*blend
	togetherIn time.Duration
}

// setResult is a set's index and how fast it answered.
type setResult struct {
	list
	addresses     int
	built         float64 // seconds
	cases         int
	asked         time.Duration
	unheldOfReal  int
	realQuestions int
}

// all asks everything.
func (m *measurement) all(ctx context.Context) error {
	for _, ask := range []func(context.Context) error{m.own, m.allTogether, m.madeUp, m.without, m.overExtracts, m.county} {
		if err := ask(ctx); err != nil {
			return err
		}
	}
	return nil
}

// toFit asks what confidence is fitted to.
func (m *measurement) toFit(ctx context.Context) error {
	for _, ask := range []func(context.Context) error{m.own, m.madeUp, m.without} {
		if err := ask(ctx); err != nil {
			return err
		}
	}
	return nil
}

// casesOf gives the cases of a set.
func (m *measurement) casesOf(set string) []testCase {
	var own []testCase
	for _, c := range m.cases {
		if c.Set == set {
			own = append(own, c)
		}
	}
	return own
}

// eachSet opens the index of each set that has cases, built or left out.
func (m *measurement) eachSet(ctx context.Context, leaveOut bool, use func(b *built, own []testCase) error) error {
	for _, l := range lists {
		own := m.casesOf(l.set)
		if len(own) == 0 {
			continue
		}
		b, err := m.shelf.open(ctx, l, leaveOut)
		if err != nil {
			return err
		}
		err = use(b, own)
		b.ix.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", l.set, err)
		}
	}
	return nil
}

// own asks each case of its own list's index.
func (m *measurement) own(ctx context.Context) error {
	m.unheld = map[string]bool{}
	return m.eachSet(ctx, false, func(b *built, own []testCase) error {
		outcomes, took, err := ask(ctx, engine.New(m.shelf.world, b.ix), own)
		if err != nil {
			return err
		}
		m.alone = append(m.alone, outcomes...)
		result := setResult{list: b.list, addresses: b.rows, built: b.seconds, cases: len(own), asked: took}
		for i := range own {
			if c := &own[i]; c.isReal() {
				result.realQuestions++
				held, err := holds(b.ix, c)
				if err != nil {
					return err
				}
				if !held {
					result.unheldOfReal++
					m.unheld[c.ID] = true
				}
			}
		}
		m.sets = append(m.sets, result)
		return nil
	})
}

// isReal tells whether somebody really typed the question.
func (c *testCase) isReal() bool { return c.Kind == "real" || c.Kind == "real_fuzzy" }

// allTogether asks the cases of all indexes open together, country not given.
func (m *measurement) allTogether(ctx context.Context) error {
	indexes := []*index.Index{m.shelf.world}
	defer func() {
		for _, ix := range indexes[1:] {
			ix.Close()
		}
	}()
	for _, l := range lists {
		if len(m.casesOf(l.set)) == 0 {
			continue
		}
		b, err := m.shelf.open(ctx, l, false)
		if err != nil {
			return err
		}
		indexes = append(indexes, b.ix)
	}
	anywhere := make([]testCase, len(m.cases))
	for i, c := range m.cases {
		c.Request.Address.CountryRegion = ""
		anywhere[i] = c
	}
	var err error
	m.together, m.togetherIn, err = ask(ctx, engine.New(indexes...), anywhere)
	return err
}

// Questions made of each address: of those held, and of those left out.
const (
	eachHeld    = 4
	eachLeftOut = 2
)

// madeUp asks questions made of the lists.
func (m *measurement) madeUp(ctx context.Context) error {
	return m.eachSet(ctx, false, func(b *built, _ []testCase) error {
		questions, err := newAsking(b).questions(b.samples[held], held, eachHeld)
		if err != nil {
			return err
		}
		outcomes, _, err := ask(ctx, engine.New(m.shelf.world, b.ix), questions)
		m.made = append(m.made, outcomes...)
		return err
	})
}

// without asks the cases, and questions made of what was left out, of the
// indexes that lack it.
func (m *measurement) without(ctx context.Context) error {
	return m.eachSet(ctx, true, func(b *built, own []testCase) error {
		for i := range own {
			own[i].lose()
		}
		g := engine.New(m.shelf.world, b.ix)
		outcomes, _, err := ask(ctx, g, own)
		if err != nil {
			return err
		}
		m.lacking = append(m.lacking, outcomes...)
		questions, err := m.ofLeftOut(ctx, b)
		if err != nil {
			return err
		}
		outcomes, _, err = ask(ctx, g, questions)
		m.leftOut = append(m.leftOut, outcomes...)
		return err
	})
}

// ofLeftOut makes questions of what an index lacks.
func (m *measurement) ofLeftOut(ctx context.Context, b *built) ([]testCase, error) {
	whole, err := m.shelf.open(ctx, b.list, false)
	if err != nil {
		return nil, err
	}
	defer whole.ix.Close()
	var questions []testCase
	for _, fate := range []fate{numberLeftOut, streetLeftOut} {
		more, err := newAsking(whole).questions(b.samples[fate], fate, eachLeftOut)
		if err != nil {
			return nil, err
		}
		questions = append(questions, more...)
	}
	return questions, nil
}

// lose changes what is expected of a case where its truth is left out.
func (c *testCase) lose() {
	c.fate = fateOf(c.Number, c.Street, c.Locality)
	switch {
	case c.Expect == cases.Area || c.Expect == cases.AtPoint:
	case c.fate == streetLeftOut:
		c.Expect, c.Tolerance = cases.Area, areaWithin
	case c.fate == numberLeftOut && c.Expect == cases.Address:
		c.Expect, c.Tolerance = cases.Interpolated, interpolatedWithin
	}
}
