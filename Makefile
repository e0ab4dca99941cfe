# `make run` and `make test` are all a newcomer needs; each sets the project up first.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.synced

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench score fmt messages pins train

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 18

setup: $(STAMP) ## make .venv from the pinned requirements

$(STAMP): requirements.txt requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: $(STAMP) ## start the service, print its address and open a conversation
	@$(BIN)/cuanto run

test: check ## everything that must hold: style, types, import rules, tests
	@$(BIN)/pytest

check: $(STAMP) ## style, types and import rules only
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(STAMP) ## speed, as ratios within one run
	@$(BIN)/python -m tests.bench

score: $(STAMP) ## share of the project's own questions answered right
	@$(BIN)/python -m tests.score

fmt: $(STAMP) ## format the code
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

train: $(STAMP) ## make the recognizer's models and kept word lists from phrases, words and examples
	@$(BIN)/python -m intents.reader.runs
	@$(BIN)/python -m intents.train
	@$(BIN)/python -m intents.content.training

messages: $(STAMP) ## compile the message catalogs
	@$(BIN)/python -m locales.compile

pins: $(STAMP) ## renew the pinned requirements
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --upgrade requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --upgrade requirements-dev.in -o requirements-dev.txt
