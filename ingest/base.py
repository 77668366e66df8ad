"""What all readers share: items of a file, and values that may be anything."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, Head
from graphintel.schema.records import Loaded, Locator, Quarantined, Statement

Record = dict[str, Any]
# "1.00090000000001E+14": what is left of a long id that a spreadsheet took for a number.
_ROUNDED = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
# How people keep a spreadsheet from rounding: ="100090000000001", '100090000000001.
_GUARDED = re.compile(r"""="([^"]*)"|'([^']+)'?""")
# Marks of direction and the like that a copied id or link brings along, and NUL: nothing of it.
_UNSEEN = "\0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff \t\r\n\u00a0"
_KEY = re.compile(r'"([A-Za-z_][\w]*)"\s*:')


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a file as it stands there; ``raw`` is what is kept of it, where ``value`` was reshaped."""

    locator: str
    value: Any
    raw: Any = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch of a file that is no element."""

    locator: str
    reason: str
    raw: str


def load_each(
    items: Iterable[Item | Broken], parse: Callable[[Item], Iterator[Loaded | Quarantined]]
) -> Iterator[Loaded | Quarantined]:
    """Yield what each item states, in file order; a bad one never stops the file."""
    for item in items:
        if isinstance(item, Broken):
            yield Quarantined(locator=Locator(item.locator), reason=item.reason, raw=item.raw)
            continue
        try:
            yield from parse(item)
        except RecordError as problem:
            yield quarantined(item, str(problem))


def loaded(locator: str, *statements: Statement | None) -> Loaded:
    """One record with what it states; None stands for what it does not."""
    return Loaded(locator=Locator(locator), statements=tuple(s for s in statements if s is not None))


def quarantined(item: Item, reason: str) -> Quarantined:
    """Keep an item raw, with the reason."""
    kept = item.value if item.raw is None else item.raw
    raw = kept if isinstance(kept, str) else msgspec.json.encode(kept).decode()
    return Quarantined(locator=Locator(item.locator), reason=reason, raw=raw)


def as_record(item: Item) -> Record:
    """The item as an object.

    Raises:
        RecordError: it is none.
    """
    if not isinstance(item.value, dict):
        raise RecordError("the record is no object with named fields")
    return item.value


def text_of(record: Record, *names: str) -> str | None:
    """The first of the fields that holds something, as text, its characters untouched; numbers are written out."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str):
            if value and not value.isspace():
                return value
        elif isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def id_of(record: Record, *names: str) -> str | None:
    """The first of the fields that holds something, as an id.

    Raises:
        RecordError: a spreadsheet has rounded the id: its last digits are gone for good.
    """
    value = text_of(record, *names)
    if value is None:
        return None
    value = bare(value)
    if guarded := _GUARDED.fullmatch(value):
        value = bare(guarded[1] or guarded[2] or "")
    if not value:
        return None
    if _ROUNDED.fullmatch(value):
        raise RecordError(
            f"the id {value} was rounded by a spreadsheet, so it no longer says whose it is. Export the file "
            "again and do not open it in a spreadsheet before, or format the column as text."
        )
    return value


def bare(text: str) -> str:
    """An id or link without spaces and marks of direction around it."""
    return text.strip(_UNSEEN)


def objects_of(record: Record, name: str) -> list[tuple[int, Any]]:
    """The elements of a list field with their places; empty where it holds no list."""
    value = record.get(name)
    return list(enumerate(value)) if isinstance(value, list) else []


def count_of(record: Record, *names: str) -> int | None:
    """The first of the fields that is a whole number that a table can hold."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.replace(",", "").isascii() and value.replace(",", "").isdigit():
            value = int(value.replace(",", "")[:18])
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62:
            return value
    return None


@lru_cache(maxsize=2)
def keys_in(head: Head) -> frozenset[str]:
    """Names that stand as keys in the head of a JSON file, at any depth."""
    return frozenset(_KEY.findall(head.text))


def detect_keys(head: Head, *, start: str, needed: Iterable[str], extra: Iterable[str]) -> Detection | None:
    """Score a JSON file: all ``needed`` keys, and more for every ``extra`` one."""
    opening = head.text.lstrip("\ufeff \t\r\n")[:1]
    if not opening or opening not in start:
        return None
    found, needed, extra = keys_in(head), list(needed), list(extra)
    if not all(key in found for key in needed):
        return None
    more = [key for key in extra if key in found]
    if extra and not more:
        return None
    score = 0.6 + 0.4 * len(more) / max(1, len(extra))
    return Detection(score, "keys " + ", ".join([*needed, *more][:5]))


def digest(*parts: str | None) -> str:
    """16 hexadecimal digits that stand for the parts together."""
    joined = "\x1f".join([part or "" for part in parts])
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
