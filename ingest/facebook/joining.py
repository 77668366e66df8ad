"""Days as Facebook's member list shows them: in words of the viewer's language, most of them relative."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from graphintel.schema.records import Precision
from ingest.facebook.values import moment_of

# "Member since May 3, 2021", "Joined 3 May 2021": the English screens; other languages keep their words only.
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2}),? (\d{4})\b", re.ASCII)
_DAY_FIRST = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{2,8})\.?,? (\d{4})\b", re.ASCII)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?!\d)")  # 25..: Thai screens count from 543 BC


def date_of(text: str | None, zone: ZoneInfo) -> tuple[datetime | None, Precision | None]:
    """Midnight in ``zone``, as UTC, of the day that the text gives, or the moment where it gives one.

    Relative words ("about 2 weeks ago") have the precision "relative", other words that hold a year "unknown": both
    are without a date, because the day of the export and the language are not known.
    """
    if text is None:
        return None, None
    moment, precision = moment_of({"": text}, "", zone=zone)
    if moment is not None and precision == "second":
        return moment, precision
    day = _day(text.strip())
    if day is None:
        return None, "unknown" if _YEAR.search(text) else "relative"
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC), "day"


def _day(text: str) -> date | None:
    if match := _MONTH_FIRST.search(text):
        name, number, year = match[1], match[2], match[3]
    elif match := _DAY_FIRST.search(text):
        number, name, year = match[1], match[2], match[3]
    else:
        name = number = year = ""
    month = next((n for n, known in enumerate(_MONTHS, 1) if known.startswith(name.lower())), 0) if name else 0
    try:
        found = date(int(year), month, int(number)) if month else date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if 1970 < found.year < 2200 else None
