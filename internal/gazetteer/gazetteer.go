// Package gazetteer holds the built-in world index: all countries, their
// districts, and places above a thousand inhabitants. "make gazetteer" builds
// it, see internal/build/world; its manifest names sources and licences.
package gazetteer

import _ "embed"

// Archive is the index as index.OpenArchive takes it. It is part of the
// program's read-only data and is used where it is, without a copy.
//
//go:embed world.tar
var Archive string
