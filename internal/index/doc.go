// Package index is the file format that Milepost answers from.
//
// An index is a directory: section files named after their content, and
// manifest.json, which says which sections make up the index, what they were
// made from, and who can read them. It comes about in one go and is then
// never changed:
//
//   - A Builder collects areas, names and borders and writes them as sections
//     to a Writer. Replacing manifest.json is the commit; a build that dies
//     before leaves what was there.
//   - Open maps the files into memory and decodes nothing but the manifest.
//     OpenArchive reads the same directory from a tar in memory, where it is.
//
// Every section has a checksum for each 64 KiB, checked when the block is
// first touched. What a damaged, truncated or forged file can do is give an
// error: all reads go through bounds checks, and a page that has gone away
// under the mapping is caught (see guard). The first such error marks the
// index as broken, and every later read gives it again: no answer comes from
// an index that is known to be damaged.
//
// An Index is safe for concurrent use. Whoever uses one that may be replaced
// holds it with Retain and Release; Close drops the opener's own hold.
//
// The package knows what is stored and how to reach it. It ranks nothing.
// The format is described byte by byte in docs/format.md and, for streets,
// addresses and crossings, in docs/format-streets.md.
package index
