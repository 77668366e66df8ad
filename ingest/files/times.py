"""Times as exports write them, into aware UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from graphintel.schema.records import Precision

# Seconds since 1970 from 2001 to 2100; above that the number counts milliseconds.
_FIRST, _LAST = 978_307_200, 4_102_444_800
_FORMATS = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M")


def from_epoch(value: Any) -> datetime | None:
    """A moment from seconds or milliseconds since 1970; None where it is none of this century."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value.strip()[:16])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = value / 1000 if value > _LAST else value
    return datetime.fromtimestamp(seconds, UTC) if _FIRST <= seconds <= _LAST else None


def from_iso(moment: datetime, zone: ZoneInfo) -> datetime | None:
    """A moment in UTC; ``zone`` counts where it has no offset; None outside the years that an export can state."""
    if not 1970 < moment.year < 2200:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def from_text(value: Any, zone: ZoneInfo) -> tuple[datetime | None, Precision]:
    """A moment from ISO 8601 or the like; ``zone`` counts where the text has no offset of its own."""
    if not isinstance(value, str) or not value.strip():
        return None, "unknown"
    text = value.strip()
    moment = _parsed(text)
    found = from_iso(moment, zone) if moment else None
    if found is None:
        return None, "unknown"
    return found, "day" if len(text) <= 10 else "second"


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None
