# Works in a clean clone and again; needs Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install demo demo-check lint test measure

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

install: $(VENV)/ready

# The sample case, served on 127.0.0.1. STORE=neo4j reads the graph from a real Neo4j that the script starts.
demo: install
	scripts/system_packages.sh fonts $(if $(filter neo4j,$(STORE)),java)
	STORE=$(STORE) scripts/demo.sh

demo-check: install
	STORE=$(STORE) scripts/demo.sh --check

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=app $(BIN)/lint-imports
	scripts/check_component.sh
	$(BIN)/python scripts/data_dictionary.py --check
	$(BIN)/python scripts/format_pages.py --check

# What every change must pass: Neo4j, the browser and Tesseract are real, and required where CI says so.
test: lint
	scripts/system_packages.sh fonts browser java ocr
	$(BIN)/pytest -n 2 --dist loadfile -m 'not slow'

# What is too long for every change: seeds, kill rounds, benchmarks. Writes the tables in docs/.
measure: install
	scripts/system_packages.sh fonts ocr
	$(BIN)/pytest -m slow
	$(BIN)/python bench/seeds.py
	$(BIN)/python bench/stages.py
	$(BIN)/python bench/again.py
	$(BIN)/python bench/extraction_pace.py
	$(BIN)/python bench/picture_text.py
	$(BIN)/python bench/near_same.py
	$(BIN)/python bench/ingest_pace.py 1000
	$(BIN)/python -m bench.corpus development --write
