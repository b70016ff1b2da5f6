package parquet

import (
	"encoding/binary"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"github.com/milepost/milepost/internal/table"
)

// secondsOfDay is how many seconds a day has.
const secondsOfDay = 24 * 60 * 60

var days = converter{
	kind: table.Date,
	cell: func(v parquet.Value) table.Cell {
		at := time.Unix(int64(v.Int32())*secondsOfDay, 0).UTC()
		if at.Year() < 0 || at.Year() > 9999 {
			return table.Cell{Text: strconv.Itoa(int(v.Int32()))} // days from 1970
		}
		return table.Cell{Text: at.Format(time.DateOnly), Kind: table.Date}
	},
	back: func(text string) (parquet.Value, bool) {
		if at, err := time.Parse(time.DateOnly, text); err == nil {
			return parquet.Int32Value(int32(at.Unix() / secondsOfDay)), true
		}
		n, err := strconv.ParseInt(text, 10, 32)
		return parquet.Int32Value(int32(n)), err == nil
	},
}

// local is how a moment without a zone is spelled.
const local = "2006-01-02T15:04:05.999999999"

// moments converts time stamps of any unit; years beyond four digits are the
// bare count.
func moments(kind parquet.Kind, t *format.TimestampType) converter {
	layout, unit := local, int64(1)
	if t.IsAdjustedToUTC {
		layout += "Z"
	}
	if t.Unit.Value != nil {
		unit = max(int64(t.Unit.Value.Duration()), 1)
	}
	perSecond := int64(time.Second) / unit
	return converter{
		kind: table.Time,
		cell: func(v parquet.Value) table.Cell {
			n := wholeOf(v)
			seconds := n / perSecond
			if n%perSecond < 0 {
				seconds--
			}
			at := time.Unix(seconds, (n-seconds*perSecond)*unit).UTC()
			if at.Year() < 0 || at.Year() > 9999 {
				return table.Cell{Text: strconv.FormatInt(n, 10)}
			}
			return table.Cell{Text: at.Format(layout), Kind: table.Time}
		},
		back: func(text string) (parquet.Value, bool) {
			if at, err := time.Parse(layout, text); err == nil {
				return whole(kind, at.Unix()*perSecond+int64(at.Nanosecond())/unit), true
			}
			n, err := strconv.ParseInt(text, 10, bitsOf(kind))
			return whole(kind, n), err == nil
		},
	}
}

// julianDay is the number of 1 January 1970 in the count of days that time
// stamps of 96 bits have, with the nanoseconds of the day before it.
const julianDay = 2_440_588

var int96s = converter{
	kind: table.Time,
	cell: func(v parquet.Value) table.Cell {
		i := v.Int96()
		nanos := int64(i[1])<<32 | int64(i[0])
		at := time.Unix((int64(int32(i[2]))-julianDay)*secondsOfDay, 0).Add(time.Duration(nanos)).UTC()
		if nanos < 0 || nanos >= secondsOfDay*int64(time.Second) || at.Year() < 0 || at.Year() > 9999 {
			return table.Cell{Text: hex96(i)}
		}
		return table.Cell{Text: at.Format(local), Kind: table.Time}
	},
	back: func(text string) (parquet.Value, bool) {
		at, err := time.Parse(local, text)
		if err != nil {
			raw, err := hex.DecodeString(strings.TrimPrefix(text, hexMark))
			if err != nil || len(raw) != 12 {
				return parquet.Value{}, false
			}
			word := func(i int) uint32 { return binary.LittleEndian.Uint32(raw[4*i:]) }
			return parquet.Int96Value(deprecated.Int96{word(0), word(1), word(2)}), true
		}
		day := at.Truncate(24 * time.Hour)
		nanos := uint64(at.Sub(day))
		return parquet.Int96Value(deprecated.Int96{uint32(nanos), uint32(nanos >> 32), uint32(day.Unix()/secondsOfDay + julianDay)}), true
	},
}

func hex96(i deprecated.Int96) string {
	raw := make([]byte, 0, 12)
	for _, word := range i {
		raw = binary.LittleEndian.AppendUint32(raw, word)
	}
	return hexMark + hex.EncodeToString(raw)
}
