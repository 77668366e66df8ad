"""Rows of a CSV file, spreadsheet, JSON array or JSON lines, all as flat columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from graphintel.schema.reading import Head
from ingest.base import Broken, Item
from ingest.files.json_stream import stream_records
from ingest.files.tables import TableShape, header_of, stream_csv

_MOST_PARTS = 20  # of a list that become columns; a table has no more
_DEEPEST = 6
_FIRST_ROWS = 100
_SPACE = "\ufeff \t\r\n"


def columns_of(head: Head) -> tuple[str, ...]:
    """The column names that a file begins with; of JSON those of its first record, with dots where it nests."""
    if not is_json(head):
        return tuple(header_of(head.text)[0])
    start = head.text.find("{")
    try:
        record, _ = json.JSONDecoder().raw_decode(head.text, start) if start >= 0 else ({}, 0)
    except (json.JSONDecodeError, RecursionError):
        return ()
    return tuple(flattened(record)) if isinstance(record, dict) else ()


def is_json(head: Head) -> bool:
    """Whether the text begins as JSON does."""
    return head.encoding != "xlsx" and head.text.lstrip(_SPACE)[:1] in ("[", "{")


def stream_rows(path: Path, shape: TableShape) -> Iterator[Item | Broken]:
    """Yield each row as an object of flat columns; JSON records nest into ``name.part`` and ``name.0``."""
    if not begins_as_json(path):
        yield from stream_csv(path, shape)
        return
    for item in stream_records(path):
        if isinstance(item, Item) and isinstance(item.value, dict):
            yield Item(item.locator, flattened(item.value), raw=item.value)
        else:
            yield item


def columns_in(path: Path, shape: TableShape) -> tuple[str, ...]:
    """The columns of the first rows of a file, in their order; empty where it has no rows."""
    rows = (row.value for row in islice(stream_rows(path, shape), _FIRST_ROWS) if isinstance(row, Item))
    return tuple(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))


def begins_as_json(path: Path) -> bool:
    """Whether the bytes of a file begin as JSON does."""
    with path.open("rb") as opened:
        return opened.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] in (b"[", b"{")


def flattened(record: dict[str, Any]) -> dict[str, Any]:
    """Nested fields as columns: ``user.name``, ``images.0``; lists and objects that go deeper stay out."""
    flat: dict[str, Any] = {}
    _flatten(record, "", flat, 0)
    return flat


def _flatten(value: Any, name: str, flat: dict[str, Any], depth: int) -> None:
    if isinstance(value, dict) and depth < _DEEPEST:
        for key, part in value.items():
            _flatten(part, f"{name}.{key}" if name else str(key), flat, depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for place, part in enumerate(value[:_MOST_PARTS]):
            _flatten(part, f"{name}.{place}", flat, depth + 1)
    elif not isinstance(value, dict | list):
        flat[name] = str(value) if isinstance(value, float) else value
