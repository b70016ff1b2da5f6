// Package xlsx reads and writes tables as sheets of Excel workbooks (Office
// Open XML).
//
// A Reader streams: of a workbook it holds the shared strings, the number
// formats and one row. It reads the parts itself, since a table needs of every
// cell what kind it is and how it is shown, and an error where a sheet ends
// early. A Writer streams too: it packs row after row into the file.
//
// Cells come as the sheet shows them: a text keeps its zeros, a number loses
// the noise of binary fractions (15 digits, as Excel has them), a number whose
// format is all zeros ("00000") is shown with them, a day is "2024-12-31", a
// formula is its stored result. Of merged cells the first has the value.
// Reader and Writer belong to one goroutine each.
package xlsx

// Limits, those of Excel where it has one.
const (
	maxRows    = 1_048_576
	maxColumns = 16_384
	// maxCharacters is how long a text may be that is written to a cell.
	maxCharacters = 32_767
	// maxText bounds what is read of one cell or tag, in bytes.
	maxText = 1 << 20
	// maxPart bounds the parts that are held whole, in bytes.
	maxPart = 16 << 20
	// maxStrings bounds the shared strings, in bytes.
	maxStrings = 256 << 20
	// maxRatio is how much larger a long part may be than its packed form:
	// sheets pack some 10 to 50 times.
	maxRatio = 250
	// freely is how long a part may be whatever its packed size, in bytes.
	freely = 64 << 20
	// maxFiles bounds the parts of a workbook.
	maxFiles = 20_000
)
