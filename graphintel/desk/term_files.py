"""Tables of terms, as people keep them in spreadsheets: read whole, or refused with the rows that are wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from graphintel.desk.terms import checked
from graphintel.errors import SettingsError
from graphintel.reference import Amendment

# Columns of the two tables that ship, with the field that each fills.
_TERMS = {name: name for name in ("term", "language", "script", "kind", "taxon", "appendix", "part", "is_code_word",
                                  "ambiguity_note", "source")}  # fmt: skip
_FRIENDS = {"phrase": "term", "language": "language", "why_not_a_trade": "reason"}
_NEEDED = {"term": ("term", "language", "kind"), "phrase": ("phrase", "language", "why_not_a_trade")}
_MOST_TOLD = 5  # wrong rows in one sentence


def read_term_file(path: Path, *, known: Collection[str] = ()) -> list[Amendment]:
    """Read a table with the columns of terms.csv or of false_friends.csv, in the order of its rows.

    Columns that may be empty may be missing. Cells are parted by comma, semicolon or tab. ``known`` are words that the
    lexicon holds.

    Raises:
        SettingsError: it is no such table, or rows cannot be used; rows are counted as a spreadsheet counts them.
    """
    rows = _rows(path)
    header = [cell.lower() for cell in next(rows, (1, []))[1]]
    fields = _fields(path, header)
    entries, wrong = [], []
    for number, cells in rows:
        if not cells:
            continue
        try:
            entries.append(checked(_entry(header, fields, cells), known=known))
        except SettingsError as problem:
            wrong.append(f"row {number}: {str(problem).rstrip('.')}")
    if wrong:
        more = f" And {len(wrong) - _MOST_TOLD} more rows." if len(wrong) > _MOST_TOLD else ""
        raise SettingsError(f"{path} cannot be used. {'. '.join(wrong[:_MOST_TOLD])}.{more} Nothing was added.")
    if not entries:
        raise SettingsError(f"{path} has no row below its header. Nothing was added.")
    return entries


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_text("utf-8-sig")
    except OSError as problem:
        raise SettingsError(f"{path} cannot be read ({problem.strerror}).") from problem
    except UnicodeDecodeError as problem:
        wanted = "Save it as CSV in UTF-8 (in Excel: CSV UTF-8)"
        raise SettingsError(f"{path} is no text in UTF-8. {wanted}, and import it again.") from problem
    first = text.partition("\n")[0]
    parted_by = max(",;\t", key=first.count)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=parted_by), start=1):
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:  # spreadsheets fill rows up
                cells.pop()
            yield number, cells
    except csv.Error as problem:
        raise SettingsError(f"{path} is no CSV table ({problem}).") from problem


def _fields(path: Path, header: list[str]) -> dict[str, str]:
    known = _FRIENDS if "phrase" in header else _TERMS
    for name in header:
        if name not in known:
            near = get_close_matches(name, known, 1)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise SettingsError(f"{path} has the unknown column {name!r}.{meant} Known ones: {', '.join(known)}.")
    for name in _NEEDED["phrase" if known is _FRIENDS else "term"]:
        if name not in header:
            raise SettingsError(f"{path} lacks the column {name!r}. Known ones: {', '.join(known)}.")
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise SettingsError(f"{path} has the column {twice!r} twice.")
    return known


def _entry(header: list[str], fields: dict[str, str], cells: list[str]) -> Amendment:
    if len(cells) > len(header):
        raise SettingsError(f"it has {len(cells)} cells, the header {len(header)}; quote cells that hold the separator")
    given = {fields[name]: cell for name, cell in zip(header, cells, strict=False)}
    what = "false_friend" if fields is _FRIENDS else "term"
    entry = Amendment("add", what, given.pop("term", ""))
    return replace(entry, **given)
