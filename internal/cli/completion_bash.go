package cli

import (
	"fmt"
	"io"
	"strings"
)

// bashCompletion writes the script for bash 4 and later. It finds out which
// command is being typed, and completes from a table of what may follow it.
func bashCompletion(w io.Writer, commands []words) {
	var paths []string
	for _, c := range commands[1:] {
		paths = append(paths, fmt.Sprintf("%q", c.path))
	}
	fmt.Fprintf(w, bashHead, strings.Join(paths, "|"))
	for _, c := range commands {
		for _, f := range c.flags {
			if f.takes == "" {
				continue
			}
			pattern := fmt.Sprintf("%q", c.path+" --"+f.name)
			if f.short != "" {
				pattern += fmt.Sprintf("|%q", c.path+" -"+f.short)
			}
			fmt.Fprintf(w, "\t%s) %s ;;\n", pattern, bashValue(&f))
		}
	}
	fmt.Fprint(w, bashMiddle)
	for _, c := range commands {
		var flags, next []string
		for _, f := range c.flags {
			flags = append(flags, "--"+f.name)
		}
		for _, child := range c.children {
			next = append(next, child.name)
		}
		next = append(next, c.operands...)
		fmt.Fprintf(w, "\t%q) flags=%q next=%q files=%t ;;\n", c.path, strings.Join(flags, " "), strings.Join(next, " "), c.operand && c.operands == nil)
	}
	fmt.Fprint(w, bashTail)
}

func bashValue(f *flagWord) string {
	switch {
	case f.values != nil:
		return fmt.Sprintf("_milepost_words %q; return", strings.Join(f.values, " "))
	case f.isDir():
		return "_milepost_paths -d; return"
	case f.isFile():
		return "_milepost_paths -f; return"
	}
	return "return"
}

const bashHead = `# bash completion for milepost, made by 'milepost completion bash'.

_milepost_words() {
	mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_milepost_paths() {
	compopt -o filenames
	mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

_milepost() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path=milepost flags next files i
	COMPREPLY=()
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = ]]; then # --flag=value is three words to bash
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	for ((i = 1; i < COMP_CWORD; i++)); do
		case "$path ${COMP_WORDS[i]}" in
		%s) path+=" ${COMP_WORDS[i]}" ;;
		esac
	done
	case "$path $prev" in
`

const bashMiddle = `	esac
	case "$path" in
`

const bashTail = `	esac
	if [[ $cur == -* ]]; then
		_milepost_words "$flags"
	elif [[ $files == true ]]; then
		_milepost_paths -f
	else
		_milepost_words "$next"
	fi
}

complete -F _milepost milepost
`
