"""How LINE's texts lie: titles, days, and the time and the name before each message, in the layouts of its clients."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BUDDHIST = 543  # years that the Thai calendar is ahead
# Title lines of the languages that LINE is used in; a private chat's differs by a word.
_TITLES = (
    ("private", re.compile(r"(?:\[LINE\] ?)?Chat history with (.+)")),
    ("chat", re.compile(r"(?:\[LINE\] ?)?Chat history (?:in|of) (.+)")),
    ("private", re.compile(r"\[LINE\] ?(.+)とのトーク履歴")),
    ("chat", re.compile(r"\[LINE\] ?(.+)のトーク履歴")),
    ("private", re.compile(r"\[LINE\] ?[与與](.+)的(?:聊天记录|聊天記錄)")),
    ("chat", re.compile(r"\[LINE\] ?(.+)的(?:聊天记录|聊天記錄)")),
    ("private", re.compile(r"\[LINE\] ?(?:ประวัติการแชทกับ|ประวัติการสนทนากับ) ?(.+)")),
    ("chat", re.compile(r"\[LINE\] ?(?:ประวัติการแชทใน|ประวัติการสนทนาใน) ?(.+)")),
    ("private", re.compile(r"\[LINE\] ?(.+)님과의 대화.*")),
    ("chat", re.compile(r"\[LINE\] ?(.+)")),
)
_SAVED = re.compile(
    r"(?:Saved on|保存日時|保存日期|儲存日期|儲存時間|保存时间|บันทึกเมื่อ|วันที่บันทึก|저장한 날짜|Disimpan pada)\s?[:：]?.*"
)
_YEAR_FIRST = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})\.?(?:\s?[(（]?[^\d\s()（）]{1,12}[)）]?)?")
_YEAR_LAST = re.compile(r"([^\d\s,]{2,12}?)\.?,? (\d{1,2})/(\d{1,2})/(\d{4})")
_TIME = (
    r"(?P<before>上午|下午|午前|午後|오전|오후|凌晨|早上|中午|晚上)?\s?(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2}))?\s?(?P<after>[AaPp]\.?[Mm]\.?)?"
)
_TABBED = re.compile(rf"{_TIME}\t(?P<rest>.*)", re.DOTALL)
_SPACED = re.compile(rf"{_TIME} (?P<rest>\S.*)", re.DOTALL)
_EVENING = frozenset(("下午", "午後", "오후", "晚上", "中午", "p"))


@dataclass(frozen=True, slots=True)
class Clock:
    """The time before a message, and what follows it."""

    hour: int
    minute: int
    second: int
    rest: str
    is_tabbed: bool


def clock_of(line: str) -> Clock | None:
    """The time that a line begins with, before a tab or, as the Windows client writes it, a space."""
    found = _TABBED.fullmatch(line)
    is_tabbed = found is not None
    found = found or _SPACED.fullmatch(line)
    if found is None:
        return None
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    mark = found["before"] or (found["after"] or "")[:1].lower()
    if mark and hour <= 12:
        hour = hour % 12 + (12 if mark in _EVENING else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return Clock(hour, minute, second, found["rest"], is_tabbed)


@dataclass(slots=True)
class Days:
    """Reads the lines that hold a day; of ``Fri, 1/2/2026`` the weekday tells which part is the month."""

    said: str | None = None  # dmy or mdy, from the import
    fitting: dict[str, int] = field(default_factory=lambda: {"mdy": 0, "dmy": 0})
    is_open: bool = False  # days were met that both orders allow

    def survey(self, lines: Iterable[str]) -> None:
        """Learn the order from all lines of the file."""
        for line in lines:
            found = _YEAR_LAST.fullmatch(line[:60])
            if found is None:
                continue
            days = {order: _day(found, order) for order in self.fitting}
            named = found[1][:3].lower()
            fits = [o for o, d in days.items() if d and (named not in _WEEKDAYS or _WEEKDAYS[d.weekday()] == named)]
            self.is_open = True
            if len(fits) == 1:
                self.fitting[fits[0]] += 1

    @property
    def order(self) -> str | None:
        """The order that the file shows, else the one that was said."""
        if self.fitting["mdy"] != self.fitting["dmy"]:
            return max(self.fitting, key=lambda order: self.fitting[order])
        return self.said if self.said in self.fitting else None

    def day_of(self, line: str) -> tuple[bool, date | None]:
        """Whether a line holds nothing but a day, and which; None where its order is not known or it is no day."""
        if found := _YEAR_FIRST.fullmatch(line[:60].strip()):
            return True, _made(int(found[1]), int(found[2]), int(found[3]))
        if found := _YEAR_LAST.fullmatch(line[:60].strip()):
            return True, _day(found, self.order) if self.order else None
        return False, None


def _day(found: re.Match[str], order: str) -> date | None:
    first, second = int(found[2]), int(found[3])
    month, day = (first, second) if order == "mdy" else (second, first)
    return _made(int(found[4]), month, day)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year - _BUDDHIST if 2400 < year < 2700 else year, month, day)
    except ValueError:
        return None


def title_of(line: str) -> tuple[str, str] | None:
    """Kind and name of the chat, where a line is a title."""
    text = line.strip("\ufeff \r\n")
    for kind, pattern in _TITLES:
        if found := pattern.fullmatch(text[:300]):
            return kind, found[1].strip()
    return None


def is_saved_line(line: str) -> bool:
    """Whether a line says when the export was made."""
    return _SAVED.fullmatch(line[:120].strip()) is not None
