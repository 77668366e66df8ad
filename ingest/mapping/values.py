"""Cells into values: each type of a mapping, with words for what does not fit."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

import phonenumbers

from graphintel.errors import RecordError
from graphintel.schema.reading import ReadOptions
from graphintel.schema.records import Precision
from ingest.base import Record, id_of, text_of
from ingest.files.times import from_epoch, from_iso
from ingest.mapping.profile import Property

# What people write where there is nothing to write.
_NOTHING = frozenset({"-", "--", "n/a", "na", "none", "null", "nil", "unknown", "?", "无", "tiada"})
_LONGEST_NOTHING = 12  # with spaces around it
_TRACKING = re.compile(r"utm_|fbclid|gclid|__tn__|__cft__|spm|ref$|refid|igsh")
_BEGIN = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]+")  # of a link: its scheme and host
_OFFSETS = {"EDT": "-0400", "EST": "-0500", "UTC": "+0000", "GMT": "+0000", "PDT": "-0700", "PST": "-0800"}
_DIGIT = re.compile(r"\d")
_CELL = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?", re.ASCII)


def text_value(row: Record, part: Property) -> str | None:
    """The text of a property: a literal, one column, or several put together.

    Raises:
        RecordError: the property is required and empty, or an id was rounded.
    """
    if part.literal is not None:
        return part.literal
    kind = part.type
    if len(part.columns) == 1:
        value = id_of(row, part.columns[0]) if kind == "id" else text_of(row, part.columns[0])
    else:
        found = [text for name in part.columns if (text := text_of(row, name)) is not None]
        value = part.join.join(found[:1] if part.is_first else found) if found else None
    if value is not None and kind != "text" and len(value) <= _LONGEST_NOTHING and value.strip().lower() in _NOTHING:
        value = None
    if value is None and part.is_required:
        raise RecordError(f"{' and '.join(part.columns)} is empty, and the mapping says that it is required")
    if value is None or kind in ("text", "id", "entity"):
        return value
    return _read(value, part)


def _read(value: str, part: Property) -> str | None:
    match part.type:
        case "handle":
            return value.strip().lstrip("@").lower() or None
        case "url":
            return clean_url(value)
        case "domain":
            return domain_of(value)
        case "money":
            return f"{part.currency} {value.strip()}" if part.currency else value
    return value


def several(value: str | None, part: Property) -> tuple[str, ...]:
    """The parts of a value that holds several, where the mapping says how they are split."""
    if value is None:
        return ()
    if part.split is None:
        return (value,)
    return tuple(piece.strip() for piece in value.split(part.split) if piece.strip())


def time_value(row: Record, part: Property, options: ReadOptions) -> tuple[datetime | None, Precision]:
    """When, with its precision.

    Raises:
        RecordError: the cell holds something that is no time in the form that the mapping states.
    """
    value = text_value(row, part)
    if value is None:
        return None, "unknown"
    text, zone = value.strip(), part.zone or options.timezone
    if part.unit:
        moment = from_epoch(_seconds(text, part.unit))
        if moment is None:
            raise RecordError(f"{text[:40]!r} is no time since 1970 in {part.unit} of this century")
        return moment, "second"
    if part.format:
        written = text
        if part.format.endswith(" %Z"):  # Python knows the names of the machine's own zone only
            text = re.sub(r" ([A-Z]{3,4})$", lambda name: _OFFSETS.get(name[1], name[0]), text)
        try:
            form = part.format.replace(" %Z", "%z") if text != written else part.format
            moment = datetime.fromisoformat(text) if _is_cell(text, form) else datetime.strptime(text, form)
        except ValueError as problem:
            raise RecordError(f"{text[:40]!r} is no time of the form {part.format}; mend `format`") from problem
        found = from_iso(moment, zone)
        if found is None:
            raise RecordError(f"the year of {text[:40]!r} cannot be right")
        is_day = _is_cell(text, form) and len(text) == 10
        return found, "second" if re.search(r"%[HIXcs]", part.format) and not is_day else "day"
    if (moment := from_epoch(text)) is not None:
        return moment, "second"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise RecordError(
            f"{text[:40]!r} is no ISO time; write its form in the mapping, for instance format: '%d/%m/%Y %H:%M'"
        ) from problem
    found = from_iso(moment, zone)
    if found is None:
        raise RecordError(f"the year of {text[:40]!r} cannot be right")
    return found, "day" if len(text) <= 10 else "second"


def _is_cell(text: str, form: str) -> bool:
    """Whether a spreadsheet kept the time as one, beside others that people typed in the mapping's form."""
    return _CELL.fullmatch(text) is not None and not form.startswith("%Y-")


def _seconds(text: str, unit: str) -> float | None:
    try:
        return float(text) / (1000 if unit == "ms" else 1)
    except ValueError:
        return None


def number_value(row: Record, part: Property) -> float | None:
    """A number; thousands may be parted by commas or spaces.

    Raises:
        RecordError: the cell holds something else.
    """
    value = text_value(row, part)
    if value is None:
        return None
    try:
        number = float(value.strip().replace(",", "").replace(" ", ""))
    except ValueError as problem:
        raise RecordError(f"{value[:40]!r} in {' and '.join(part.columns)} is no number") from problem
    if not abs(number) < 1e15:
        raise RecordError(f"{value[:40]!r} in {' and '.join(part.columns)} is no number that can be right")
    return number


@lru_cache(maxsize=65_536)
def phone_of(value: str, region: str) -> str | None:
    """The number in E.164, or None where it is none; ``region`` counts for numbers without a country prefix."""
    if not _DIGIT.search(value) or len(value) > 60:
        return None
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=65_536)
def clean_url(value: str) -> str | None:
    """A link without its tracking parameters and fragment; None where the text is no link."""
    try:
        parts = urlsplit(value.strip() if "://" in value else f"https://{value.strip()}")
    except ValueError:
        return None
    if "." not in parts.netloc or parts.scheme not in ("http", "https") or " " in parts.netloc:
        return None
    kept = [(name, text) for name, text in parse_qsl(parts.query) if not _TRACKING.match(name)]
    query = "?" + urlencode(kept) if kept else ""
    return f"https://{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"


def domain_of(value: str) -> str | None:
    """The host of a link, without www and the like: what a marketplace is known by."""
    found = _BEGIN.match(value)
    return _domain(found[0]) if found else None


@lru_cache(maxsize=4_096)
def _domain(begin: str) -> str | None:
    link = clean_url(begin)
    if link is None:
        return None
    host = (urlsplit(link).hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    return host or None
