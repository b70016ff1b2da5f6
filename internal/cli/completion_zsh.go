package cli

import (
	"fmt"
	"io"
	"strings"
)

// zshCompletion writes the script for zsh: a function a command, each of which
// hands its arguments to zsh's own _arguments.
func zshCompletion(w io.Writer, commands []words) {
	fmt.Fprint(w, "#compdef milepost\n# zsh completion for milepost, made by 'milepost completion zsh'.\n")
	for _, c := range commands {
		fmt.Fprintf(w, "\n%s() {\n", zshFunction(c.path))
		if len(c.children) > 0 {
			fmt.Fprint(w, "\tlocal context state state_descr line\n\ttypeset -A opt_args\n")
		}
		fmt.Fprint(w, "\t_arguments -C")
		for _, f := range c.flags {
			fmt.Fprintf(w, " \\\n\t\t%s", zshFlag(&f))
		}
		switch {
		case len(c.children) > 0:
			fmt.Fprint(w, " \\\n\t\t'1: :->command' \\\n\t\t'*:: :->rest'\n")
			zshChildren(w, &c)
		case c.operands != nil:
			fmt.Fprintf(w, " \\\n\t\t'1: :(%s)'\n", strings.Join(c.operands, " "))
		case c.operand:
			fmt.Fprint(w, " \\\n\t\t'*: :_files'\n")
		default:
			fmt.Fprintln(w)
		}
		fmt.Fprint(w, "}\n")
	}
	fmt.Fprint(w, "\nif [[ ${funcstack[1]} == _milepost ]]; then\n\t_milepost \"$@\"\nelse\n\tcompdef _milepost milepost\nfi\n")
}

// zshChildren completes a command's name, or hands on to it.
func zshChildren(w io.Writer, c *words) {
	fmt.Fprint(w, "\tcase $state in\n\tcommand)\n\t\tlocal -a commands=(")
	for _, child := range c.children {
		fmt.Fprintf(w, "\n\t\t\t%s", zshQuote(child.name+":"+child.help))
	}
	fmt.Fprint(w, "\n\t\t)\n\t\t_describe command commands\n\t\t;;\n\trest)\n\t\tcase $words[1] in\n")
	for _, child := range c.children {
		fmt.Fprintf(w, "\t\t%s) %s ;;\n", child.name, zshFunction(c.path+" "+child.name))
	}
	fmt.Fprint(w, "\t\tesac\n\t\t;;\n\tesac\n")
}

// zshFlag is a flag as _arguments wants it; both its names where it has two.
func zshFlag(f *flagWord) string {
	help := "[" + strings.NewReplacer("[", "(", "]", ")", ":", "\\:").Replace(f.help) + "]"
	if f.takes != "" {
		help += ":" + strings.ReplaceAll(f.takes, ":", "\\:") + ":"
		switch {
		case f.values != nil:
			help += "(" + strings.Join(f.values, " ") + ")"
		case f.isDir():
			help += "_files -/"
		case f.isFile():
			help += "_files"
		}
	}
	long := "--" + f.name
	if f.takes != "" {
		long += "="
	}
	if f.short == "" {
		return zshQuote(long + help)
	}
	return fmt.Sprintf("'(-%s --%s)'{-%s,%s}%s", f.short, f.name, f.short, long, zshQuote(help))
}

func zshFunction(path string) string { return "_" + strings.ReplaceAll(path, " ", "_") }

func zshQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
