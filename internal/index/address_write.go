package index

import (
	"encoding/binary"
	"slices"
	"strconv"
)

// writeAddresses writes the addresses of a street; see address.go for how.
func (w *StreetWriter) writeAddresses(d *StreetDraft) error {
	if len(d.Addresses) == 0 {
		return nil
	}
	w.places = w.places[:0]
	for i := range d.Addresses {
		if p := d.Addresses[i].Postcode; p != 0 && len(w.places) < maxStreetPostcodes && !slices.Contains(w.places, p) {
			w.places = append(w.places, p)
		}
	}
	b := binary.AppendUvarint(w.buffer[:0], uint64(len(w.places)))
	for _, p := range w.places {
		b = binary.AppendUvarint(b, uint64(p))
	}
	skips := len(b)
	b = append(b, make([]byte, (len(d.Addresses)-1)/groupLength*skipLength)...)
	groups := len(b)
	for at := 0; at < len(d.Addresses); at += groupLength {
		if at > 0 {
			skip := b[skips+(at/groupLength-1)*skipLength:]
			binary.LittleEndian.PutUint32(skip, d.Addresses[at].Number)
			binary.LittleEndian.PutUint32(skip[4:], uint32(len(b)-groups))
		}
		b = w.appendGroup(b, d, d.Addresses[at:min(at+groupLength, len(d.Addresses))])
	}
	w.buffer = b
	_, err := w.addresses.Write(b)
	return err
}

func (w *StreetWriter) appendGroup(b []byte, d *StreetDraft, group []AddressDraft) []byte {
	before := AddressDraft{Point: d.Point}
	for i := range group {
		a := group[i]
		if !slices.Contains(w.places, a.Postcode) {
			a.Postcode = 0
		}
		b = w.appendAddress(b, &before, &a)
		before = a
	}
	return b
}

func (w *StreetWriter) appendAddress(b []byte, before, a *AddressDraft) []byte {
	isRange := a.To > a.Number && a.Rest == "-"+strconv.Itoa(int(a.To))
	flags := byte(a.Accuracy) & flagAccuracy
	if isRange {
		flags |= flagRange
	} else if a.Rest != "" {
		flags |= flagRest
	}
	if a.Spread {
		flags |= flagSpread
	}
	if a.Postcode != before.Postcode {
		flags |= flagPostcode
	}
	if a.Source != before.Source || a.Others != before.Others {
		flags |= flagSource
	}
	if a.Evidence != before.Evidence || a.PostcodeEvidence != before.PostcodeEvidence {
		flags |= flagEvidence
	}
	b = append(b, flags)
	b = binary.AppendUvarint(b, uint64(a.Number-before.Number))
	if flags&flagRest != 0 {
		b = appendText(b, a.Rest)
	}
	if isRange {
		b = binary.AppendUvarint(b, uint64(a.To-a.Number))
	}
	b = binary.AppendVarint(b, microOf(a.Point.Lat)-microOf(before.Point.Lat))
	b = binary.AppendVarint(b, microOf(a.Point.Lon)-microOf(before.Point.Lon))
	if flags&flagPostcode != 0 {
		b = binary.AppendUvarint(b, uint64(slices.Index(w.places, a.Postcode)+1))
	}
	if flags&flagSource != 0 {
		b = appendSources(b, a)
	}
	if flags&flagEvidence != 0 {
		b = append(b, byte(a.Evidence)&15|byte(a.PostcodeEvidence)&7<<4)
		w.origins = w.origins || a.PostcodeEvidence != OwnPostcode
	}
	return b
}

func appendSources(b []byte, a *AddressDraft) []byte {
	count := 0
	for count < maxOthers && a.Others[count] != 0 {
		count++
	}
	b = binary.AppendUvarint(b, uint64(a.Source))
	b = binary.AppendUvarint(b, uint64(count))
	for _, other := range a.Others[:count] {
		b = binary.AppendUvarint(b, uint64(other))
	}
	return b
}
