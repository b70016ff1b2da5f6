package draw

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// otherNames asks for streets by another of their names.
func (d *drawing) otherNames(k *kind) error {
	return d.calledOtherwise(k, d.pool.aliases, func(_ *alias, other string) string { return other })
}

// oldNames asks for streets by a former name.
func (d *drawing) oldNames(k *kind) error {
	return d.calledOtherwise(k, d.pool.former, func(_ *alias, other string) string { return other })
}

// bilingual asks for streets by two of their names, as on their signs.
func (d *drawing) bilingual(k *kind) error {
	return d.calledOtherwise(k, d.pool.aliases, func(a *alias, other string) string {
		between := []string{" / ", " - ", "/", " – "}[a.order>>8%4]
		if a.order>>16%2 == 0 {
			return other + between + a.street
		}
		return a.street + between + other
	})
}

// calledOtherwise asks for streets of several names, written by one of the
// others in some way: for one address of each street; of a scarce kind
// then for a second one of each, and so on.
func (d *drawing) calledOtherwise(k *kind, streets *lowest[alias], written func(a *alias, other string) string) error {
	all := slices.DeleteFunc(streets.sorted(), func(a *alias) bool { return !d.isAskedOtherwise(a) })
	turns := 1
	if k.isScarce {
		turns = mostOnAlias
	}
	for turn := range turns {
		for _, a := range all {
			if d.drawn.Made[k.name] == d.each {
				return nil
			}
			d.askOtherwise(k, a, turn, written)
		}
	}
	return nil
}

// other is the name that a street is asked for by.
func (a *alias) other() string { return a.others[a.order%uint64(len(a.others))] }

// isAskedOtherwise tells whether a street's other name is no other thing's.
func (d *drawing) isAskedOtherwise(a *alias) bool {
	own, core := text.ParseStreet(a.street).Core, text.ParseStreet(a.other()).Core
	switch {
	case d.pool.isBorne(source.Landmark, a.other()):
		d.drop(twiceOver)
	case core != own && d.pool.mains[cases.Hash(core)]:
		d.drop(unclear)
	default:
		return true
	}
	return false
}

// askOtherwise asks for one of the addresses of a street, or for the street
// where it has none.
func (d *drawing) askOtherwise(k *kind, a *alias, turn int, written func(a *alias, other string) string) {
	q := question{town: a.town, expect: cases.Street, truth: a.at}
	switch {
	case turn < len(a.houses):
		q = a.houses[turn].ask()
		if why := d.survey.rivalled(&q, a.houses[turn]); why != notSo {
			d.drop(why)
			return
		}
	case turn > 0:
		return
	}
	if q.street = written(a, a.other()); q.locality == "" {
		return
	}
	d.add(cases.Case{
		Kind: k.name, Form: d.form(k.name), Expect: q.expect, Truth: q.truth, Tolerance: q.tolerance,
		Number: q.number, Street: strings.Join(append([]string{a.street}, a.others...), "; "), Locality: q.locality, Postcode: q.postcode,
		Request: q.request(d.form(k.name)),
	})
}
