package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/alecthomas/kong"
)

// readConfig reads the config file: a JSON object of flags by name, e.g.
// {"listen": "0.0.0.0:8080", "max-entities": 50000}. A flag that the
// environment gives is left to it.
func readConfig(r io.Reader) (kong.Resolver, error) {
	var values map[string]any
	decoder := json.NewDecoder(r)
	decoder.UseNumber()
	if err := decoder.Decode(&values); err != nil {
		return nil, fmt.Errorf("the config file is no JSON object of flags: %w", err)
	}
	return &config{values}, nil
}

// config resolves flags from the values of a config file.
type config struct {
	values map[string]any
}

// Validate refuses a key that no flag of any command has: a misspelled
// setting that is silently ignored is found out too late.
func (c *config) Validate(app *kong.Application) error {
	known := flagNames(app.Node)
	for name := range c.values {
		if !slices.Contains(known, name) {
			return fmt.Errorf("the config file sets %q, which no command has", name)
		}
	}
	return nil
}

// Resolve gives the file's value of a flag, or nil.
func (c *config) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, ok := os.LookupEnv(name); ok {
			return nil, nil
		}
	}
	value, ok := c.values[flag.Name]
	if !ok {
		return nil, nil
	}
	if number, ok := value.(json.Number); ok {
		return number.String(), nil
	}
	return value, nil
}

func flagNames(node *kong.Node) []string {
	var names []string
	for _, flag := range node.Flags {
		names = append(names, flag.Name)
	}
	for _, child := range node.Children {
		names = append(names, flagNames(child)...)
	}
	return names
}
