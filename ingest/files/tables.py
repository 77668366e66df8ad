"""The rows of a CSV file or spreadsheet one by one; a broken quotation costs one row, not the rest of the file."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from graphintel.errors import ImportFailure
from ingest.base import Broken, Item
from ingest.files.decoding import is_spreadsheet, open_text
from ingest.files.spreadsheets import stream_sheets

# A field may hold line breaks, but a quotation that is open for longer than this was never closed.
_MOST_LINES = 400
_MOST_CHARACTERS = 1 << 25  # of one row; a longer one is no row but a broken file
_KEPT_CHARACTERS = 65_536  # of a broken row
_MOST_COLUMNS = 4_000
_DELIMITERS = ",;\t|"
_TITLE_ROWS = 15  # a header stands within the first rows, below titles and notes


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a table lies in its file, where the file does not show it: None asks the file itself."""

    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    skip_rows: int | None = None  # rows above the header


def header_of(text: str) -> tuple[list[str], str]:
    """The column names that a CSV file begins with, below any title rows, and the delimiter between them."""
    lines = text.lstrip("\ufeff").split("\n", _TITLE_ROWS)[:_TITLE_ROWS]
    delimiter = _delimiter_of(lines)
    place = _header_place([_fields(line, delimiter) for line in lines])
    return _names(_fields(lines[place], delimiter)), delimiter


def stream_csv(path: Path, shape: TableShape | None = None) -> Iterator[Item | Broken]:
    """Yield each row of a CSV file or spreadsheet as an object of column names, in file order.

    Rows of a CSV file are located as ``line N`` (where it starts), those of a spreadsheet as ``Sheet!row N``.
    Names that a header repeats get ``(2)``, ``(3)``; columns without one are ``column N``. All values are text.

    Raises:
        ImportFailure: the file has no columns, or more than anybody's table.
    """
    shape = shape or TableShape()
    if is_spreadsheet(path):
        yield from _sheet_rows(path, shape)
        return
    csv.field_size_limit(_MOST_CHARACTERS * 4)
    with open_text(path, shape.encoding) as opened:
        delimiter, place = _placed_header(opened, shape)
        opened.seek(0)
        records = _records(opened)
        names: list[str] = []
        for number, record in records:
            if number <= place:
                continue
            if not names:
                names = _names(_fields(record.lstrip("\ufeff"), delimiter))
                _check(names)
                continue
            if record.strip():
                yield _row(f"line {number}", record, names, delimiter)


def _placed_header(opened: TextIO, shape: TableShape) -> tuple[str, int]:
    """The delimiter, and the number of lines above the header."""
    lines = [opened.readline(_MOST_CHARACTERS).lstrip("\ufeff") for _ in range(_TITLE_ROWS)]
    delimiter = shape.delimiter or _delimiter_of(lines)
    if shape.skip_rows is not None:
        return delimiter, shape.skip_rows
    return delimiter, _header_place([_fields(line, delimiter) for line in lines])


def _delimiter_of(lines: list[str]) -> str:
    header = max(lines, key=lambda line: max(line.count(d) for d in _DELIMITERS)) if len(lines) > 1 else lines[0]
    first = next((line for line in lines if line.strip()), "")
    best = max(_DELIMITERS, key=first.count)
    # A title row holds no delimiter: then the row with most of them tells.
    return best if first.count(best) else max(_DELIMITERS, key=header.count)


def _header_place(rows: list[list[str]]) -> int:
    """The first row as wide as a table: title rows above it fill one or two cells."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    if not filled or max(filled) < 2:
        return next((place for place, count in enumerate(filled) if count), 0)
    if filled[0] >= 3:
        return 0
    return next(place for place, count in enumerate(filled) if count >= max(2, max(filled) // 2 + 1))


def _names(fields: list[str]) -> list[str]:
    names: list[str] = []
    met: Counter[str] = Counter()
    for place, field in enumerate(fields[: _MOST_COLUMNS + 1], start=1):
        name = field.strip() or f"column {place}"
        met[name] += 1
        names.append(f"{name} ({met[name]})" if met[name] > 1 else name)
    return names


def _check(names: list[str]) -> None:
    if len(names) > _MOST_COLUMNS:
        raise ImportFailure(
            f"its header has more than {_MOST_COLUMNS:,} columns; no table that people keep has so many."
        )


def _row(locator: str, record: str, names: list[str], delimiter: str) -> Item | Broken:
    if len(record) >= _MOST_CHARACTERS:
        return Broken(locator, "the row is longer than any record", record[:_KEPT_CHARACTERS])
    if record.count('"') % 2:
        return Broken(locator, "a quotation mark is opened and never closed", record[:_KEPT_CHARACTERS])
    fields = _fields(record, delimiter)
    while len(fields) > len(names) and not fields[-1].strip():
        fields.pop()
    if len(fields) < len(names) // 2 or len(fields) > len(names):
        reason = f"the row has {len(fields)} columns where the header has {len(names)}"
        return Broken(locator, reason, record[:_KEPT_CHARACTERS])
    fields += [""] * (len(names) - len(fields))
    return Item(locator, dict(zip(names, fields, strict=True)))


def _fields(record: str, delimiter: str) -> list[str]:
    lines = io.StringIO(record.rstrip("\r\n").replace("\0", "\ufffd"), newline="")
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:  # a field beyond all bounds: then the row is no row, and its number of columns says so
        return [record]


def _records(opened: TextIO) -> Iterator[tuple[int, str]]:
    """Physical lines put together until their quotations close; the first line alone where they never do."""
    waiting: deque[str] = deque()
    number = 1
    while True:
        first = waiting.popleft() if waiting else _line(opened)
        if not first:
            return
        lines, is_open, size = [first], first.count('"') % 2 == 1, len(first)
        while is_open and len(lines) < _MOST_LINES and size < _MOST_CHARACTERS:
            following = waiting.popleft() if waiting else _line(opened)
            if not following:
                break
            lines.append(following)
            size += len(following)
            is_open ^= following.count('"') % 2 == 1
        if is_open:
            waiting.extendleft(reversed(lines[1:]))
            lines = lines[:1]
        yield number, "".join(lines)
        number += len(lines)


def _line(opened: TextIO) -> str:
    """One line; of a giant one its beginning, the rest of it passed over: its row is quarantined by its length."""
    line = opened.readline(_MOST_CHARACTERS)
    if len(line) == _MOST_CHARACTERS and not line.endswith("\n"):
        while (more := opened.readline(_MOST_CHARACTERS)) and not more.endswith("\n"):
            pass
    return line


def _sheet_rows(path: Path, shape: TableShape) -> Iterator[Item | Broken]:
    for sheet, rows in stream_sheets(path, only=shape.sheet):
        waiting: list[tuple[int, list[str], str]] = []
        for row in rows:
            waiting.append(row)
            if len(waiting) == _TITLE_ROWS:
                break
        if not waiting:
            continue
        place = shape.skip_rows if shape.skip_rows is not None else _header_place([row[1] for row in waiting])
        if place >= len(waiting):
            continue
        header = waiting[place][1]
        while header and not header[-1].strip():
            header.pop()
        names = _names(header)
        _check(names)
        for number, cells, problem in (*waiting[place + 1 :], *()):
            yield from _sheet_row(sheet, number, cells, problem, names)
        for number, cells, problem in rows:
            yield from _sheet_row(sheet, number, cells, problem, names)


def _sheet_row(sheet: str, number: int, cells: list[str], problem: str, names: list[str]) -> Iterator[Item | Broken]:
    if not any(cell.strip() for cell in cells) and not problem:
        return
    locator = f"{sheet}!row {number}"
    while len(cells) > len(names) and not cells[-1].strip():
        cells.pop()
    if len(cells) > len(names):
        problem = problem or f"the row has {len(cells)} cells where the header has {len(names)}"
    if problem:
        yield Broken(locator, problem, "\t".join(cells)[:_KEPT_CHARACTERS])
        return
    cells += [""] * (len(names) - len(cells))
    yield Item(locator, dict(zip(names, cells, strict=True)))
