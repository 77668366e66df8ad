"""What was read before is not read again, and nobody can tell the difference."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphintel import reading
from graphintel.case import Case, init_case, open_case_folder
from graphintel.case.folder import next_manifest, write_table
from graphintel.case.readings import prune_readings
from graphintel.extract import TEXT_TABLES
from graphintel.reading import TextReader
from graphintel.reference import Amendment, Lexicon, amend
from tests.extract.lexicon_edits import CORE, random_edits, sample_texts

BUDAK = Amendment("add", "term", "budak hutan", "ms", kind="code_word", taxon="Pongo", appendix="I")
WITH_BUDAK = amend(CORE, [BUDAK])


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return init_case(tmp_path / "case", name="Uji", region="MY", timezone="UTC")


def empty_case(folder: Path) -> Case:
    return init_case(Path(tempfile.mkdtemp(dir=folder)), name="Uji", region="MY", timezone="UTC")


def table(texts: list[tuple[str, str]]) -> pa.Table:
    """Texts as a run gathers them: each with its region once, numbered in their order."""
    ordered = sorted(set(texts))
    columns = {"text_id": range(len(ordered)), "text": [t for t, _ in ordered], "region": [r for _, r in ordered]}
    return pa.table({name: list(values) for name, values in columns.items()})


TEXTS = table([(text, ("MY", "VN", "ID")[place % 3]) for place, text in enumerate(sample_texts()[::7])])


def read(case: Case, texts: pa.Table, lexicon: Lexicon, *, rules: str = "1") -> tuple[Case, dict[str, pa.Table], int]:
    """One run's reading: the case after it, what was read, and how many texts were read anew."""
    reader = TextReader(case, lexicon, rules=rules)
    found = reader.read(texts)
    done = case.commit(next_manifest(case, kind="run", readings=reader.kept))
    prune_readings(done)
    return done, found, reader.read_count


def assert_as_from_scratch(found: dict[str, pa.Table], texts: pa.Table, lexicon: Lexicon, folder: Path) -> None:
    fresh = empty_case(folder)
    _, wanted, read_count = read(fresh, texts, lexicon)
    assert read_count == texts.num_rows
    for declared in TEXT_TABLES:
        assert found[declared.name].equals(wanted[declared.name]), declared.name
        files = [write_table(fresh.path / "cache", declared, tables[declared.name]) for tables in (found, wanted)]
        assert files[0] == files[1], declared.name


def chosen(chance: random.Random) -> pa.Table:
    """Some of the texts, some with another region."""
    rows = [(row["text"], row["region"]) for row in TEXTS.to_pylist() if chance.random() < 0.5]
    return table([(text, "TH" if chance.random() < 0.05 else region) for text, region in rows])


def check_chain(seed: int, folder: Path) -> tuple[int, int]:
    """Three runs one after the other, each with another lexicon, more and fewer texts."""
    chance = random.Random(seed)
    case = empty_case(folder)
    counted = [0, 0]
    for _ in range(3):
        lexicon = random_edits(chance, most=3)
        texts = chosen(chance)
        case, found, read_count = read(case, texts, lexicon)
        assert_as_from_scratch(found, texts, lexicon, folder)
        counted[0] += read_count
        counted[1] += texts.num_rows
    return counted[0], counted[1]


@given(st.integers(0, 1_000_000))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_on_gives_the_bytes_of_reading_from_scratch(tmp_path: Path, seed: int) -> None:
    check_chain(seed, tmp_path)


def test_a_table_of_which_nothing_is_kept_is_in_order_too(case: Case, tmp_path: Path) -> None:
    claims = [("b kukang, with papers", "MY"), ("d kukang, with papers", "MY")]
    case, _, _ = read(case, table(claims), CORE)
    more = table([*claims, ("a kukang, with papers", "MY"), ("c kukang, with papers", "MY")])
    without = amend(CORE, [Amendment("drop", "term", "kukang")])
    case, found, read_count = read(case, more, without)
    assert read_count == 4
    assert_as_from_scratch(found, more, without, tmp_path)


@pytest.mark.slow
def test_a_hundred_chains_of_runs_give_the_bytes_of_reading_from_scratch(tmp_path: Path) -> None:
    read_count, texts = (
        sum(counts) for counts in zip(*(check_chain(seed, tmp_path) for seed in range(100)), strict=True)
    )
    print(f"{read_count} of {texts} texts were read")  # noqa: T201
    assert read_count < 0.8 * texts


def test_what_did_not_change_is_not_read_again(case: Case) -> None:
    case, first, read_count = read(case, TEXTS, CORE)
    assert read_count == TEXTS.num_rows
    kept = sorted(path.name for path in (case.path / "cache").iterdir())
    case, again, read_count = read(case, TEXTS, CORE)
    assert read_count == 0
    assert again == first
    assert sorted(path.name for path in (case.path / "cache").iterdir()) == kept


def test_new_texts_alone_are_read_and_gone_ones_forgotten(case: Case, tmp_path: Path) -> None:
    some = TEXTS.slice(0, TEXTS.num_rows - 5)
    case, _, _ = read(case, some, CORE)
    rows = [(row["text"], row["region"]) for row in TEXTS.to_pylist()][3:]
    later = table([*rows, ("aaa first of all, wa 012-345 6789", "MY"), ("字 last of all", "MY")])
    case, found, read_count = read(case, later, CORE)
    assert read_count == 7
    assert_as_from_scratch(found, later, CORE, tmp_path)
    case, _, read_count = read(case, TEXTS, CORE)
    assert read_count == 3


def test_another_region_is_another_text(case: Case) -> None:
    case, _, _ = read(case, table([("012-345 6789", "MY")]), CORE)
    case, _, read_count = read(case, table([("012-345 6789", "MY"), ("012-345 6789", "SG")]), CORE)
    assert read_count == 1


def test_one_word_more_reads_again_what_holds_it(case: Case, tmp_path: Path) -> None:
    texts = table([("budak hutan rm 50", "MY"), ("b u d a k h u t a n", "MY"), ("hutan", "MY"), ("BUDAK  hutan", "MY")])
    case, before, _ = read(case, texts, CORE)
    case, after, read_count = read(case, texts, WITH_BUDAK)
    assert read_count == 1
    assert after["text_items"].num_rows == before["text_items"].num_rows + 1
    assert_as_from_scratch(after, texts, WITH_BUDAK, tmp_path)
    case, back, read_count = read(case, texts, CORE)
    assert read_count == 1
    assert back == before


def test_other_rules_or_columns_read_everything(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case, _, _ = read(case, TEXTS, CORE)
    case, _, read_count = read(case, TEXTS, CORE, rules="2")
    assert read_count == TEXTS.num_rows
    monkeypatch.setattr("graphintel.case.readings._columns", lambda declared: {"text_mentions": "one more column"})
    case, _, read_count = read(case, TEXTS, CORE, rules="2")
    assert read_count == TEXTS.num_rows


def damaged_ways(case: Case) -> Iterator[tuple[str, Path, bytes | None]]:
    for path in sorted((case.path / "cache").iterdir()):
        content = path.read_bytes()
        yield "missing", path, None
        yield "empty", path, b""
        yield "cut", path, content[: len(content) // 2]
        yield "changed", path, content.replace(b"n", b"m", 1) if path.suffix == ".json" else content[:-1] + b"\x00"


def test_damaged_readings_are_read_anew_and_never_an_error(case: Case) -> None:
    texts = TEXTS.slice(0, 20)
    case, wanted, _ = read(case, texts, CORE)
    checked = 0
    for how, path, content in list(damaged_ways(case)):
        whole = path.read_bytes()
        path.unlink() if content is None else path.write_bytes(content)
        reader = TextReader(case, CORE, rules="1")
        assert reader.read(texts) == wanted, (how, path.name)
        assert reader.read_count == texts.num_rows, (how, path.name)
        path.write_bytes(whole)
        checked += 1
    assert checked == 4 * (len(TEXT_TABLES) + 2)


def test_only_the_newest_readings_stay(case: Case) -> None:
    case, _, _ = read(case, TEXTS, CORE)
    first = sorted((case.path / "cache").iterdir())
    case, _, _ = read(case, TEXTS, WITH_BUDAK)
    killed = TextReader(case, CORE, rules="1")
    killed.read(TEXTS)  # written, but no manifest names it
    (case.path / "cache" / ".partial-x").write_bytes(b"half")
    assert prune_readings(open_case_folder(case.path)) > 0
    assert len(list((case.path / "cache").iterdir())) == len(TEXT_TABLES) + 2
    assert sorted((case.path / "cache").iterdir()) != first
    case, _, read_count = read(case, TEXTS, WITH_BUDAK)
    assert read_count == 0


def test_several_processes_read_the_same(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, _, _ = read(case, TEXTS, CORE)
    monkeypatch.setattr(reading, "_POOL_FROM_TEXTS", 0)
    monkeypatch.setattr(reading, "_BATCH_TEXTS", 50)
    case, found, read_count = read(case, TEXTS, WITH_BUDAK)
    assert 0 < read_count < TEXTS.num_rows
    monkeypatch.undo()
    assert_as_from_scratch(found, TEXTS, WITH_BUDAK, tmp_path)


def test_a_case_without_texts_is_read_too(case: Case) -> None:
    nothing = TEXTS.slice(0, 0)
    case, found, read_count = read(case, nothing, CORE)
    assert read_count == 0
    assert {name: rows.num_rows for name, rows in found.items()} == {t.name: 0 for t in TEXT_TABLES}
    case, _, read_count = read(case, TEXTS.slice(0, 2), CORE)
    assert read_count == 2
    case, _, _ = read(case, nothing, CORE)
