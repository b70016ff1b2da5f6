package areas

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/milepost/milepost/internal/unpack"
)

// Parse takes the flag AREAS.geojson:FIELD apart. Where several colons could
// part the two, the first does before which there is the name of a file:
// fields may have colons too ("communes.geojson:ref:INSEE").
func Parse(flag string) (path, field string, err error) {
	for i := range len(flag) {
		if flag[i] != ':' {
			continue
		}
		if info, err := os.Stat(flag[:i]); err == nil && !info.IsDir() {
			path, field = flag[:i], flag[i+1:]
			break
		}
		path, field = flag[:i], flag[i+1:] // the last, where there is no such file
	}
	if path == "" || field == "" {
		return "", "", fmt.Errorf("%q is not FILE:FIELD, a GeoJSON file and the property to take, e.g. counties.geojson:GEOID", flag)
	}
	return path, field, nil
}

// Open reads a GeoJSON file, plain, gzip or zip, for the property field of its
// areas. "id" is also the feature's own id, where no property is called so.
func Open(path, field string) (*Areas, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w; name a GeoJSON file of polygons, e.g. counties.geojson:%s", err, field)
	}
	defer file.Close()
	plain, err := unpack.NewReader(file, unpack.Options{})
	if err != nil {
		return nil, fmt.Errorf("read areas of %s: %w", path, err)
	}
	defer plain.Close()
	return Read(plain, path, field)
}

// Read is Open for what is plain text already; name is for messages. What is
// wrong with the text is an *Error.
func Read(r io.Reader, name, field string) (*Areas, error) {
	in := &reader{scanner: newScanner(r, name), field: field}
	if err := in.all(); err != nil {
		var fault *Error
		if !errors.As(err, &fault) {
			err = fmt.Errorf("read areas of %s: %w", name, err)
		}
		return nil, err
	}
	if err := in.complete(name); err != nil {
		return nil, err
	}
	return in.areas.finish(), nil
}

// reader reads features into an Areas.
type reader struct {
	*scanner
	field    string
	areas    Areas
	features int
	named    int      // areas that have the field
	fields   []string // what the properties of the features were called, the first few
}

// all reads the features of the whole file.
func (in *reader) all() error {
	if mark, _ := in.r.Peek(3); string(mark) == "\ufeff" {
		in.r.Discard(3)
	}
	for {
		more, err := in.another()
		if err != nil || !more {
			return err
		}
		if b, _ := in.r.Peek(1); b[0] != '{' {
			in.column++
			return in.fault("%q is not how GeoJSON begins; give polygons as GeoJSON (ogr2ogr turns other formats into it)", b[0])
		}
		if err := in.top(); err != nil {
			return err
		}
	}
}

// complete tells what is missing in a file that was read without fault.
func (in *reader) complete(name string) error {
	switch {
	case in.features == 0:
		return fmt.Errorf("%s has no features; give a GeoJSON file of polygons", name)
	case len(in.areas.parts) == 0:
		return fmt.Errorf("%s has no polygons among its %d features; give a GeoJSON file of polygons", name, in.features)
	case in.named == 0:
		return fmt.Errorf("%s: no area has a property %q; there are %s", name, in.field, in.known())
	}
	return nil
}

// known lists properties for the choice.
func (in *reader) known() string {
	if len(in.fields) == 0 {
		return "none"
	}
	return strings.Join(in.fields, ", ")
}

// top reads a value of the outermost level: a collection or one feature.
func (in *reader) top() error {
	f := feature{}
	collection := false
	err := in.object(func(key string) error {
		if key != "features" {
			return in.member(&f, key)
		}
		collection = true
		return in.array(func() error {
			f := feature{}
			in.features++
			in.feature = in.features
			err := in.object(func(key string) error { return in.member(&f, key) })
			if err == nil {
				err = in.add(&f)
			}
			in.feature = 0
			return err
		})
	})
	if err != nil || collection {
		return err
	}
	switch f.kind {
	case "Feature":
	case "Topology":
		return in.fault("this is TopoJSON; turn it into GeoJSON first (topo2geo or ogr2ogr)")
	case "FeatureCollection":
		return nil
	default:
		return in.fault("%q is no feature; a FeatureCollection, or features one on a line, are expected", f.kind)
	}
	in.features++
	in.feature = in.features
	err = in.add(&f)
	in.feature = 0
	return err
}

func (in *reader) array(each func() error) error {
	if err := in.expect('[', "at the beginning of a list"); err != nil {
		return err
	}
	return in.elements(']', each)
}
