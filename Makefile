# The commands of people who run, change and check Gongkai. `make` alone lists them.

SHELL := /bin/sh
BIN := .venv/bin
PORT ?= 8000
WORKERS ?= 2
# Where storage, locks and the order of commits matter: these run on PostgreSQL too.
ON_POSTGRES := gongkai/office gongkai/catalogue gongkai/review/tests/test_simultaneous.py gongkai/publishing/tests/test_follow.py \
  gongkai/records/tests/test_gate.py gongkai/records/tests/test_schedule.py gongkai/records/tests/test_determination.py \
  gongkai/report/tests/test_acts.py gongkai/report/tests/test_versions.py gongkai/portal/tests/test_apply_simultaneous.py \
  gongkai/applications/tests/test_story.py gongkai/applications/tests/test_acts.py \
  gongkai/applications/tests/test_acts_after_reply.py gongkai/applications/tests/test_letters.py
TEMPLATES = $(shell find gongkai -path '*/templates/*.html')
SIDE_BY_SIDE := --no-print-directory --jobs=2 --output-sync
TEST_PACKAGES := chromium fonts-noto-cjk nginx-light poppler-utils postgresql

.DEFAULT_GOAL := help
.PHONY: help run demo test check types style template format lock bench docs-check clean

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | tr '|' '\t' | expand -t 14

run: export GONGKAI_DEMONSTRATION := 1
run: export GONGKAI_SITE_URL ?= http://127.0.0.1:$(PORT)
run: .venv/runs ## Install what is needed, load the demonstration into an empty database, serve on PORT (8000)
	@sh deploy/packages.sh fonts-noto-cjk
	@$(BIN)/gongkai demo --if-empty
	@exec $(BIN)/gongkai serve --port $(PORT)

demo: .venv/runs ## Load the demonstration only
	@$(BIN)/gongkai demo

# Tests and checks keep their files apart from those of a running system.
test check types style template bench docs-check: export GONGKAI_VAR := $(CURDIR)/var/tests

test: .venv/develops ## Run everything that CI runs: the checks, the tests on SQLite, those that need PostgreSQL
	@sh deploy/packages.sh $(TEST_PACKAGES)
	@CI=false sh deploy/packages.sh chromium-headless-shell  # journeys are quicker with it, and run without
	@$(MAKE) $(SIDE_BY_SIDE) types style template
	$(BIN)/pytest -n $(WORKERS) -m "not postgres"
	sh .ci/postgres.sh $(BIN)/pytest -n $(WORKERS) $(ON_POSTGRES)

check: .venv/develops ## Check format, style, import direction, migrations, templates and types
	@$(MAKE) $(SIDE_BY_SIDE) types style

types: .venv/develops
	$(BIN)/mypy gongkai

style: .venv/develops
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/djhtml --check $(TEMPLATES)

# The database that every worker of the tests begins with a copy of.
template: .venv/develops
	DJANGO_SETTINGS_MODULE=gongkai.settings $(BIN)/python -m gongkai.office.tests.database

format: .venv/develops ## Bring code and templates into the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djhtml $(TEMPLATES)

lock: .venv/develops ## Write requirements*.txt anew, with hashes, from requirements*.in
	$(BIN)/pip install --quiet uv
	for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile $$name.in --output-file $$name.txt --upgrade \
	    --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet || exit 1; \
	done

bench: .venv/develops ## Measure speed and size against the bars that the design names
	$(BIN)/python -m bench.search
	$(BIN)/python -m bench.publish
	$(BIN)/python -m bench.report
	$(BIN)/python -m bench.aggregate

docs-check: .venv/develops ## Check that links, commands and names in the documentation exist
	$(BIN)/pytest tests/test_documentation.py

clean: ## Remove the virtual environment and every cache; documents and databases stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info var/tests

.venv/runs: requirements.txt pyproject.toml
	@sh deploy/venv.sh requirements.txt
	@touch $@

.venv/develops: requirements-dev.txt pyproject.toml
	@sh deploy/venv.sh requirements-dev.txt
	@touch $@ .venv/runs
