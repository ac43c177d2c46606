# make build   the bundled article as CSV, Parquet and DuckDB in build/
# make test    the tests
# make help    the rest
#
# All it needs is Python 3.11 or newer and make. A Python of another name: make build PYTHON=/opt/python3.13/bin/python3

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
CANDIDATES = $(if $(PYTHON),$(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet
# The folder of plain articles that `make bench` reads, and what `make test` hands to pytest.
ARTICLES ?= raw
CLAIMS ?= 1000000
ARGS ?=
# The markup parser has no wheel for Python 3.14 yet: where no compiler is at hand either, its slower Python half serves.
export WITH_EXTENSION ?= optional

.DELETE_ON_ERROR:
.PHONY: help build test lint types check bench readme lock clean distclean install

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make build     build the bundled article into build/
build: $(VENV)/.runtime
	@$(BIN)/pipeline build raw --output build

## make test      run the tests (ARGS="-k readme" hands options to pytest)
test: $(VENV)/.dev
	@$(BIN)/python -m pytest $(ARGS)

## make lint      style and likely mistakes
lint: $(VENV)/.dev
	@$(BIN)/ruff check .

## make types     the types of the package and its tests
types: $(VENV)/.dev
	@$(BIN)/mypy

## make check     lint, types and tests
check: lint types test

## make bench     start-up, build, throughput, memory (ARTICLES=folder of plain articles); with DUMPS=folder of
##                dumps and .wiki files also scanning, wikitext, and a million claims (some 40 minutes; CLAIMS=N)
bench: $(VENV)/.runtime
	@$(BIN)/python bench/run.py $(ARTICLES)
ifdef DUMPS
	@$(BIN)/python bench/dump_scan.py $(DUMPS)
	@$(BIN)/python bench/dump_scale.py $(DUMPS) --claims $(CLAIMS)
endif

## make readme    write what the README's commands print into it anew
readme: $(VENV)/.dev
	@RENEW_README=1 $(BIN)/python -m pytest -q tests/test_readme.py

## make lock      resolve the dependencies anew into lock/ (needs the network)
lock: $(VENV)/.venv
	@$(PIP) 'uv>=0.8'
	@$(BIN)/python lock/resolve.py

## make install   only the virtual environment, with what a build needs
install: $(VENV)/.runtime

## make clean     remove what builds and tools left behind, but no release (distclean: the environment too)
clean:
	@find build -mindepth 1 ! -name README.md -delete 2>/dev/null || true
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find pipeline tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	@rm -rf $(VENV)

# A stamp is written last: an install cut short is done again. Hashes guard every download.
$(VENV)/.venv:
	@for python in $(CANDIDATES); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$${found:-}" ]; then \
	  echo "make: no Python 3.11 or newer among: $(CANDIDATES). Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  rm -rf $(VENV); \
	  "$$found" -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "make: $$found cannot create a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	fi
	@touch $@

$(VENV)/.runtime: $(VENV)/.venv lock/requirements.txt pyproject.toml
	@echo "Installing the locked dependencies into $(VENV) ..."
	@$(PIP) --require-hashes -r lock/requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime lock/requirements-dev.txt
	@echo "Installing the tools for tests ..."
	@$(PIP) --require-hashes -r lock/requirements-dev.txt
	@touch $@
