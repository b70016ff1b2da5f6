// Testreport reads `go test -json` on standard input and prints what a
// person wants of it: the output of tests that failed, each skipped test
// with its reason, and last go test's own line for each package.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// event is a line of `go test -json`; see `go doc test2json`.
type event struct {
	Action, Package, Test, Output, ImportPath string
}

func main() {
	r := report{output: map[string][]string{}}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var e event
		if json.Unmarshal(in.Bytes(), &e) != nil {
			fmt.Println(in.Text()) // not an event: go's own complaint
			continue
		}
		r.add(e)
	}
	r.print()
}

// report gathers what is printed at the end.
type report struct {
	output   map[string][]string // of each test that still runs
	skipped  []string
	packages []string
}

func (r *report) add(e event) {
	name := e.Package + "." + e.Test
	switch {
	case e.Action == "build-output":
		fmt.Print(e.Output)
	case e.Action == "output" && e.Test == "":
		r.addPackageLine(e.Output)
	case e.Action == "output":
		r.output[name] = append(r.output[name], e.Output)
	case e.Test == "":
	case e.Action == "fail":
		fmt.Print(strings.Join(r.output[name], ""))
		delete(r.output, name)
	case e.Action == "skip":
		r.skipped = append(r.skipped, fmt.Sprintf("  %s: %s", name, reason(r.output[name])))
		delete(r.output, name)
	case e.Action == "pass":
		delete(r.output, name)
	}
}

// addPackageLine keeps the line that sums a package up, and passes on what
// else a package prints, such as a panic or a data race.
func (r *report) addPackageLine(line string) {
	switch {
	case strings.HasPrefix(line, "ok "), strings.HasPrefix(line, "FAIL\t"), strings.HasPrefix(line, "?   "):
		r.packages = append(r.packages, line)
	case line == "PASS\n", line == "FAIL\n", strings.HasPrefix(line, "coverage:"):
	default:
		fmt.Print(line)
	}
}

// reason is the text that a skipped test gave.
func reason(output []string) string {
	for _, line := range output {
		if !strings.HasPrefix(line, "===") && !strings.HasPrefix(strings.TrimSpace(line), "---") {
			return strings.TrimSpace(line)
		}
	}
	return "no reason given"
}

func (r *report) print() {
	for name, lines := range r.output { // ended without a verdict: a panic or a time-out
		fmt.Printf("did not finish: %s\n%s", name, strings.Join(lines, ""))
	}
	if len(r.skipped) > 0 {
		fmt.Printf("\nSKIPPED, and why:\n%s\n\n", strings.Join(r.skipped, "\n"))
	}
	for _, line := range r.packages {
		fmt.Print(line)
	}
}
