# Haven's commands. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:

# How long each fuzz target runs.
FUZZTIME ?= 10s

# At how many listings engines are compared, and how: see go run ./internal/bench -help.
SIZES ?= 20000 100000 1000000
BENCHFLAGS ?=

# How the load of the desk is measured: see go run ./internal/bench/deskload -help.
DESKLOADFLAGS ?=

# $(call say,TEXT) announces a step.
say = @echo; echo "==> $(1)"
# $(call tested,PATTERN) lists the packages whose tests hold PATTERN.
tested = $$(grep -rl --include='*_test.go' --exclude-dir=node_modules -e '$(1)' . | xargs -r dirname | sort -u)

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: build ## Build Haven and serve a ready demo directory
	$(call say,Starting the demo (Ctrl-C ends it))
	@bin/haven demo

.PHONY: build
build: assets ## Build bin/haven
	$(call say,Building bin/haven (the first time takes some minutes))
	@go build -v -o bin/haven ./cmd/haven

.PHONY: assets
assets: web/static/site.css ## Build style sheets and scripts into web/static

# All are built at once; the style sheet stands for them.
web/static/site.css: $(shell find web/assets) node_modules/.package-lock.json
	$(call say,Style sheets and scripts)
	@node web/assets/build.mjs

.PHONY: test
test: export STARTED := $(shell date +%s)
test: deps assets lint gotest race browser ## Install what the tests need, and run everything
	@echo; printf 'All passed in %d min %d s.\n' $$(((EPOCHSECONDS - STARTED) / 60)) $$(((EPOCHSECONDS - STARTED) % 60))

.PHONY: deps
deps: node_modules/.package-lock.json ## Install what the tests need (PostgreSQL with PostGIS, Chromium, npm packages)
	$(call say,PostgreSQL with PostGIS and Chromium)
	@.ci/deps

node_modules/.package-lock.json: package.json package-lock.json
	$(call say,Installing npm packages)
	@npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

.PHONY: lint
lint: ## Check the format of Go code and scripts, and vet the Go code
	$(call say,gofmt and go vet (the first time compiles everything))
	@unformatted=$$(find . -name '*.go' -not -path './node_modules/*' -print0 | xargs -0 gofmt -l); \
	if [[ -n $$unformatted ]]; then echo "Not formatted, run gofmt -w on:"; echo "$$unformatted"; exit 1; fi
	@if grep -rnE --include='*.js' --include='*.mjs' --exclude-dir=node_modules --exclude-dir=static '^[^/*]*;$$|function \w+ \(' web internal; then \
		echo "Not our form of scripts: no semicolons at the ends of lines, no space before a function's parameters."; exit 1; fi
	@go vet ./...

# Cached results would hide a change of the data, PostgreSQL or Chromium, which
# lie outside of the module. The packages that take longest begin, so that none
# of them runs alone at the end.
.PHONY: gotest
gotest: assets ## Run the Go tests
	$(call say,Go tests)
	@mkdir -p bin && go build -o bin/testreport ./internal/testreport
	@go test -json -vet=off -count=1 -timeout 20m ./web ./cmd/haven ./... | bin/testreport

.PHONY: race
race: assets ## Run the race detector where goroutines meet (index, store, cmd)
	$(call say,Race detector (short tests))
	@go test -race -short -vet=off -count=1 -timeout 15m $$(go list ./... | grep -E '^haven/(index|internal/store|cmd)(/|$$)')

.PHONY: browser
browser: build ## Run the browser tests
	$(call say,Browser tests)
	@if command -v "$${HAVEN_CHROMIUM:-/usr/bin/chromium}" >/dev/null; then \
		node --test --test-concurrency=2 --test-reporter=spec web/browser/*.test.mjs; \
	else \
		echo "Left out: there is no Chromium; make deps installs it, or HAVEN_CHROMIUM names one."; [[ $${CI:-} != true ]]; \
	fi

.PHONY: proof
proof: deps assets ## Run the full-size proofs on the real data, and print their figures (up to an hour)
	$(call say,Proofs)
	@HAVEN_PROOF=1 go test -v -p 1 -vet=off -count=1 -timeout 60m $(call tested,HAVEN_PROOF) | grep --line-buffered -v '^=== '

.PHONY: bench
bench: ## Compare the search with PostGIS and Bleve at SIZES listings (20000 100000 1000000: hours)
	$(call say,PostGIS)
	@.ci/deps postgresql postgis
	$(call say,Comparison (SIZES=20000 is the quickest))
	@mkdir -p bin && go build -o bin/bench ./internal/bench && bin/bench $(BENCHFLAGS) $(SIZES)

.PHONY: desk-load
desk-load: build ## Measure the desk: 50 agents at once, 2,000 calls, on both engines (half an hour; DESKLOADFLAGS)
	$(call say,PostgreSQL)
	@.ci/deps postgresql
	$(call say,A day at the desk)
	@go build -o bin/deskload ./internal/bench/deskload && bin/deskload -haven bin/haven $(DESKLOADFLAGS)

.PHONY: gobench
gobench: assets ## Run the Go benchmarks of single packages
	$(call say,Benchmarks)
	@go test -run '^$$' -bench . -benchmem -p 1 -vet=off $(call tested,^func Benchmark)

.PHONY: fuzz
fuzz: ## Fuzz each reader of strangers' bytes for FUZZTIME (10s)
	@for package in $(call tested,^func Fuzz); do \
		for target in $$(grep -hoE '^func Fuzz\w+' $$package/*_test.go | cut -c6-); do \
			echo; echo "==> $$target in $$package for $(FUZZTIME)"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -vet=off $$package; \
		done; \
	done

.PHONY: screenshots
screenshots: deps build ## Take pictures of the demo's pages into web/shots/
	$(call say,Screenshots)
	@node web/browser/screenshots.mjs all web/shots

.PHONY: pictures
pictures: build ## Take the pictures in docs/pages anew
	$(call say,Pictures of the documentation)
	@.ci/deps chromium pngquant
	@node web/browser/screenshots.mjs docs docs/pages
	@pngquant --strip --force --ext .png docs/pages/*.png

.PHONY: lighthouse
lighthouse: build web/lighthouse/node_modules/.package-lock.json ## Measure each kind of page with Lighthouse as on a phone (three minutes)
	$(call say,Lighthouse (performance 95; accessibility, best practices and SEO 100))
	@.ci/deps chromium
	@node web/lighthouse/measure.mjs

web/lighthouse/node_modules/.package-lock.json: web/lighthouse/package.json web/lighthouse/package-lock.json
	$(call say,Installing Lighthouse)
	@cd web/lighthouse && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

.PHONY: gazetteer
gazetteer: node_modules/.package-lock.json ## Derive the gazetteer's tables anew from their sources
	$(call say,Gazetteer)
	@node internal/geo/derive/gazetteer.mjs
