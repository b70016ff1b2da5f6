// Package text turns what people type into what a dictionary can hold.
//
// The index builder and the engine must agree on it to the byte: a name is
// found only if the key it was stored under equals the key it is asked by.
// So Key is part of the index format; changing what it gives for any name
// means building indexes anew.
//
// All functions are pure and safe for concurrent use.
package text
