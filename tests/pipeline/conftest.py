"""One small synthetic case for the tests of this folder, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graphintel.cli.sample_verbs import load_sample
from graphintel.pipeline import run_case
from graphintel.progress import Silent
from graphintel.sample import write_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, seed=11, scale=0.6)
    return folder


@pytest.fixture(scope="session")
def ingested(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("cases") / "ingested"
    load_sample(sample, case)
    return case


@pytest.fixture(scope="session")
def finished(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("cases") / "finished"
    shutil.copytree(ingested, case)
    run_case(case, progress=Silent())
    return case
