"""``messages.htm`` of Facebook's downloads of 2013 to 2018: conversations as a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from graphintel.errors import ImportFailure
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    Account,
    AccountKey,
    Group,
    GroupKey,
    Loaded,
    Media,
    Membership,
    Post,
    PostKey,
    Statement,
)
from ingest.base import digest, loaded
from ingest.facebook.keys import account_of
from ingest.facebook.page_times import time_of
from ingest.files.decoding import open_text

_CHUNK = 1 << 18  # characters
_LONGEST_TAG = 1 << 22  # characters without an end: no page has that
_LONGEST_NAMES = 1 << 16
_UID = re.compile(r"(\d{3,20})@facebook\.com", re.ASCII)
_MARKS = ('class="message_header"', 'class="user"', 'class="meta"')


class FacebookMessagesPage:
    """Reads the page; people without an id are known by name within one conversation."""

    name = "facebook messages page"
    notes = FormatNotes(
        title="Facebook: Download your information of 2013 to 2018, messages.htm",
        recognised_by="the page's own class names message_header, user and meta",
        carries="messages of chats, who took part, pictures",
        traps=(
            "people are known by name, some by number; who made the archive is said by name only: give --owner "
            "facebook:ID",
            "times are minutes, in words: those in other languages than English are not read",
            "conversations have no id: two with the same people are one",
        ),
        not_read=("stickers and shared links as such", "posts, friends and other pages of the archive"),
    )

    def detect(self, head: Head) -> Detection | None:
        """A page with the class names of a message's head."""
        is_page = head.text.lstrip("\ufeff \t\r\n").startswith("<")
        return Detection(0.9, "the classes message_header, user, meta") if is_page and all(
            mark in head.text for mark in _MARKS
        ) else None  # fmt: skip

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded]:
        """Yield each conversation with who took part, then its messages, in the order of the page.

        Raises:
            ImportFailure: the page is broken so that nothing behind can be told apart.
        """
        page = _Page()
        writer = _Writer(source, options)
        with open_text(source.path) as opened:
            while chunk := opened.read(_CHUNK):
                _feed(page, chunk)
                yield from writer.write(page)
        page.finish()
        yield from writer.write(page)


def _feed(page: _Page, chunk: str) -> None:
    try:
        page.feed(chunk)
    except AssertionError as problem:  # what the standard parser raises at "<![" and the like
        raise ImportFailure(f"the page is broken ({problem}); what stood before was read.") from problem
    if len(page.rawdata) > _LONGEST_TAG:
        raise ImportFailure("the page is broken: a tag never ends; what stood before was read.")


@dataclass
class _Message:
    """One message while it is read."""

    user: str = ""
    meta: str = ""
    text: str = ""
    pictures: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """Takes the page apart into ``found``: names of those who take part, and messages."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.owner = ""
        self.found: list[str | _Message] = []
        self._names: str | None = None
        self._message: _Message | None = None
        self._into = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("class") or ""
        if tag == "h1" and not self.owner:
            self._into = "owner"
        elif tag == "div" and kind == "thread":
            self.finish()
            self._names, self._into = "", "names"
        elif tag == "div" and kind == "message":
            self.finish()
            self._message, self._into = _Message(), ""
        elif tag == "span" and self._message and kind in ("user", "meta"):
            self._into = kind
        elif tag == "p" and self._message:
            self._into = "text"
        elif tag == "br" and self._message and self._into == "text":
            self._message.text += "\n"
        elif tag == "img" and self._message and (uri := given.get("src")):
            self._message.pictures.append(uri)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("span", "h1", "p"):
            self._into = ""

    def handle_data(self, data: str) -> None:
        message = self._message
        if self._into == "owner":
            self.owner += data
        elif self._into == "names" and self._names is not None and len(self._names) < _LONGEST_NAMES:
            self._names += data
        elif message and self._into in ("user", "meta", "text"):
            setattr(message, self._into, getattr(message, self._into) + data)

    def finish(self) -> None:
        """What was being read is whole now."""
        if self._names is not None:
            self.found.append(self._names)
        if self._message is not None:
            self.found.append(self._message)
        self._names = self._message = None


class _Writer:
    """Makes records of what the page holds; remembers one conversation and one minute."""

    def __init__(self, source: SourceFile, options: ReadOptions) -> None:
        self._source, self._options = source, options
        self._owner = ""
        self._chat = Group(
            group_key=GroupKey(f"facebook:~{digest(source.source_id)}"), platform="facebook", kind="chat"
        )
        self._threads = self._messages = 0
        self._minute: tuple[str, str] = ("", "")
        self._equal: dict[tuple[str, str], int] = {}

    def write(self, page: _Page) -> Iterator[Loaded]:
        found, page.found = page.found, []
        self._owner = " ".join(page.owner.split())
        for one in found:
            yield self._thread(one) if isinstance(one, str) else self._message(one)

    def _thread(self, text: str) -> Loaded:
        self._threads += 1
        self._messages = 0
        listed = text.rsplit("Participants:", 1)[-1]
        names = sorted({" ".join(name.split()) for name in listed.split(",") if name.strip()})
        self._chat = Group(
            group_key=GroupKey(f"facebook:~{digest('messages page', *names)}"),
            platform="facebook",
            name=", ".join(names) or None,
            kind="chat",
        )
        stated: list[Statement] = [self._chat]
        for name in names:
            key, accounts = self._person(name)
            stated += accounts
            if key:
                stated.append(Membership(group_key=self._chat.group_key, account_key=key, source_kind="listed"))
        return loaded(f"thread {self._threads}", *stated)

    def _message(self, message: _Message) -> Loaded:
        self._messages += 1
        author, stated = self._person(" ".join(message.user.split()))
        moment, precision = time_of(message.meta, self._options.timezone)
        text = message.text or None
        minute = (self._chat.group_key, message.meta)
        if minute != self._minute:  # equal messages are told apart within their minute
            self._minute, self._equal = minute, {}
        number = self._equal[message.user, message.text] = self._equal.get((message.user, message.text), 0) + 1
        key = PostKey(f"{self._chat.group_key}/~{digest(str(moment), message.meta, author, text, str(number))}")
        post = Post(
            post_key=key,
            platform="facebook",
            group_key=self._chat.group_key,
            account_key=author,
            kind="message",
            text=text,
            posted_at=moment,
            posted_precision=precision,
        )
        media = [Media(post_key=key, kind="image", uri=uri) for uri in dict.fromkeys(message.pictures)]
        return loaded(f"thread {self._threads}/message {self._messages}", self._chat, *stated, post, *media)

    def _person(self, name: str) -> tuple[AccountKey | None, tuple[Statement, ...]]:
        if name and name == self._owner:
            me = self._options.owners.get("facebook")
            found = account_of(uid=me, name=name, url=None, chat="") if me else None
            key = found[0] if found else AccountKey(f"facebook:~me-{self._source.source_id}")
            uid = me if found and not key.startswith(("facebook:@", "facebook:~")) else None
            return key, (
                Account(account_key=key, platform="facebook", platform_uid=uid, display_name=name, is_owner=True,
                        is_name_only=found is None),
            )  # fmt: skip
        match = _UID.fullmatch(name)
        found = account_of(
            uid=match[1] if match else None,
            name=None if match else name or None,
            url=None,
            chat=self._chat.group_key,
        )
        return found or (None, ())
