"""What the whole of a WhatsApp text tells before its messages are read: the order of its dates, its names, its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from graphintel.schema.reading import SourceFile
from ingest.chats.places import place_of
from ingest.chats.stamped_lines import DateOrder, Message, messages
from ingest.chats.text_lines import plain
from ingest.chats.whatsapp_events import Event, event_of, is_notice
from ingest.chats.whatsapp_media import media_of

LONGEST_NAME = 120  # characters; names of contacts and groups are shorter
_MOST_NAMES = 50_000  # kept of one chat; a group has a few thousand members
_FEWEST = 3  # messages that begin with the same word and colon before it counts as part of the name
_FILE_NAME = re.compile(
    r"(?:WhatsApp Chat (?:with|-) |Chat WhatsApp (?:dengan|com|con) |Obrolan WhatsApp dengan |Sembang WhatsApp dengan "
    r"|(?:Chat|Conversación) de WhatsApp con |Conversa do WhatsApp com |Cuộc trò chuyện WhatsApp với "
    r"|แชท WhatsApp กับ )(?P<name>.+?)(?:\.(?:txt|zip))?$"
    r"|^(?:与|與)(?P<chinese>.+?)(?:的|之)\s?WhatsApp\s?(?:聊天|对话|對話)"
    r"|WhatsApp\s?(?:聊天|对话|對話)\s?[-–]\s?(?P<iphone>.+?)(?:\.(?:txt|zip))?$"
)
_OPENING = '"“«「『'
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"))
_COPY = re.compile(r" ?\(\d{1,2}\)$")  # what browsers add to a second download


@dataclass(slots=True)
class Survey:
    """Names and titles of one text. ``titles`` stand in the order in which the chat bore them.

    ``own_titles`` are names that stand before WhatsApp's own lines on iPhones and never say anything themselves.
    """

    order: DateOrder = field(default_factory=DateOrder)
    titles: list[str] = field(default_factory=list)
    own_titles: tuple[str, ...] = ()
    file_title: str | None = None
    names: dict[str, str] = field(default_factory=dict)  # as it stands before the first colon → the whole of it
    has_members_moving: bool = False

    @property
    def is_private(self) -> bool:
        """Whether two people talk: the file is named after one of at most two senders, and nobody comes or goes."""
        is_named_after = self.file_title in self.names or (self.file_title or "").startswith("+")
        return is_named_after and len(self.names) <= 2 and not self.titles and not self.has_members_moving

    def parted(self, message: Message) -> tuple[str | None, str, Event | None]:
        """Sender, text, and what one of WhatsApp's own lines says; the sender is None where WhatsApp speaks."""
        whole = message.text
        name, colon, body = whole.partition(": ")
        # On iPhones the group's name stands before WhatsApp's own lines, and a hidden mark before their text.
        # Elsewhere a colon parts a sender from a text, unless it stands in a title: nobody "left" by writing so.
        event = event_of(plain(whole), self.names) if not colon or any(quote in name for quote in _OPENING) else None
        if not colon or event or _is_title_open(name):
            return None, whole, event
        if len(name) > LONGEST_NAME or "\n" in name or is_notice(plain(whole)):
            return None, whole, None
        shown = plain(name)
        if body.startswith("\u200e"):
            if event := event_of(plain(body), self.names):
                return None, whole, event
            titles = (self.file_title, *self.titles, *self.own_titles)
            if is_notice(plain(body)) or (not self.is_private and shown in titles):
                return None, whole, None
        full = self.names.get(shown, shown)
        return full, body[len(full) - len(shown) :], None


@dataclass(slots=True)
class _Spoken:
    """How often a name spoke, and what every time stood between it and a second colon."""

    count: int
    rest: str


def survey(source: SourceFile) -> Survey:
    """Read the text once."""
    found = Survey(file_title=_file_title(source.file_name))
    spoken: dict[str, _Spoken] = {}
    heading: dict[str, None] = {}
    speaking: set[str] = set()
    for message in messages(source.path):
        if message.stamp is None or message.is_cut:
            continue
        found.order.add(message.stamp)
        first = Message(message.line, message.stamp, message.text[:2_000])
        name, body, event = found.parted(first)
        if event is not None:
            found.has_members_moving = found.has_members_moving or event.kind != "number"
            found.titles += [title for title in _titles(first.text, event) if title not in found.titles]
            if (head := _heading(first.text)) and event.kind != "number":
                heading[head] = None
        elif name is not None:
            _count(spoken, name, body)
            if name not in speaking and _is_said(body) and len(speaking) < _MOST_NAMES:
                speaking.add(name)
    found.own_titles = tuple(title for title in heading if title not in speaking)
    for title in found.own_titles:
        spoken.pop(title, None)
    found.names = {name: name + (one.rest if one.count >= _FEWEST else "") for name, one in spoken.items()}
    return found


def _is_title_open(name: str) -> bool:
    """Whether what stands before a colon ends within quotation marks: then the colon is part of a title."""
    return name.count('"') % 2 == 1 or any(name.count(a) > name.count(b) for a, b in _PAIRS)


def _heading(line: str) -> str | None:
    """The group's name before one of WhatsApp's own lines, as iPhones write it."""
    name, colon, body = line.partition(": ")
    return plain(name) if colon and body.startswith("\u200e") and len(name) <= LONGEST_NAME else None


def _is_said(body: str) -> bool:
    """Whether somebody says or sends this; WhatsApp's own words begin with a hidden mark, as files and places do."""
    return not body.startswith("\u200e") or media_of(body) is not None or place_of(body) is not None


def _titles(line: str, event: Event) -> Iterator[str]:
    if event.kind == "renamed" and (old := re.search("[\"“„«「『'](.+?)[\"”»」』'].+[\"“„«「『']", plain(line))):
        yield old[1]
    if event.title:
        yield event.title


def _count(spoken: dict[str, _Spoken], name: str, body: str) -> None:
    rest, colon, _ = body.partition(": ")
    rest = f": {rest}" if colon and "\n" not in rest and len(rest) <= 40 else ""
    if (one := spoken.get(name)) is not None:
        one.count += 1
        one.rest = one.rest if one.rest == rest else ""
    elif len(spoken) < _MOST_NAMES:
        spoken[name] = _Spoken(1, rest)


def _file_title(file_name: str) -> str | None:
    """The chat's name as the exported file or its archive bears it."""
    for step in reversed(PurePosixPath(file_name).parts):
        if match := _FILE_NAME.search(step):
            name = match["name"] or match["chinese"] or match["iphone"]
            return plain(_COPY.sub("", name))
    return None
