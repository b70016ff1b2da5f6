// Package build makes an index out of lists of addresses, places and
// postcodes, and of maps.
//
// A build goes through its sources once. Every address becomes a record whose
// bytes sort as addresses are stored: by locality, street, number. Records
// are sorted in runs that fit the memory allowed and spilled to files beside
// the index; what stays in memory grows with the localities and postcodes of
// the sources, not with their addresses. Then
//
//   - localities are linked to the places of the world gazetteer and of the
//     sources, by name and nearness, and become areas of the index;
//   - the runs are merged, area by area; the records of one street name are
//     made into streets, those of one number into an address;
//   - addresses go through a second sort along a Hilbert curve, names of
//     streets through a third, for the sections that find them.
//
// Where a map is among the sources, addresses and streets wait, sorted by
// name, until the places are known: then they are settled, each street name by
// itself, and go on as records of their localities (see settler). Areas with
// their borders, and a count for each half kilometre that has addresses, are in
// memory.
//
// The index depends on the sources and their order alone: not on the memory
// allowed, the cores or the date. It is written into a directory beside its
// destination and moved there whole.
package build
