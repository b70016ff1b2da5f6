package dataflow

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"slices"
	"strconv"

	"github.com/milepost/milepost/internal/geocode"
)

// appendTraceID appends the trace ID of a row: 32 lower-case hex digits, a
// hash of its ordinal in the feed and of its bytes, so that the same feed
// gets the same ones every time.
func appendTraceID(dst []byte, ordinal int64, raw string) []byte {
	var block [256]byte
	message := binary.BigEndian.AppendUint64(block[:0], uint64(ordinal))
	sum := sha256.Sum256(append(message, raw...))
	return hex.AppendEncode(dst, sum[:16])
}

// appendDegrees appends v as a plain decimal number of at most 15
// significant digits. What is no number is left out.
func appendDegrees(dst []byte, v float64) []byte {
	const scale = 1e7 // most data has no more decimals, and integers are quick
	if scaled := math.Round(v * scale); scaled/scale == v && math.Abs(scaled) < 1e15 {
		return appendScaled(dst, int64(scaled), scale)
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return dst
	}
	var buffer [32]byte
	s := strconv.AppendFloat(buffer[:0], v, 'e', 14, 64) // -d.dddddddddddddde±dd
	if s[0] == '-' {
		dst = append(dst, '-')
		s = s[1:]
	}
	mark := len("d.dddddddddddddd")
	exponent, _ := strconv.Atoi(string(s[mark+1:])) // as AppendFloat wrote it
	digits := append(s[:1], s[2:mark]...)
	return appendDecimal(dst, digits, exponent)
}

// appendScaled appends n divided by scale, a power of ten.
func appendScaled(dst []byte, n, scale int64) []byte {
	if n < 0 {
		dst = append(dst, '-')
		n = -n
	}
	dst = strconv.AppendInt(dst, n/scale, 10)
	rest := n % scale
	if rest == 0 {
		return dst
	}
	dst = append(dst, '.')
	for rest > 0 {
		scale /= 10
		dst = append(dst, byte('0'+rest/scale))
		rest %= scale
	}
	return dst
}

// appendDecimal appends 0.digits times ten to the exponent+1, without
// zeros that say nothing.
func appendDecimal(dst, digits []byte, exponent int) []byte {
	whole := exponent + 1 // digits before the decimal mark
	for len(digits) > max(whole, 1) && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	switch {
	case whole <= 0:
		dst = append(dst, "0."...)
		dst = append(dst, slices.Repeat([]byte{'0'}, -whole)...)
		return append(dst, digits...)
	case whole >= len(digits):
		dst = append(dst, digits...)
		return append(dst, slices.Repeat([]byte{'0'}, whole-len(digits))...)
	}
	dst = append(dst, digits[:whole]...)
	dst = append(dst, '.')
	return append(dst, digits[whole:]...)
}

// outcome gives what to write for a row: its best answer, or the failure
// that it is.
func outcome(row *Row, response *geocode.Response) (*geocode.Answer, *geocode.Failure) {
	switch {
	case row.Failure != nil:
		return nil, row.Failure
	case response.Failure != nil:
		return nil, response.Failure
	case len(response.Answers) == 0:
		return nil, geocode.NothingFound()
	}
	return &response.Answers[0], nil
}

// locationsV1 gives the two locations that schema 1.0 has room for; nil
// where there is none. The Display point fills the rooftop location where it
// is one, else the interpolated one; a Route point of the other kind fills
// the other.
func locationsV1(a *geocode.Answer) (rooftop, interpolated *geocode.Point) {
	for _, usage := range [...]geocode.Usage{geocode.Display, geocode.Route} {
		for i := range a.Points {
			p := &a.Points[i]
			location := &interpolated
			if p.Method == geocode.Rooftop || p.Method == geocode.ParcelCentroid {
				location = &rooftop
			}
			if p.Usage&usage != 0 && *location == nil {
				*location = &p.Point
				break
			}
		}
	}
	return rooftop, interpolated
}
