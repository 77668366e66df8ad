"""Records within records: lists in fields, rows whose columns were flattened, cells that hold a list."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from graphintel.schema.reading import Detection, Head
from graphintel.schema.records import Account, Loaded, Locator, Post, PostKey, Quarantined
from ingest.base import Broken, Item, Record, quarantined
from ingest.files.decoding import is_spreadsheet, open_text
from ingest.files.json_stream import stream_records
from ingest.files.tables import header_of, stream_csv

# Records of these tools nest about ten deep; what nests deeper was made to break a reader.
_DEEPEST = 60
_MOST_STEPS = 12  # of a flattened column's name
_KEPT = 65_536  # characters of what is quarantined
_LONGEST_CELL = 1 << 22  # characters


def stream_any(path: Path) -> Iterator[Item | Broken]:
    """Yield the records of a data set that may be JSON, JSON lines, CSV or a spreadsheet."""
    return guarded(stream_csv(path) if is_table(path) else stream_records(path))


def is_table(path: Path) -> bool:
    """Whether a file is a spreadsheet or begins as no JSON."""
    if is_spreadsheet(path):
        return True
    with open_text(path) as opened:
        return opened.read(4096).lstrip("\ufeff \t\r\n")[:1] not in ("[", "{")


def guarded(items: Iterable[Item | Broken]) -> Iterator[Item | Broken]:
    """The items, those that nest too deeply as broken."""
    for item in items:
        if isinstance(item, Item) and _is_too_deep(item.value):
            yield Broken(item.locator, "the record nests deeper than any that a tool writes", _raw(item.value))
        else:
            yield item


def elements(item: Item, name: str, record: Record | None = None) -> Iterator[Item | Broken]:
    """The elements of a list in a field; what is no list there is broken, not passed over."""
    value = (item.value if record is None else record).get(name)
    if isinstance(value, list):
        yield from (Item(f"{item.locator}/{name}/{place}", part) for place, part in enumerate(value))
    elif value not in (None, "", {}, False, 0) and not (isinstance(value, str) and not value.strip()):
        yield Broken(f"{item.locator}/{name}", f"the field {name} holds no list", _raw(value))


def detect_columns(head: Head, *, needed: Iterable[str], extra: Iterable[str]) -> Detection | None:
    """Score a table: all ``needed`` columns, and more for every ``extra`` one; without any of those it is another."""
    if head.text.lstrip("\ufeff \t\r\n")[:1] in ("[", "{", "<", ""):
        return None
    columns, needed, extra = set(header_of(head.text)[0]), list(needed), list(extra)
    more = [name for name in extra if name in columns]
    if not columns.issuperset(needed) or (extra and not more):
        return None
    score = 0.6 + 0.35 * len(more) / max(1, len(extra))
    return Detection(score, "columns " + ", ".join([*needed, *more][:6]))


def unflattened(row: Record) -> Record:
    """A row with columns such as ``topComments/0/text`` as the object that it was; empty cells are left out."""
    found: Record = {}
    for column, value in row.items():
        if value in ("", None):
            continue
        *steps, last = str(column).split("/", _MOST_STEPS)
        place: Any = found
        for step in steps:
            inner = place.setdefault(step, {})
            if not isinstance(inner, dict):  # a column `user` beside `user/id`
                place = None
                break
            place = inner
        if place is None:
            found[column] = value
        else:
            place.setdefault(last, value)
    return {name: _with_lists(value) for name, value in found.items()}


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _with_lists(part) for name, part in value.items()}
    if inner and all(name.isascii() and name.isdigit() for name in inner):
        return [inner[name] for name in sorted(inner, key=lambda name: (len(name), name))]
    return inner


def first_of(shared: Iterable[Loaded | Quarantined]) -> tuple[PostKey | None, str | None]:
    """Key and author's name of the post that the first of the records states."""
    one = next((record for record in shared if isinstance(record, Loaded)), None)
    stated = one.statements if one else ()
    key = next((s.post_key for s in stated if isinstance(s, Post)), None)
    return key, next((s.display_name for s in stated if isinstance(s, Account)), None)


def with_own_pictures(record: Record, name: str) -> Record:
    """The record without attachments where it shares another; the shared one in ``name`` gets them if it has none.

    Facebook lets nobody add pictures to a post that is shared, so they are those of the first author.
    """
    shared = record.get(name)
    if not isinstance(shared, dict) or not record.get("attachments"):
        return record
    given = {"attachments": shared.get("attachments") or record["attachments"]}
    return record | {name: shared | given, "attachments": None}


def keep_broken(broken: Iterable[Item | Broken]) -> Iterator[Quarantined]:
    """What is broken within a record, each as a record of its own."""
    for one in broken:
        if isinstance(one, Broken):
            yield Quarantined(locator=Locator(one.locator), reason=one.reason, raw=one.raw)
        else:
            yield quarantined(one, "the entry is no object with a name or a link")


def with_cells(
    item: Item, names: Iterable[str], parse: Callable[[str], Any], what: str
) -> tuple[Record, list[Item | Broken]]:
    """The row with the cells that hold lists or objects parsed, and those that cannot be, as broken records."""
    row: Record = dict(item.value)
    broken: list[Item | Broken] = []
    for name in names:
        cell = row.get(name)
        if not isinstance(cell, str) or cell.strip()[:1] not in ("[", "{"):
            continue
        try:
            if len(cell) > _LONGEST_CELL:
                raise ValueError("it is longer than any list of comments")
            value = parse(cell)
            if _is_too_deep(value):
                raise ValueError("it nests too deeply")
            row[name] = value
        except (ValueError, RecursionError, MemoryError) as problem:
            row[name] = None
            why = str(problem) or "it nests too deeply"
            reason = f"the cell {name} cannot be read as {what} ({why}); the rest of the row was read"
            broken.append(Broken(f"{item.locator}/{name}", reason[:400], cell[:_KEPT]))
    return row, broken


def parse_json(text: str) -> Any:
    """A JSON value.

    Raises:
        ValueError: it is none.
    """
    return json.loads(text)


def _is_too_deep(value: Any) -> bool:
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(_DEEPEST):
        parts = (part for one in level for part in (one.values() if isinstance(one, dict) else one))
        level = [part for part in parts if isinstance(part, dict | list)]
        if not level:
            return False
    return True


def _raw(value: Any) -> str:
    if isinstance(value, str):
        return value[:_KEPT]
    try:
        return msgspec.json.encode(value).decode()[:_KEPT]
    except (RecursionError, UnicodeEncodeError):
        return ""
