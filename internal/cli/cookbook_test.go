//go:build unix

package cli

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// cookbook is the page whose recipes are run.
const cookbook = "../../docs/cookbook.md"

// recipeServer is the address at which recipes have their servers; in a test
// it is another port, so that a server that runs already is left alone.
const recipeServer = "127.0.0.1:8080"

// recipe is a section of the cookbook.
type recipe struct {
	title string
	needs []string // programs, or modules of one: "python3:pandas"
	steps []step
}

// step is a block of shell commands, and what they print.
type step struct {
	commands string
	prints   string
	shown    bool // the page says what they print
}

var (
	headings = regexp.MustCompile(`(?m)^## (.*)$`)
	needs    = regexp.MustCompile(`(?m)^<!-- needs: (.*) -->$`)
	blocks   = regexp.MustCompile("(?ms)^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?")
)

func readCookbook(t *testing.T) (page string, recipes []recipe) {
	page = read(t, cookbook)
	starts := headings.FindAllStringSubmatchIndex(page, -1)
	for i, at := range starts {
		end := len(page)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		section := page[at[1]:end]
		r := recipe{title: page[at[2]:at[3]]}
		for _, m := range needs.FindAllStringSubmatch(section, -1) {
			r.needs = append(r.needs, strings.Fields(m[1])...)
		}
		for _, m := range blocks.FindAllStringSubmatchIndex(section, -1) {
			s := step{commands: section[m[2]:m[3]], shown: m[4] >= 0}
			if s.shown {
				s.prints = section[m[4]:m[5]]
			}
			r.steps = append(r.steps, s)
		}
		recipes = append(recipes, r)
	}
	return page, recipes
}

// TestCookbook runs the recipes word by word, each in a directory of its own,
// and compares what they print with what the page says. With -update it
// writes into the page what they print.
func TestCookbook(t *testing.T) {
	page, recipes := readCookbook(t)
	if len(recipes) < 12 {
		t.Fatalf("%d recipes", len(recipes))
	}
	for _, r := range recipes {
		t.Run(r.title, func(t *testing.T) {
			if len(r.steps) == 0 {
				t.Fatal("a recipe without commands")
			}
			others := r.check(t)
			for i, got := range r.run(t, others) {
				s := r.steps[i]
				if s.shown && *update {
					page = strings.Replace(page, s.commands+"```\n\n```text\n"+s.prints, s.commands+"```\n\n```text\n"+got, 1)
				} else if diff := cmp.Diff(strings.Split(s.prints, "\n"), strings.Split(got, "\n")); s.shown && diff != "" {
					t.Errorf("step %d (-page +got):\n%s\nrun with -update to write it, and look at what it writes", i+1, diff)
				}
			}
		})
	}
	if *update {
		if err := os.WriteFile(cookbook, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// check skips a recipe that needs what is not installed, and gives the paths
// of the programs that are not the first of their names.
func (r *recipe) check(t *testing.T) (others []string) {
	t.Helper()
	for _, need := range append(r.needs, "bash") {
		program, module, _ := strings.Cut(need, ":")
		first, err := exec.LookPath(program)
		if err != nil {
			t.Skipf("%s is not installed: the recipe is not run", program)
		}
		if module == "" || hasModule(first, module) {
			continue
		}
		other := withModule(program, module)
		if other == "" {
			t.Skipf("%s has no module %s: the recipe is not run", program, module)
		}
		others = append(others, other)
	}
	return others
}

func hasModule(program, module string) bool {
	return exec.Command(program, "-c", "import "+module).Run() == nil
}

// withModule finds the program of a name that has a module: a machine may have
// several Pythons. "" is none.
func withModule(name, module string) string {
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if path := filepath.Join(dir, name); hasModule(path, module) {
			return path
		}
	}
	return ""
}

// endOfStep parts the outputs of a recipe's steps.
const endOfStep = "-- end of step --"

// run runs the steps in one shell, as a reader types them into one, and gives
// what each prints. Others are programs that go before those of their names.
func (r *recipe) run(t *testing.T, others []string) []string {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	var script strings.Builder
	script.WriteString("set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n")
	for _, s := range r.steps {
		script.WriteString(strings.ReplaceAll(s.commands, recipeServer, address) + "echo '" + endOfStep + "'\n")
	}
	dir, bin := t.TempDir(), t.TempDir()
	program, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(bin, "milepost")); err != nil {
		t.Fatal(err)
	}
	for _, other := range others {
		if err := os.Symlink(other, filepath.Join(bin, filepath.Base(other))); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, "bash", "-c", script.String())
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // a server goes with its recipe
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	command.Dir = dir
	command.Env = append(os.Environ(), asProgram+"=1", "PATH="+bin+":"+os.Getenv("PATH"), "HOME="+dir, "LC_ALL=C.UTF-8", "TZ=UTC")
	var said strings.Builder
	command.Stderr = &said
	out, err := command.Output()
	steps := strings.Split(strings.ReplaceAll(string(out), address, recipeServer), endOfStep+"\n")
	if err != nil || len(steps) != len(r.steps)+1 {
		t.Fatalf("%v after step %d of %d\nprinted:\n%s\nsaid:\n%s", err, len(steps)-1, len(r.steps), out, said.String())
	}
	return steps[:len(r.steps)]
}
