# Everything here needs only make and Python 3.11 or newer with venv; each command sets up
# what it needs in .venv first. The route without make is in README.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# Set up again when one of these changes.
RECIPE := pyproject.toml constraints.txt hatch_build.py
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
BENCH := $(VENV)/.bench

# The second name is what newer versions of pip read while they build relkit.
PINNED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
# Three at once, for most of them wait for a page, a server or a disk; tests that share a
# page, a server or a browser stay together. They begin in their order of names, for those
# in tests/browser take longest: begun last, one of them would keep two others waiting.
PYTEST := $(BIN)/pytest --numprocesses=3 --dist=loadscope --no-loadscope-reorder
INSTALL := $(PINNED) PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/pip install --quiet

# A virtual environment remembers where it was made: after the folder was moved or copied,
# or its Python was removed, it is made again.
MADE_HERE := $(shell $(BIN)/python -c "" 2>/dev/null \
	&& grep -cF "$(CURDIR)/$(VENV)" $(VENV)/pyvenv.cfg 2>/dev/null)
ifneq ($(MADE_HERE),1)
.PHONY: $(VENV)/pyvenv.cfg
endif

# A half-made environment is no environment.
.DELETE_ON_ERROR:

.PHONY: help serve test check bench clean browser postgresql nginx

help: ## say what there is (this)
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 18

serve: $(RUNTIME) ## open the dashboards; options as in make serve ARGS="--share"
	@$(BIN)/relkit serve $(ARGS)

test: $(DEV) browser postgresql nginx ## run the tests, and the notebooks from top to bottom
	RELKIT_CHROMIUM="$$(cat $(VENV)/.browser)" $(PYTEST)
	$(PYTEST) --nbval --nbval-current-env --nbval-cell-timeout=60 notebooks exercises

check: $(DEV) ## look at style, types, and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(BENCH) browser ## measure it all; one part as in make bench ARGS="--only crowd"
	RELKIT_CHROMIUM="$$(cat $(VENV)/.browser)" $(BIN)/python -m benchmarks $(ARGS)

clean: ## remove .venv and everything else that was made here
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis \
		.import_linter_cache relkit/widgets/static/vega.js
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'relkit needs Python 3.11 or newer, and "$(PYTHON)" is not. Install it,' \
			'or say where it is: make serve PYTHON=/path/to/python3.12'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'This Python cannot make virtual environments. On Debian and Ubuntu, run' \
			'"sudo apt-get install python3-venv", then try again.'; exit 1; }
	@echo 'Setting up relkit in $(VENV). The first time takes a minute or two.'
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)

$(RUNTIME): $(VENV)/pyvenv.cfg $(RECIPE)
	@$(INSTALL) --editable .
	@touch $@

$(DEV): $(RUNTIME)
	@$(INSTALL) --editable '.[dev]'
	@touch $@

$(BENCH): $(DEV)
	@$(INSTALL) --editable '.[dev,bench]'
	@touch $@

# Where Chromium is: the one you name in RELKIT_CHROMIUM, or one that is installed, or, if
# there is none, Debian's; on other systems the one that Playwright brings.
browser: $(DEV)
	@look() { \
		for name in "$$RELKIT_CHROMIUM" chromium chromium-browser google-chrome; do \
			command -v "$$name" && return; \
		done; \
		$(BIN)/python -c 'if True: \
			from pathlib import Path; \
			from playwright.sync_api import sync_playwright as start; \
			play = start().start(); \
			path = play.chromium.executable_path; \
			play.stop(); \
			print(path) if Path(path).exists() else exit(1)'; \
	}; \
	look > $(VENV)/.browser && exit; \
	echo 'No Chromium was found, so one is installed for the tests.'; \
	if grep -qs '^ID=debian' /etc/os-release; then \
		as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$as_root apt-get update -qq && $$as_root apt-get install -qq -y chromium; \
	else \
		$(BIN)/playwright install chromium; \
	fi; \
	look > $(VENV)/.browser || { \
		echo 'Still no Chromium. Install one, and say where it is:' \
			'RELKIT_CHROMIUM=/path/to/chrome make test'; exit 1; }

# For the tests of relkit/store, which start a server of their own and stop it.
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 && exit; \
	command -v initdb > /dev/null && exit; \
	if [ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then \
		echo 'No PostgreSQL was found, so one is installed for the tests.'; \
		apt-get update -qq && apt-get install -qq -y postgresql; \
	else \
		echo 'No PostgreSQL was found: the tests that need it will be skipped.'; \
	fi

# For the test of docs/nginx.conf, which starts a server of its own and stops it.
nginx:
	@PATH="$$PATH:/usr/sbin:/usr/local/sbin"; \
	command -v nginx > /dev/null && command -v openssl > /dev/null && exit; \
	if [ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then \
		echo 'No nginx was found, so one is installed for the tests.'; \
		apt-get update -qq && apt-get install -qq -y nginx-light openssl; \
	else \
		echo 'No nginx was found: the test that needs it will be skipped.'; \
	fi
