#!/usr/bin/env bash
# What building an index costs, from half a million to ten million addresses:
# the table of docs/benchmarks.md. Takes some minutes and 2 GB of disk. The
# lists are those of MILEPOST_TESTDATA; ONLY=made builds those whose name begins
# so; ONLY=extracts measures extracts of OpenStreetMap and nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
go build -trimpath -o "$bin/milepost" ./cmd/milepost
go build -trimpath -o "$bin/benchbuild" ./scripts/benchbuild
"$bin/benchbuild" "$bin/milepost" ${ONLY:+"$ONLY"}
