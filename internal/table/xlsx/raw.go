package xlsx

import "github.com/milepost/milepost/internal/table"

// rawCell is a cell as it is written.
type rawCell struct {
	kind    cellKind // attribute t
	style   int      // attribute s
	value   []byte   // element v
	formula bool
}

// cellKind is what a cell says that it holds.
type cellKind uint8

const (
	numeric cellKind = iota
	inline           // a text in place
	shared           // the number of a shared text
	literal          // a text that a formula gave, or an error
	truth
	isoDate
)

func kindOf(t []byte) cellKind {
	switch string(t) {
	case "inlineStr":
		return inline
	case "s":
		return shared
	case "str", "e":
		return literal
	case "b":
		return truth
	case "d":
		return isoDate
	}
	return numeric
}

// cell makes a table's cell of a sheet's; rich is its text in place. A fault is
// what cannot be shown.
func (b *book) cell(c *rawCell, rich []byte) (table.Cell, *table.Error) {
	switch c.kind {
	case inline:
		return table.Cell{Text: decode(string(rich))}, nil
	case literal:
		return table.Cell{Text: decode(string(c.value))}, nil
	case isoDate:
		return isoMoment(string(c.value)), nil
	case truth:
		if v := string(c.value); v == "1" || v == "true" {
			return table.Cell{Text: "true", Kind: table.Bool}, nil
		}
		return table.Cell{Text: "false", Kind: table.Bool}, nil
	case shared:
		text, ok := b.strings.at(integer(c.value))
		if !ok {
			return table.Cell{Kind: table.Empty}, &table.Error{Value: string(c.value),
				Reason: "the workbook has no shared text of this number; open it in Excel or LibreOffice and save it again"}
		}
		return table.Cell{Text: text}, nil
	}
	return b.numeric(c)
}

// numeric makes a cell of a number, or of nothing.
func (b *book) numeric(c *rawCell) (table.Cell, *table.Error) {
	switch {
	case len(c.value) > 0:
		text := string(c.value)
		if cell, ok := b.number(text, c.style); ok {
			return cell, nil
		}
		return table.Cell{Text: text}, nil
	case c.formula:
		return table.Cell{Kind: table.Empty}, &table.Error{Reason: "the formula has no stored result; open the workbook in Excel or LibreOffice and save it"}
	}
	return table.Cell{Kind: table.Empty}, nil
}
