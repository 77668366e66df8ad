"""The blocks of a WechatExporter page, taken out while the page streams by."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from ingest.base import Broken
from ingest.files.decoding import open_text

_CHUNK = 65_536  # characters fed at a time
_LONGEST_TAG = 1 << 23  # characters of an unfinished tag; pictures written into the page reach 2 million
_LONGEST = 1 << 20  # characters of one message
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Classes and the part of a block that their text is.
_PARTS = {
    "dspname": "name",
    "nt-box": "time",
    "refermsg": "quoted",
    "msg-text": "text",
    "app-name": "app",
    "card-type": "app",
    "voicetime": "app",
}
_PASSED = frozenset(("script", "style", "title"))


@dataclass(slots=True)
class Block:
    """One ``div.msg``: its attributes, and its text by the class that it stands in."""

    locator: str
    classes: frozenset[str]
    uid: str | None
    kind: str | None
    owner_uid: str | None = None
    chat_uid: str | None = None
    title: str | None = None
    wxid: str | None = None
    link: str | None = None
    uri: str | None = None
    parts: dict[str, str] = field(default_factory=dict)
    forwarded: list[Block] = field(default_factory=list)

    def words(self) -> str:
        """What is kept of the block where it cannot be used."""
        return "\n".join(f"{name}: {text}" for name, text in self.parts.items())


def stream_blocks(path: Path) -> Iterator[Block | Broken]:
    """Yield the blocks of a page, in its order."""
    page = _Page()
    with open_text(path) as opened:
        while chunk := opened.read(_CHUNK):
            page.feed(chunk.replace("\0", "\ufffd"))
            while page.ready:
                yield page.ready.popleft()
            if len(page.rawdata) > _LONGEST_TAG:
                yield Broken(
                    f"message {page.count + 1}", "the page is broken here: a tag never ends", page.rawdata[:_CHUNK]
                )
                return
    page.close()
    while page.ready:
        yield page.ready.popleft()
    if page.block is not None:
        reason = "the page breaks off inside this message. Export it again."
        yield Broken(page.block.locator, reason, page.block.words()[:_CHUNK])


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ready: deque[Block] = deque()
        self.block: Block | None = None
        self.count = 0
        self._open: list[tuple[str, str | None]] = []  # tags inside the block, with the part that they begin
        self._owner_uid: str | None = None
        self._chat_uid: str | None = None
        self._title: str | None = None
        self._in_title = self._is_passed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = frozenset(given.get("class", "").split())
        if tag == "body":
            self._owner_uid, self._chat_uid = given.get("uid") or None, given.get("sid") or None
        self._in_title = self._in_title or "sname" in classes
        self._is_passed = self._is_passed or tag in _PASSED
        if tag == "div" and "msg" in classes:  # blocks never stand inside each other: one that does was left open
            self._finish()
            self._begin(given, classes)
        elif self.block is not None:
            self._inside(tag, given, classes)

    def _begin(self, given: dict[str, str], classes: frozenset[str]) -> None:
        self.count += 1
        self.block = Block(
            locator=f"message {self.count}",
            classes=classes,
            uid=given.get("msgid") or None,
            kind=given.get("msgtype") or None,
            owner_uid=self._owner_uid,
            chat_uid=self._chat_uid,
            title=self._title,
        )
        self._open = [("div", None)]

    def _inside(self, tag: str, given: dict[str, str], classes: frozenset[str]) -> None:
        assert self.block is not None
        part = next((name for mark, name in _PARTS.items() if mark in classes), None)
        if "dspname" in classes:
            self.block.wxid = given.get("wxid") or None
        if tag == "a" and self.block.link is None:
            self.block.link, part = given.get("href", ""), "title"
        if (
            tag in ("img", "source", "div", "video")
            and not {"avatar", "app-icon", "transfer-icon", "card-avatar"} & classes
        ):
            uri = given.get("rawurl") or given.get("data-src") or given.get("audio")
            self.block.uri = self.block.uri or uri or (given.get("src") if tag == "source" else None)
        if tag not in _VOID and len(self._open) < 200:
            self._open.append((tag, part))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "span"
        self._is_passed = self._is_passed and tag not in _PASSED
        if self.block is None:
            return
        place = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == tag), None)
        if place is None:
            return
        del self._open[place:]
        if not self._open:
            self._finish()

    def handle_data(self, data: str) -> None:
        if self._in_title and self.block is None:
            self._title = (self._title or "") + data.strip()[:200] or None
        if self.block is None or self._is_passed:
            return
        part = next((part for _, part in reversed(self._open) if part), "rest")
        known = self.block.parts.get(part, "")
        is_words = part in ("text", "quoted")
        if (is_words or data.strip()) and len(known) < _LONGEST:
            self.block.parts[part] = known + (data if is_words else data.strip())

    def _finish(self) -> None:
        if self.block is not None:
            self.ready.append(self.block)
        self.block = None
