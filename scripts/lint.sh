#!/usr/bin/env bash
# Formatting, vet, staticcheck, and the import rule.
set -euo pipefail
cd "$(dirname "$0")/.."

unformatted=$(gofmt -l $(git ls-files '*.go'))
if [ -n "$unformatted" ]; then
	printf 'not gofmt-ed; run gofmt -w on:\n%s\n' "$unformatted" >&2
	exit 1
fi
go vet ./...
go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
go test -count=1 ./internal/layers
