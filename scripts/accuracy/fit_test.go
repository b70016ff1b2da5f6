package main

import (
	"math/rand/v2"
	"testing"
)

// drawTrials makes trials that are right as often as truth says.
func drawTrials(n int, truth func(cost float64) float64) []trial {
	random := rand.New(rand.NewPCG(1, 2))
	trials := make([]trial, n)
	for i := range trials {
		cost := float64(random.IntN(20)) / 100
		trials[i] = trial{cost, random.Float64() < truth(cost)}
	}
	return trials
}

func TestFittedCurvesFallAndKeepTheirTrials(t *testing.T) {
	trials := drawTrials(5000, func(cost float64) float64 { return 1 - 4*cost })
	steps := isotonic(trials)
	count, before := 0, 2.0
	for _, s := range steps {
		count += s.count
		p := float64(s.right) / float64(s.count)
		if p > before || s.count < max(leastTrials, len(trials)/shareTrials) {
			t.Errorf("step %+v after one of %.3f: want falling steps of at least %d", s, before, leastTrials)
		}
		if truth := 1 - 4*s.upTo; p < truth-0.1 {
			t.Errorf("step %+v: %.3f are right, want at least %.3f", s, p, truth)
		}
		before = p
	}
	if count != len(trials) || len(steps) < 5 {
		t.Errorf("%d trials in %d steps, want %d in at least 5", count, len(steps), len(trials))
	}
}

func TestFittedCurvesAreLevelWhereCostTellsNothing(t *testing.T) {
	steps := isotonic(drawTrials(5000, func(cost float64) float64 { return 0.5 + cost }))
	if len(steps) > 2 {
		t.Errorf("%d steps for what gets better with cost, want one or two: %+v", len(steps), steps)
	}
}

func TestFewTrialsPromiseNothing(t *testing.T) {
	steps := isotonic([]trial{{0, true}, {0, true}, {0.1, true}})
	if len(steps) != 1 || steps[0].probability() > 0.81 {
		t.Errorf("three trials, all right, give %+v, want one step of 4 in 5", steps)
	}
}
