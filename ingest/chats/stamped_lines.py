"""Chat texts whose messages begin with a date and a time: finding the messages, and which part of a date is the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from ingest.chats.text_lines import INVISIBLE, Line, lines_of
from ingest.files.times import from_iso

_MOST_LINES = 20_000  # of one message; the longest that telephones send have a few thousand
_MOST_CHARACTERS = 1 << 22
_NO_YEAR = 99_999
_BUDDHIST = 543  # years that the Thai calendar is ahead; telephones set to it write 2567 for 2024
# Halves of the day, as ICU's locales write them, without points, spaces and case.
_MORNING = "am 上午 午前 오전 凌晨 清晨 早上 sa pg πμ ص öö पूर्वाह्न ก่อนเที่ยง de".split()
_EVENING = "pm 下午 午後 오후 中午 晚上 ch ptg μμ م ös अपराह्न หลังเที่ยง du".split()
_POINTED = frozenset("am pm de du".split())  # written with points or spaces: patterns of their own below
_GAP = "[\\s\u202f\u00a0]"
_MARK = rf"(?:[AaPp]\.?{_GAP}?[Mm]\.?|[Dd][eu]\.|{'|'.join(m for m in (*_MORNING, *_EVENING) if m not in _POINTED)})"
_UNMARKED = re.compile(rf"[.]|{_GAP}")


def _stamp_pattern(tail: str) -> str:
    """Date and time; ``tail`` keeps the groups of the two layouts apart."""
    day = rf"(?P<a{tail}>\d{{1,4}}){_GAP}?[./\-年]{_GAP}?(?P<b{tail}>\d{{1,2}}){_GAP}?[./\-月]"
    day += rf"{_GAP}?(?P<c{tail}>\d{{1,4}})日?\.?"
    clock = rf"(?P<hour{tail}>\d{{1,2}})[:.](?P<minute{tail}>\d{{2}})(?:[:.](?P<second{tail}>\d{{2}}))?"
    return rf"{day},?{_GAP}(?P<before{tail}>{_MARK})?{_GAP}?{clock}{_GAP}?(?P<after{tail}>{_MARK})?"


_STAMP = re.compile(
    rf"^[{INVISIBLE}]*(?:\[{_stamp_pattern('')}\]|{_stamp_pattern('2')}{_GAP}?[-–—]){_GAP}(?P<rest>.*)$",
    re.DOTALL | re.IGNORECASE,
)
_STAMP_CHARACTERS = 160  # a stamp is never longer, so a giant line is not searched
_REMEMBERED = 4_096  # stamps, days and moments that are not worked out again: messages of a minute stand together


_Clock = tuple[tuple[int, int, int], int, int, int | None, bool]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The parts of a stamp as they stand, and what follows it."""

    parts: tuple[int, int, int]
    hour: int
    minute: int
    second: int | None
    rest: str
    is_bracketed: bool

    def day(self, order: str) -> date | None:
        """The date where its parts, read in ``order`` (dmy, mdy or ymd), make one."""
        return _day(self.parts, order)

    def moment(self, order: str | None, zone: ZoneInfo) -> datetime | None:
        """The moment in UTC where the order is known and the parts make a date of this age."""
        if order is None:
            return None
        return _moment(self.parts, order, self.hour, self.minute, self.second or 0, zone)


@lru_cache(maxsize=_REMEMBERED)
def _day(parts: tuple[int, int, int], order: str) -> date | None:
    named = dict(zip(order, parts, strict=True))
    year = named["y"] + 2000 if named["y"] < 100 else named["y"]
    try:
        return date(year - _BUDDHIST if 2400 < year < 2700 else year, named["m"], named["d"])
    except ValueError:
        return None


@lru_cache(maxsize=_REMEMBERED)
def _moment(
    parts: tuple[int, int, int], order: str, hour: int, minute: int, second: int, zone: ZoneInfo
) -> datetime | None:
    day = _day(parts, order)
    return from_iso(datetime(day.year, day.month, day.day, hour, minute, second), zone) if day else None


@dataclass(frozen=True, slots=True)
class Message:
    """One message with all its lines; ``stamp`` is missing where lines stand before the first stamp."""

    line: int
    stamp: Stamp | None
    text: str
    is_cut: bool = False


def stamp_of(line: str) -> Stamp | None:
    """The stamp that a line begins with."""
    found = _STAMP.match(line[:_STAMP_CHARACTERS])
    if found is None:
        return None
    start = found.start("rest")
    clock = _clock_of(line[:start])
    return Stamp(*clock[:4], line[start:], clock[4]) if clock else None


@lru_cache(maxsize=_REMEMBERED)
def _clock_of(stamp: str) -> _Clock | None:
    """Parts of the date, hour, minute, second, and whether brackets stand around them."""
    found = _STAMP.match(stamp)
    if found is None:
        return None
    is_bracketed = found["a"] is not None
    tail = "" if is_bracketed else "2"
    hour, minute = int(found["hour" + tail]), int(found["minute" + tail])
    mark = _UNMARKED.sub("", found["before" + tail] or found["after" + tail] or "").lower()
    if mark and hour <= 12:
        hour = hour % 12 + (12 if mark in _EVENING else 0)
    if hour > 23 or minute > 59:
        return None
    second = int(found["second" + tail] or 0)
    a, b, c = (_part(found[name + tail]) for name in "abc")
    seconds = second if found["second" + tail] and second < 60 else None
    return (a, b, c), hour, minute, seconds, is_bracketed


def _part(digits: str) -> int:
    """A part of a date; the year 0001 is none of 2001."""
    return int(digits) if len(digits) < 4 or int(digits) >= 1000 else _NO_YEAR


def messages(path: Path) -> Iterator[Message]:
    """Yield the messages of a text, each with the lines that follow its stamp."""
    waiting: _Waiting | None = None
    for line in lines_of(path):
        stamp = stamp_of(line.text)
        if stamp is None and waiting is not None:
            waiting.add(line)
            continue
        if stamp is None and not line.text.strip(INVISIBLE + " "):
            continue
        if waiting is not None:
            yield waiting.message()
        waiting = _Waiting(line, stamp)
    if waiting is not None:
        yield waiting.message()


class _Waiting:
    """A message whose last line has not come yet."""

    def __init__(self, line: Line, stamp: Stamp | None) -> None:
        self._line, self._stamp, self._is_cut = line.number, stamp, line.is_cut
        self._lines = [line.text if stamp is None else stamp.rest]
        self._size = len(line.text)

    def add(self, line: Line) -> None:
        self._size += len(line.text)
        if len(self._lines) >= _MOST_LINES or self._size > _MOST_CHARACTERS:
            self._is_cut = True
            return
        self._lines.append(line.text)
        self._is_cut = self._is_cut or line.is_cut

    def message(self) -> Message:
        return Message(self._line, self._stamp, "\n".join(self._lines).rstrip("\n"), self._is_cut)


@dataclass(slots=True)
class DateOrder:
    """Which part of the dates is the day: fed with every stamp of a file, asked at its end."""

    fitting: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("dmy", "mdy", "ymd"), 0))
    steps_back: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("dmy", "mdy", "ymd"), 0))
    stamps: int = 0
    _last: dict[str, date] = field(default_factory=dict)

    def add(self, stamp: Stamp) -> None:
        """Take one stamp into account."""
        self.stamps += 1
        for order in self.fitting:
            if (order == "ymd") != (stamp.parts[0] > 31) or (day := stamp.day(order)) is None:
                continue
            self.fitting[order] += 1
            # Servers deliver late and clocks change by hours, so only steps back of days speak against an order.
            self.steps_back[order] += (self._last.get(order, day) - day).days > 2
            self._last[order] = day

    def find(self, said: str | None) -> str | None:
        """The order that most dates allow; of two the only one in order of time; else what was ``said``; else None.

        The few dates that do not fit an order (a line of a message that looks like a stamp) do not rule it out.
        """
        best = max(self.fitting.values())
        if best == 0:
            return said
        likely = [order for order, count in self.fitting.items() if count == best]
        if len(likely) > 1 and len(ordered := [order for order in likely if not self.steps_back[order]]) == 1:
            likely = ordered
        return likely[0] if len(likely) == 1 else said if said in likely else None
