"""VK's archive of an account: one page of a conversation, as HTML (windows-1251)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from pathlib import PurePosixPath

from graphintel.errors import ImportFailure
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, MediaKind, Post, Quarantined
from ingest.base import Item, loaded, quarantined
from ingest.chats.keys import Found, Room
from ingest.chats.text_lines import KEPT
from ingest.files.decoding import open_text
from ingest.files.times import from_iso

_CHUNK = 1 << 16  # characters read at a time
_MOST_WAITING = 1 << 24  # characters that the parser may hold back: more is a tag that never ends
_MOST_CHARACTERS = 1 << 22  # of one message
_MESSAGE = re.compile(r"""class=["']message["']\s+data-id=["']-?\d+["']""")
_PEER = re.compile(r"^-?\d{1,12}$")
_FIRST_GROUP_CHAT = 2_000_000_000  # conversations of many are numbered from here, by each account for itself
_PROFILE = re.compile(r"vk\.com/(?:(?P<kind>id|club|public|event)(?P<number>\d+)|(?P<handle>[A-Za-z][\w.]{3,40}))/?$")
_MONTHS = {
    **{word: number for number, word in enumerate("янв фев мар апр мая июн июл авг сен окт ноя дек".split(), start=1)},
    **{word: number for number, word in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)},
    "май": 5,
}
_TIME = re.compile(
    r"(?P<day>\d{1,2}) (?P<month>[^\W\d_]{3,10})\.? (?P<year>\d{4}) (?:в|at|о|у) "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: (?P<half>[ap]m))?"
)
_KINDS: tuple[tuple[str, MediaKind], ...] = (
    ("фотограф", "image"),
    ("стикер", "image"),
    ("видеозапис", "video"),
    ("голосов", "voice"),
    ("аудиозапис", "voice"),
    ("файл", "file"),
    ("документ", "file"),
    ("photo", "image"),
    ("sticker", "image"),
    ("video", "video"),
    ("voice", "voice"),
    ("audio", "voice"),
    ("file", "file"),
)


class VkArchive:
    """Reads the blocks of messages of a page."""

    name = "vk archive"
    notes = FormatNotes(
        title="VK: archive of an account, messages/<number>/messagesN.html",
        recognised_by="blocks of the class message with data-id, below them message__header",
        carries="accounts by VK number or address, messages, that a picture, film or file was with them and its link",
        traps=(
            "The conversation's number stands in the folder's name only: keep the folders of the archive.",
            "Conversations of many are numbered by each account for itself: such a one is known by its title.",
            "The exporter's own messages are under 'Вы': say who he is with --owner vk:<number>.",
            "Times have no zone: set --timezone to where the exporter was, mostly Europe/Moscow.",
        ),
        not_read=("what forwarded messages hold", "calls, gifts and links among the attachments"),
    )

    def detect(self, head: Head) -> Detection | None:
        """The blocks of messages as VK writes them."""
        is_vk = _MESSAGE.search(head.text) is not None and "message__header" in head.text
        return Detection(0.95, "blocks of the class message with data-id and message__header") if is_vk else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in the order of the page."""
        page, count = _Page(), 0
        with open_text(source.path) as opened:
            room = _room(source, options)
            while chunk := opened.read(_CHUNK):
                page.take(chunk)
                for block in page.ended():
                    count += 1
                    yield _message(block, count, room, page.title)
            page.finish()
        for block in page.ended():
            count += 1
            yield _message(block, count, room, page.title)
        if not count:
            raise ImportFailure("the page holds no message. Take the archive's pages as VK wrote them.")


def _room(source: SourceFile, options: ReadOptions) -> Room:
    steps = PurePosixPath(source.file_name).parts
    peer = steps[-2] if len(steps) > 1 and _PEER.match(steps[-2]) else None
    if peer is None or int(peer) >= _FIRST_GROUP_CHAT:
        return Room("vk", source, options)
    return Room("vk", source, options, uid=peer, kind="private")


@dataclass(slots=True)
class _Block:
    """One message as it stands on the page."""

    uid: str
    header: str = ""
    link: str | None = None
    name: str = ""
    text: str = ""
    attachments: list[list[str]] = field(default_factory=list)  # description, link
    is_cut: bool = False


class _Page(HTMLParser):
    """Finds the blocks; depth in tags tells where one ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self._block: _Block | None = None
        self._done: list[_Block] = []
        self._open: list[str] = []  # the roles of the tags that are open within the block
        self._is_in_title = False

    def take(self, chunk: str) -> None:
        """Feed a stretch of the page.

        Raises:
            ImportFailure: it is no HTML that can be read in stretches.
        """
        try:
            self.feed(chunk)
        except AssertionError as problem:  # how the standard library's parser says that a declaration is none
            raise ImportFailure("its HTML is broken. Take the archive's pages as VK wrote them.") from problem
        if len(self.rawdata) > _MOST_WAITING:
            raise ImportFailure("a tag in it never ends. Take the archive's pages as VK wrote them.")

    def finish(self) -> None:
        """The end of the page ends the last block."""
        self.take("\n")
        self._end()

    def ended(self) -> Iterator[_Block]:
        """Blocks that have come to their end."""
        done, self._done = self._done, []
        yield from done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if tag == "div" and "message" in classes and given.get("data-id"):
            self._end()
            self._block = _Block(str(given["data-id"])[:40])
            self._open = ["message"]
        elif "ui_crumb" in classes and tag == "div":
            self._is_in_title, self.title = True, ""
        elif self._block is not None and tag == "br" and self._role == "text":
            self._add_text("\n")
        elif self._block is not None and tag in ("div", "a", "span"):
            self._enter(tag, classes, given.get("href"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._is_in_title:
            self._is_in_title = False
        if self._block is None or tag not in ("div", "a", "span") or not self._open:
            return
        self._open.pop()
        if not self._open:
            self._end()

    def handle_data(self, data: str) -> None:
        if self._is_in_title:
            self.title += data[:300]
        block, role = self._block, self._role
        if block is None:
            return
        if role in ("header", "author"):
            block.header = (block.header + data)[:1_000]
            if role == "author":
                block.name = (block.name + data)[:300]
        elif role == "text":
            self._add_text(data)
        elif role == "description" and block.attachments:
            block.attachments[-1][0] = (block.attachments[-1][0] + data)[:300]

    @property
    def _role(self) -> str:
        return self._open[-1] if self._open else ""

    def _enter(self, tag: str, classes: list[str], href: str | None) -> None:
        """A tag within a block: its role follows from its class and from where it stands."""
        block = self._block
        assert block is not None  # asked before
        role = self._role
        if "message__header" in classes:
            role = "header"
        elif tag == "a" and role == "header":
            role, block.link = "author", href
        elif "kludges" in classes or "attachment" in classes:
            role = "kludges"
        elif "attachment__description" in classes:
            role = "description"
            block.attachments.append(["", ""])
        elif tag == "a" and "attachment__link" in classes and block.attachments:
            block.attachments[-1][1] = (href or "")[:2_000]
            role = "link"
        elif role == "message" and tag == "div":
            role = "text"
        self._open.append(role)

    def _add_text(self, data: str) -> None:
        block = self._block
        if block is None:
            return
        if len(block.text) + len(data) > _MOST_CHARACTERS:
            block.is_cut = True
        else:
            block.text += data

    def _end(self) -> None:
        if self._block is not None:
            self._done.append(self._block)
        self._block, self._open = None, []


def _message(block: _Block, count: int, room: Room, title: str) -> Loaded | Quarantined:
    item = Item(f"message {count}", f"{block.header}\n{block.text}"[:KEPT])
    if block.is_cut:
        return quarantined(item, "the message is longer than VK sends")
    room.name = room.name or title.strip() or None
    found = _author(block, room)
    if found is None:
        return quarantined(item, "the message names nobody: its header is broken")
    moment = _moment(block.header, room)
    text = block.text.strip("\r\n")
    # Numbers of messages are counted by each account for itself, so they are no part of the key.
    speaker = found[0] if ":~me-" not in found[0] else "me"  # the next export of the same account gives the same key
    key = room.post_key(None, moment, speaker, text)
    post = Post(
        post_key=key,
        platform="vk",
        platform_uid=block.uid,
        group_key=room.group_key,
        account_key=found[0],
        kind="message",
        text=text or None,
        posted_at=moment,
        posted_precision="second" if moment else "unknown",
    )
    media = []
    for description, link in block.attachments:
        shown = description.lower()
        kind = next((kind for word, kind in _KINDS if word in shown), None)
        if kind is not None:
            media.append(Media(post_key=key, kind=kind, uri=link or None))
    return loaded(item.locator, room.group(), *found[1], post, *media)


def _author(block: _Block, room: Room) -> Found | None:
    """Who a header names: the exporter without a link, anybody else by it."""
    if block.link is None:
        shown = block.header.split(",")[0].strip()
        return room.owner() if shown in ("Вы", "You", "Ви") else room.person(None, shown or None)
    found = _PROFILE.search(block.link.strip())
    name = block.name.strip() or None
    if found is None:
        return room.person(None, name)
    if found["number"]:
        # Communities are numbered apart from people; VK itself tells them by a minus.
        return room.person(found["number"] if found["kind"] == "id" else f"-{found['number']}", name)
    return room.person(None, name, handle=found["handle"].lower())


def _moment(header: str, room: Room) -> datetime | None:
    found = _TIME.search(header)
    month = _MONTHS.get(found["month"][:3].lower()) if found else None
    if found is None or month is None:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    parts = (int(found["year"]), month, int(found["day"]), hour, int(found["minute"]), int(found["second"] or 0))
    try:
        return from_iso(datetime(*parts), room.options.timezone)
    except ValueError:
        return None
