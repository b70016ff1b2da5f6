package cli

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

type versionCommand struct{}

// Help shows an example below the flags.
func (versionCommand) Help() string { return "Example: milepost version --json" }

// versionReport is what `milepost version` tells.
type versionReport struct {
	Version      string   `json:"version"`
	Commit       string   `json:"commit"`
	Go           string   `json:"go"`
	Data         string   `json:"data"`
	Attributions []string `json:"attributions"`
}

// Run prints the version, the commit, Go's version and the built-in data.
func (versionCommand) Run(r *run) error {
	world, err := openWorld()
	if err != nil {
		return err
	}
	defer world.Close()
	report := versionReport{
		Version:      r.version,
		Commit:       commit(),
		Go:           runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH,
		Data:         world.Build(),
		Attributions: world.Attributions(),
	}
	if report.Version == "" {
		report.Version = "development"
	}
	if r.json {
		return json.NewEncoder(r.Out).Encode(report)
	}
	_, err = fmt.Fprintf(r.Out, "milepost %s\ncommit   %s\ngo       %s\ndata     %s\n         %s\n", report.Version,
		report.Commit, report.Go, report.Data, strings.Join(report.Attributions, "\n         "))
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
