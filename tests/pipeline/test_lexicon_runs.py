"""A run with a lexicon that people changed: what it reads, what comes of it, and that a kill does no harm."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from graphintel.case import open_case_folder, verify_case
from graphintel.desk import add_to_lexicon, drop_from_lexicon, judge_pair
from graphintel.pipeline import run_case
from graphintel.progress import Silent
from graphintel.reference import Amendment
from tests.cli.test_ingest import graphintel
from tests.pipeline.test_pipeline import exported, run_after_kill

# In the sample sellers call orangutans so, and no lexicon knows it.
BUDAK = Amendment("add", "term", "budak hutan", "ms", kind="code_word", taxon="Pongo")
FRIEND = Amendment("add", "false_friend", "budak hutan ready", "ms", reason="test")


@pytest.fixture
def case(finished: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "case"
    shutil.copytree(finished, copy)
    return copy


def add(case: Path, entry: Amendment = BUDAK) -> None:
    add_to_lexicon(case, entry, by_whom="A. Uji")


def test_a_code_word_brings_adverts_and_its_end_takes_them_away(case: Path, tmp_path: Path) -> None:
    before = exported(case, tmp_path / "before")
    add(case)
    report = run_case(case, progress=Silent())
    assert report.is_new
    assert 0 < report.texts_read < report.texts / 10
    assert (report.adverts_came or 0) > 0
    assert report.adverts_went == 0
    items = open_case_folder(case).read("advert_items")
    assert items.filter([name == "budak hutan" for name in items["raw_text"].to_pylist()]).num_rows > 0
    assert not run_case(case, progress=Silent()).is_new
    drop_from_lexicon(case, Amendment("drop", "term", "budak hutan"), by_whom="B. Kedua")
    again = run_case(case, progress=Silent())
    assert (again.adverts_came, again.adverts_went) == (0, report.adverts_came)
    assert exported(case, tmp_path / "after") == before
    assert verify_case(open_case_folder(case)) == ()


def test_a_run_with_a_changed_lexicon_is_the_same_from_scratch(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(case, other)
    shutil.rmtree(other / "cache")
    for path in (case, other):
        add(path)
        add(path, FRIEND)
        drop_from_lexicon(path, Amendment("drop", "term", "kukang"), by_whom="A. Uji")
    partly, wholly = run_case(case, progress=Silent()), run_case(other, progress=Silent())
    assert partly.texts_read < wholly.texts_read == wholly.texts
    assert exported(case, tmp_path / "a") == exported(other, tmp_path / "b")


def test_what_changes_nothing_that_is_seen_is_no_reason_to_run(case: Path) -> None:
    add(case)
    drop_from_lexicon(case, Amendment("drop", "term", "budak hutan"), by_whom="A. Uji")
    assert not run_case(case, progress=Silent()).is_new


def test_a_judgement_reads_no_text_again(case: Path) -> None:
    accounts = open_case_folder(case).read("account_profiles")["account_id"].to_pylist()
    judge_pair(case, accounts[0], accounts[1], verdict="negative", by_whom="A. Uji", reason="two voices")
    report = run_case(case, progress=Silent())
    assert report.is_new
    assert report.texts_read == 0


def test_a_second_drop_reads_the_new_texts_only(case: Path, tmp_path: Path) -> None:
    texts = run_case(case, progress=Silent())
    assert not texts.is_new
    chat = "[01/02/2026, 10:00:00] Ana Uji: ready kukang jinak 850rb\n[01/02/2026, 10:01:00] Budi Uji: pm ya kak saya\n"
    (tmp_path / "_chat.txt").write_text(chat, "utf-8")
    assert graphintel("ingest", case, tmp_path / "_chat.txt").exit_code == 0
    report = run_case(case, progress=Silent())
    assert 2 <= report.texts_read <= 5


def test_the_command_says_what_was_read_and_what_came(case: Path) -> None:
    add(case)
    told = graphintel("run", case).output
    assert " texts were read anew." in told
    assert "adverts came and 0 went." in told
    drop_from_lexicon(case, Amendment("drop", "term", "budak hutan"), by_whom="A. Uji")
    found = json.loads(graphintel("run", case, "--json").output)
    assert found["adverts_went"] > 0
    assert 0 < found["texts_read"] < found["texts"]


def test_a_first_run_compares_with_nothing(ingested: Path, tmp_path: Path) -> None:
    copy = tmp_path / "first"
    shutil.copytree(ingested, copy)
    told = graphintel("run", copy).output
    assert "Against the last run" not in told
    assert " texts were read anew." in told


def test_a_damaged_last_run_is_mended_by_the_next(case: Path, tmp_path: Path) -> None:
    for name in ("cache", "derived"):
        shutil.rmtree(case / name)
    add(case)
    report = run_case(case, progress=Silent())
    assert report.adverts_came is None
    assert verify_case(open_case_folder(case)) == ()


def test_a_run_killed_after_a_change_of_the_lexicon_leaves_a_whole_case(case: Path, tmp_path: Path) -> None:
    undisturbed = tmp_path / "undisturbed"
    add(case)
    shutil.copytree(case, undisturbed)
    run_case(undisturbed, progress=Silent())
    was_killed, found = run_after_kill(case, tmp_path / "killed", 1.6)
    assert was_killed
    assert found == exported(undisturbed, tmp_path / "wanted")
    left = {path.suffix for path in (tmp_path / "killed" / "case" / "cache").iterdir()}
    assert left == {".json", ".parquet"}


def test_a_log_cut_short_after_a_run_is_told(case: Path) -> None:
    add(case)
    run_case(case, progress=Silent())
    (case / "decisions.sqlite").unlink()
    assert verify_case(open_case_folder(case)) == ("the lexicon entry 1 is missing: the last run has seen it",)
