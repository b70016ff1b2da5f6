package parquet

import (
	"math/big"
	"strings"

	"github.com/parquet-go/parquet-go"

	"github.com/milepost/milepost/internal/table"
)

// maxScale is how many digits behind the point are believed: 38 are usual.
const maxScale = 200

// decimals converts numbers of a fixed number of digits behind the point,
// which are kept: "12.50".
func decimals(t parquet.Type, scale int) converter {
	kind, length := t.Kind(), t.Length()
	return converter{
		kind: table.Number,
		cell: func(v parquet.Value) table.Cell {
			if kind == parquet.Int32 || kind == parquet.Int64 {
				return table.Cell{Text: withPoint(big.NewInt(wholeOf(v)), scale), Kind: table.Number}
			}
			return table.Cell{Text: withPoint(fromBytes(v.ByteArray()), scale), Kind: table.Number}
		},
		back: func(text string) (parquet.Value, bool) {
			n, ok := withoutPoint(text, scale)
			if !ok {
				return parquet.Value{}, false
			}
			switch kind {
			case parquet.Int32, parquet.Int64:
				return whole(kind, n.Int64()), n.BitLen() < bitsOf(kind)
			case parquet.FixedLenByteArray:
				return parquet.FixedLenByteArrayValue(toBytes(n, length)), n.BitLen() < 8*length
			}
			return parquet.ByteArrayValue(toBytes(n, n.BitLen()/8+1)), true
		},
	}
}

// withPoint spells n with a decimal point before its last digits.
func withPoint(n *big.Int, scale int) string {
	digits := new(big.Int).Abs(n).String()
	if scale > 0 {
		if len(digits) <= scale {
			digits = strings.Repeat("0", scale-len(digits)+1) + digits
		}
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if n.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

// withoutPoint reads what withPoint wrote.
func withoutPoint(text string, scale int) (*big.Int, bool) {
	before, behind, _ := strings.Cut(text, ".")
	if len(behind) > max(scale, 0) {
		return nil, false
	}
	return new(big.Int).SetString(before+behind+strings.Repeat("0", max(scale, 0)-len(behind)), 10)
}

// fromBytes reads a two's complement, the highest byte first.
func fromBytes(raw []byte) *big.Int {
	n := new(big.Int).SetBytes(raw)
	if len(raw) > 0 && raw[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(raw))))
	}
	return n
}

// toBytes writes a two's complement of so many bytes.
func toBytes(n *big.Int, length int) []byte {
	raw := make([]byte, max(length, 0))
	m := new(big.Int).Set(n)
	if m.Sign() < 0 {
		m.Add(m, new(big.Int).Lsh(big.NewInt(1), uint(8*len(raw))))
	}
	if m.Sign() < 0 || m.BitLen() > 8*len(raw) {
		return raw // told by the caller
	}
	return m.FillBytes(raw)
}
