"""Tables that people hand in as CSV, whatever program saved them: columns by their names, rows by their numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from graphintel.errors import SettingsError

_PARTED_BY = ",;\t"
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX and ODS are archives; XLS is an old Office file
_SAVE_AS = "Save it as CSV UTF-8 (in Excel: File, Save as, CSV UTF-8)"
_MOST_SHOWN = 30  # names of columns in one sentence
_LONGEST_CELL = 1 << 20  # characters: lists of countries and notes are longer than the csv module expects


@dataclass(frozen=True, slots=True)
class HandedTable:
    """``columns`` as the file has them; ``rows`` with their number in the file, cells by folded column name."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]

    @property
    def shown_columns(self) -> str:
        """The columns for a sentence."""
        more = f" and {len(self.columns) - _MOST_SHOWN} more" if len(self.columns) > _MOST_SHOWN else ""
        return ", ".join(column[:40] for column in self.columns[:_MOST_SHOWN]) + more if self.columns else "none"


def read_table(content: bytes, *, name: str) -> HandedTable:
    """Read a table whose first row names its columns; empty rows are passed over.

    Columns are told apart regardless of case, spaces and punctuation; of two of one name the first counts.

    Args:
        content: of the file: UTF-8, with a byte order mark or without; cells parted by comma, semicolon or tab.
        name: of the file, for sentences.

    Raises:
        SettingsError: it is a spreadsheet, no UTF-8, or no CSV.
    """
    if content.startswith(_SPREADSHEETS):
        raise SettingsError(f"{name} is a spreadsheet, not CSV. {_SAVE_AS}, and import that file.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise SettingsError(f"{name} is no text in UTF-8. {_SAVE_AS}, and import it again.") from problem
    lines = text.splitlines(keepends=True)
    skipped = 1 if lines and lines[0].lower().startswith("sep=") else 0  # a hint for Excel, no row
    header_line = lines[skipped] if len(lines) > skipped else ""
    parted_by = max(_PARTED_BY, key=header_line.count)
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        cells = list(csv.reader(io.StringIO("".join(lines[skipped:]), newline=""), delimiter=parted_by))
    except csv.Error as problem:
        raise SettingsError(f"{name} is no CSV table ({problem}). {_SAVE_AS}, and import it again.") from problem
    finally:
        csv.field_size_limit(before)
    columns = tuple(column.strip() for column in cells[0]) if cells else ()
    folded = [fold_column(column) for column in columns]
    rows = [
        (number, _by_name(folded, row))
        for number, row in enumerate(cells[1:], start=skipped + 2)
        if any(cell.strip() for cell in row)
    ]
    return HandedTable(tuple(column for column in columns if column), tuple(rows))


def fold_column(name: str) -> str:
    """A column's name as it is compared: its letters and digits, in lower case."""
    return "".join(c for c in name.lower() if c.isalnum())


def _by_name(columns: list[str], cells: list[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        row.setdefault(column, " ".join(cell.split()))
    return row
