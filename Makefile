# Linghang. `make` alone lists the targets; each works in a fresh clone on Debian 12 with git, make and Python 3.11.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

BIN := .venv/bin
RUN_READY := .venv/.ready-run
TEST_READY := .venv/.ready-test
# How many tests run beside each other, on however few cores: most of a test is waiting for a browser or a disk. Each process has servers of its own.
AT_ONCE := 3

.PHONY: help run test check lint bench simulate kills build types lock

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: $(RUN_READY) build ## start on http://localhost:8000 with the demo mine (LINGHANG_PORT, _DATA, _DATABASE_URL, _REDIS_URL)
	@exec $(BIN)/linghang serve --demo

test: $(TEST_READY) build ## install what tests need (PostgreSQL, Redis, Chromium), then run every test, server and phone
	@bash deploy/test_services.sh
	$(BIN)/python deploy/build_pwa.py test
	$(BIN)/pytest --numprocesses $(AT_ONCE) --dist loadscope --no-loadscope-reorder --durations 25

check: lint ## lint, types, import contracts, sizes, engine tests: under a minute
	$(BIN)/pytest -q tests/house tests/engine

lint: $(TEST_READY) ## what `make check` looks at without running a test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	@if [ -d pwa/node_modules ]; then $(BIN)/python deploy/build_pwa.py check; fi

bench: $(TEST_READY) build ## run every benchmark, one JSON line a figure (NAME=… for one; MEMBERS=100000 for the largest mine of `ratings`)
	@$(BIN)/linghang bench $(NAME) --json

simulate: $(TEST_READY) ## play SEEDS random histories from seed FROM: phones, bad networks, crashes (`make test` plays 10,000)
	$(BIN)/pytest -q tests/simulation -k every_history

kills: $(TEST_READY) ## SIGKILL server, worker, Redis and PostgreSQL under load more often than `make test` does (KILLS=…)
	@bash deploy/test_services.sh
	KILLS=$${KILLS:-1000} $(BIN)/pytest -q tests/api/test_kill.py

build: $(RUN_READY) ## build the PWA into server/static when pwa/ has changed
	@$(BIN)/python deploy/build_pwa.py

types: $(RUN_READY) ## write the TypeScript types of the HTTP surface and the synced rows anew from the server
	$(BIN)/python deploy/write_types.py

lock: ## write requirements/*.txt anew from pyproject.toml
	bash requirements/lock.sh

$(RUN_READY): requirements/run.txt pyproject.toml deploy/environment.sh
	@bash deploy/environment.sh run

$(TEST_READY): requirements/test.txt pyproject.toml deploy/environment.sh
	@bash deploy/environment.sh test
