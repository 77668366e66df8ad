"""Damaged exports: no unhandled error, bounded output, and never a record lost without a word."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graphintel.errors import GraphintelError, ImportFailure
from graphintel.schema.reading import SourceFile
from graphintel.schema.records import Quarantined, Read
from ingest import identify
from tests.ingest.fixtures import Fixture, all_fixtures

FIXTURES = list(all_fixtures())
IDS = [fixture.name for fixture in FIXTURES]
_HEADER_LINES = {"qq text": 8}  # of a file that holds no message yet; one elsewhere
_ENCODINGS = ("utf-16", "gb18030", "cp1252", "utf-8-sig", "big5")


def mutate(content: bytes, chance: random.Random) -> bytes:
    """One damage: cut off, flip bytes, splice a stretch elsewhere, drop a stretch, or write in another encoding."""
    kind = chance.choice(("truncate", "flip", "splice", "drop", "encode", "zeros"))
    place = chance.randrange(max(1, len(content)))
    length = chance.randrange(1, max(2, len(content) // 3))
    if kind == "truncate":
        return content[:place]
    if kind == "flip":
        changed = bytearray(content)
        for _ in range(chance.randrange(1, 8)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    if kind == "splice":
        goal = chance.randrange(len(content))
        return content[:goal] + content[place : place + length] + content[goal:]
    if kind == "drop":
        return content[:place] + content[place + length :]
    if kind == "zeros":
        return content[:place] + bytes(length) + content[place:]
    return content.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def read_or_refuse(path: Path, fixture: Fixture) -> list[Read] | str:
    """The records, or the sentence that refuses the file; a fault of the file ends the records as it does at import."""
    try:
        reader, _ = identify(path)
    except ImportFailure as problem:
        return str(problem)
    records: list[Read] = []
    try:
        for record in reader.read(SourceFile(path, path.name, "s1"), fixture.options):
            records.append(record)
    except ImportFailure as problem:
        return str(problem)
    return records


def check(fixture: Fixture, path: Path, rounds: int, seed: int) -> None:
    chance = random.Random(f"{seed}/{fixture.name}")
    content = fixture.path.read_bytes()
    for _ in range(rounds):
        path.write_bytes(mutate(content, chance))
        try:
            result = read_or_refuse(path, fixture)
        except GraphintelError as problem:  # any other error of ours is a bug too: it would end the whole drop
            pytest.fail(f"{type(problem).__name__}: {problem}")
        if isinstance(result, str):
            assert len(result) > 15
            continue
        lines = len(path.read_bytes().strip(b"\0 \r\n\t").splitlines())
        is_header_only = lines <= _HEADER_LINES.get(fixture.expected["format"], 1)
        assert result or is_header_only, "something was read, but nothing is said of it"
        assert all(len(r.reason) > 5 for r in result if isinstance(r, Quarantined))


@pytest.mark.parametrize("fixture", FIXTURES, ids=IDS)
def test_a_damaged_fixture_is_read_or_refused_in_words(fixture: Fixture, tmp_path: Path) -> None:
    check(fixture, tmp_path / "damaged", rounds=20, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("fixture", FIXTURES, ids=IDS)
def test_a_thousand_damages(fixture: Fixture, tmp_path: Path) -> None:
    check(fixture, tmp_path / "damaged", rounds=1_000, seed=2)


LINES = [fixture for fixture in FIXTURES if fixture.path.suffix in (".csv", ".jsonl")]


@pytest.mark.parametrize("fixture", LINES, ids=[fixture.name for fixture in LINES])
def test_a_line_more_is_a_record_more(fixture: Fixture, tmp_path: Path) -> None:
    """A second splitter counts: the last line, written once more, is one record more."""
    text = fixture.path.read_bytes().decode("latin-1")  # bytes as they are: fixtures have encodings of their own
    last = text.rstrip("\n").rsplit("\n", 1)[1]
    if last.count('"') % 2:
        pytest.skip("the last record has several lines")
    path = tmp_path / "longer"
    path.write_text(text.rstrip("\n") + "\n" + last + "\n", "latin-1", newline="")
    before, after = read_or_refuse(fixture.path, fixture), read_or_refuse(path, fixture)
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert len(after) == len(before) + 1
