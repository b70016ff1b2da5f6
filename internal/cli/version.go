package cli

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

type versionCommand struct {
	Index []string `sep:"none" help:"Directory of an index whose data is named too; repeatable." placeholder:"DIR"`
}

// Help shows an example below the flags.
func (versionCommand) Help() string { return "Example: milepost version --json" }

// versionReport is what `milepost version` tells.
type versionReport struct {
	Version      string   `json:"version"`
	Commit       string   `json:"commit"`
	Go           string   `json:"go"`
	Data         string   `json:"data"`
	Indexes      []string `json:"indexes,omitempty"` // builds of the indexes named
	Attributions []string `json:"attributions"`
}

// Run prints the version, the commit, Go's version and the data built in and
// in the indexes named.
func (c *versionCommand) Run(r *run) error {
	data, err := openIndexes(c.Index)
	if err != nil {
		return err
	}
	defer data.Close()
	report := versionReport{
		Version:      r.version,
		Commit:       commit(),
		Go:           runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH,
		Data:         data[0].Build(),
		Attributions: data.attributions(),
	}
	for _, ix := range data[1:] {
		report.Indexes = append(report.Indexes, ix.Build())
	}
	if report.Version == "" {
		report.Version = "development"
	}
	if r.json {
		return json.NewEncoder(r.Out).Encode(report)
	}
	_, err = fmt.Fprintf(r.Out, "milepost %s\ncommit   %s\ngo       %s\ndata     %s\n         %s\n", report.Version,
		report.Commit, report.Go, strings.Join(append([]string{report.Data}, report.Indexes...), " "), strings.Join(report.Attributions, "\n         "))
	return err
}

// commit is the revision the binary was built from, as far as it knows.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	revision := settings["vcs.revision"]
	if revision == "" {
		return "unknown"
	}
	if settings["vcs.modified"] == "true" {
		revision += " (modified)"
	}
	return revision
}
