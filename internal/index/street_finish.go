package index

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// Finish writes the sections to out. The words, addresses in space and
// postcodes must be complete.
func (w *StreetWriter) Finish(out *Writer) error {
	if err := w.end(); err != nil {
		return err
	}
	if len(w.aliases) > 0 {
		out.reader = max(out.reader, readerOfAliases)
	}
	if w.origins {
		out.reader = max(out.reader, readerOfPostcodeOrigin)
	}
	for _, section := range []struct {
		name  string
		write func(io.Writer) error
		some  bool // there is something in it, or it is there in any case
	}{
		{"localities", w.localities.copyTo, true},
		{"cores", w.cores.copyTo, true},
		{"coretexts", w.coreTexts.copyTo, true},
		{"streets", w.streets.copyTo, true},
		{"streetnames", w.names.copyTo, true},
		{"streetparts", w.writeParts, true},
		{"streetwords", w.words.words.copyTo, true},
		{"streetpostings", w.words.postings.copyTo, true},
		{"addresses", w.addresses.copyTo, true},
		{"spaceleaves", w.spaces.leaves.copyTo, true},
		{"spacetree", w.spaces.writeTree, true},
		{"postcodes", w.postcodeSet.records.copyTo, true},
		{"postcodetexts", w.postcodeSet.texts.copyTo, true},
		{"streetlines", w.courses.groups.copyTo, w.courses.used},
		{"streetlocals", w.locals.groups.copyTo, w.locals.used},
		{"streetaliases", w.writeAliases, len(w.aliases) > 0},
		{"stretches", w.stretches.leaves.copyTo, w.stretches.count > 0},
		{"stretchtree", w.stretches.writeTree, w.stretches.count > 0},
		{"crossings", w.crossings.leaves.copyTo, w.crossings.count > 0},
		{"crossingtree", w.crossings.writeTree, w.crossings.count > 0},
		{"streetcrossings", w.crossings.of.groups.copyTo, w.crossings.count > 0},
		{"recordids", w.recordIDs.groups.copyTo, w.recordIDs.used},
		{"doors", w.doors.groups.copyTo, w.doors.used},
	} {
		if !section.some {
			continue
		}
		if err := out.Section(section.name, 1, section.write); err != nil {
			return err
		}
	}
	return nil
}

// end writes the records that end the sections.
func (w *StreetWriter) end() error {
	if err := w.checkAliases(); err != nil {
		return err
	}
	if err := w.words.end(); err != nil {
		return err
	}
	if err := w.spaces.flush(); err != nil {
		return err
	}
	if err := errors.Join(w.courses.end(), w.locals.end(), w.recordIDs.end(), w.doors.end(), w.stretches.end(), w.crossings.end(w.street)); err != nil {
		return err
	}
	if err := w.writeLocality(math.MaxUint32); err != nil {
		return err
	}
	core := binary.LittleEndian.AppendUint32(nil, uint32(w.coreTexts.size))
	core = binary.LittleEndian.AppendUint32(core, uint32(w.street))
	if _, err := w.cores.Write(append(core, make([]byte, coreLength-len(core))...)); err != nil {
		return err
	}
	street := make([]byte, streetLength)
	binary.LittleEndian.PutUint32(street[4:], w.coreCount)
	binary.LittleEndian.PutUint32(street[12:], uint32(w.address))
	copy(street[16:], appendU48(nil, w.addresses.size))
	_, err := w.streets.Write(street)
	return err
}

// writeParts writes the texts of parts: the offset of each, of the end, then
// the texts.
func (w *StreetWriter) writeParts(out io.Writer) error {
	offset := 4 * (len(w.partList) + 1)
	var b []byte
	for _, part := range w.partList {
		b = binary.LittleEndian.AppendUint32(b, uint32(offset))
		offset += len(part)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(offset))
	for _, part := range w.partList {
		b = append(b, part...)
	}
	_, err := out.Write(b)
	return err
}
