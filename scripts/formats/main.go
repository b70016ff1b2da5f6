// Formats measures how Milepost writes the world's addresses and reads its
// postcodes, against two suites of facts that others keep, and writes
// docs/formats.md.
//
// Usage: go run ./scripts/formats [-data DIR] [-o FILE], from the root of the
// repository. Without -o it prints the page and, below it, every address that
// differs.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/milepost/milepost/internal/format/suites"
)

func main() {
	data := flag.String("data", testdata(), "directory of the test data")
	out := flag.String("o", "", "write the page to this file")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "formats:", err)
		os.Exit(1)
	}
}

func testdata() string {
	if dir := os.Getenv("MILEPOST_TESTDATA"); dir != "" {
		return dir
	}
	return "../shared/data"
}

func run(data, out string) error {
	outcomes, err := suites.AskLayouts(filepath.Join(data, "suites/address-formatting/testcases"))
	if err != nil {
		return err
	}
	shapes, err := suites.AskShapes(filepath.Join(data, "suites/libaddressinput/countryinfo.txt"))
	if err != nil {
		return err
	}
	page := suites.Page(outcomes, shapes)
	if out != "" {
		return os.WriteFile(out, []byte(page), 0o644)
	}
	fmt.Print(page)
	for _, o := range outcomes {
		if o.Reason != "" {
			fmt.Printf("\n%s, %s: %s\n got  %q\n want %q\n", o.File, o.Description, o.Reason, o.Got, o.Want)
		}
	}
	return nil
}
