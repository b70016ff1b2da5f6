package cases

import (
	"hash/fnv"
	"io"
)

// Hash is the same on every machine and in every version of Go. All draws
// are by it, so that two runs draw the same.
func Hash(parts ...string) uint64 {
	h := fnv.New64a()
	for _, part := range parts {
		io.WriteString(h, part)
		h.Write([]byte{0})
	}
	x := h.Sum64() // spread, because few low bits are taken of it
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return x
}
