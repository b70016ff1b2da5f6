package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// leaves are the commands that do something, each as its words.
func leaves(t *testing.T) [][]string {
	t.Helper()
	var paths [][]string
	var walk func(node *kong.Node, path []string)
	walk = func(node *kong.Node, path []string) {
		for _, child := range node.Children {
			walk(child, append(path[:len(path):len(path)], child.Name))
		}
		if len(node.Children) == 0 {
			paths = append(paths, path)
		}
	}
	walk(kong.Must(&commands{}).Model.Node, nil)
	return paths
}

func TestEveryCommandHasHelpWithAnExample(t *testing.T) {
	for _, path := range leaves(t) {
		got := call(t, "", append(path, "--help")...)
		if want := "Example: milepost " + strings.Join(path, " "); got.status != 0 || got.err != "" || !strings.Contains(got.out, want) {
			t.Errorf("%s --help: status %d, standard error %q, no %q in\n%s", path, got.status, got.err, want, got.out)
		}
	}
	if got := call(t, ""); got.status != 0 || !strings.Contains(got.out, "geocode") {
		t.Errorf("without arguments: %+v", got)
	}
}

// Wrong usage is status 2, anything else that goes wrong 1: one line on
// standard error that says what to do, and nothing on standard output.
func TestErrors(t *testing.T) {
	dir := t.TempDir()
	feed := write(t, "feed.csv", "Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Query\n1,Paris\n")
	table := write(t, "table.csv", "a,b\n1,2\n")
	file := write(t, "file", "")
	notIndex := t.TempDir()
	for _, c := range []struct {
		args   string
		status int
		says   string
	}{
		{"--nonsense", 2, "--help"},
		{"nonsense", 2, "; see milepost --help"},
		{"geocode", 2, "<in>\"; see milepost geocode --help"},
		{"geocode " + feed + " --bogus", 2, "see milepost geocode --help"},
		{"job", 2, "see milepost job --help"},
		{"key revoke", 2, "see milepost key revoke --help"},
		{"geocode " + feed + " --input json", 2, "csv, tab, pipe or xml"},
		{"geocode " + feed + " --min-confidence best", 2, "Low, Medium or High"},
		{"geocode " + feed + " --workers=-1", 2, "--workers"},
		{"geocode " + feed + " -o " + feed, 2, "choose another name"},
		{"geocode " + feed + " -o " + dir, 2, "is a directory"},
		{"geocode " + feed + " -o " + dir + "/out.csv.gz", 2, "not packed"},
		{"geocode " + feed + " -o " + dir + "/none/out.csv", 1, "-o"},
		{"geocode " + feed + " --index " + dir + "/none", 1, dir + "/none"},
		{"geocode " + dir + "/none.csv", 1, "none.csv"},
		{"geocode " + dir, 1, "is a directory"},
		{"geocode " + table, 1, "no address column recognised in [a, b]; name it: --columns query=b"},
		{"geocode " + table + " --country ZZ", 2, "two-letter"},
		{"geocode " + table + " --columns query=a -o " + dir + "/out.doc", 2, ".doc tells no format; end the name in .csv, .tsv"},
		{"geocode " + table + " --columns query=a --join " + dir + "/none:GEOID", 1, "name a GeoJSON file of polygons, e.g. counties.geojson:GEOID"},
		{"geocode " + feed + " -o " + dir + "/out.xlsx", 2, "is a Dataflow feed in csv, and so will be"},
		{"geocode " + file, 1, "is empty"},
		{"serve --database postgres://x --data-dir " + dir, 2, "--database"},
		{"serve --blobs s3://x --data-dir " + dir, 2, "--blobs"},
		{"serve --tls-cert " + feed + " --data-dir " + dir, 2, "--tls-key"},
		{"serve --max-entities 0 --data-dir " + dir, 2, "positive"},
		{"serve --drain-timeout 0s --data-dir " + dir, 2, "positive"},
		{"serve --public-url nonsense --data-dir " + dir, 2, "--public-url"},
		{"serve --trusted-proxies nonsense --data-dir " + dir, 2, "10.0.0.0/8"},
		{"serve --data-location-hosts http://[ --data-dir " + dir, 2, "--data-location-hosts"},
		{"serve --listen nonsense --key k --data-dir " + dir, 1, "--listen"},
		{"serve --index " + notIndex + " --data-dir " + dir, 1, notIndex},
		{"serve --data-dir " + file, 1, "data directory"},
		{"key list --data-dir " + file, 1, "--data-dir"},
		{"key list --data-dir " + filepath.Join(dir, "missing"), 1, "no data directory"},
		{"key create --expires=-1h --data-dir " + dir, 2, "--expires"},
		{"key revoke nonsense --data-dir " + dir, 1, "key list"},
		{"index build csv:" + feed, 2, "--out"},
		{"index build -o " + dir + "/ix", 2, "<source>"},
		{"index build -o " + dir + "/ix csv:" + dir + "/none", 1, "none"},
		{"index build -o " + dir + "/ix nonsense:" + feed, 1, "nonsense"},
		{"index build -o " + dir + "/ix --columns nonsense=1 csv:" + feed, 2, "nonsense"},
		{"index build -o " + dir + "/ix --columns lat=none csv:" + feed, 1, "none"},
		{"index build -o " + dir + "/ix --memory much csv:" + feed, 2, "512MB"},
		{"index build -o " + dir + "/ix --memory 9999999999999GB csv:" + feed, 2, "512MB"},
		{"index build -o " + dir + "/ix --country Kentucky csv:" + feed, 2, "two-letter"},
		{"index inspect " + notIndex, 1, notIndex},
		{"index verify " + notIndex, 1, notIndex},
		{"index lookup --max 21 Paris", 2, "--max"},
		{"index lookup --index " + notIndex + " Paris", 1, notIndex},
		{"index lookup zxqwvzxqwv", 1, "No location"},
		{"demo --listen nonsense", 1, "--listen"},
	} {
		got := call(t, "", strings.Fields(c.args)...)
		if got.status != c.status || !strings.Contains(got.err, c.says) || got.out != "" || strings.Count(got.err, "\n") != 1 {
			t.Errorf("milepost %s: %+v; want status %d and a line with %q", c.args, got, c.status, c.says)
		}
	}
	if left, _ := filepath.Glob(dir + "/ix*"); len(left) > 0 {
		t.Errorf("builds that failed left %q", left)
	}
}

// A flag wins over the environment, and that over the config file.
func TestPrecedence(t *testing.T) {
	config := write(t, "config.json", `{"account": "file", "label": "from the file", "expires": "24h"}`)
	t.Setenv("MILEPOST_ACCOUNT", "environment")
	dir := t.TempDir()
	for _, extra := range [][]string{nil, {"--account", "flag"}} {
		succeed(t, append([]string{"key", "create", "--config", config, "--data-dir", dir}, extra...)...)
	}
	var keys []keyRow
	if err := json.Unmarshal([]byte(succeed(t, "key", "list", "--json", "--data-dir", dir)), &keys); err != nil {
		t.Fatal(err)
	}
	if len(keys) != 2 || keys[0].Account != "environment" || keys[1].Account != "flag" {
		t.Fatalf("the accounts are wrong: %+v", keys)
	}
	for _, k := range keys {
		if k.Label != "from the file" || k.Expires == nil {
			t.Errorf("not as in the file: %+v", k)
		}
	}
}

func TestConfigFileThatIsWrong(t *testing.T) {
	for content, says := range map[string]string{
		`{"max-entitys": 5}`:            "max-entitys",
		`{"jobs": {"server": "x"}}`:     `section "jobs"`,
		`{"job": {"listen": "x"}}`:      `sets "listen"`,
		`{"job": {"list": {"out": 1}}}`: `sets "out"`,
		`[1]`:                           "JSON object",
		`{"listen": `:                   "JSON object",
		``:                              "JSON object",
	} {
		file := write(t, "config.json", content)
		got := call(t, "", "version", "--config", file)
		if got.status != 2 || !strings.Contains(got.err, says) || !strings.Contains(got.err, file) {
			t.Errorf("%s: %+v", content, got)
		}
	}
}

// The file in the user's directory for settings is read where none is named;
// sections are for one command, and win over what is for all.
func TestConfigFileByDefault(t *testing.T) {
	home := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", home)
	if err := os.Mkdir(filepath.Join(home, "milepost"), 0o700); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	settings := fmt.Sprintf(`{"data-dir": %q, "account": "all", "key": {"create": {"account": "mine"}, "label": "l"}, "index": {"lookup": {"max": 1}}}`, data)
	if err := os.WriteFile(filepath.Join(home, "milepost", "config.json"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	succeed(t, "key", "create")
	var keys []keyRow
	if err := json.Unmarshal([]byte(succeed(t, "key", "list", "--json")), &keys); err != nil || len(keys) != 1 || keys[0].Account != "mine" || keys[0].Label != "l" {
		t.Errorf("%+v %v", keys, err)
	}
	if got := succeed(t, "index", "lookup", "Paris"); strings.Count(got, "\n") != 2 {
		t.Errorf("not one answer: %s", got)
	}
	other := write(t, "other.json", `{}`)
	if got := call(t, "", "key", "list", "--config", other); got.status != 1 {
		t.Errorf("with another file named: %+v", got)
	}
	if err := os.WriteFile(filepath.Join(home, "milepost", "config.json"), []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "", "version"); got.status != 2 || !strings.Contains(got.err, "config.json") || strings.Count(got.err, "\n") != 1 {
		t.Errorf("with nonsense in it: %+v", got)
	}
}

func TestVersion(t *testing.T) {
	var report versionReport
	if err := json.Unmarshal([]byte(succeed(t, "version", "--json")), &report); err != nil {
		t.Fatal(err)
	}
	if report.Version != "test" || !strings.HasPrefix(report.Go, "go1.") || len(report.Attributions) == 0 {
		t.Errorf("%+v", report)
	}
	if text := succeed(t, "version"); !strings.Contains(text, report.Data) || !strings.Contains(text, report.Attributions[0]) {
		t.Errorf("%s", text)
	}
}

func TestDemoEndsWellAndPrintsItsAnswers(t *testing.T) {
	out := succeed(t, "demo", "--exit")
	if !strings.Contains(out, "CONFIDENCE") || !strings.Contains(out, "Redmond") || !strings.Contains(out, "Failed, each with its reason") {
		t.Errorf("%s", out)
	}
}

// brokenWriter is a standard output that makes a command panic.
type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { panic("broken") }

func TestAPanicIsNoSuccess(t *testing.T) {
	defer func() {
		if cause := recover(); cause != "broken" {
			t.Errorf("Main panicked with %v", cause)
		}
	}()
	status := Main("", []string{"version"}, Streams{Out: brokenWriter{}, Err: io.Discard})
	t.Errorf("a command that panicked ends with status %d", status)
}

// The settings that the manual shows are settings.
func TestConfigFileOfTheManual(t *testing.T) {
	manual := read(t, "../../docs/operations.md")
	_, rest, ok := strings.Cut(manual, "```json\n")
	example, _, closed := strings.Cut(rest, "```\n")
	if !ok || !closed {
		t.Fatal("the manual shows no settings")
	}
	config := write(t, "config.json", example)
	succeed(t, "completion", "bash", "--config", config)
	if got := call(t, "", "job", "list", "--config", config, "--patience", "0s", "--server", "http://127.0.0.1:1"); got.status != 1 || !strings.Contains(got.err, "127.0.0.1:1") {
		t.Errorf("%+v", got)
	}
}
