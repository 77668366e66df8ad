"""Sealed logs: appended to by several people at once, and telling whoever changed them."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graphintel.case.sealed import SealedLog
from graphintel.errors import CaseDamaged

LOG = SealedLog("entries", ("what", "why"), "entry")


def changed(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / "decisions.sqlite") as log:
        log.execute(statement)


def test_entries_are_read_back_in_their_order(tmp_path: Path) -> None:
    assert LOG.read(tmp_path) == []
    assert LOG.append(tmp_path, [("象牙", "a"), ("gading", "b")]) == 2
    assert LOG.append(tmp_path, [("ngà", "")]) == 3
    assert LOG.read(tmp_path) == [(1, "象牙", "a"), (2, "gading", "b"), (3, "ngà", "")]
    assert LOG.faults(tmp_path, seen=3) == []


def test_reading_makes_no_file_and_no_table(tmp_path: Path) -> None:
    assert LOG.read(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
    other = SealedLog("others", ("what",), "other")
    LOG.append(tmp_path, [("a", "b")])
    before = (tmp_path / "decisions.sqlite").read_bytes()
    assert other.read(tmp_path) == []
    assert (tmp_path / "decisions.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE entries SET why = 'x' WHERE sequence = 2", ["the entry 2 was changed after it was written"]),
        ("DELETE FROM entries WHERE sequence = 2", ["the entry 3 was changed after it was written"]),
        ("DELETE FROM entries WHERE sequence = 3", ["the entry 3 is missing: the last run has seen it"]),
        ("DELETE FROM entries", ["the entry 3 is missing: the last run has seen it"]),
    ],
)
def test_a_changed_log_is_told(tmp_path: Path, statement: str, told: list[str]) -> None:
    LOG.append(tmp_path, [("a", "1"), ("b", "2"), ("c", "3")])
    changed(tmp_path, statement)
    assert LOG.faults(tmp_path, seen=3) == told


def test_two_people_who_write_at_once_both_stand_in_the_log(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as people:
        places = list(people.map(lambda n: LOG.append(tmp_path, [(f"term {n}", "")]), range(40)))
    assert sorted(places) == list(range(1, 41))
    assert LOG.faults(tmp_path, seen=40) == []


def test_all_of_several_entries_are_written_or_none(tmp_path: Path) -> None:
    LOG.append(tmp_path, [("a", "1")])
    with pytest.raises(CaseDamaged):
        LOG.append(tmp_path, [("b", "2"), ("c", None)])  # type: ignore[list-item]
    assert LOG.read(tmp_path) == [(1, "a", "1")]


def test_a_file_that_is_no_log_is_a_damaged_case(tmp_path: Path) -> None:
    (tmp_path / "decisions.sqlite").write_bytes(b"nonsense" * 1000)
    with pytest.raises(CaseDamaged, match="decisions"):
        LOG.read(tmp_path)
