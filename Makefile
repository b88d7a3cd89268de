# Every target does its own set-up: a fresh machine needs Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: docs help demo test coverage lint format index bench fuzz mutants site setup clean

help:  ## Show this help
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: setup  ## Lint examples/bluebleed: the same leak, found in every language
	@$(BIN)/foureyes lint --severity critical examples/bluebleed/leaking || test $$? -eq 1

test: setup  ## Run lint checks and the whole test suite
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n auto

COVERED := tests/engine tests/gate tests/cli tests/scenarios tests/rules tests/model tests/reports tests/server tests/sources \
	tests/ci tests/test_config.py tests/languages/test_mutants.py
COVERAGE := COVERAGE_FILE=$(CURDIR)/build/coverage/data $(BIN)/python -m coverage

coverage: setup  ## Measure which branches of engine, gate and model the tests take: fails below 99 % (JOBS=2)
	@rm -rf build/coverage && mkdir -p build/coverage
	$(COVERAGE) run -m pytest -n $(or $(JOBS),auto) $(COVERED)
	@$(COVERAGE) combine --quiet
	@$(COVERAGE) json --quiet -o build/coverage/report.json
	@$(COVERAGE) report --show-missing --skip-covered --include='*/foureyes/engine/*,*/foureyes/gate/*'
	@$(BIN)/python tests/covered.py build/coverage/report.json

lint: setup  ## Check style and types
	$(BIN)/ruff check linter rules tests
	$(BIN)/ruff format --check linter rules tests
	$(BIN)/mypy

format: setup  ## Format the code
	$(BIN)/ruff check --fix linter rules tests
	$(BIN)/ruff format linter rules tests

docs: setup  ## Write the pages about rules
	$(BIN)/foureyes rules --pages docs/rules

index: setup  ## Write the rule pack's index after adding rules
	$(BIN)/python -m foureyes.engine.index foureyes_rules

bench: setup  ## Measure us beside the rivals on PATH; FOLDERS="..." adds collections, SIZES generated trees
	$(BIN)/python tests/bench/startup.py
	-$(BIN)/python tests/bench/growth.py
	$(BIN)/python tests/bench/gate.py
	$(BIN)/python tests/bench/compare.py --sizes $(or $(SIZES),100,1000) $(FOLDERS)

fuzz: setup  ## Coverage-guided fuzzing of every reader; SECONDS for each target, TARGETS choose
	$(BIN)/python -m pip install --quiet --disable-pip-version-check atheris
	$(BIN)/python tests/fuzz/fuzz.py $(TARGETS) --seconds $(or $(SECONDS),60)

mutants: setup  ## Put small faults into a copy of our code and see which the tests notice; ROOMS, SAMPLE choose
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[mutants]'
	$(BIN)/python tests/bench/mutants.py $(ROOMS) --sample $(or $(SAMPLE),300)

site: setup  ## Build the documentation site into build/site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

setup: $(VENV)/installed

$(VENV)/installed: pyproject.toml
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:  ## Remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
