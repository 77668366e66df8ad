"""Any JSON value in any field, other tools' files, endless parts: every record is accounted for, nothing is raised."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from graphintel.errors import ImportFailure
from graphintel.schema.reading import Reader, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined, Read
from ingest.wechat import READERS
from tests.ingest.fixtures import Fixture, all_fixtures

BY_NAME = {reader.name: reader for reader in READERS}
FIXTURES = [fixture for fixture in all_fixtures() if fixture.expected["format"] in BY_NAME]
JSON = [fixture for fixture in FIXTURES if fixture.path.suffix == ".json" and fixture.path.stat().st_size < 100_000]
ODD: tuple[Any, ...] = (None, True, 0, -1, 1e308, 10**40, "", " ", "\0", "�", "x" * 5_000, [], {}, [[]], {"a": [1]},
                        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", 253402300799, "<msg>", "<!DOCTYPE a>",
                        "1.00090000000001E+14", "@chatroom", "系统", [None, 1, "x", {}])  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from places(part, (*path, key))


def changed(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    copy = json.loads(json.dumps(value))
    part = copy
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = odd
    return copy


def read_all(reader: Reader, path: Path, fixture: Fixture | None = None) -> list[Read]:
    options = fixture.options if fixture else ReadOptions()
    records: list[Read] = []
    with suppress(ImportFailure):
        for record in reader.read(SourceFile(path, path.name, "s1"), options):
            records.append(record)
    assert all(isinstance(r, Loaded) or (isinstance(r, Quarantined) and len(r.reason) > 10) for r in records)
    return records


@pytest.mark.parametrize("fixture", JSON, ids=[fixture.name for fixture in JSON])
def test_any_value_may_stand_in_any_field(fixture: Fixture, tmp_path: Path) -> None:
    value = json.loads(fixture.path.read_text("utf-8"))
    chance = random.Random(fixture.name)
    reader, path = BY_NAME[fixture.expected["format"]], tmp_path / "odd"
    found = list(places(value))
    for place in found if len(found) < 60 else chance.sample(found, 60):
        for odd in chance.sample(ODD, 4):
            path.write_text(json.dumps(changed(value, place, odd), ensure_ascii=False), "utf-8")
            assert read_all(reader, path, fixture)


@pytest.mark.parametrize("reader", READERS, ids=[reader.name for reader in READERS])
@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", "null", "[1,2]", '{"a":{"b":[', "a,b\n1,2\n", "<html>", "\n\n\n", "x" * 3_000_000, "[" * 50_000],
    ids=["nothing", "[]", "{}", "null", "numbers", "cut", "table", "page", "blank", "one long line", "deep"],
)
def test_no_reader_raises_on_another_s_file(reader: Reader, content: str, tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_text(content or "x", "utf-8")
    read_all(reader, path)


@pytest.mark.parametrize("reader", READERS, ids=[reader.name for reader in READERS])
def test_every_reader_tells_analysts_what_it_does(reader: Reader) -> None:
    notes = reader.notes
    assert notes.title
    assert notes.recognised_by
    assert notes.carries
    assert notes.not_read


def messages(count: int) -> Iterator[str]:
    for number in range(count):
        yield json.dumps(
            {"localId": number, "createTime": 1717000000 + number, "type": "文本消息", "isSend": 0,
             "content": f"第{number}条 " + "鸟" * 80, "senderUsername": f"wxid_test{number % 500}"},
            ensure_ascii=False,
        )  # fmt: skip


def peak(path: Path, reader: Reader) -> int:
    tracemalloc.start()
    try:
        assert sum(1 for _ in reader.read(SourceFile(path, "x", "s1"), ReadOptions())) > 100
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_pictures_before_the_messages_cost_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "weflow"
    with path.open("w", encoding="utf-8") as opened:
        picture = "data:image/png;base64," + "QUFB" * 50_000
        pictures = ",\n".join(f'"wxid_test{n}":"{picture}"' for n in range(150))  # 30 MB
        rows = ",\n".join(messages(200))
        opened.write(f'{{"avatars":{{{pictures}}},\n"messages":[{rows}],\n"session":{{"wxid":"w"}}}}')
    assert peak(path, BY_NAME["weflow json"]) < 12_000_000


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    found = []
    for count in (70_000, 140_000):
        path = tmp_path / f"weflow{count}"
        with path.open("w", encoding="utf-8") as opened:
            opened.write('{"session":{"wxid":"1@chatroom"},"messages":[')
            for number, message in enumerate(messages(count)):
                opened.write((",\n" if number else "\n") + message)
            opened.write("]}")
        found.append(peak(path, BY_NAME["weflow json"]))
    assert found[1] < found[0] * 1.15
