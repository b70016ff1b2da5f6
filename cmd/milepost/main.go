// Milepost geocodes files in batch, on your own machine or as a host for the
// Geocode Dataflow API.
package main

import (
	"os"

	"github.com/milepost/milepost/internal/cli"
)

// version is set when a release is linked.
var version string

func main() {
	os.Exit(cli.Main(version, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
