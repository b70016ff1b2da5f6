// Package build makes an index out of lists of addresses, places and
// postcodes.
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
// The index depends on the sources and their order alone: not on the memory
// allowed, the cores or the date. It is written into a directory beside its
// destination and moved there whole.
package build
