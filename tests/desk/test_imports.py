"""A drop is taken in once, whole, and every record is accounted for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from graphintel.case import Case, init_case, open_case_folder, verify_case
from graphintel.desk import ImportReport, import_paths
from graphintel.desk.statements import TABLE_OF
from graphintel.errors import ImportFailure
from graphintel.progress import Silent
from graphintel.schema.reading import Detection, Head, Reader, ReadOptions, SourceFile
from graphintel.schema.records import Account, AccountKey, Loaded, Locator, Post, PostKey, Quarantined


class LineReader:
    """Reads `name<TAB>text` lines: the smallest format that has everything a drop needs."""

    name = "lines"

    def detect(self, head: Head) -> Detection | None:
        return Detection(1.0, "tabs") if "\t" in head.text else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        for number, line in enumerate(source.path.read_text("utf-8").splitlines(), start=1):
            locator = Locator(f"line {number}")
            if line == "CUT":
                raise ImportFailure("the file ends in the middle of a record.")
            name, tab, text = line.partition("\t")
            if not tab:
                yield Quarantined(locator=locator, reason="no tab", raw=line)
                continue
            account = Account(account_key=AccountKey(f"test:{name}"), platform="test", platform_uid=name)
            post = Post(
                post_key=PostKey(f"test:{name}/{text}"),
                platform="test",
                account_key=account.account_key,
                kind="post",
                text=text,
            )
            yield Loaded(locator=locator, statements=(account, post))


def identify(path: Path) -> tuple[Reader, Detection]:
    reader = LineReader()
    text = path.read_text("utf-8")
    if (detection := reader.detect(Head(text=text, encoding="utf-8", is_whole=True))) is None:
        raise ImportFailure("no reader knows it.")
    return reader, detection


def take(case: Case, *paths: Path) -> ImportReport:
    return import_paths(case.path, paths, identify=identify, options=ReadOptions(), progress=Silent())


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return init_case(tmp_path / "case", name="Uji", region="MY", timezone="UTC")


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "drop" / "inner"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("ana\tivory\nbudi\t象牙\nbroken\nana\tivory\n", "utf-8")
    (folder.parent / "picture.png").write_bytes(b"no text at all")
    return folder.parent


def test_every_record_is_loaded_duplicate_or_quarantined(case: Case, drop: Path) -> None:
    report = take(case, drop)
    loaded = next(outcome for outcome in report.files if outcome.state == "loaded")
    assert (loaded.read, loaded.loaded, loaded.duplicates, loaded.quarantined) == (4, 2, 1, 1)
    after = open_case_folder(case.path)
    assert after.read("posts")["text"].to_pylist() == ["ivory", "象牙"]
    assert after.read("quarantine")["raw"].to_pylist() == ["broken"]
    assert verify_case(after) == ()


def test_a_file_that_nobody_reads_is_named_and_the_rest_loads(case: Case, drop: Path) -> None:
    (drop / "link").symlink_to("/etc/hostname")
    (drop / "picture.png").write_text("nothing known", "utf-8")
    report = take(case, drop, drop / "vanished.json")
    assert [outcome.file_name for outcome in report.refused] == ["link", "picture.png", "vanished.json"]
    assert open_case_folder(case.path).read("posts").num_rows == 2


def test_the_same_file_again_under_any_name_adds_nothing(case: Case, drop: Path) -> None:
    first = take(case, drop / "inner")
    (drop / "inner" / "a.txt").rename(drop / "inner" / "b.txt")
    again = take(case, drop / "inner")
    assert [outcome.state for outcome in again.files] == ["known"]
    assert again.run_id == first.run_id


def test_a_record_of_an_earlier_file_is_a_duplicate(case: Case, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("ana\tivory\n", "utf-8")
    (tmp_path / "2.txt").write_text("ana\tivory\nana\tmore\n", "utf-8")
    take(case, tmp_path / "1.txt")
    second = take(case, tmp_path / "2.txt").files[0]
    assert (second.loaded, second.duplicates) == (1, 1)


def test_what_was_read_before_a_fault_of_the_file_is_kept(case: Case, tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_text("ana\tivory\nCUT\n", "utf-8")
    outcome = take(case, tmp_path / "cut.txt").files[0]
    assert (outcome.loaded, outcome.quarantined) == (1, 1)


def test_a_killed_import_leaves_the_case_as_it_was(case: Case, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"f{number}.txt").write_text("".join(f"a{n}\tt{number}\n" for n in range(500)), "utf-8")
    before = take(case, tmp_path / "f0.txt")
    program = (
        "import sys; from pathlib import Path; from tests.desk.test_imports import identify\n"
        "from graphintel.desk import import_paths; from graphintel.progress import Silent\n"
        "from graphintel.schema.reading import ReadOptions; print('go', flush=True)\n"
        "import_paths(Path(sys.argv[1]), [Path(a) for a in sys.argv[2:]], identify=identify,"
        " options=ReadOptions(), progress=Silent())"
    )
    files = [str(tmp_path / f"f{n}.txt") for n in range(1, 40)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", program, str(case.path), *files], stdout=subprocess.PIPE, cwd=root, env=dict(os.environ)
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.05)
        writer.send_signal(signal.SIGKILL)
    after = open_case_folder(case.path)
    assert after.run_id == before.run_id
    assert verify_case(after) == ()
    take(case, *map(Path, files))
    assert open_case_folder(case.path).read("posts").num_rows == 40 * 500


def test_each_statement_has_the_columns_of_its_table_in_order() -> None:
    for kind, table in TABLE_OF.items():
        assert ("source_id", "locator", *(f.name for f in msgspec.structs.fields(kind))) == table.names


def test_what_a_killed_import_copied_is_swept_by_the_next(case: Case, drop: Path) -> None:
    left = case.path / "originals" / ("0" * 64)
    left.write_text("a copy that no state of the case names")
    take(case, drop)
    named = {original.sha256 for original in open_case_folder(case.path).manifest.originals}
    assert {path.name for path in (case.path / "originals").iterdir()} == named


def test_a_full_disk_is_one_sentence_and_the_case_as_it_was(case: Case, drop: Path, tmp_path: Path) -> None:
    before = take(case, drop).run_id
    export = tmp_path / "chat.txt"
    export.write_text("".join(f"13/4/2024, 10:{n % 60:02} - Budi: pesan {n}\n" for n in range(5_000)))
    # A limit on what the process may write, which gives the same errors as a full disk.
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))"
    ingest = f"from graphintel.cli import main; main(['ingest', {str(case.path)!r}, {str(export)!r}])"
    done = subprocess.run([sys.executable, "-c", f"{limit}; {ingest}"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be written to" in done.stderr
    assert "Make room on the disk" in done.stderr
    assert "Traceback" not in done.stderr
    after = open_case_folder(case.path)
    assert after.run_id == before
    assert verify_case(after) == ()
    again = subprocess.run([sys.executable, "-c", ingest], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert verify_case(open_case_folder(case.path)) == ()
