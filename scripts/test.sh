#!/usr/bin/env bash
# Runs the tests, and then says which were skipped and why.
# Usage: scripts/test.sh [-race] [packages...]
set -uo pipefail
cd "$(dirname "$0")/.."

flags=()
if [ "${1:-}" = -race ]; then
	shift
	# The race detector is the one thing here that needs a C compiler.
	if [ "$(CGO_ENABLED=1 go env CC)" ] && command -v "$(CGO_ENABLED=1 go env CC)" >/dev/null; then
		export CGO_ENABLED=1
		flags+=(-race)
	else
		echo "no C compiler: running without the race detector" >&2
	fi
fi
export MILEPOST_TESTDATA="${MILEPOST_TESTDATA:-$PWD/../shared/data}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

go test -timeout 20m -json "${flags[@]}" "${@:-./...}" >"$log"
status=$?
go run ./scripts/testreport <"$log"
exit $status
