package cli

import (
	"fmt"
	"io"
	"strings"
)

// fishCompletion writes the script for fish: a line for whatever may follow a
// command, on condition that this command is being typed.
func fishCompletion(w io.Writer, commands []words) {
	var paths []string
	for _, c := range commands[1:] {
		paths = append(paths, fishQuote(c.path))
	}
	fmt.Fprintf(w, fishHead, strings.Join(paths, " "))
	for _, c := range commands {
		on := "complete -c milepost -n " + fishQuote("__milepost_at "+fishQuote(c.path))
		for _, child := range c.children {
			fmt.Fprintf(w, "%s -f -a %s -d %s\n", on, child.name, fishQuote(child.help))
		}
		if c.operands != nil {
			fmt.Fprintf(w, "%s -f -a %s\n", on, fishQuote(strings.Join(c.operands, " ")))
		} else if c.operand {
			fmt.Fprintf(w, "%s -F\n", on)
		}
		for _, f := range c.flags {
			fmt.Fprintf(w, "%s%s\n", on, fishFlag(&f))
		}
	}
}

func fishFlag(f *flagWord) string {
	s := " -l " + f.name + " -d " + fishQuote(f.help)
	if f.short != "" {
		s += " -s " + f.short
	}
	switch {
	case f.takes == "":
	case f.values != nil:
		s += " -x -a " + fishQuote(strings.Join(f.values, " "))
	case f.isDir():
		s += " -x -a '(__fish_complete_directories)'"
	case f.isFile():
		s += " -r -F"
	default:
		s += " -x"
	}
	return s
}

func fishQuote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'"
}

const fishHead = `# fish completion for milepost, made by 'milepost completion fish'.

function __milepost_at
	set -l path milepost
	for word in (commandline -opc)[2..-1]
		if contains -- "$path $word" %s
			set path "$path $word"
		end
	end
	test "$path" = "$argv[1]"
end

complete -c milepost -f
`
