# Two commands matter: `make hub` and `make test`. README says what each does.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
BIOME := node_modules/.bin/biome
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"

PYARROW := .venv/pyarrow/.ready

.PHONY: hub test test-fast check lock from-debian clean

hub: $(READY)
	@$(BIN)/qihub up

test: $(READY) check from-debian $(PYARROW)
	@$(BIN)/python tests/run_all.py

test-fast: $(READY)
	$(BIN)/pytest -m "not journey and not pyarrow" -x -q

check: $(READY) $(BIOME)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NODE) $(BIOME) check --error-on-warnings

# Resolve pyproject.toml anew into the lock file; no addresses may enter it.
lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --no-annotate --no-header \
		--no-emit-index-url --upgrade --quiet -o requirements.lock
	$(BIN)/npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

from-debian:
	@$(PYTHON) tests/from_debian.py

clean:
	rm -rf .venv node_modules

$(READY): requirements.lock package-lock.json pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "The QI Hub needs Python 3.11 or newer. Try: make PYTHON=python3.11 hub"; exit 1; }
	@echo "Setting up (about a minute, once) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@$(NODE) $(BIN)/npm ci --omit=dev --no-audit --no-fund --loglevel=error
	@touch $@

# What only the checks need; a hub runs without it.
$(BIOME): $(READY)
	@$(NODE) $(BIN)/npm install --no-save --include=dev --no-audit --no-fund --loglevel=error
	@touch $@

# For a run of its own: the hub does without its 166 MB.
$(PYARROW): $(READY)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --target .venv/pyarrow pyarrow==26.0.1
	@touch $@
