// Package clients holds no code: each of its tests is a client of the
// Geocode Dataflow API that is in use somewhere and cannot be changed. A test
// sends what that client sends, to a real job service over HTTP, and reads
// the answer as that client reads it.
package clients
