package scan

import (
	"bytes"
	"encoding/json"
	"errors"
)

var errShape = errors.New("unexpected shape")

// member of an object as encoding/json reads it.
type member struct {
	name  string
	value json.RawMessage
}

// parseSlowly gives the same pairs by encoding/json.
func (o *Object) parseSlowly(line []byte) error {
	members, err := slowMembers(line)
	for _, m := range members {
		switch {
		case m.name == "properties" && isObject(m.value):
			err = o.slowFlat(m.value)
		case m.name == "geometry" && isObject(m.value):
			err = o.slowGeometry(m.value)
		default:
			err = o.slowKeep(m)
		}
		if err != nil {
			return err
		}
	}
	return err
}

func isObject(raw json.RawMessage) bool { return len(raw) > 0 && raw[0] == '{' }

func (o *Object) slowFlat(raw json.RawMessage) error {
	members, err := slowMembers(raw)
	for _, m := range members {
		if err := o.slowKeep(m); err != nil {
			return err
		}
	}
	return err
}

// slowKeep adds a member unless it is nested.
func (o *Object) slowKeep(m member) error {
	var value []byte
	switch m.value[0] {
	case '{', '[':
		return nil
	case '"':
		var text string
		if err := json.Unmarshal(m.value, &text); err != nil {
			return err
		}
		value = []byte(text)
	case 'n':
	default:
		value = m.value
	}
	o.pairs = append(o.pairs, Pair{[]byte(m.name), value})
	return nil
}

// slowGeometry adds the type and, where they are a point's, the coordinates.
func (o *Object) slowGeometry(raw json.RawMessage) error {
	members, err := slowMembers(raw)
	for _, m := range members {
		switch {
		case m.name == "type":
			err = o.slowKeep(member{Geometry, m.value})
		case m.name == "coordinates" && m.value[0] == '[':
			var at []json.RawMessage
			err = json.Unmarshal(m.value, &at)
			if len(at) == 2 || len(at) == 3 {
				o.slowPoint(at)
			}
		}
		if err != nil {
			return err
		}
	}
	return err
}

func (o *Object) slowPoint(at []json.RawMessage) {
	for _, value := range at {
		if !isNumber(value) {
			return
		}
	}
	o.pairs = append(o.pairs, Pair{[]byte(Lon), at[0]}, Pair{[]byte(Lat), at[1]})
}

// slowMembers gives an object's members in their order.
func slowMembers(raw []byte) (members []member, err error) {
	if !json.Valid(raw) {
		return nil, errShape
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil, errShape
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		text, ok := name.(string)
		if !ok {
			return nil, errShape
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		members = append(members, member{text, value})
	}
	return members, nil
}
