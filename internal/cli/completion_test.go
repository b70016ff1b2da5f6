package cli

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Scripts that complete the line in their argument within a shell, the
// completion script being ./milepost.completion.
var completing = map[string]string{
	"bash": `source ./milepost.completion
read -ra COMP_WORDS <<<"$1"
[[ $1 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_milepost 2>/dev/null # compopt is for the real thing alone
printf '%s\n' "${COMPREPLY[@]}"`,

	"fish": `source ./milepost.completion
complete -C "$argv[1]"`,

	"zsh": `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1='%%'; autoload -Uz compinit; compinit -u -D; source ./milepost.completion; zstyle ':completion:*' force-list always; bindkey '^I' complete-word; echo READY\$((1+1))"
zpty -r -m z out '*READY2*'
zpty -w -n z "$1"$'\t'
zpty -w -n z $'\C-aecho END\$((1+1)) #\r'
zpty -r -m z out '*END2*'
print -r -- $out`,
}

// TestCompletion completes lines in the shells themselves.
func TestCompletion(t *testing.T) {
	for shell, script := range completing {
		t.Run(shell, func(t *testing.T) {
			path, err := exec.LookPath(shell)
			if err != nil {
				t.Skipf("%s is not installed: its completion is not tried", shell)
			}
			dir := t.TempDir()
			files := map[string]string{"milepost.completion": succeed(t, "completion", shell), "try": script, "feed-a.csv": "", "feed-b.csv": ""}
			for name, content := range files {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for line, want := range map[string]string{
				"milepost job ":                 "submit wait status list download",
				"milepost -q index ":            "build inspect verify lookup",
				"milepost job download --side ": "succeeded failed both",
				"milepost completion ":          "bash zsh fish",
				"milepost geocode feed-":        "feed-a.csv feed-b.csv",
				"milepost job submit -o feed-":  "feed-a.csv feed-b.csv",
				"milepost serve --max-jobs-":    "--max-jobs-in-process --max-jobs-per-day",
			} {
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				command := exec.CommandContext(ctx, path, "try", line)
				command.Dir = dir
				command.Env = append(os.Environ(), "HOME="+dir, "TERM=dumb")
				out, err := command.CombinedOutput()
				for _, word := range strings.Fields(want) {
					if err != nil || !strings.Contains(string(out), word) {
						t.Errorf("%q: %v, no %s in\n%s", line, err, word, out)
						break
					}
				}
				if strings.Contains(string(out), "--data-dir") {
					t.Errorf("%q: more than was to be completed:\n%s", line, out)
				}
			}
		})
	}
}

// Whatever is on the command line is in each script.
func TestCompletionIsComplete(t *testing.T) {
	for shell := range completing {
		script := succeed(t, "completion", shell)
		for _, path := range leaves(t) {
			for _, word := range path {
				if !strings.Contains(script, word) {
					t.Errorf("%s does not know %s of %q", shell, word, path)
				}
			}
		}
	}
	if got := call(t, "", "completion", "tcsh"); got.status != 2 || !strings.Contains(got.err, "bash") {
		t.Errorf("for tcsh: %+v", got)
	}
}
