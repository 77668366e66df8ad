"""QQ's own export: one chat, or all chats of an account one after the other, as text.

Source: layouts as in hellodigua/ChatLab ``qq-native-txt.ts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Locator, Media, MediaKind, Membership, Post, Quarantined
from ingest.base import loaded
from ingest.chats.emptiness import never_empty
from ingest.chats.keys import Found, Room
from ingest.chats.qq_events import arrivals
from ingest.chats.text_lines import KEPT, Line, lines_of
from ingest.files.times import from_iso

_HEAD_LINES = 60
_MOST_CHARACTERS = 1 << 22  # of one message
_FIRST_LINE = re.compile(r"消息(?:记录|記錄)[(（].*")
_RULE = re.compile(r"=+")
_SECTION = re.compile(r"消息分(?:组|組)[:：](.*)")
_OBJECT = re.compile(r"消息(?:对象|對象)[:：](.+)")
_HEADER = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2}) (?P<before>上午|下午)? ?(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r":(?P<second>\d{2})(?: (?P<after>[AP]M|上午|下午))? (?P<name>.*?)"
    r"(?:\((?P<number>\d{4,12})\)|<(?P<mail>[^<>\s]{3,80})>)?"
)
_ROLES = {"群主": "owner", "管理员": "admin", "管理員": "admin"}
_ROLE = re.compile(r"【(群主|管理员|管理員)】")
_NOBODY = frozenset(("10000", "1000000", "80000000"))  # QQ itself, and all anonymous members together
_MEDIA: dict[str, MediaKind] = {
    "[图片]": "image",
    "[语音]": "voice",
    "[视频]": "video",
    "[文件]": "file",
    "[表情]": "image",
}


class QQText:
    """Reads the text; a header line stands above each message."""

    name = "qq text"
    notes = FormatNotes(
        title="QQ: message record as text (消息记录), TXT",
        recognised_by="the lines 消息记录 or 消息对象, and headers of time and name with (number) or <mail>",
        carries="accounts by QQ number or mail, chats, messages, owner and admins, joins, invites and removals",
        traps=(
            "The text holds the chat's name and not its number: two groups of the same name become one.",
            "In chats of two, and in discussion groups, there are names only: they are known within the chat.",
            "The mark 【管理员】 before a name is what the member was at that moment; other marks belong to the name.",
            "Times have no zone: set --timezone to where the exporter was, mostly Asia/Shanghai.",
            "In a chat of two, the exporter is the one whose name is not the chat's; where nobody bears that, neither.",
        ),
        not_read=("pictures and files: the text says only that there was one", "what a message answers"),
    )

    def detect(self, head: Head) -> Detection | None:
        """QQ's own heading lines, or headers with numbers."""
        if head.encoding == "xlsx":
            return None
        lines = [line.strip("\ufeff\r ") for line in head.text[:100_000].split("\n")[:_HEAD_LINES]]
        headings = sum(1 for line in lines if _OBJECT.fullmatch(line[:300]) or _FIRST_LINE.fullmatch(line[:300]))
        headers = [found for line in lines if (found := _HEADER.fullmatch(line[:300]))]
        if headings:
            return Detection(0.95, "the lines 消息记录 and 消息对象")
        with_ids = [found for found in headers if found["number"] or found["mail"]]
        return Detection(0.7, "header lines of a time and a name with its number") if len(with_ids) > 1 else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        yield from never_empty(_Export(source, options).read())


@dataclass(slots=True)
class _Waiting:
    """A message whose last line has not come yet."""

    number: int
    header: re.Match[str]
    text: str = ""
    is_cut: bool = False

    def add(self, line: Line) -> None:
        if len(self.text) + len(line.text) > _MOST_CHARACTERS:
            self.is_cut = True
        else:
            self.text += line.text + "\n"
            self.is_cut = self.is_cut or line.is_cut


class _Export:
    """The chats of one text, and the message that is being read."""

    def __init__(self, source: SourceFile, options: ReadOptions) -> None:
        self._source, self._options = source, options
        self._room = Room("qq", source, options)
        self._is_group = True
        self._has_ids = False  # once a chat's header had a number, a line without one is text
        self._waiting: _Waiting | None = None
        self._count = 0  # chats begun
        self._told: set[int] = set()

    def read(self) -> Iterator[Loaded | Quarantined]:
        """Every message of the file."""
        self._told = set(_told_objects(self._source))
        for line in lines_of(self._source.path):
            yield from self.take(line)
        yield from self.end()

    def take(self, line: Line) -> Iterator[Loaded | Quarantined]:
        """Take one line; what it ends comes out."""
        text = line.text.strip("\ufeff")
        header = _HEADER.fullmatch(text[:300])
        if header is not None and len(text) <= 300 and (self._has_id(header) or not self._has_ids):
            yield from self.end()
            self._has_ids = self._has_ids or self._has_id(header)
            self._waiting = _Waiting(line.number, header)
        elif (found := _OBJECT.fullmatch(text[:300])) is not None:
            yield from self.end()
            self._open(found[1].strip())
        elif (found := _SECTION.fullmatch(text[:300])) is not None:
            yield from self.end()
            self._is_group = "群" in found[1] or "讨论组" in found[1] or "多人" in found[1]
        elif _RULE.fullmatch(text) or _FIRST_LINE.fullmatch(text[:300]):
            return
        elif self._waiting is not None:
            self._waiting.add(line)
        elif text.strip():
            reason = "the line stands before the first message and has no time of its own"
            yield Quarantined(locator=Locator(f"line {line.number}"), reason=reason, raw=text[:KEPT])

    def end(self) -> Iterator[Loaded | Quarantined]:
        """The message that was being read, as a record."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            yield self._message(waiting)

    def _open(self, name: str) -> None:
        self._count += 1
        kind = "chat" if self._is_group else "private"
        self._room = Room("qq", self._source, self._options, name=name, kind=kind)
        self._has_ids = False

    def _has_id(self, header: re.Match[str]) -> bool:
        return bool(header["number"] or header["mail"])

    def _message(self, waiting: _Waiting) -> Loaded | Quarantined:
        locator, header = Locator(f"line {waiting.number}"), waiting.header
        moment = _moment(header, self._options)
        if moment is None or waiting.is_cut:
            reason = "its date is none that a calendar has" if moment is None else "the message is longer than QQ sends"
            return Quarantined(locator=locator, reason=reason, raw=(header[0] + "\n" + waiting.text)[:KEPT])
        room, text = self._room, waiting.text.rstrip("\r\n")
        uid = header["number"] or (header["mail"] or "").lower() or None
        roles, name = _parted(header["name"])
        is_system = uid in _NOBODY or (uid is None and name == "系统消息")
        found = None if is_system else self._person(uid, name)
        author, stated = found or (None, ())
        key = room.post_key(None, moment, author, text)
        post = Post(
            post_key=key,
            platform="qq",
            group_key=room.group_key,
            account_key=author,
            kind="system" if found is None else "message",
            text=text or None,
            posted_at=moment,
            posted_precision="second",
        )
        kind = _MEDIA.get(text.strip()) if found else None
        media = [Media(post_key=key, kind=kind)] if kind else []
        member = [_member(post, found, roles)] if found and roles else []
        told = [] if found else arrivals(room, post)
        return loaded(locator, room.group(), *stated, *member, post, *media, *told)

    def _person(self, uid: str | None, name: str) -> Found | None:
        # Where nobody bears the name of the chat, nothing tells which of the two is the exporter.
        is_told = self._room.kind == "private" and self._count in self._told
        if uid is None and is_told and name != self._room.name:
            return self._room.owner(name)
        return self._room.person(uid, name or None)


def _told_objects(source: SourceFile) -> Iterator[int]:
    """Which of the file's chats have a message by whoever they are named after."""
    count, name = 0, None
    for line in lines_of(source.path):
        text = line.text.strip("\ufeff")
        if found := _OBJECT.fullmatch(text[:300]):
            count, name = count + 1, found[1].strip()
        elif name is not None and (header := _HEADER.fullmatch(text[:300])) and _parted(header["name"])[1] == name:
            yield count


def _parted(shown: str) -> tuple[str | None, str]:
    """The role that is marked before a name, and the name."""
    found = _ROLE.match(shown)
    return (_ROLES[found[1]], shown[found.end() :].strip()) if found else (None, shown.strip())


def _member(post: Post, found: Found, role: str) -> Membership:
    assert post.group_key is not None  # every message of a room has its key
    return Membership(
        group_key=post.group_key,
        account_key=found[0],
        source_kind="listed",
        role=role,
        observed_at=post.posted_at,
        observed_precision="second",
    )


def _moment(header: re.Match[str], options: ReadOptions) -> datetime | None:
    hour, mark = int(header["hour"]), header["before"] or header["after"]
    if mark and hour <= 12:
        hour = hour % 12 + (12 if mark in ("PM", "下午") else 0)
    year, month, day, minute, second = (int(header[part]) for part in ("year", "month", "day", "minute", "second"))
    try:
        return from_iso(datetime(year, month, day, hour, minute, second), options.timezone)
    except ValueError:
        return None
