package table_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/table"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads each list in testdata and compares the features and the
// report with the file beside it. A new case is a new list; -update writes
// what is read of it.
func TestGolden(t *testing.T) {
	lists, err := filepath.Glob("testdata/*.*")
	if err != nil || len(lists) == 0 {
		t.Fatal("no lists", err)
	}
	for _, list := range lists {
		golden := strings.TrimSuffix(list, filepath.Ext(list)) + ".golden"
		if golden == list {
			continue
		}
		t.Run(filepath.Base(list), func(t *testing.T) {
			got := dump(t, list)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// dump reads a list and writes a feature and a problem a line.
func dump(t *testing.T, list string) string {
	t.Helper()
	s, err := table.New(list, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	err = s.Read(t.Context(), func(f *source.Feature) error {
		fmt.Fprintf(&out, "%s %s %v\n", f.Kind, f.Accuracy, fields(f))
		return nil
	})
	if err != nil {
		fmt.Fprintf(&out, "error: %v\n", err)
	}
	r := s.Report()
	fmt.Fprintf(&out, "read %d, used %d, skipped %d\n", r.Read, r.Used, r.Skipped)
	for _, p := range r.Problems {
		fmt.Fprintf(&out, "%s: %d, skipped: %t\n", p.Reason, p.Count, p.Skips)
		for _, s := range p.Samples {
			fmt.Fprintf(&out, "  line %d, %q: %q\n", s.Line, s.Column, s.Value)
		}
	}
	return out.String()
}

// fields gives what is set of a feature.
func fields(f *source.Feature) string {
	var set []string
	v := reflect.ValueOf(*f)
	for i := 2; i < v.NumField(); i++ {
		if value := v.Field(i); !value.IsZero() && !(value.Kind() == reflect.Slice && value.Len() == 0) {
			text, _ := json.Marshal(value.Interface())
			set = append(set, v.Type().Field(i).Name+"="+string(text))
		}
	}
	return strings.Join(set, " ")
}
