package client

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/milepost/milepost/internal/dataflow"
)

func TestReceiptIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "receipt")
	r := NewReceipt("https://geocode.example.com", "in.csv", strings.Repeat("é", 2000), dataflow.CSV, 7)
	r.Jobs = append(r.Jobs, ReceiptJob{ID: "a", URL: "https://geocode.example.com/a", Rows: 7, SHA256: "f"})
	if err := r.Save(path); err != nil {
		t.Fatal(err)
	}
	got, err := LoadReceipt(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, got, cmpopts.IgnoreUnexported(Receipt{})); diff != "" || !got.loaded {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d := got.describe(); utf8.RuneCountInString(d) != maxDescription || !strings.HasSuffix(d, " ("+r.Tag+"-2)") {
		t.Errorf("the description has %d characters: %s", utf8.RuneCountInString(d), d)
	}
	if left, _ := filepath.Glob(path + "*"); len(left) != 1 {
		t.Errorf("beside the receipt: %q", left)
	}
}

func FuzzReceipt(f *testing.F) {
	f.Add([]byte(`{"server":"http://x","format":"csv","jobs":[{"id":"a","rows":1}]}`))
	f.Add([]byte(`{"server":"http://x","format":"none"}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "receipt")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := LoadReceipt(path)
		if err != nil {
			if !strings.Contains(err.Error(), path) {
				t.Errorf("%v does not name the file", err)
			}
			return
		}
		if again := filepath.Join(t.TempDir(), "again"); r.Save(again) != nil {
			t.Error("what was read cannot be kept")
		}
	})
}
