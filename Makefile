# make grade   sets up what it needs and grades the bundled sample class
# make test    sets up what it needs and runs all tests
# make check   format, lint and types, as CI runs them
# make verify  the author's gate over all exercises
# make mutants every small slip in a reference must be noticed by its tests
# make soak    2,000 hand-ins through kills and full disks, then ten minutes of fuzzing
# make bench   the same class graded by lab, nbgrader, pytest and bare forking processes

PYTHON ?= python3
VENV   ?= build/venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
SAMPLE := build/sample

.PHONY: grade test check verify mutants soak bench clean

grade: $(VENV)/.base
	@rm -rf $(SAMPLE)
	@$(BIN)/lab grade fixtures/sample_class --out $(SAMPLE)

test: $(VENV)/.develop
	$(BIN)/python -m pytest -W error $(or $(ARGS),tests)

check: $(VENV)/.develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

verify: $(VENV)/.base
	$(BIN)/lab verify

mutants: $(VENV)/.develop
	$(BIN)/python -m tests.mutants $(ARGS)

soak: $(VENV)/.develop
	$(BIN)/python -m tests.soak $(ARGS)

bench: $(VENV)/.develop
	$(BIN)/python -m tests.bench $(ARGS)

# torch first and alone: that takes the small CPU build.
$(VENV)/.torch: constraints.txt
	@echo "setting up $(VENV) (once, some minutes)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) "$$(grep '^torch==' constraints.txt)"
	@touch $@

$(VENV)/.base: $(VENV)/.torch pyproject.toml
	@$(PIP) --editable .
	@touch $@

$(VENV)/.develop: $(VENV)/.base
	@$(PIP) --editable '.[develop]'
	@touch $@

clean:
	rm -rf build
