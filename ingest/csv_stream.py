"""The rows of a CSV file one by one; a broken quotation costs one row, not the rest of the file."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from ingest.base import Broken, Item
from ingest.decoding import open_text

# A field may hold line breaks, but a quotation that is open for longer than this was never closed.
_MOST_LINES, _MOST_CHARACTERS = 400, 1 << 20
_DELIMITERS = ",;\t"


def header_of(text: str) -> tuple[list[str], str]:
    """The column names of the first line of ``text``, and the delimiter between them."""
    line = text.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
    delimiter = max(_DELIMITERS, key=line.count)
    return [name.strip() for name in _fields(line, delimiter)], delimiter


def stream_csv(path: Path) -> Iterator[Item | Broken]:
    """Yield each row as an object of column names, located as ``line N`` (where it starts), from line 2."""
    csv.field_size_limit(_MOST_CHARACTERS * 4)
    with open_text(path) as opened:
        names, delimiter = header_of(opened.readline(_MOST_CHARACTERS))
        for number, record in _records(opened):
            if not record.strip():
                continue
            if record.count('"') % 2:
                yield Broken(f"line {number}", "a quotation mark is opened and never closed", record[:65_536])
                continue
            fields = _fields(record, delimiter)
            if len(fields) < len(names) // 2 or len(fields) > len(names):
                reason = f"the row has {len(fields)} columns where the header has {len(names)}"
                yield Broken(f"line {number}", reason, record[:65_536])
                continue
            fields += [""] * (len(names) - len(fields))
            yield Item(f"line {number}", dict(zip(names, fields, strict=True)))


def _fields(record: str, delimiter: str) -> list[str]:
    lines = io.StringIO(record.rstrip("\r\n"), newline="")
    return next(csv.reader(lines, delimiter=delimiter), [])


def _records(opened: TextIO) -> Iterator[tuple[int, str]]:
    """Physical lines put together until their quotations close; the first line alone where they never do."""
    waiting: deque[str] = deque()
    number = 2
    while True:
        first = waiting.popleft() if waiting else opened.readline(_MOST_CHARACTERS)
        if not first:
            return
        lines, is_open = [first], first.count('"') % 2 == 1
        while is_open and len(lines) < _MOST_LINES and sum(map(len, lines)) < _MOST_CHARACTERS:
            following = waiting.popleft() if waiting else opened.readline(_MOST_CHARACTERS)
            if not following:
                break
            lines.append(following)
            is_open ^= following.count('"') % 2 == 1
        if is_open:
            waiting.extendleft(reversed(lines[1:]))
            lines = lines[:1]
        yield number, "".join(lines)
        number += len(lines)
