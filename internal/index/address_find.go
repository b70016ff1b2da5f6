package index

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// EachAddress reads the addresses of a street in order, by number and rest,
// until visit says no. visit must not keep the pointer, nor read the index.
func (s *Streets) EachAddress(id StreetID, visit func(a *Address) bool) error {
	return s.ix.guard(func() error {
		h, err := s.houses(id)
		if err != nil {
			return err
		}
		return h.each(0, visit)
	})
}

// AddressesNumbered appends to dst the addresses of a street that have this
// number, whatever their rest: 12, 12a and 12-14 for 12.
func (s *Streets) AddressesNumbered(dst []Address, id StreetID, number uint32) ([]Address, error) {
	err := s.ix.guard(func() error {
		h, err := s.houses(id)
		if err != nil || number > 0 && (number < h.street.First || number > h.street.Last) {
			return err
		}
		return h.each(h.groupOf(number), func(a *Address) bool {
			if a.Number == number {
				dst = append(dst, *a)
			}
			return a.Number <= number
		})
	})
	return dst, err
}

// Neighbours are the addresses about a number that a street may not have.
type Neighbours struct {
	// Below and Above are the nearest with a lower and a higher number on the
	// number's side of the street, which is that of its parity; of several
	// with one number the first.
	Below, Above       Address
	HasBelow, HasAbove bool

	// Holding is an address whose range holds the number: 12-16 for 14. It
	// is looked for no further back than Below.
	Holding    Address
	HasHolding bool
}

// Neighbours finds the addresses about a number on its side of the street.
// Those that have the very number are not among them.
func (s *Streets) Neighbours(id StreetID, number uint32) (n Neighbours, err error) {
	err = s.ix.guard(func() error {
		h, err := s.houses(id)
		if err != nil {
			return err
		}
		group := h.groupOf(number)
		if err := h.each(group, n.visit(number)); err != nil {
			return err
		}
		// Back until there is one below, and to the first of its number.
		for ; group > 0 && (!n.HasBelow || h.firstNumber(group) == n.Below.Number); group-- {
			var earlier Neighbours
			if err := h.eachIn(group-1, earlier.visit(number)); err != nil {
				return err
			}
			n.addEarlier(&earlier, number)
		}
		return nil
	})
	return n, err
}

// visit takes the addresses of a street in order.
func (n *Neighbours) visit(number uint32) func(*Address) bool {
	return func(a *Address) bool {
		if a.Number == 0 || a.Number == number {
			return true
		}
		if a.Number < number && a.To >= number && (!n.HasHolding || sameSide(a.Number, number)) {
			n.Holding, n.HasHolding = *a, true
		}
		if !sameSide(a.Number, number) {
			return true
		}
		if a.Number < number {
			if !n.HasBelow || n.Below.Number != a.Number {
				n.Below, n.HasBelow = *a, true
			}
			return true
		}
		n.Above, n.HasAbove = *a, true
		return false
	}
}

// addEarlier adds what a group has that stands before those seen so far.
func (n *Neighbours) addEarlier(e *Neighbours, number uint32) {
	if e.HasBelow && (!n.HasBelow || e.Below.Number == n.Below.Number) {
		n.Below, n.HasBelow = e.Below, true
	}
	if e.HasHolding && (!n.HasHolding || !sameSide(n.Holding.Number, number)) {
		n.Holding, n.HasHolding = e.Holding, true
	}
}

// sameSide tells whether two numbers are both even or both odd.
func sameSide(a, b uint32) bool { return (a^b)&1 == 0 }

// Address reads one address.
func (s *Streets) Address(id AddressID) (a Address, err error) {
	err = s.ix.guard(func() error {
		a, err = s.address(id)
		return err
	})
	return a, err
}

func (s *Streets) address(id AddressID) (a Address, err error) {
	street, err := s.streetOf(id)
	if err != nil {
		return a, err
	}
	h, err := s.houses(street)
	if err != nil {
		return a, err
	}
	at := int(id - h.street.Address)
	err = h.each(at/groupLength, func(one *Address) bool {
		a = *one
		return a.ID != id
	})
	return a, err
}

// streetOf finds the street of an address.
func (s *Streets) streetOf(id AddressID) (StreetID, error) {
	var failed error
	n := sort.Search(s.Count(), func(i int) bool {
		b, err := s.record(StreetID(i + 1))
		if err != nil {
			failed = err
			return true
		}
		return binary.LittleEndian.Uint32(b[12:]) > uint32(id)
	})
	if failed == nil && n == s.Count() {
		failed = fmt.Errorf("address %d: %w", id, ErrNoStreet)
	}
	return StreetID(n), failed
}
