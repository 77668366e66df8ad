"""Chat texts whose lines begin with a time: finding the messages, and which part of a date is the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from ingest.files.decoding import open_text
from ingest.files.times import from_iso

# Direction marks and the like, which telephones put before stamps, names and numbers.
INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_LONGEST = 1 << 20  # characters of one line; a longer one is cut, and the message quarantined
_MOST_LINES = 2_000  # of one message
_MARK = r"(?:[AaPp]\.?[\s\u202f\u00a0]?[Mm]\.?|上午|下午|午前|午後|오전|오후|凌晨|早上|中午|晚上|SA|CH|μμ|πμ)"


def _stamp_pattern(tail: str) -> str:
    """Date and time; ``tail`` keeps the groups of the two layouts apart."""
    date = rf"(?P<a{tail}>\d{{1,4}})\s?[./\-年]\s?(?P<b{tail}>\d{{1,2}})\s?[./\-月]\s?(?P<c{tail}>\d{{1,4}})日?\.?"
    clock = rf"(?P<hour{tail}>\d{{1,2}})[:.](?P<minute{tail}>\d{{2}})(?:[:.](?P<second{tail}>\d{{2}}))?"
    gap = r"[\s\u202f\u00a0]?"
    return rf"{date},?[\s\u202f](?P<before{tail}>{_MARK})?{gap}{clock}{gap}(?P<after{tail}>{_MARK})?"


_STAMP = re.compile(
    rf"^[{INVISIBLE}]*(?:\[{_stamp_pattern('')}\]|{_stamp_pattern('2')}[\s\u202f]?[-–—])[\s\u202f](?P<rest>.*)$",
    re.DOTALL,
)
_EVENING = ("p", "下午", "午後", "오후", "晚上", "ch", "μμ", "中午")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The parts of a stamp as they stand, and what follows it."""

    parts: tuple[int, int, int]
    hour: int
    minute: int
    second: int | None
    rest: str
    is_bracketed: bool

    def moment(self, order: str | None, zone: ZoneInfo) -> datetime | None:
        """The moment in UTC where ``order`` (dmy, mdy, ymd) is known and the parts make a date."""
        if order is None:
            return None
        named = dict(zip(order, self.parts, strict=True))
        year = named["y"] + 2000 if named["y"] < 100 else named["y"]
        try:
            local = datetime(year, named["m"], named["d"], self.hour, self.minute, self.second or 0)
        except ValueError:
            return None
        return from_iso(local, zone)


@dataclass(frozen=True, slots=True)
class Message:
    """One message with all its lines; ``stamp`` is missing where lines stand before the first stamp."""

    line: int
    stamp: Stamp | None
    text: str
    is_cut: bool = False


def stamp_of(line: str) -> Stamp | None:
    """The stamp that a line begins with."""
    found = _STAMP.match(line[:4_096]) if line[:1] in f"[{INVISIBLE}0123456789" else None
    if found is None:
        return None
    is_bracketed = found["a"] is not None
    tail = "" if is_bracketed else "2"
    a, b, c = (found[name + tail] for name in "abc")
    hour, second = int(found["hour" + tail]), found["second" + tail]
    mark = (found["before" + tail] or found["after" + tail] or "").lower()
    if mark and hour <= 12:
        hour = hour % 12 + (12 if mark.startswith(_EVENING) else 0)
    if hour > 23 or int(found["minute" + tail]) > 59:
        return None
    rest = found["rest"] + line[4_096:]
    seconds = int(second) if second and int(second) < 60 else None
    return Stamp((int(a), int(b), int(c)), hour, int(found["minute" + tail]), seconds, rest, is_bracketed)


def messages(path: Path) -> Iterator[Message]:
    """Yield the messages of a text, each with the lines that follow its stamp."""
    with open_text(path) as opened:
        waiting: tuple[int, Stamp | None] | None = None
        lines: list[str] = []
        is_cut = False
        for number, line, was_cut in _lines(opened):
            stamp = stamp_of(line)
            if stamp is not None or (waiting is not None and len(lines) >= _MOST_LINES):
                if waiting is not None:
                    yield Message(waiting[0], waiting[1], "\n".join(lines), is_cut)
                waiting, lines, is_cut = (number, stamp), [stamp.rest if stamp else line], was_cut
            elif waiting is None:
                if line.strip(INVISIBLE + " "):
                    yield Message(number, None, line, was_cut)
            else:
                lines.append(line)
                is_cut = is_cut or was_cut
        if waiting is not None:
            yield Message(waiting[0], waiting[1], "\n".join(lines), is_cut)


def _lines(opened: TextIO) -> Iterator[tuple[int, str, bool]]:
    number = 0
    while line := opened.readline(_LONGEST):
        number += 1
        is_cut = len(line) == _LONGEST and not line.endswith("\n")
        while is_cut and (more := opened.readline(_LONGEST)) and not more.endswith("\n"):
            pass
        yield number, line.rstrip("\r\n").replace("\0", "\ufffd"), is_cut


def find_order(path: Path) -> str | None:
    """Which part of the dates is the day, from the whole file; None where nothing tells.

    A part above 12 is a day, one of four digits the year; where neither occurs, only one reading is in order of time.
    """
    highest = [0, 0]
    descents = {"dmy": 0, "mdy": 0}
    last: dict[str, tuple[int, ...]] = {}
    for message in messages(path):
        if message.stamp is None:
            continue
        a, b, c = message.stamp.parts
        if a > 31:
            return "ymd"
        highest = [max(highest[0], a), max(highest[1], b)]
        for order, key in (("dmy", (c, b, a)), ("mdy", (c, a, b))):
            moment = (*key, message.stamp.hour, message.stamp.minute)
            descents[order] += moment < last.get(order, moment)
            last[order] = moment
    if highest[0] > 12 or highest[1] > 12:
        return "dmy" if highest[1] <= 12 else "mdy" if highest[0] <= 12 else None
    ordered = [order for order, count in descents.items() if count == 0]
    return ordered[0] if len(ordered) == 1 else None
