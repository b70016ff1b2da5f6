package index

import "encoding/binary"

// The section "recordids" has of each street (see per_street.go) the
// identifiers that its addresses have in their sources, in the order of the
// addresses; of a street of which none has one it has no bytes.
//
//	skips   for every group of 64 addresses but the first: its offset from the
//	        end of the skips u32
//	groups  one identifier after another
const idSkipLength = 4

// MaxRecordID bounds an identifier, in bytes. A longer one is not kept: cut
// short it would name another record or none.
const MaxRecordID = 128

// appendRecordIDs appends the identifiers of a street's addresses.
func appendRecordIDs(b []byte, addresses []AddressDraft) []byte {
	some := false
	for i := range addresses {
		some = some || keptID(addresses[i].RecordID) != ""
	}
	if !some {
		return b
	}
	skips := len(b)
	b = append(b, make([]byte, (len(addresses)-1)/groupLength*idSkipLength)...)
	groups := len(b)
	var s idState
	for i := range addresses {
		if i%groupLength == 0 {
			s = idState{}
			if i > 0 {
				binary.LittleEndian.PutUint32(b[skips+(i/groupLength-1)*idSkipLength:], uint32(len(b)-groups))
			}
		}
		b = s.append(b, keptID(addresses[i].RecordID))
	}
	return b
}

// keptID is an identifier that is not too long, else none.
func keptID(id string) string {
	if len(id) > MaxRecordID {
		return ""
	}
	return id
}

// RecordID gives the identifier that an address has in its source, "" where
// that has none or the index does not keep it.
func (s *Streets) RecordID(a *Address) (id string, err error) {
	err = s.ix.guard(func() error {
		id, err = s.recordID(a)
		return err
	})
	return id, err
}

func (s *Streets) recordID(a *Address) (string, error) {
	b, err := s.recordIDs.of(s, a.Street)
	if err != nil || b == nil {
		return "", err
	}
	street, err := s.street(a.Street)
	if err != nil {
		return "", err
	}
	at := int(a.ID) - int(street.Address)
	if at < 0 || at >= street.Addresses {
		return "", ErrNoStreet
	}
	damage := func() error {
		return s.recordIDs.section.damage("does not hold the identifiers of the street %d", a.Street)
	}
	skips, offset := (street.Addresses-1)/groupLength*idSkipLength, uint32(0)
	if skips > len(b) {
		return "", damage()
	}
	if group := at / groupLength; group > 0 {
		offset = binary.LittleEndian.Uint32(b[(group-1)*idSkipLength:])
	}
	if uint64(offset) > uint64(len(b)-skips) {
		return "", damage()
	}
	in, state, id := varints{rest: b[skips:][offset:]}, idState{}, ""
	for range at%groupLength + 1 {
		id = state.read(&in)
	}
	if in.bad {
		return "", damage()
	}
	return id, nil
}
