"""A case folder is always whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graphintel.case import Case, init_case, open_case_folder, verify_case, write_lock
from graphintel.case.folder import next_manifest
from graphintel.errors import CaseBusy, CaseDamaged, CaseExists, CaseMissing, CaseVersion, SettingsError
from graphintel.schema.evidence import QUARANTINE
from graphintel.settings import CaseSettings, read_settings, write_settings


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return init_case(tmp_path / "case", name="Uji", region="MY", timezone="Asia/Kuala_Lumpur")


def add_row(case: Case, raw: str) -> Case:
    rows = QUARANTINE.from_columns({"source_id": ["s"], "locator": ["line 1"], "reason": ["test"], "raw": [raw]})
    files = case.with_evidence({"quarantine": [case.write("quarantine", rows)]})
    return case.commit(next_manifest(case, kind="ingest", evidence=files))


def test_what_is_committed_is_read_back_in_order(case: Case) -> None:
    add_row(add_row(case, "象牙"), "ngà voi")
    reopened = open_case_folder(case.path)
    assert reopened.read("quarantine")["raw"].to_pylist() == ["象牙", "ngà voi"]
    assert verify_case(reopened) == ()


def test_a_reader_keeps_the_state_that_it_opened(case: Case) -> None:
    first = open_case_folder(case.path)
    add_row(case, "later")
    assert first.read("quarantine").num_rows == 0


def test_rows_written_but_not_committed_are_not_there(case: Case) -> None:
    rows = QUARANTINE.from_columns({"source_id": ["s"], "locator": ["1"], "reason": ["r"], "raw": ["x"]})
    case.write("quarantine", rows)
    assert open_case_folder(case.path).read("quarantine").num_rows == 0


def test_equal_rows_give_an_equal_file(case: Case) -> None:
    rows = QUARANTINE.from_columns({"source_id": ["s"], "locator": ["1"], "reason": ["r"], "raw": ["x"]})
    assert case.write("quarantine", rows) == case.write("quarantine", rows)


def test_verify_names_a_file_that_was_changed(case: Case) -> None:
    case = add_row(case, "x")
    path = case.table_paths("quarantine")[0]
    path.write_bytes(path.read_bytes() + b" ")
    assert "quarantine" in verify_case(case)[0]
    path.unlink()
    assert "missing" in verify_case(case)[0]
    with pytest.raises(CaseDamaged, match="graphintel verify"):
        case.read("quarantine")


def test_a_second_writer_is_refused_and_a_killed_one_leaves_no_lock(case: Case) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from graphintel.case import write_lock\n"
        "with write_lock(Path(sys.argv[1])):\n print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", hold, str(case.path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(CaseBusy), write_lock(case.path):
            pass
        holder.send_signal(signal.SIGKILL)
    with write_lock(case.path):
        assert (case.path / "lock").exists()


def test_a_writer_killed_at_any_moment_leaves_a_whole_case(case: Case) -> None:
    write = (
        "import sys; from pathlib import Path; from graphintel.case import open_case_folder\n"
        "from graphintel.case.folder import next_manifest; from graphintel.schema.evidence import QUARANTINE\n"
        "case = open_case_folder(Path(sys.argv[1])); print('go', flush=True)\n"
        "for n in range(100000):\n"
        " rows = QUARANTINE.from_columns({'source_id': ['s'], 'locator': [str(n)], 'reason': ['r'], 'raw': ['x']})\n"
        " files = case.with_evidence({'quarantine': [case.write('quarantine', rows)]})\n"
        " case = case.commit(next_manifest(case, kind='ingest', evidence=files))\n"
    )
    for _ in range(4):
        with subprocess.Popen([sys.executable, "-c", write, str(case.path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            seen = {open_case_folder(case.path).read("quarantine").num_rows for _ in range(20)}
            writer.kill()
        whole = open_case_folder(case.path)
        assert whole.read("quarantine").num_rows >= max(seen)
        assert verify_case(whole) == ()
        whole.sweep()
        assert list(case.path.rglob(".partial-*")) == []


def test_a_folder_with_something_in_it_is_never_made_a_case(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(CaseExists):
        init_case(tmp_path, name="x", region="MY", timezone="UTC")
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_a_missing_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CaseMissing, match="graphintel init"):
        open_case_folder(tmp_path / "nowhere")


@pytest.mark.parametrize(("version", "todo"), [(0, "upgrade"), (99, "newer")])
def test_a_case_of_another_version_is_refused(case: Case, version: int, todo: str) -> None:
    settings = case.path / "case.toml"
    settings.write_text(settings.read_text().replace("schema_version = 1", f"schema_version = {version}"))
    with pytest.raises(CaseVersion, match=todo):
        open_case_folder(case.path)


def test_settings_survive_hostile_names() -> None:
    given = CaseSettings(
        case_id="a", name='a"\n[x]\\', region="VN", timezone="Asia/Bangkok", group_regions={"wechat:1@chatroom": "CN"}
    )
    assert read_settings(write_settings(given)) == given


@pytest.mark.parametrize(("region", "zone"), [("Malaysia", "UTC"), ("MY", "Asia/Nowhere"), ("MY", "../etc")])
def test_settings_that_cannot_be_are_refused(region: str, zone: str) -> None:
    with pytest.raises(SettingsError):
        CaseSettings(case_id="a", name="x", region=region, timezone=zone)


def test_nothing_here_depends_on_the_working_folder(case: Case) -> None:
    here = os.getcwd()
    try:
        os.chdir("/")
        assert open_case_folder(case.path).run_id == case.run_id
    finally:
        os.chdir(here)
