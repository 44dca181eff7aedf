# Everything that is done with this project, in one word each: `make help`.
# Needs Python 3.11 or later with venv, git and make; the rest is installed into .venv.

HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
# How many cases the demonstration tells of beside its own, on the first start: as many as an office has in half a year
# are 320, and take four times as long.
CROWD ?=
# The first of these that is new enough; another one: make PYTHON=/path/to/python run
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done || echo python3)
BIN := .venv/bin
TESTS ?= tests
# The tests of one file stay together, for they share services and browsers; browser tests, the slowest, come first.
SHARE := --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help run test test-long check format bench pictures kept-pictures wheel locks clean run-environment development-environment browser

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{printf "  make %-13s %s\n", $$1, $$2}'

run: ## Run the service with demo data until Ctrl-C (HOST=127.0.0.1 PORT=8000 CROWD=320)
	@$(PYTHON) scripts/run_demo.py --check-ports --host $(HOST) --port $(PORT)
	@$(PYTHON) scripts/prepare.py run
	@exec $(BIN)/python scripts/run_demo.py --host $(HOST) --port $(PORT) $(if $(CROWD),--crowd $(CROWD))

test: development-environment browser ## Run every test on SQLite and PostgreSQL, browser tests included (TESTS=tests/unit)
	$(BIN)/python -m pytest -n $(JOBS) $(SHARE) $(TESTS)

test-long: development-environment browser ## Run the long fuzzing and repetition tests, and those of pages on both databases
	$(BIN)/python -m pytest -n $(JOBS) $(SHARE) -m long --hypothesis-profile=long $(TESTS)
	$(BIN)/python -m pytest -n $(JOBS) $(SHARE) --each-database tests/web

check: development-environment ## Check lint, format, types, import contracts and message catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/messages.py check

format: development-environment ## Put all Python files into the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

bench: development-environment ## Measure cases per second, steps and statements; prints tables
	$(BIN)/python -m benchmarks

pictures: development-environment browser ## Take the pictures of the guides anew, from a fresh demonstration that runs
	$(BIN)/python scripts/pictures.py --at http://$(HOST):$(PORT)

kept-pictures: development-environment browser ## Take the pictures anew with which the tests compare key pages
	$(BIN)/python -m pytest tests/browser/test_kept_pictures.py --keep-pictures

wheel: run-environment ## Build the wheel into dist/
	$(BIN)/python -m hatchling build --target wheel

locks: development-environment ## Compile the requirements locks anew from pyproject.toml (add LOCK_OPTIONS=--upgrade)
	$(BIN)/python scripts/locks.py $(LOCK_OPTIONS)

clean: ## Remove what was installed and built; data in var/ stays
	rm -rf .venv frontend/node_modules workflow_app/web/static/dist dist build
	find . -name __pycache__ -prune -exec rm -rf {} +
	find workflow_app -name '*.mo' -delete

run-environment:
	@$(PYTHON) scripts/prepare.py run

development-environment:
	@$(PYTHON) scripts/prepare.py develop

browser:
	@$(PYTHON) scripts/browser.py
