package server

import (
	"bytes"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Every folder of testdata/answers is a request and the whole answer to it:
// request.txt holds the request line and, after an empty line, a body;
// want.txt the status, the headers and the body. Trace IDs are masked.
func TestGoldenAnswers(t *testing.T) {
	folders, err := filepath.Glob("testdata/answers/*/request.txt")
	if err != nil || len(folders) == 0 {
		t.Fatal("no golden folders", err)
	}
	for _, request := range folders {
		folder := filepath.Dir(request)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			text, err := os.ReadFile(request)
			if err != nil {
				t.Fatal(err)
			}
			line, body, _ := strings.Cut(string(text), "\n\n")
			var bodies []string
			if body != "" {
				bodies = append(bodies, body)
			}
			got := printed(ask(t, newHandler(newMemory()), strings.TrimSpace(line), bodies...))
			golden := filepath.Join(folder, "want.txt")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		})
	}
}

// printed is an answer as a golden file has it.
func printed(w *httptest.ResponseRecorder) []byte {
	trace := w.Header().Get("X-Request-Id")
	var b bytes.Buffer
	fmt.Fprintln(&b, w.Code)
	var names []string
	for name := range w.Header() {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range w.Header()[name] {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	fmt.Fprintf(&b, "\n%s", w.Body)
	return bytes.ReplaceAll(b.Bytes(), []byte(trace), []byte("TRACE"))
}
