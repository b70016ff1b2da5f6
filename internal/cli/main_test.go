package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// asProgram in the environment makes the test binary the program.
const asProgram = "MILEPOST_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(Main("test", os.Args[1:], Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
	}
	for _, setting := range os.Environ() { // of whoever runs the tests
		if name, _, _ := strings.Cut(setting, "="); strings.HasPrefix(name, "MILEPOST_") {
			os.Unsetenv(name)
		}
	}
	os.Setenv("XDG_CONFIG_HOME", os.DevNull) // nor their config file
	status := m.Run()
	os.RemoveAll(filepath.Dir(townIndex.dir))
	os.Exit(status)
}

// result is what a command left behind.
type result struct {
	status   int
	out, err string
}

// call runs a command within this process.
func call(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var out, err bytes.Buffer
	status := Main("test", args, Streams{In: strings.NewReader(stdin), Out: &out, Err: &err})
	return result{status, out.String(), err.String()}
}

// succeed runs a command that must succeed, and returns its standard output.
func succeed(t *testing.T, args ...string) string {
	t.Helper()
	got := call(t, "", args...)
	if got.status != 0 {
		t.Fatalf("milepost %s: status %d: %s", strings.Join(args, " "), got.status, got.err)
	}
	return got.out
}

// program is a command as a process of its own, not started yet.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0], args...)
	command.Env = append(os.Environ(), asProgram+"=1")
	return command
}

// write writes a file in a temporary directory and returns its path.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// townList is the address list of a small town.
const townList = `number,street,city,state,postcode,lat,lon
1,Mill Lane,Springvale,KY,40201,38.1001,-85.7001
3,Mill Lane,Springvale,KY,40201,38.1003,-85.7003
5,Mill Lane,Springvale,KY,40201,38.1005,-85.7005
2,Harbour Street,Springvale,KY,40201,38.1102,-85.7102
4,Harbour Street,Springvale,KY,40201,38.1104,-85.7104
`

// townIndex is the index of that list, built once.
var townIndex struct {
	once sync.Once
	dir  string
}

// town gives the directory of the town's index, which no test changes.
func town(t *testing.T) string {
	t.Helper()
	townIndex.once.Do(func() {
		dir, err := os.MkdirTemp("", "milepost-cli-test-")
		if err != nil {
			t.Fatal(err)
		}
		townIndex.dir = filepath.Join(dir, "town")
		buildTown(t, townIndex.dir, townList)
	})
	return townIndex.dir
}

// buildTown builds an index of an address list.
func buildTown(t *testing.T, dir, list string) {
	t.Helper()
	succeed(t, "index", "build", "-q", "-o", dir, "--country", "US", "csv:"+write(t, "town.csv", list))
}
