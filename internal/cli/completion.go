package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"The shell: bash, zsh or fish."`
}

// Help shows an example below the flags.
func (completionCommand) Help() string {
	return "Example: milepost completion bash > ~/.local/share/bash-completion/completions/milepost"
}

// Run prints the script that completes milepost's commands, flags and their
// values in a shell. It is made of the command line's own model, and needs
// nothing beside the shell.
func (c *completionCommand) Run(parsed *kong.Context, r *run) error {
	commands := completable(parsed.Model.Node, "milepost")
	script := map[string]func(io.Writer, []words){"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}[c.Shell]
	var b strings.Builder
	script(&b, commands)
	_, err := fmt.Fprint(r.Out, b.String())
	return err
}

// words are what may follow a command on the command line.
type words struct {
	path     string // the command's words, "milepost job submit"
	help     string
	children []child
	flags    []flagWord
	operand  bool // it takes arguments: files, or what files tell
	operands []string
}

type child struct{ name, help string }

// flagWord is a flag and what it takes.
type flagWord struct {
	name, help string
	short      string   // "" where there is none
	takes      string   // placeholder of its value; "" where it takes none
	values     []string // all that it takes; nil: not known
}

// What a value is, by its placeholder.
func (f *flagWord) isDir() bool { return f.takes == "DIR" }
func (f *flagWord) isFile() bool {
	return f.takes == "FILE" || f.takes == "IN" || strings.HasPrefix(f.takes, "FILE.") || strings.HasPrefix(f.takes, "AREAS")
}

// completable lists a command and all below it.
func completable(node *kong.Node, path string) []words {
	w := words{path: path, help: node.Help}
	for at := node; at != nil; at = at.Parent {
		for _, f := range at.Flags {
			if !f.Hidden {
				w.flags = append(w.flags, newFlagWord(f))
			}
		}
	}
	for _, arg := range node.Positional {
		w.operand = true
		if arg.Enum != "" {
			w.operands = arg.EnumSlice()
		}
	}
	all := []words{w}
	for _, c := range node.Children {
		if !c.Hidden {
			all[0].children = append(all[0].children, child{c.Name, c.Help})
			all = append(all, completable(c, path+" "+c.Name)...)
		}
	}
	return all
}

func newFlagWord(f *kong.Flag) flagWord {
	w := flagWord{name: f.Name, help: f.Help}
	if f.Short != 0 {
		w.short = string(f.Short)
	}
	if !f.IsBool() {
		if w.takes = f.PlaceHolder; w.takes == "" {
			w.takes = "VALUE"
		}
	}
	if known := f.Tag.Get("values"); known != "" {
		w.values = strings.Split(known, ",")
	}
	return w
}
