"""Values of exports that may be anything: ids, moments, nested objects, and text that was decoded wrongly."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from graphintel.errors import RecordError
from graphintel.schema.records import Precision
from ingest.base import Record, id_of, text_of
from ingest.files.times import from_epoch, from_text

_NOTHING = frozenset("0 -1 none null nan undefined n/a na - false".split())
# Whole numbers that a 64-bit float still holds to the last digit.
_EXACT = 1 << 53
_DECIMALS = re.compile(r"(\d{1,20})\.0+")
# A moment in milliseconds has 13 digits; more is no moment, and may be more than a float can hold.
_LARGEST_MOMENT = 10**16
# What a spreadsheet makes of an ISO time, in the order of its own country.
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)(.*)", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{32,128}")
# "AMANHÔ" + closing quotation mark: real Portuguese that happens to round-trip.
_REAL = re.compile("Ã[“”‘’…–—](?!\\w)")
_SUSPECT = re.compile("[Â-ô][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def uid_of(record: Record, *names: str) -> str | None:
    """The first of the fields that holds an id; "None", 0 and the like are none.

    Raises:
        RecordError: a spreadsheet or data frame has rounded the id.
    """
    for name in names:
        value = record.get(name)
        if isinstance(value, float):
            value = _whole(value)
        found = id_of({name: value}, name)
        if found is None or found.lower() in _NOTHING:
            continue
        match = _DECIMALS.fullmatch(found)
        if match and int(match[1]) >= _EXACT:
            raise RecordError(f"the id {found} was kept as a decimal number, so its last digits are lost")
        return match[1] if match else found
    return None


def link_of(record: Record, *names: str) -> str | None:
    """The first of the fields that holds a link; a bare number there is none, and no id either."""
    return next((text for name in names if (text := text_of(record, name)) and "/" in text), None)


def _whole(value: float) -> str | None:
    if not value.is_integer():  # so are NaN and the infinities not
        return None
    if abs(value) >= _EXACT:
        raise RecordError(f"the id {value} was kept as a decimal number, so its last digits are lost")
    return str(int(value))


def moment_of(record: Record, *names: str, zone: ZoneInfo) -> tuple[datetime | None, Precision]:
    """The first of the fields that is a moment: seconds or milliseconds since 1970, or text."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and (match := _DECIMALS.fullmatch(value.strip())):
            value = match[1]
        if isinstance(value, int | float) and not abs(value) < _LARGEST_MOMENT:
            continue
        if moment := from_epoch(value):
            return moment, "second"
        moment, precision = from_text(_ordered(value), zone)
        if moment:
            return moment, precision
    return None, "unknown"


def _ordered(value: Any) -> Any:
    """A time with its day first; None where nothing tells the day from the month: these tools write ISO themselves."""
    match = _SLASHED.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return value
    first, second = int(match[1]), int(match[2])
    if first <= 12 and second <= 12 and first != second:
        return None
    return f"{match[2]}/{match[1]}/{match[3]}{match[4]}" if second > 12 else value


def degrees_of(record: Record, name: str, *, most: float) -> float | None:
    """A latitude (``most`` 90) or longitude (180) in degrees."""
    value = record.get(name)
    if isinstance(value, str):
        try:
            value = float(value.strip()[:24])
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
        return None
    return float(value)


def object_in(record: Record, *path: str | int) -> Record:
    """The object at the end of a path of names and places; empty where there is none."""
    value: Any = record
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def texts_of(value: Any) -> str | None:
    """One text, or the texts of a list, a line each."""
    if isinstance(value, list):
        return "\n".join(text for part in value if (text := text_of({"": part}, ""))) or None
    return text_of({"": value}, "")


def is_pseudonym(text: str | None) -> bool:
    """Whether an id is a hash that a tool put in the place of a name: it stands for nobody elsewhere."""
    return text is not None and _HASH.fullmatch(text.strip().lower()) is not None


def repaired(value: Any) -> Any:
    """Every string whose UTF-8 bytes were read as Latin-1 or cp1252, put right; any other stays as it is."""
    if isinstance(value, str):
        return _repaired_text(value)
    if isinstance(value, list):
        return [repaired(part) for part in value]
    if isinstance(value, dict):
        return {repaired(key): repaired(part) for key, part in value.items()}
    return value


def _repaired_text(text: str) -> str:
    if text.isascii() or not _SUSPECT.search(_REAL.sub("", text)):
        return text
    try:
        return b"".join(_byte(character) for character in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _byte(character: str) -> bytes:
    # Browsers and Windows read the five bytes that cp1252 leaves open as control characters.
    return bytes([ord(character)]) if ord(character) < 256 else character.encode("cp1252")
