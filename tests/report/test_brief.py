"""A brief is the same bytes for the same run, and nothing in a name is ever run as markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphintel.case import open_case_folder
from graphintel.cli.sample_verbs import load_sample
from graphintel.errors import ReportError
from graphintel.pipeline import run_case
from graphintel.progress import Silent
from graphintel.report import report_network
from graphintel.report.brief import write_brief
from graphintel.report.brief.pdf import brief_content, typeset
from graphintel.sample import write_sample

HOSTILE = '#panic("x") #import "y" *b* $x$ <script>alert(1)</script> =HYPERLINK("z") \\ \u202e ไทย 象牙 Sừng'


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief")
    write_sample(folder / "sample", seed=2, scale=1.0)
    load_sample(folder / "sample", folder / "case")
    run_case(folder / "case", progress=Silent())
    return folder / "case"


def test_the_same_run_gives_the_same_bytes(case: Path, tmp_path: Path) -> None:
    opened = open_case_folder(case)
    first, second = (write_brief(opened, "N-001", tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf"))
    assert first == second
    assert first.startswith(b"%PDF")


def test_names_and_texts_are_data(case: Path) -> None:
    content = brief_content(open_case_folder(case), report_network(open_case_folder(case), "N-001"))
    content["title"] = content["case"] = HOSTILE
    content["adverts"][0]["text"] = HOSTILE
    content["members"][0]["label"] = HOSTILE
    assert typeset(content).startswith(b"%PDF")


def test_a_brief_never_accuses(case: Path) -> None:
    content = brief_content(open_case_folder(case), report_network(open_case_folder(case), "N-001"))
    content["adverts"] = []  # what people wrote themselves may say anything
    said = str(content).lower().replace("no finding that a sale is illegal", "")
    assert not re.search(r"\b(?:illegal|criminal|guilty|smuggler)", said)
    assert "not yet calibrated" in said


def test_an_unknown_network_is_named_with_those_that_there_are(case: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"no network 'N-999'.*N-001"):
        write_brief(open_case_folder(case), "N-999", tmp_path / "x.pdf")
