"""Dated rates of exchange: units of a currency for one US dollar, by month; shipped, and a person's own over them."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from statistics import fmean

from graphintel.errors import SettingsError
from graphintel.reference.handed_in import read_table

DOLLAR = "USD"
MONTHS_BACK = 12  # how old a rate may be that stands in for a month without one
_WANTED = "date (or month), currency and units_per_usd"
_WHEN = ("month", "date", "day")
_UNITS = ("unitsperusd", "unitsperdollar")
_CODE = re.compile(r"[A-Z]{3}")
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_MOST_TOLD = 5  # wrong rows in one sentence
_MOST_UNITS = 1e9  # of any currency for a dollar: beyond it a column was mistaken


@dataclass(frozen=True, slots=True)
class Rate:
    """``units_per_usd`` units of ``currency`` (ISO 4217) cost a dollar in ``month`` (YYYY-MM), as ``source`` says."""

    month: str
    currency: str
    units_per_usd: float
    source: str


@lru_cache(maxsize=1)
def load_rates() -> tuple[Rate, ...]:
    """The shipped rates, by currency and month. Sources and limits: ``rates/SOURCES.md`` beside this module."""
    text = files(__package__).joinpath("rates", "monthly.csv").read_text("utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return tuple(Rate(row["month"], row["currency"], float(row["units_per_usd"]), row["source"]) for row in rows)


def read_rates(content: bytes, *, name: str) -> tuple[Rate, ...]:
    """Read a person's own rates; of several days in a month the mean counts.

    Args:
        content: of a CSV file with the columns date (or month), currency, units_per_usd.
        name: of the file, for sentences; it becomes the source where no column ``source`` says another.

    Returns:
        By currency and month.

    Raises:
        SettingsError: it is no such table, or rows cannot be used; the sentence names them by their number.
    """
    table = read_table(content, name=name)
    days: dict[tuple[str, str], list[tuple[float, str]]] = {}
    wrong = []
    for number, cells in table.rows:
        when, units = (next((cells[n] for n in names if n in cells), None) for names in (_WHEN, _UNITS))
        if when is None or units is None or "currency" not in cells:
            break
        try:
            key = _currency(cells["currency"]), _month(when)
            days.setdefault(key, []).append((_units(units), cells.get("source") or name))
        except SettingsError as problem:
            wrong.append(f"row {number}: {problem}")
    if wrong:
        more = f" And {len(wrong) - _MOST_TOLD} more rows." if len(wrong) > _MOST_TOLD else ""
        raise SettingsError(f"{name} cannot be used. {' '.join(wrong[:_MOST_TOLD])}{more} Nothing was imported.")
    if not days:
        raise SettingsError(
            f"{name} is no table of rates: its columns are {table.shown_columns}, its rows {len(table.rows)}. "
            f"Wanted are {_WANTED}, and a row for each day or month."
        )
    return tuple(
        Rate(month, currency, fmean(units for units, _ in given), given[-1][1])
        for (currency, month), given in sorted(days.items())
    )


def over(shipped: Iterable[Rate], *own: Iterable[Rate]) -> tuple[Rate, ...]:
    """The rates that count: the shipped ones, each import over what was there before; by currency and month."""
    counted: dict[tuple[str, str], Rate] = {}
    for rates in (shipped, *own):
        counted |= {(rate.currency, rate.month): rate for rate in rates}
    return tuple(counted[key] for key in sorted(counted))


def for_each_month(rates: Iterable[Rate]) -> Iterator[tuple[str, Rate]]:
    """Each month with the rate that counts in it: its own, else the last known before it, up to twelve months back.

    By currency and month; months that no rate reaches are left out.
    """
    by_currency: dict[str, dict[int, Rate]] = {}
    for rate in rates:
        by_currency.setdefault(rate.currency, {})[_number(rate.month)] = rate
    for _, known in sorted(by_currency.items()):
        yield from _filled(known)


def rate_in(rates: Iterable[Rate], currency: str, month: str) -> Rate | None:
    """The rate that counts for a currency in a month; None where none is near enough."""
    of_currency = [rate for rate in rates if rate.currency == currency]
    return next((rate for at, rate in for_each_month(of_currency) if at == month), None)


def _filled(known: Mapping[int, Rate]) -> Iterator[tuple[str, Rate]]:
    months = sorted(known)
    for month, following in zip(months, [*months[1:], math.inf], strict=True):
        last = min(month + MONTHS_BACK, following - 1)
        for number in range(month, int(last) + 1):
            yield f"{number // 12:04d}-{number % 12 + 1:02d}", known[month]


def _number(month: str) -> int:
    year, of_year = month.split("-")
    return int(year) * 12 + int(of_year) - 1


def _currency(written: str) -> str:
    code = written.strip().upper()
    if not _CODE.fullmatch(code):
        raise SettingsError(f"{written!r} is no currency. Give its code of three letters, such as VND.")
    if code == DOLLAR:
        raise SettingsError("USD is what rates are given in, so it has none of its own. Leave the row out.")
    return code


def _month(written: str) -> str:
    """The month of a date or month as written: 2025-03, 2025-03-14 or a time of that day."""
    try:
        day = date.fromisoformat(f"{written}-01") if _MONTH.fullmatch(written) else datetime.fromisoformat(written)
    except ValueError as problem:
        raise SettingsError(f"{written!r} is no date. Write it as 2025-03 or 2025-03-14.") from problem
    return f"{day.year:04d}-{day.month:02d}"


def _units(written: str) -> float:
    try:
        # A comma is taken for the decimal mark only where it can be nothing else.
        units = float(written.replace(",", ".") if re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4,}", written) else written)
    except ValueError as problem:
        raise SettingsError(f"{written!r} is no number. Write it without separators, as 25900 or 4.71.") from problem
    if not 0 < units < _MOST_UNITS:
        raise SettingsError(f"{written!r} cannot be a rate: how many units does one dollar cost?")
    return units
