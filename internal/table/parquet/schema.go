package parquet

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/encoding"

	"github.com/milepost/milepost/internal/table"
)

// ordered is the root of a schema, whose columns stay in the order given; the
// library's own groups sort them by name.
type ordered []parquet.Field

func (o ordered) ID() int                     { return 0 }
func (o ordered) String() string              { return "group" }
func (o ordered) Type() parquet.Type          { return parquet.Group{}.Type() }
func (o ordered) Optional() bool              { return false }
func (o ordered) Repeated() bool              { return false }
func (o ordered) Required() bool              { return true }
func (o ordered) Leaf() bool                  { return false }
func (o ordered) Fields() []parquet.Field     { return o }
func (o ordered) Encoding() encoding.Encoding { return nil }
func (o ordered) Compression() compress.Codec { return nil }
func (o ordered) GoType() reflect.Type        { return reflect.TypeFor[struct{}]() }

// field is a column with its name.
type field struct {
	parquet.Node
	name string
}

func (f field) Name() string                      { return f.name }
func (f field) Value(reflect.Value) reflect.Value { return reflect.Value{} }

// encoded is the node of a column as it is written: with nulls, and with
// distinct values listed where they are bytes.
func encoded(node parquet.Node) parquet.Node {
	if k := node.Type().Kind(); k == parquet.ByteArray {
		node = parquet.Encoded(node, &parquet.RLEDictionary)
	}
	return parquet.Optional(node)
}

// nodeOf is the column that is made for cells of a kind.
func nodeOf(kind table.Kind) parquet.Node {
	switch kind {
	case table.Integer:
		return parquet.Int(64)
	case table.Number:
		return parquet.Leaf(parquet.DoubleType)
	case table.Bool:
		return parquet.Leaf(parquet.BooleanType)
	case table.Date:
		return parquet.Date()
	case table.Time:
		return parquet.TimestampAdjusted(parquet.Microsecond, false)
	}
	return parquet.String()
}

// distinct gives names as the format needs them: none blank, none twice, by
// whatever case, as DuckDB and Spark take names for the same.
func distinct(names []string) []string {
	taken := map[string]bool{}
	for _, name := range names {
		taken[strings.ToLower(name)] = true
	}
	seen := map[string]bool{}
	made := make([]string, len(names))
	for i, name := range names {
		name = strings.ToValidUTF8(name, "\ufffd")
		if strings.TrimSpace(name) == "" {
			name = "column_" + strconv.Itoa(i+1)
		}
		made[i] = name
		for n := 2; seen[strings.ToLower(made[i])] || made[i] != names[i] && taken[strings.ToLower(made[i])]; n++ {
			made[i] = name + "_" + strconv.Itoa(n)
		}
		seen[strings.ToLower(made[i])] = true
	}
	return made
}
