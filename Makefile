# The two commands: `make run` and `make test`. Both work on a fresh clone with Python 3.11 or newer.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check bench lock

PYTHON ?= python3
BIN := .venv/bin
# Compiled modules are kept whatever the shell asks: without them every start takes twice as long.
export PYTHONDONTWRITEBYTECODE :=
ENVIRONMENT = $(PYTHON) portal/standalone/environment.py
TESTS ?=
WORKERS ?= 2
BENCH ?= full
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --python-version 3.11

help: ## these lines
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: ## start the portal with its own database, broker and demonstration data; Ctrl-C ends it
	@$(ENVIRONMENT)
	@exec $(BIN)/python -m portal.standalone run

test: ## all tests with their own database and broker; TESTS="tests/jobs -k pay" for some
	@$(ENVIRONMENT) --dev
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile $(if $(TESTS),$(TESTS),--ignore tests/browser)
	@# Pages in a browser commit what they show: one process, one database.
	@$(if $(TESTS),true,$(BIN)/python -m pytest tests/browser)

check: ## style, types, floors, templates, migrations, translations, deployment settings
	@$(ENVIRONMENT) --dev
	@$(BIN)/python -m tests.check

bench: ## measure against the bars, one JSON line each; BENCH=short for CI
	@$(ENVIRONMENT) $(if $(filter full,$(BENCH)),--bench,--dev)
	@$(BIN)/python -m tests.bench $(BENCH)

lock: ## resolve requirements*.in anew
	@$(ENVIRONMENT) --dev
	@$(COMPILE) requirements.in -o requirements.txt
	@$(COMPILE) requirements-dev.in -o requirements-dev.txt
	@$(COMPILE) requirements-bench.in -o requirements-bench.txt
