"""LINE's own export: a chat as text, as its telephone and Windows clients write it.

Source: layouts as in hellodigua/ChatLab ``line-native-txt.ts`` and meyfa/line-chat-parser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath

from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Locator, Media, Membership, Post, Quarantined, Question, Read, Statement
from ingest.base import loaded
from ingest.chats.emptiness import never_empty
from ingest.chats.keys import Found, Room
from ingest.chats.line_events import event_of, is_you, media_of, name_before_media
from ingest.chats.line_layout import Clock, Days, clock_of, is_saved_line, title_of
from ingest.chats.places import place_of
from ingest.chats.text_lines import KEPT, Line, lines_of
from ingest.files.times import from_iso

_HEAD_LINES = 60
_MOST_CHARACTERS = 1 << 22  # of one message
_MOST_WORDS = 8  # of one name
_MOST_NAMES = 10_000


class LineText:
    """Reads a chat text; days stand on lines of their own."""

    name = "line text"
    notes = FormatNotes(
        title="LINE: a chat exported from the telephone or from Windows, TXT",
        recognised_by="a title [LINE] …, lines that hold a day, and below them lines that begin with a time",
        carries="accounts by name, the chat, messages, joins, invites, removals, places sent, that there was a picture",
        traps=(
            "There are no ids: people are known by name within the chat, and a chat by its name.",
            "In days such as Fri, 1/2/2026 the weekday tells the month from the day; where it does not, you are asked.",
            "The Windows client parts name and text by a single space. A name of several words is known only where it "
            "also stands before a placeholder, in a line of LINE's own, or in the title; else its first word is taken.",
            "Times have no zone: set --timezone to where the exporter was.",
            "In a chat of two, the exporter is the one whose name is not the title's; where nobody is, neither.",
        ),
        not_read=("names of pictures and files: the text does not hold them", "replies and reactions"),
    )

    def detect(self, head: Head) -> Detection | None:
        """A title or a day, and a time below it."""
        if head.encoding == "xlsx":
            return None
        lines = [line.strip("\ufeff\r") for line in head.text[:100_000].split("\n")[:_HEAD_LINES] if line.strip()]
        if not lines:
            return None
        has_day = any(Days().day_of(line)[0] for line in lines)
        clocks = [clock for line in lines if (clock := clock_of(line)) is not None]
        if not has_day or not clocks:
            return None
        if title_of(lines[0]) is not None:
            return Detection(0.95, f"the title {lines[0][:40]!r}, days and times")
        is_dated_first = Days().day_of(lines[0])[0]
        return Detection(0.7, "a day on its own line, and times below it") if is_dated_first else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Read]:
        """Yield each message and each of LINE's own lines, in file order."""
        known = _survey(source, options)
        if known.days.is_open and known.days.order is None:
            text = (
                f"Is the day or the month first in the days of {PurePosixPath(source.file_name).name}? Nothing in it "
                "tells. Say it with --date-order dmy or --date-order mdy; until then its messages have no time."
            )
            yield Question(kind="date_order", text=text)
        chat = _Chat(Room("line", source, options, name=known.title, kind=known.kind), known)
        yield from never_empty(map(chat.read, _entries(source, known)))


@dataclass(slots=True)
class _Known:
    """What the whole file tells before its messages are read."""

    days: Days
    title: str | None = None
    kind: str = "chat"
    is_tabbed: bool = False
    has_other: bool = False  # of a private chat the person whom the title names says something
    names: set[str] = field(default_factory=set)


def _survey(source: SourceFile, options: ReadOptions) -> _Known:
    known = _Known(Days(options.date_order))
    known.days.survey(line.text for line in lines_of(source.path))
    guessed: Counter[str] = Counter()
    for line in lines_of(source.path):
        if known.title is None and line.number <= 2 and (title := title_of(line.text)):
            known.kind, known.title = title
        clock = clock_of(line.text)
        if clock is None:
            continue
        known.is_tabbed = known.is_tabbed or clock.is_tabbed
        parting = "\t" if clock.is_tabbed else " "
        known.has_other = known.has_other or clock.rest.startswith(f"{known.title}{parting}")
        if not clock.is_tabbed and len(guessed) < _MOST_NAMES:
            guessed.update(_names_in(clock.rest))
    known.names = {name for name, count in guessed.items() if count > 1}
    if known.kind == "private" and known.title:
        known.names.add(known.title)
    return known


def _names_in(rest: str) -> dict[str, int]:
    """Names that a line shows whole; one that may be the beginning of a text counts half."""
    if event := event_of(rest):
        return dict.fromkeys((*event.who, *([event.by] if event.by else [])), 2)
    found = name_before_media(rest)
    return {found[0]: 2 if found[1] else 1} if found else {}


@dataclass(slots=True)
class _Entry:
    """A message with all its lines, or a line that belongs to none."""

    number: int
    text: str
    clock: Clock | None = None
    day: date | None = None
    is_cut: bool = False

    def add(self, line: Line) -> None:
        if len(self.text) + len(line.text) > _MOST_CHARACTERS:
            self.is_cut = True
        else:
            self.text += "\n" + line.text
            self.is_cut = self.is_cut or line.is_cut

    @property
    def is_open(self) -> bool:
        """Whether a quotation goes on: LINE puts texts of several lines into quotation marks."""
        _, _, text = self.text.rpartition("\t") if "\n" not in self.text else self.text.partition("\t")
        return text.startswith('"') and (len(text) == 1 or not text.endswith('"'))


def _entries(source: SourceFile, known: _Known) -> Iterator[_Entry]:
    waiting: _Entry | None = None
    day: date | None = None
    for line in lines_of(source.path):
        clock = clock_of(line.text)
        if clock is not None and clock.is_tabbed == known.is_tabbed:
            if waiting is not None:
                yield waiting
            waiting = _Entry(line.number, clock.rest, clock, day, line.is_cut)
            continue
        is_day, found = known.days.day_of(line.text)
        if is_day and not (waiting is not None and waiting.is_open):
            day = found
            continue
        if waiting is not None:
            waiting.add(line)
        elif line.text.strip("\ufeff ") and not _is_heading(line):
            yield _Entry(line.number, line.text)
    if waiting is not None:
        yield waiting


def _is_heading(line: Line) -> bool:
    return (line.number <= 2 and title_of(line.text) is not None) or is_saved_line(line.text)


class _Chat:
    """The chat while its messages are read."""

    def __init__(self, room: Room, known: _Known) -> None:
        self._room, self._known = room, known

    def read(self, entry: _Entry) -> Loaded | Quarantined:
        locator = Locator(f"line {entry.number}")
        if entry.clock is None:
            reason = "the line stands before the first message and has no time of its own"
            return Quarantined(locator=locator, reason=reason, raw=entry.text[:KEPT])
        if entry.is_cut:
            reason = "the message is longer than any that LINE sends"
            return Quarantined(locator=locator, reason=reason, raw=entry.text[:KEPT])
        name, text = self._parted(entry.text.rstrip("\n"))
        found = self._person(name) if name else None
        author, stated = found or (None, ())
        moment = self._moment(entry)
        key = self._room.post_key(None, moment, name, text)
        place = place_of(text)
        post = Post(
            post_key=key,
            platform="line",
            group_key=self._room.group_key,
            account_key=author,
            kind="message" if found else "system",
            text=text,
            latitude=place[0] if place else None,
            longitude=place[1] if place else None,
            posted_at=moment,
            posted_precision="second" if moment else "unknown",
        )
        kind = media_of(text) if found else None
        media = [Media(post_key=key, kind=kind)] if kind else []
        told = [] if found else self._told(post)
        return loaded(locator, self._room.group(), *stated, post, *media, *told)

    def _moment(self, entry: _Entry) -> datetime | None:
        if entry.day is None or entry.clock is None:
            return None
        day, clock = entry.day, entry.clock
        local = datetime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second)
        return from_iso(local, self._room.options.timezone)

    def _parted(self, rest: str) -> tuple[str | None, str]:
        """Name and text; no name where LINE speaks itself."""
        if self._known.is_tabbed:
            name, tab, text = rest.partition("\t")
            if not tab or not name.strip():
                return None, text if tab else rest
            is_quoted = "\n" in text and text.startswith('"') and text.endswith('"')
            return name.strip(), text[1:-1] if is_quoted else text
        if event_of(rest):
            return None, rest
        words = rest.split("\n")[0].split(" ")
        for count in range(min(_MOST_WORDS, len(words)), 0, -1):
            name = " ".join(words[:count])
            if name in self._known.names:
                return name, rest[len(name) + 1 :]
        return words[0], rest[len(words[0]) + 1 :]

    def _person(self, name: str) -> Found | None:
        # Where nobody bears the name of the title, nothing tells which of the two is the exporter.
        if self._known.kind == "private" and self._known.has_other and name != self._known.title:
            return self._room.owner(name)
        return self._room.person(None, name)

    def _named(self, name: str) -> Found | None:
        return self._room.owner() if is_you(name) else self._room.person(None, name)

    def _told(self, post: Post) -> Iterator[Statement]:
        event = event_of(post.text or "")
        if event is None:
            return
        by = self._named(event.by) if event.by else None
        yield from by[1] if by else ()
        for name in event.who:
            who = self._named(name)
            if who is None:
                continue
            yield from who[1]
            yield Membership(
                group_key=self._room.group_key,
                account_key=who[0],
                source_kind=event.kind,
                inviter_account_key=by[0] if by else None,
                observed_at=post.posted_at,
                observed_precision=post.posted_precision,
            )
