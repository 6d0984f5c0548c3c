# `make` alone lists the targets. Each installs what it needs first; nothing else needs to be known.

SWIFT ?= swift
BUILD_PACKAGES = libsqlite3-dev zlib1g-dev libc6-dev libcurl4-openssl-dev libzip-dev
DEBUG = .build/debug/vitrine
RELEASE = .build/release/vitrine

.DEFAULT_GOAL := help
.PHONY: help run build test lint format bench fuzz contract docs clean

help: ## List the targets.
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Build for release and serve http://127.0.0.1:8080 with the demo namespace, on a store in ./var (PORT, DATA).
	@scripts/need $(BUILD_PACKAGES)
	$(SWIFT) build -c release --product vitrine
	@scripts/run $(RELEASE)

build: ## Build for debugging.
	@scripts/need $(BUILD_PACKAGES)
	$(SWIFT) build

test: ## Run every test; the last lines say how many ran.
	@scripts/need $(BUILD_PACKAGES) gcc bc openssl libreoffice-calc python3-aiosmtpd python3-openpyxl python3-jsonschema python3-yaml curl nodejs default-jdk-headless
	scripts/check-schemas
	SWIFT="$(SWIFT)" scripts/test

lint: ## Check formatting, the arrows between the rooms, and that each import is listed in the manifest.
	@scripts/need $(BUILD_PACKAGES)
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz
	scripts/arrows
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

format: ## Format every Swift file in place.
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz

bench: ## Measure beside nginx, the bare framework, a SQLite loop and JSONSerialization, in one run.
	@scripts/need $(BUILD_PACKAGES) gcc python3 nginx-light wrk
	for product in vitrine beside json-benchmark; do \
	    VITRINE_BENCHMARKS=1 $(SWIFT) build -c release --scratch-path .build-bench --product $$product || exit 1; \
	done
	python3 Benchmarks/run.py

fuzz: ## Fuzz the JSON parser for a minute (make fuzz SECONDS_TO_FUZZ=600 for longer).
	@scripts/need libc6-dev
	Fuzz/run.sh $(or $(SECONDS_TO_FUZZ),60)

contract: ## Run the README, and client libraries that nobody here wrote, unmodified, against the server.
	@scripts/need $(BUILD_PACKAGES) python3 python3-venv python3-pip python3-yaml openssl curl
	$(SWIFT) build -c release --product vitrine
	scripts/readme-test $(RELEASE)
	scripts/ci-page-test $(RELEASE)
	Contract/run.sh $(RELEASE)

docs: ## Write the documents that are made from code: docs/configuration.md and docs/workflow.md.
	@scripts/need $(BUILD_PACKAGES)
	$(SWIFT) build --product vitrine
	$(DEBUG) settings > docs/configuration.md
	UPDATE_GOLDEN=1 $(SWIFT) test --disable-xctest --filter WorkflowPageTests

clean: ## Remove what was built.
	rm -rf .build .build-bench .build-contract .build-fuzz
