"""Times in English words, as Facebook's older pages write them: "Tuesday, May 3, 2016 at 5:04pm UTC+08"."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from graphintel.schema.records import Precision

_TIME = re.compile(
    r"(?:(?P<month>[A-Z][a-z]+) (?P<day>\d{1,2})|(?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]+)),? (?P<year>\d{4}) at "
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)\s*(?P<half>[aApP][mM])?\s*(?P<zone>[A-Z]{2,4})?(?P<offset>[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Hours from UTC. Facebook wrote letters for the zones of North America only.
_ZONES = {"UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}


def time_of(text: str, zone: ZoneInfo) -> tuple[datetime | None, Precision]:
    """The minute that the words give; a day, where they name a zone that is not known."""
    match = _TIME.search(text)
    if match is None:
        return None, "unknown"
    name = (match["month"] or match["month2"])[:3].lower()
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    known = _zone(match["zone"], match["offset"])
    try:
        month = _MONTHS.index(name) + 1
        day = int(match["day"] or match["day2"])
        moment = datetime(int(match["year"]), month, day, hour, int(match["minute"]), tzinfo=known or zone)
    except ValueError:
        return None, "unknown"
    if not 1990 < moment.year < 2100:
        return None, "unknown"
    return moment.astimezone(UTC), "second" if known or not match["zone"] else "day"


def _zone(name: str | None, offset: str | None) -> tzinfo | None:
    hours = _ZONES.get(name or "")
    if not offset:
        return None if hours is None else timezone(timedelta(hours=hours))
    digits = offset[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]) % 24, minutes=int(digits[2:]) % 60)
    return timezone(-shift if offset[0] == "-" else shift)
