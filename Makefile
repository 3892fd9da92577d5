# Jalons: `make` alone lists what there is to do.

PYTHON ?= python3.11
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
export SITE_BASE_URL ?= http://localhost:$(PORT)
export PORT
export PYTHON

.PHONY: help demo test tests-on-sqlite tests-on-postgresql setup setup-tests run worker check fix bench messages screenshots sizes lock
.DEFAULT_GOAL := help

help:
	@echo "Jalons. What there is to do:"
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

demo: setup ## from nothing to a running site with a believable federation in it (PORT=8000)
	@$(MANAGE) migrate -v0
	@$(MANAGE) load_demo
	@DEBUG=false .ci/serve

test: setup-tests ## everything that decides whether a change is good, side by side
	@$(MAKE) --no-print-directory -j3 tests-on-sqlite tests-on-postgresql check

# Browsers, servers and locks keep tests waiting: three of them fill two cores.
tests-on-sqlite:
	$(BIN)/pytest -n 3 --dist worksteal

# Says what it found when it has ended, not between the lines of the others.
tests-on-postgresql:
	@log=$$(mktemp); $(BIN)/python .ci/with-postgresql $(BIN)/pytest -q -m both_databases >$$log 2>&1; \
	result=$$?; echo "PostgreSQL:"; cat $$log; rm $$log; exit $$result

setup: ## install what is needed into .venv; quick when nothing changed
	@.ci/system-packages
	@$(MAKE) --no-print-directory --silent .venv/installed locale/fr/LC_MESSAGES/django.mo

setup-tests:
	@.ci/system-packages --tests
	@$(MAKE) --no-print-directory --silent .venv/installed locale/fr/LC_MESSAGES/django.mo

# Made again when the lock changes; only a complete installation leaves the stamp.
.venv/installed: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "Jalons needs Python 3.11; if it has another name here: make PYTHON=…" >&2; exit 1; }
	@rm -f $@
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[production,dev]'
	$(BIN)/pip check --disable-pip-version-check
	@touch $@

locale/fr/LC_MESSAGES/django.mo: locale/fr/LC_MESSAGES/django.po
	@$(BIN)/python .ci/messages --compile

run: setup ## the site for a developer: reloads when a file changes
	$(MANAGE) migrate -v0
	$(MANAGE) runserver $(PORT)

worker: setup ## background work for `make run`
	@$(MANAGE) tick --every 60 & tick=$$!; trap 'kill $$tick' EXIT; $(MANAGE) db_worker --queue-name '*'

check: setup ## style, types, imports, templates, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(BIN)/djlint --lint --quiet templates
	$(MANAGE) check --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/python .ci/messages --check

fix: setup ## repair what can be repaired by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2

bench: setup ## compare the speed of what matters with its floor
	@for file in tests/benchmarks/bench_*.py; do $(BIN)/python -m tests.benchmarks.$$(basename $$file .py) || failed=1; done; test -z "$$failed"

messages: setup ## collect the sentences to translate, and compile them
	$(BIN)/python .ci/messages

screenshots: setup-tests ## pictures of every kind of page at two widths, after `make demo` (ONLY=agenda)
	$(BIN)/python .ci/screenshots $(ONLY)

sizes: ## the longest files: past 400 lines, split one along its nouns
	@git ls-files '*.py' '*.html' '*.css' | grep -v /migrations/ | xargs wc -l | grep -v ' total$$' | sort -rn | head -25

lock: .venv/installed ## resolve the dependencies again, into constraints.txt
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file constraints.txt $(if $(UPGRADE),--upgrade)
