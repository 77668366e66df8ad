"""An array of records that is broken in one place loses that place, and nothing behind it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.base import Broken, Item
from ingest.files.json_stream import stream_json

RECORDS = [{"id": n, "text": 'a, {"b', "answers": [{"id": 1, "by": "x"}, {"id": 2, "by": "y"}]} for n in range(10)]
WHOLE = json.dumps(RECORDS)


def read(text: str, folder: Path) -> tuple[list[int], list[Broken]]:
    path = folder / "records.json"
    path.write_text(text, "utf-8")
    items = list(stream_json(path))
    return [i.value["id"] for i in items if isinstance(i, Item)], [i for i in items if isinstance(i, Broken)]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (WHOLE.replace('"id": 4, "text"', '"id": 4 "text"'), [0, 1, 2, 3, 5, 6, 7, 8, 9]),
        (WHOLE.replace('"id": 4, "text": ', '"id": 4, "text": "'), [0, 1, 2, 3, 5, 6, 7, 8, 9]),
        (WHOLE.replace('{"id": 4,', '{"id": 4,,'), [0, 1, 2, 3, 5, 6, 7, 8, 9]),
        (WHOLE[: WHOLE.index('"id": 4')] + "\n" + WHOLE, [0, 1, 2, 3, *range(10)]),
        (WHOLE[: WHOLE.index('"id": 9') + 20], list(range(9))),
    ],
    ids=["a comma lost", "a quotation mark too many", "a comma too many", "cut and put before the whole", "cut"],
)
def test_records_behind_a_break_are_read(broken: str, whole: list[int], tmp_path: Path) -> None:
    found, faults = read(broken, tmp_path)
    assert found == whole
    assert len(faults) == 1
    assert faults[0].raw
    assert faults[0].raw in broken


def test_an_answer_is_never_taken_for_a_record(tmp_path: Path) -> None:
    """Behind the break only a nested object is whole."""
    cut = WHOLE[: WHOLE.index('"id": 1, "text"')] + '"id": 1 "answers": [{"id": 1, "by": "x"}, {"id": 2, "by": "y"}'
    found, faults = read(cut, tmp_path)
    assert (found, len(faults)) == ([0], 1)
