package world

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed npm/package.json npm/package-lock.json
var lock embed.FS

// Install has npm put the packages of the lock file into dir, checked against
// the hashes there, and gives the folder they are in.
func Install(ctx context.Context, dir string) (packages string, err error) {
	for _, name := range []string{"package.json", "package-lock.json"} {
		text, err := lock.ReadFile("npm/" + name)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			return "", fmt.Errorf("install packages: %w", err)
		}
	}
	npm := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	npm.Dir = dir
	if out, err := npm.CombinedOutput(); err != nil {
		return "", fmt.Errorf("install packages with npm: %w\n%s", err, bytes.TrimSpace(out))
	}
	return filepath.Join(dir, "node_modules"), nil
}

// readJSON reads a JSON file of a package.
func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// BuildFile builds the gazetteer into a file, which is replaced only by a whole
// one. Where no folder of packages is given, npm installs them for the time of
// the build.
func BuildFile(ctx context.Context, packages, path string) (Report, error) {
	if packages == "" {
		dir, err := os.MkdirTemp("", "gazetteer-npm-")
		if err != nil {
			return Report{}, err
		}
		defer os.RemoveAll(dir)
		if packages, err = Install(ctx, dir); err != nil {
			return Report{}, err
		}
	}
	var archive bytes.Buffer
	report, err := Build(packages, &archive)
	if err != nil {
		return report, err
	}
	temp := path + ".new"
	if err := os.WriteFile(temp, archive.Bytes(), 0o644); err != nil {
		return report, fmt.Errorf("write the gazetteer: %w", err)
	}
	return report, os.Rename(temp, path)
}
