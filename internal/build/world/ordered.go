package world

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// orderedNames is a JSON object of names in the order of the file, so that
// what is made of them does not depend on the order of a map.
type orderedNames []codeName

type codeName struct{ code, name string }

// UnmarshalJSON reads the object.
func (o *orderedNames) UnmarshalJSON(data []byte) error {
	in := json.NewDecoder(bytes.NewReader(data))
	if brace, err := in.Token(); err != nil || brace != json.Delim('{') {
		return fmt.Errorf("no object of names")
	}
	for in.More() {
		code, err := in.Token()
		if err != nil {
			return err
		}
		var n codeName
		n.code, _ = code.(string)
		if err := in.Decode(&n.name); err != nil {
			return err
		}
		*o = append(*o, n)
	}
	return nil
}
