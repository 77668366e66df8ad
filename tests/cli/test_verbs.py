"""The command line: exit codes, one sentence for an error, and what to do."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from graphintel.case import open_case_folder, write_lock
from graphintel.cli import main

MEMBERS = "Profile Id,Full Name,Profile Link,GroupId\n1000900001,Ana Uji,https://www.facebook.com/ana.uji,900\n"


def graphintel(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case"
    assert graphintel("init", path, "--region", "MY", "--timezone", "Asia/Kuala_Lumpur").exit_code == 0
    return path


def test_every_verb_has_help_with_an_example() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        verb = main.get_command(context, name)
        texts = [graphintel(name, "--help").output]
        for part in getattr(verb, "commands", {}):
            texts.append(graphintel(name, part, "--help").output)
        assert any("Example: graphintel" in text for text in texts), name


def test_a_drop_with_odd_files_loads_the_rest_and_exits_3(case: Path, tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    (drop / "inner").mkdir(parents=True)
    (drop / "members.csv").write_text(MEMBERS)
    (drop / "inner" / "empty.json").write_bytes(b"")
    (drop / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    result = graphintel("ingest", case, drop, "--json")
    assert result.exit_code == 3
    states = {f["file_name"]: f["state"] for f in json.loads(result.output)["files"]}
    assert states == {"members.csv": "loaded", "inner/empty.json": "refused", "photo.png": "kept"}


def test_where_nothing_could_be_loaded_the_exit_is_1(case: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_bytes(b"")
    assert graphintel("ingest", case, tmp_path / "empty.json").exit_code == 1
    assert graphintel("ingest", case, tmp_path / "nowhere.json").exit_code == 1


def test_the_same_file_under_another_name_adds_nothing_and_says_so(case: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(MEMBERS)
    assert graphintel("ingest", case, tmp_path / "a.csv").exit_code == 0
    again = graphintel("ingest", case, tmp_path / "b.csv")
    assert again.exit_code == 0
    assert "nothing was added" in again.output


CASES = [
    ("no case", ["run", "{tmp}/none"], "there is no case"),
    ("no run", ["export", "{case}", "--out", "{tmp}/out"], "no finished run yet"),
    ("no brief", ["brief", "{case}", "N-001"], "no network"),
    ("owner", ["ingest", "{case}", "{tmp}", "--owner", "me"], "is no owner"),
    ("zone", ["init", "{tmp}/other", "--timezone", "Mars/Base"], "no time zone"),
    ("over a folder", ["init", "{case}"], "not empty"),
    ("question", ["query", "{case}", "nonsense"], "there is no question"),
    ("store", ["publish", "{case}", "--store", "bolt://127.0.0.1:1"], "no finished run yet"),
    ("truth", ["sample", "score", "{case}", "{tmp}"], "no finished run yet"),
]


@pytest.mark.parametrize(("words", "said"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_an_error_is_one_line_that_says_what_to_do(case: Path, tmp_path: Path, words: list[str], said: str) -> None:
    result = graphintel(*(word.format(case=case, tmp=tmp_path) for word in words))
    assert result.exit_code == 1
    lines = [line for line in result.output.splitlines() if line]
    assert len(lines) == 1
    assert lines[0].startswith("graphintel: ")
    assert said in lines[0]


def test_a_second_writer_is_told_to_wait(case: Path) -> None:
    with write_lock(case):
        result = graphintel("run", case)
    assert result.exit_code == 1
    assert "another ingest or run" in result.output


def test_an_empty_case_runs_and_exports_headers(case: Path, tmp_path: Path) -> None:
    assert graphintel("run", case).exit_code == 0
    assert graphintel("export", case, "--out", tmp_path / "out").exit_code == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(written) == 23
    assert (tmp_path / "out" / "networks.csv").read_text().startswith("network_id,label,actor_count")


def test_a_usage_error_exits_with_2() -> None:
    assert graphintel("init").exit_code == 2


def test_a_judgement_is_recorded_counts_and_its_log_is_sealed(case: Path, tmp_path: Path) -> None:
    second = "1000900002,Budi Uji,https://www.facebook.com/budi.uji,900\n"
    (tmp_path / "members.csv").write_text(MEMBERS + second)
    graphintel("ingest", case, tmp_path / "members.csv")
    graphintel("run", case)
    pair = ("facebook:1000900001", "facebook:1000900002")
    why = ("--by", "Uji", "--reason", "same voice")
    assert graphintel("judge", case, pair[0], "facebook:none", "same", *why).exit_code == 1
    assert graphintel("judge", case, *pair, "same", *why).exit_code == 0
    assert "Done." in graphintel("run", case).output
    actors = open_case_folder(case).read("actor_accounts")["actor_id"].to_pylist()
    assert len(set(actors)) == 1
    assert "Nothing had changed" in graphintel("run", case).output
    graphintel("judge", case, *pair, "different", *why)
    graphintel("run", case)
    assert len(set(open_case_folder(case).read("actor_accounts")["actor_id"].to_pylist())) == 2
    assert graphintel("verify", case).exit_code == 0
    with sqlite3.connect(case / "decisions.sqlite") as log:
        log.execute("UPDATE judgements SET verdict = 'negative' WHERE sequence = 1")
    found = graphintel("verify", case)
    assert found.exit_code == 1
    assert "the decision 1 was changed" in found.output


def test_upgrade_leaves_a_current_case_alone_and_refuses_a_newer_one(case: Path) -> None:
    assert "up to date already" in graphintel("upgrade", case).output
    settings = (case / "case.toml").read_text()
    (case / "case.toml").write_text(settings.replace("schema_version = 1", "schema_version = 2"))
    for verb in ("upgrade", "run"):
        refused = graphintel(verb, case)
        assert refused.exit_code == 1
        assert "schema version 2; this program reads version 1" in refused.output
