package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// defaultConfig is the config file that is read where none is named: of the
// user's directory for settings, e.g. ~/.config/milepost/config.json; none where
// it is not there, or another file is named.
func defaultConfig(args []string) []string {
	if os.Getenv("MILEPOST_CONFIG") != "" || slices.ContainsFunc(args, func(arg string) bool {
		return arg == "--config" || strings.HasPrefix(arg, "--config=")
	}) {
		return nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil
	}
	path := filepath.Join(dir, "milepost", "config.json")
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return nil
	}
	return []string{path}
}

// readConfig reads the config file: a JSON object of flags by name, e.g.
// {"listen": "0.0.0.0:8080", "max-entities": 50000}. What is meant for one
// command alone, or for those below it, stands in an object of its name:
// {"job": {"server": "https://geocode.example.com"}}. A flag that the
// environment gives is left to it.
func readConfig(r io.Reader) (kong.Resolver, error) {
	name := "the config file"
	if file, ok := r.(*os.File); ok {
		name += " " + file.Name()
	}
	var values map[string]any
	decoder := json.NewDecoder(r)
	decoder.UseNumber()
	if err := decoder.Decode(&values); err != nil {
		return nil, fmt.Errorf("%s is no JSON object of flags: %w", name, err)
	}
	return &config{name, values}, nil
}

// config resolves flags from the values of a config file.
type config struct {
	name   string // for messages
	values map[string]any
}

// Validate refuses a name that no flag of any command has: a misspelled
// setting that is silently ignored is found out too late.
func (c *config) Validate(app *kong.Application) error {
	return c.validate(app.Node, c.values)
}

func (c *config) validate(node *kong.Node, values map[string]any) error {
	known := flagNames(node)
	for name, value := range values {
		if section, ok := value.(map[string]any); ok {
			child := childNamed(node, name)
			if child == nil {
				return fmt.Errorf("%s has a section %q, which is no command", c.name, name)
			}
			if err := c.validate(child, section); err != nil {
				return err
			}
			continue
		}
		if !slices.Contains(known, name) {
			return fmt.Errorf("%s sets %q, which no command has", c.name, name)
		}
	}
	return nil
}

// Resolve gives the file's value of a flag, or nil. What stands nearest to
// the command counts.
func (c *config) Resolve(ctx *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, ok := os.LookupEnv(name); ok {
			return nil, nil
		}
	}
	value := settingOf(c.values, flag.Name)
	section := c.values
	for _, step := range ctx.Path {
		if step.Command == nil {
			continue
		}
		section, _ = section[step.Command.Name].(map[string]any)
		if nearer := settingOf(section, flag.Name); nearer != nil {
			value = nearer
		}
	}
	if number, ok := value.(json.Number); ok {
		return number.String(), nil
	}
	return value, nil
}

// settingOf is a flag's value in a section; nil where it is none, or the name
// is that of a section.
func settingOf(section map[string]any, name string) any {
	if _, ok := section[name].(map[string]any); ok {
		return nil
	}
	return section[name]
}

func childNamed(node *kong.Node, name string) *kong.Node {
	for _, child := range node.Children {
		if child.Name == name {
			return child
		}
	}
	return nil
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
