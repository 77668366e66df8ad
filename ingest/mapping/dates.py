"""How a column writes its times, seen from all of its values together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from ingest.files.times import from_epoch

_DAYS = ("%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d/%m/%y", "%m/%d/%y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%m.%d.%Y",
         "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%Y.%m.%d", "%Y年%m月%d日",
         "%d-%m-%y", "%d.%m.%y")  # fmt: skip
_HOURS = ("", " %H:%M", " %H:%M:%S", ", %H:%M", " %I:%M %p", " %I:%M:%S %p", ", %I:%M %p", "T%H:%M")
_FITTING = 0.9  # share of the values that a form must fit; the others will be quarantined, with their reason
_FORMATS = tuple(day + hour for day, hour in product(_DAYS, _HOURS))


@dataclass(frozen=True, slots=True)
class DateForm:
    """What fits every value: ISO where ``formats`` is empty; two formats where nothing tells day from month."""

    formats: tuple[str, ...]
    unit: str | None = None  # s or ms since 1970


def find_form(values: Sequence[str]) -> DateForm | None:
    """The form that fits the values, but for a few odd ones; None where there is none: the column holds no times.

    A file in order of time tells day from month where the values alone do not: only one reading of them is in order.
    """
    filled = [value.strip() for value in values if value.strip()]
    if not filled:
        return None
    fewest = _FITTING * len(filled)
    if sum(map(_is_iso, filled)) >= fewest:
        return DateForm(())
    if sum(value.isascii() and value.isdigit() and from_epoch(value) is not None for value in filled) >= fewest:
        return DateForm((), unit="ms" if len(filled[0]) >= 13 else "s")
    read = {form: moments for form in _FORMATS if len(moments := _read(filled, form)) >= fewest}
    most = max(map(len, read.values()), default=0)
    read = {form: moments for form, moments in read.items() if len(moments) == most}
    if len(read) > 1:
        ordered = {form: moments for form, moments in read.items() if _is_ordered(moments)}
        read = ordered if len(ordered) == 1 and len(set(filled)) > 2 else read
    return DateForm(tuple(read)) if read else None


def _is_iso(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return len(value) >= 10


def _read(values: list[str], form: str) -> list[datetime]:
    moments = []
    for place, value in enumerate(values):
        try:
            moments.append(datetime.strptime(value, form))
        except ValueError:
            if place > len(moments) + len(values) * (1 - _FITTING):
                break  # too many misfits already
    return [moment for moment in moments if 1970 < moment.year < 2200]


def _is_ordered(moments: list[datetime]) -> bool:
    return moments == sorted(moments) or moments == sorted(moments, reverse=True)
