# What people type. `make run` and `make test` need only Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TESTS ?= tests
WORKERS ?= 2

.PHONY: help run test check bench format lock clean browser texts pictures

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "motcua needs Python 3.11 or later")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: $(STAMP)  ## everything on this machine; on the first start with a small living province to look at
	$(BIN)/motcua up --demo

browser:  ## Debian's Chromium for the tests of the screens, installed where it is missing
	@command -v $${MOTCUA_CHROMIUM:-chromium} >/dev/null || { apt-get update -q && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium fonts-croscore; }

test: $(STAMP) browser  ## all tests on the real engines and in a real browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(TESTS) $(ARGS)

check: $(STAMP)  ## style, types, import rules, then the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

bench: $(STAMP)  ## measured figures, with their conditions
	$(BIN)/python -m tests.benchmarks $(ARGS)

pictures: $(STAMP) browser  ## the screens of docs/img, drawn anew
	$(BIN)/python -m tests.pictures

format: $(STAMP)  ## rewrite in house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

texts: $(STAMP)  ## gather the sentences of the screens for translators
	$(BIN)/pybabel -q extract -F services/desk/locale/babel.cfg -k _ -k N_ --omit-header --no-location --no-wrap --sort-output \
	    -o services/desk/locale/messages.pot services/desk services/tracker

lock:  ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --no-emit-index-url --generate-hashes --python-version 3.11 \
	    --extra dev --extra build -o requirements.lock pyproject.toml

clean:  ## remove the virtual environment (data under var/ stays)
	rm -rf $(VENV)
