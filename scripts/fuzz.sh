#!/usr/bin/env bash
# Runs every fuzz target in turn for the time given (default 30s each).
set -euo pipefail
cd "$(dirname "$0")/.."

time=${1:-30s}
grep -rHoE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]+' . | sed 's/:func /:/' | sort |
	while IFS=: read -r file target; do
		echo "== $target ($(dirname "$file"))"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" "./$(dirname "$file")" </dev/null
	done
