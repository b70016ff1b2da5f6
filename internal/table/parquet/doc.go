// Package parquet reads and writes tables as Apache Parquet files. What it
// writes is GeoParquet 1.1: a column of points as WKB, and the metadata "geo"
// that says so, with coordinates in the order longitude, latitude (OGC:CRS84).
//
// A Reader takes any file whose columns are flat: values within a struct
// become columns named by their path ("bbox.xmin"), lists are refused. It goes
// row group by row group, page by page. Every value becomes a text that says
// all of it, so that a Writer that knows the columns of the Reader makes the
// same value of it again: types, units and scales are kept.
//
// A Writer holds one row group at a time. Names are made distinct, as the
// format needs them: a second "name" becomes "name_2", a blank one "column_5".
// The same rows give the same bytes.
//
// Reader and Writer belong to one goroutine each.
//
// A weakness: the library unpacks a page whole, however long it says it is. A
// file that is made to do harm can take memory of many times its size.
package parquet

const (
	// groupRows and groupBytes end a row group, the first that is reached.
	groupRows  = 100_000
	groupBytes = 48 << 20 // of text
	// maxFooter bounds the description of a file, in bytes.
	maxFooter = 64 << 20
	// maxDictionary is where a column stops listing its distinct values, in
	// bytes a row group.
	maxDictionary = 256 << 10
)
