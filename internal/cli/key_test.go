package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestParseExpiry(t *testing.T) {
	now := time.Date(2026, 2, 27, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"": "0001-01-01T00:00:00Z", "36h": "2026-03-01T00:00:00Z", "2d": "2026-03-01T12:00:00Z", "2026-02-28": "2026-02-28T00:00:00Z",
		"0h": "", "-1h": "", "-2d": "", "2026-02-27": "", "soon": "", "2026-13-01": "", "d": "", "99999999999d": "", "1w": "", "9999999d": "",
	} {
		got, err := parseExpiry(text, now)
		if wanted, _ := time.Parse(time.RFC3339, want); want == "" && err == nil || want != "" && (err != nil || !got.Equal(wanted)) {
			t.Errorf("%q: %v %v, want %s", text, got, err, want)
		}
	}
}

// A secret is shown once and kept nowhere.
func TestKeysAreShownOnce(t *testing.T) {
	dir := t.TempDir()
	made := call(t, "", "key", "create", "--data-dir", dir, "--account", "payroll", "--label", "nightly", "--expires", "365d")
	secret := strings.TrimSpace(made.out)
	if made.status != 0 || len(secret) < 40 || strings.Contains(made.err, secret) || !strings.Contains(made.err, "payroll") {
		t.Fatalf("%+v", made)
	}
	listed := succeed(t, "key", "list", "--data-dir", dir) + succeed(t, "key", "list", "--json", "--data-dir", dir)
	if strings.Contains(listed, secret) || !strings.Contains(listed, "nightly") || !strings.Contains(listed, "valid") {
		t.Errorf("the list: %s", listed)
	}
	files, err := filepath.Glob(dir + "/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		if data, err := os.ReadFile(file); err != nil || strings.Contains(string(data), secret) {
			t.Errorf("%s holds the secret (%v)", file, err)
		}
	}
	var rows []keyRow
	if err := json.Unmarshal([]byte(succeed(t, "key", "list", "--json", "--data-dir", dir)), &rows); err != nil || len(rows) != 1 {
		t.Fatalf("%v %v", rows, err)
	}
	succeed(t, "key", "revoke", "--data-dir", dir, rows[0].ID)
	if listed := succeed(t, "key", "list", "--data-dir", dir); !strings.Contains(listed, "revoked") {
		t.Errorf("after revoking: %s", listed)
	}
}
