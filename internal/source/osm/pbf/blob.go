package pbf

import (
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// Bounds of the format, in bytes.
const (
	maxHeader = 64 << 10
	maxBlob   = 32 << 20
)

// inflater unpacks blobs; one goroutine uses it at a time. What unpack gives
// is valid until the next call.
type inflater struct {
	zlib  io.ReadCloser
	zstd  *zstd.Decoder
	plain []byte
	from  bytes.Reader
}

// unpack gives the content of a blob.
func (z *inflater) unpack(blob []byte) ([]byte, error) {
	var data []byte
	size, kind := -1, 0
	w := wire{rest: blob}
	for field := range w.fields {
		switch field {
		case 2:
			size = int(min(w.number(), maxBlob+1))
		case 1, 3, 4, 5, 6, 7:
			data, kind = w.bytes(), field
		}
	}
	switch {
	case w.fault != "":
		return nil, fmt.Errorf("a blob is damaged, fetch the file again: %s", w.fault)
	case kind == 1 && len(data) <= maxBlob:
		return data, nil
	case size > maxBlob || kind == 1:
		return nil, fmt.Errorf("a blob says that it holds more than the %d MiB that one may", maxBlob>>20)
	case size < 0:
		return nil, fmt.Errorf("a blob does not say how much it holds")
	}
	if cap(z.plain) < size {
		z.plain = make([]byte, size)
	}
	z.plain = z.plain[:size]
	return z.plain, z.inflate(kind, data)
}

// inflate unpacks data, which is to fill plain exactly.
func (z *inflater) inflate(kind int, data []byte) error {
	switch kind {
	case 3:
		return z.inflateZlib(data)
	case 6:
		if !unpackLZ4(z.plain, data) {
			return fmt.Errorf("a blob's LZ4 data is damaged, fetch the file again")
		}
		return nil
	case 7:
		return z.inflateZstandard(data)
	case 4:
		return fmt.Errorf("a blob is packed with LZMA, which is not read here: convert it with: osmium cat -f pbf")
	case 5:
		return fmt.Errorf("a blob is packed with bzip2, which is not read here: convert it with: osmium cat -f pbf")
	}
	return fmt.Errorf("a blob holds nothing, or what is not known here")
}

func (z *inflater) inflateZlib(data []byte) (err error) {
	z.from.Reset(data)
	if z.zlib == nil {
		z.zlib, err = zlib.NewReader(&z.from)
	} else {
		err = z.zlib.(zlib.Resetter).Reset(&z.from, nil)
	}
	if err == nil {
		_, err = io.ReadFull(z.zlib, z.plain)
	}
	if err == nil {
		var one [1]byte // the end, and with it the checksum
		if n, end := z.zlib.Read(one[:]); n > 0 {
			err = fmt.Errorf("it holds more than it says")
		} else if end != io.EOF {
			err = end
		}
	}
	if err != nil {
		return fmt.Errorf("a blob's zlib data is damaged, fetch the file again: %w", err)
	}
	return nil
}

func (z *inflater) inflateZstandard(data []byte) (err error) {
	if z.zstd == nil {
		z.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBlob), zstd.WithDecoderMaxWindow(maxBlob))
		if err != nil {
			return err
		}
	}
	size := len(z.plain)
	z.plain, err = z.zstd.DecodeAll(data, z.plain[:0])
	if err != nil || len(z.plain) != size {
		return fmt.Errorf("a blob's Zstandard data is damaged, fetch the file again (%d bytes of %d, %v)", len(z.plain), size, err)
	}
	return nil
}

// unpackLZ4 unpacks an LZ4 block, which is to fill to exactly.
func unpackLZ4(to, from []byte) bool {
	at := 0
	for len(from) > 0 {
		token := from[0]
		literals, rest, ok := lz4Length(from[1:], int(token>>4))
		if !ok || literals > len(rest) || literals > len(to)-at {
			return false
		}
		at += copy(to[at:], rest[:literals])
		if from = rest[literals:]; len(from) == 0 {
			break // the last sequence has no match
		}
		if len(from) < 2 {
			return false
		}
		back := int(from[0]) | int(from[1])<<8
		match, rest, ok := lz4Length(from[2:], int(token&15))
		if match += 4; !ok || back == 0 || back > at || match > len(to)-at {
			return false
		}
		for end := at + match; at < end; at++ { // may overlap: byte by byte
			to[at] = to[at-back]
		}
		from = rest
	}
	return at == len(to)
}

// lz4Length reads a length's further bytes, if it has any.
func lz4Length(from []byte, short int) (length int, rest []byte, ok bool) {
	if short < 15 {
		return short, from, true
	}
	for length = short; len(from) > 0 && length < maxBlob; {
		b := from[0]
		from = from[1:]
		length += int(b)
		if b != 255 {
			return length, from, true
		}
	}
	return 0, nil, false
}

// close ends what the decoders keep.
func (z *inflater) close() {
	if z.zstd != nil {
		z.zstd.Close()
	}
}
