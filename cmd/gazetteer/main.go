// Gazetteer builds the built-in world gazetteer; "make gazetteer" runs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/milepost/milepost/internal/build/world"
)

func main() {
	out := flag.String("o", "internal/gazetteer/world.tar", "the archive to write")
	packages := flag.String("packages", "", "a node_modules folder with the packages (default: npm installs them)")
	verbose := flag.Bool("v", false, "list the districts that could not be placed or mapped")
	flag.Parse()
	report, err := world.BuildFile(context.Background(), *packages, *out)
	if err != nil {
		fmt.Fprintln(os.Stderr, "gazetteer:", err)
		os.Exit(1)
	}
	fmt.Print(report)
	if *verbose {
		for _, line := range append(report.Unmapped, report.Empty...) {
			fmt.Println(line)
		}
	}
}
