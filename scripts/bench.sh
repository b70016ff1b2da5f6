#!/usr/bin/env bash
# Speed and memory: the benchmarks of the packages, then whole jobs on a real
# server process. Compare ratios within one run; machines are noisy.
set -euo pipefail
cd "$(dirname "$0")/.."

# ONLY=tables measures `milepost geocode` on tables and nothing else.
if [ "${ONLY:-}" != tables ]; then
  go test -run '^$' -bench . -benchtime 1x -count 3 ./internal/dataflow
  go test -run '^$' -bench . ./internal/engine ./internal/index
  go test -run '^$' -bench . ./internal/areas ./internal/report ./internal/table/...
fi

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
go build -trimpath -o "$bin/milepost" ./cmd/milepost
go run ./scripts/bench "$bin/milepost"
