"""The sheets of an XLSX workbook, row by row, as text; nothing in it is calculated or followed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from graphintel.errors import ImportFailure

_MOST_BYTES = 2 << 30  # unpacked; a workbook of the largest size has about 1 GB
_MOST_RATIO = 200  # unpacked to packed: spreadsheets reach 30, bombs 1,000
_DIGITS = 15  # that a spreadsheet keeps of a number; the rest of a longer id is lost for good
# What openpyxl raises on a workbook that somebody damaged or made by hand.
_FAULTS = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError,
           AttributeError, IndexError, EOFError, zipfile.LargeZipFile, NotImplementedError, RuntimeError,
           zlib.error)  # fmt: skip
Row = tuple[int, list[str], str]


def stream_sheets(path: Path, *, only: str | None = None) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield each visible or hidden sheet's name and its rows: number from 1, cells as text, and what is wrong with it.

    Times are ISO 8601; whole numbers have no decimal point. A formula gives the value that was last calculated.

    Raises:
        ImportFailure: the workbook cannot be opened, unpacks to too much, or has no sheet ``only``.
    """
    _check_size(path)
    try:
        # Opened here, because openpyxl goes by a file's name otherwise, and originals have none.
        book = openpyxl.load_workbook(path.open("rb"), read_only=True, data_only=False, keep_links=False)
        values = openpyxl.load_workbook(path.open("rb"), read_only=True, data_only=True, keep_links=False)
    except _FAULTS as problem:
        raise ImportFailure(
            f"the workbook cannot be opened ({_words(problem)}). Save it again as XLSX or CSV."
        ) from problem
    try:
        names = [sheet.title for sheet in book.worksheets]
        if only is not None and only not in names:
            raise ImportFailure(f"it has no sheet {only!r}. Its sheets: {', '.join(names)}.")
        for name in names if only is None else [only]:
            yield name, _rows(book, values, name)
    finally:
        book.close()
        values.close()


def _rows(book: Any, values: Any, name: str) -> Iterator[Row]:
    calculated = None
    number = 0
    try:
        for number, cells in enumerate(book[name].iter_rows(), start=1):
            has_formula = any(cell.data_type == "f" for cell in cells)
            if has_formula or calculated is not None:
                if calculated is None:
                    calculated = values[name].iter_rows(min_row=number, values_only=True)
                known = next(calculated, ())
            else:
                known = ()
            yield _row(number, cells, known)
    except _FAULTS as problem:
        yield number + 1, [], f"the sheet breaks off here ({_words(problem)}); what stood before it was read"


def _row(number: int, cells: tuple[Any, ...], known: tuple[Any, ...]) -> Row:
    texts: list[str] = []
    problem = ""
    for place, cell in enumerate(cells):
        value = cell.value
        name = f"{get_column_letter(place + 1)}{number}"
        if cell.data_type == "f":
            formula, value = value, known[place] if place < len(known) else None
            if value is None:
                problem = f"the cell {name} holds a formula without a calculated value. Open and save the file once."
                value = str(getattr(formula, "text", formula))
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 10**_DIGITS:
            problem = (
                f"the cell {name} holds a number of more than {_DIGITS} digits, which spreadsheets round: an id there "
                "is no longer the id. Export it again as CSV or JSON, or as text."
            )
        texts.append(_text(value))
    return number, texts, problem


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**_DIGITS:
        return str(int(value))
    return str(value)


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except _FAULTS as problem:
        raise ImportFailure(
            f"the workbook cannot be opened ({_words(problem)}). Save it again as XLSX or CSV."
        ) from problem
    if size > _MOST_BYTES or size > max(1 << 24, path.stat().st_size * _MOST_RATIO):
        raise ImportFailure(f"the workbook unpacks to {size:,} bytes, far more than its size tells. It is kept out.")


def _words(problem: Exception) -> str:
    return " ".join(str(problem).split())[:120] or type(problem).__name__
