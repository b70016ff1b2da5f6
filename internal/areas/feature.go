package areas

import "slices"

// feature is what one feature says.
type feature struct {
	kind  string // its type
	id    string
	value string
	has   bool // value is of the property
	shape shape
}

// member reads a member of a feature.
func (in *reader) member(f *feature, key string) (err error) {
	switch key {
	case "type":
		f.kind, _, err = in.scalar(key)
	case "id":
		f.id, _, err = in.scalar(key)
		in.noteField(key)
	case "properties":
		err = in.orNull(func() error {
			return in.object(func(key string) error { return in.property(f, key) })
		})
	case "geometry":
		f.shape.reset()
		err = in.orNull(func() error { return in.geometry(&f.shape) })
	default:
		err = in.skip()
	}
	return err
}

// maxNamed is how many properties a message lists.
const maxNamed = 30

func (in *reader) property(f *feature, key string) (err error) {
	if key == in.field {
		f.value, f.has, err = in.scalar(key)
		return err
	}
	in.noteField(key)
	return in.skip()
}

// noteField remembers a property for the message that lists them.
func (in *reader) noteField(key string) {
	if in.named == 0 && len(in.fields) < maxNamed && !slices.Contains(in.fields, key) {
		in.fields = append(in.fields, key)
	}
}

// orNull reads an object, or null in its place.
func (in *reader) orNull(object func() error) error {
	b, err := in.next()
	if err != nil {
		return err
	}
	if b != 'n' {
		in.unread()
		return object()
	}
	return in.scanLiteral(b)
}

// scalar reads a string, number or truth value as text; null is none.
func (in *reader) scalar(key string) (value string, ok bool, err error) {
	b, err := in.next()
	if err != nil {
		return "", false, err
	}
	switch b {
	case '"':
		value, err = in.string()
		return value, true, err
	case '{', '[':
		return "", false, in.fault("%q is no string or number here", key)
	}
	err = in.scanLiteral(b)
	value = string(in.text)
	if value == "null" {
		return "", false, err
	}
	return value, true, err
}

// add takes the feature in.
func (in *reader) add(f *feature) error {
	if len(f.shape.polygons) == 0 {
		return nil // a point, a line, or nothing at all
	}
	if !f.has && in.field == "id" && f.id != "" {
		f.value, f.has = f.id, true
	}
	if f.has {
		in.named++
	}
	if in.areas.corners += len(f.shape.corners); in.areas.corners > maxCorners {
		return in.fault("the areas have more than %d corners; simplify them (ogr2ogr -simplify) or take only the part that is needed", maxCorners)
	}
	in.areas.add(f.value, &f.shape)
	return nil
}
