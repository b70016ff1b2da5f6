package parquet

import (
	"encoding/hex"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/milepost/milepost/internal/table"
)

// converter turns the values of one type into cells and back. Back is the
// inverse of cell; of another text it says false.
type converter struct {
	kind table.Kind // what cells of the column hold
	cell func(parquet.Value) table.Cell
	back func(text string) (parquet.Value, bool)
}

// converterOf gives the converter of a column's type.
func converterOf(t parquet.Type) converter {
	if logical := t.LogicalType(); logical != nil {
		switch l := logical.Value.(type) {
		case *format.StringType, *format.EnumType, *format.JsonType:
			return texts
		case *format.DateType:
			return days
		case *format.TimestampType:
			return moments(t.Kind(), l)
		case *format.DecimalType:
			if l.Scale >= 0 && l.Scale <= maxScale {
				return decimals(t, int(l.Scale))
			}
		case *format.IntType:
			if !l.IsSigned {
				return unsigned(t.Kind())
			}
		case *format.UUIDType:
			return uuids
		}
	}
	switch t.Kind() {
	case parquet.Boolean:
		return bools
	case parquet.Int32, parquet.Int64:
		return integers(t.Kind())
	case parquet.Int96:
		return int96s
	case parquet.Float:
		return numbers(32)
	case parquet.Double:
		return numbers(64)
	}
	return octets(t)
}

var texts = converter{
	kind: table.Text,
	cell: func(v parquet.Value) table.Cell {
		return table.Cell{Text: strings.ToValidUTF8(string(v.ByteArray()), "\ufffd")}
	},
	back: func(text string) (parquet.Value, bool) { return parquet.ByteArrayValue([]byte(text)), true },
}

var bools = converter{
	kind: table.Bool,
	cell: func(v parquet.Value) table.Cell {
		return table.Cell{Text: strconv.FormatBool(v.Boolean()), Kind: table.Bool}
	},
	back: func(text string) (parquet.Value, bool) {
		return parquet.BooleanValue(text == "true"), text == "true" || text == "false"
	},
}

// whole makes a value of a whole number, of 32 or 64 bits.
func whole(kind parquet.Kind, n int64) parquet.Value {
	if kind == parquet.Int32 {
		return parquet.Int32Value(int32(n))
	}
	return parquet.Int64Value(n)
}

// wholeOf is the whole number of a value of 32 or 64 bits.
func wholeOf(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

func bitsOf(kind parquet.Kind) int {
	if kind == parquet.Int32 {
		return 32
	}
	return 64
}

func integers(kind parquet.Kind) converter {
	return converter{
		kind: table.Integer,
		cell: func(v parquet.Value) table.Cell {
			return table.Cell{Text: strconv.FormatInt(wholeOf(v), 10), Kind: table.Integer}
		},
		back: func(text string) (parquet.Value, bool) {
			n, err := strconv.ParseInt(text, 10, bitsOf(kind))
			return whole(kind, n), err == nil
		},
	}
}

func unsigned(kind parquet.Kind) converter {
	return converter{
		kind: table.Integer,
		cell: func(v parquet.Value) table.Cell {
			n := uint64(wholeOf(v))
			if kind == parquet.Int32 {
				n = uint64(uint32(n))
			}
			return table.Cell{Text: strconv.FormatUint(n, 10), Kind: table.Integer}
		},
		back: func(text string) (parquet.Value, bool) {
			n, err := strconv.ParseUint(text, 10, bitsOf(kind))
			return whole(kind, int64(n)), err == nil
		},
	}
}

// numbers converts floating point; what is not finite is the text "NaN" or "+Inf".
func numbers(bits int) converter {
	return converter{
		kind: table.Number,
		cell: func(v parquet.Value) table.Cell {
			f := v.Double()
			if bits == 32 {
				f = float64(v.Float())
			}
			if math.IsNaN(f) || math.IsInf(f, 0) {
				return table.Cell{Text: strconv.FormatFloat(f, 'g', -1, bits)}
			}
			form := byte('f')
			if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
				form = 'e'
			}
			return table.Cell{Text: strconv.FormatFloat(f, form, -1, bits), Kind: table.Number}
		},
		back: func(text string) (parquet.Value, bool) {
			f, err := strconv.ParseFloat(text, bits)
			if bits == 32 {
				return parquet.FloatValue(float32(f)), err == nil
			}
			return parquet.DoubleValue(f), err == nil
		},
	}
}

var uuids = converter{
	kind: table.Text,
	cell: func(v parquet.Value) table.Cell {
		h := hex.EncodeToString(v.ByteArray())
		if len(h) != 32 {
			return table.Cell{Text: h}
		}
		return table.Cell{Text: h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]}
	},
	back: func(text string) (parquet.Value, bool) {
		raw, err := hex.DecodeString(strings.ReplaceAll(text, "-", ""))
		return parquet.FixedLenByteArrayValue(raw), err == nil && len(raw) == 16
	},
}

// hexMark begins bytes that are no text, in hexadecimal digits.
const hexMark = `\x`

// octets converts bytes of no known meaning: as the text that they are, or in
// hexadecimal digits.
func octets(t parquet.Type) converter {
	length := -1
	if t.Kind() == parquet.FixedLenByteArray {
		length = t.Length()
	}
	return converter{
		kind: table.Text,
		cell: func(v parquet.Value) table.Cell {
			raw := v.ByteArray()
			if printable(raw) {
				return table.Cell{Text: string(raw)}
			}
			return table.Cell{Text: hexMark + hex.EncodeToString(raw)}
		},
		back: func(text string) (parquet.Value, bool) {
			raw := []byte(text)
			if digits, ok := strings.CutPrefix(text, hexMark); ok {
				var err error
				if raw, err = hex.DecodeString(digits); err != nil {
					return parquet.Value{}, false
				}
			}
			if length >= 0 {
				return parquet.FixedLenByteArrayValue(raw), len(raw) == length
			}
			return parquet.ByteArrayValue(raw), true
		},
	}
}

// printable tells whether bytes are a text that a reader would take for one,
// and not for hexadecimal digits.
func printable(raw []byte) bool {
	if !utf8.Valid(raw) || strings.HasPrefix(string(raw), hexMark) {
		return false
	}
	for _, r := range string(raw) {
		if !unicode.IsPrint(r) && r != '\n' && r != '\t' && r != '\r' {
			return false
		}
	}
	return true
}
