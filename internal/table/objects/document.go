package objects

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/milepost/milepost/internal/table"
)

// document gives the objects of an array, or the features of a collection.
type document struct {
	decoder *json.Decoder
	limit   *limited
	count   int64
	ended   bool
}

// limited fails where a value needs more bytes than a row may have.
type limited struct {
	r    io.Reader
	used int64 // since the last value
}

var errTooLarge = errors.New("an object is larger than 16 MiB")

// maxBuffered is far above a row's bound, as a decoder reads ahead.
const maxBuffered = 16 << 20

func (l *limited) Read(p []byte) (int, error) {
	if l.used > maxBuffered {
		return 0, errTooLarge
	}
	n, err := l.r.Read(p)
	l.used += int64(n)
	return n, err
}

// enter goes to the first object.
func (d *document) enter() error {
	token, err := d.decoder.Token()
	if err != nil {
		return d.explain(err)
	}
	switch token {
	case json.Delim('['):
		return nil
	case json.Delim('{'):
		for d.decoder.More() {
			name, err := d.decoder.Token()
			if err != nil {
				return d.explain(err)
			}
			if name == "features" {
				if open, err := d.decoder.Token(); err != nil || open != json.Delim('[') {
					return &table.Error{Reason: "\"features\" is no array; a FeatureCollection is expected, or objects, one a line"}
				}
				return nil
			}
			var other json.RawMessage
			if err := d.decoder.Decode(&other); err != nil {
				return d.explain(err)
			}
		}
	}
	return &table.Error{Reason: "this JSON is no table: objects one a line, an array of objects, or a FeatureCollection is expected"}
}

// next gives the next object; its line is its number, as lines mean nothing
// here.
func (d *document) next() (object, error) {
	if d.ended {
		return object{}, io.EOF
	}
	if !d.decoder.More() {
		if _, err := d.decoder.Token(); err != nil {
			return object{}, d.explain(err)
		}
		d.ended = true
		return object{}, io.EOF
	}
	var raw json.RawMessage
	if err := d.decoder.Decode(&raw); err != nil {
		return object{}, d.explain(err)
	}
	d.limit.used = 0
	d.count++
	return object{raw, d.count}, nil
}

// explain tells damaged JSON from a medium that failed.
func (d *document) explain(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || err == io.EOF || errors.Is(err, errTooLarge) {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return &table.Error{Reason: fmt.Sprintf("the JSON is damaged or cut short after object %d", d.count), Err: err}
	}
	return err
}
