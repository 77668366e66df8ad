"""Chats as plain text: MemoTrace, WechatExporter and wechat-dump. People stand there by name only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined
from ingest.base import Item, as_record, load_each, text_of
from ingest.files.times import from_text
from ingest.wechat.appmsg import content_of_markup
from ingest.wechat.content import Content, Quote, located, plain
from ingest.wechat.keys import Export, Found
from ingest.wechat.kinds import kind_of_code, kind_of_label
from ingest.wechat.markup import looks_like_markup
from ingest.wechat.said import Said, records_of
from ingest.wechat.stamped import stream_stamped

_TIME = r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"
_MEMO_HEAD = re.compile(rf"^(?P<time>{_TIME})(?:[ \t]+(?P<name>\S.{{0,80}}?))?[ \t]*$")
# QQ writes the same head with a number in brackets after the name, and says so in its first lines.
_QQ = re.compile(
    r"消息记录（此消息记录|消息分组:|消息对象:|^\d{4}-\d\d-\d\d \d{1,2}:\d\d:\d\d .*[(<]\d{5,11}[)>]\s*$", re.MULTILINE
)
_MEMO_QUOTE = re.compile(r"(?:^|\n)引用[:：](?P<name>[^:：\n]{1,80})[:：](?P<text>.*)$", re.DOTALL)
_EXPORTER_HEAD = re.compile(
    rf"^(?:(?P<name>.{{0,80}}?) \((?P<time>{_TIME})\):(?P<text>.*)|(?:系统消息|System Message)[:：]\s?(?P<system>.*))$"
)
_EXPORTER_TITLE = re.compile(r"^(?P<name>.{0,120}) - (?:.*(?:聊天记录|Chat History).*)$")
_DUMP_HEAD = re.compile(rf"^(?P<code>-?\d{{1,10}})\|(?P<name>.{{0,80}}?):(?P<time>{_TIME}):(?P<text>.*)$")
_DUMP_PICTURE = re.compile(r"\|img:(?P<uri>\S+)\s*$")
_DUMP_PLACE = re.compile(r"LOCATION:(?P<place>.*) \((?P<x>-?[\d.]+),(?P<y>-?[\d.]+)\)\s*")
_DUMP_LINK, _DUMP_FILE = "URL:", "FILE:"
_LABELLED = re.compile(r"(?P<label>\[[^\]\n]{2,12}\]|【[^】\n]{2,12}】)(?:\s.*)?", re.DOTALL)
_LOOKED_AT = 400  # lines of the head
_NAMES_ONLY = (
    "people stand there by name only, which may be the owner's label: they are told apart within the chat, and joined "
    "with nobody elsewhere"
)
_NO_ID = (
    "the chat has no id: it is known by an id in brackets in the file's or folder's name, else by this name and its "
    "owner (--owner wechat:<id>)"
)
_NO_ZONE = "times have no zone: they are those of the computer that exported. Give --timezone"


class MemoTraceText:
    """Reads messages of a line with time and name, the text below it, and a blank line."""

    name = "memotrace txt"
    notes = FormatNotes(
        title="MemoTrace (WeChatMsg, 留痕): messages of a WeChat chat, TXT",
        recognised_by="lines of time and name, the text below them",
        carries="the chat, senders by name, messages, the words that replies quote, joins and invites",
        traps=(_NAMES_ONLY, _NO_ID, _NO_ZONE, "a line that looks like a head inside a message begins a new one"),
        not_read=("what pictures, cards and links hold: the tool writes a word for them",),
    )

    def detect(self, head: Head) -> Detection | None:
        """Enough heads, and none of QQ's."""
        if _QQ.search(head.text[:20_000]):
            return None
        return _count(head, _MEMO_HEAD, "lines of time and name", 0.6)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        yield from load_each(stream_stamped(source.path, _MEMO_HEAD), lambda item: _text_message(item, export))


class WechatExporterText:
    """Reads ``NAME (TIME):MESSAGE``."""

    name = "wechatexporter txt"
    notes = FormatNotes(
        title="WechatExporter (BlueMatthew): messages of a WeChat chat, TXT",
        recognised_by="lines of name, time in brackets, a colon and the message",
        carries="the chat, senders by name, messages, places",
        traps=(
            _NAMES_ONLY,
            _NO_ID,
            _NO_ZONE,
            "WeChat's own notices join the message above them, where they lack a mark",
        ),
        not_read=("what pictures, cards and links hold: the tool writes a word for them",),
    )

    def detect(self, head: Head) -> Detection | None:
        """Enough lines of the form."""
        return _count(head, _EXPORTER_HEAD, "lines of NAME (TIME):MESSAGE", 0.7)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        rows = stream_stamped(source.path, _EXPORTER_HEAD, title=_EXPORTER_TITLE)
        yield from load_each(rows, lambda item: _text_message(item, export))


class WechatDumpText:
    """Reads ``TYPE|NAME:TIME:MESSAGE``, a message a line."""

    name = "wechat-dump txt"
    notes = FormatNotes(
        title="wechat-dump: messages of a WeChat chat, TXT",
        recognised_by="lines of type, name, time and message, as in 1|名字:2024-05-29 20:26:40:…",
        carries="the chat, senders by name, the owner (me), messages, places, links and files by name",
        traps=(_NAMES_ONLY, _NO_ID, _NO_ZONE),
        not_read=("the pictures themselves",),
    )

    def detect(self, head: Head) -> Detection | None:
        """Enough lines of the form."""
        return _count(head, _DUMP_HEAD, "lines of TYPE|NAME:TIME:MESSAGE", 0.8)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        yield from load_each(stream_stamped(source.path, _DUMP_HEAD), lambda item: _text_message(item, export))


def _count(head: Head, pattern: re.Pattern[str], reason: str, score: float) -> Detection | None:
    """Score a text by how many of its lines begin a message; one is enough where it is the first line."""
    lines = [line for line in head.text.lstrip("\ufeff").splitlines()[:_LOOKED_AT] if line.strip()]
    found = [place for place, line in enumerate(lines) if pattern.match(line[:_LOOKED_AT])]
    if not found or found[0] > 2 or len(found) < max(1, len(lines) // 40):
        return None
    return Detection(score + min(len(found), 10) / 100, reason)


def _text_message(item: Item, export: Export) -> Iterator[Loaded]:
    row = as_record(item)
    chat = export.chat_of_file()
    chat.kind = "chat" if chat.uid.endswith("chatroom") else chat.kind
    name, system = text_of(row, "name"), text_of(row, "system")
    moment, precision = from_text(row.get("time"), export.options.timezone)
    content = _content(row)
    if system is not None or (name is None and "code" not in row):
        content = Content(kind="system", text=joined_lines(system, text_of(row, "text")))
    author: Found | None = None if content.kind == "system" else chat.find_by_name(name)
    said = Said(author=author, content=content, moment=moment, precision=precision)
    yield from records_of(said, chat, item.locator)


def joined_lines(*parts: str | None) -> str | None:
    """The lines that a system notice has, in its head and below."""
    return "\n".join(part for part in parts if part) or None


def _content(row: dict[str, str | None]) -> Content:
    text = text_of(row, "text")
    if "code" in row:
        return _dumped(row, text)
    if looks_like_markup(text):
        return content_of_markup(text or "", "other")
    if found := _MEMO_QUOTE.search(text or ""):
        own = (text or "")[: found.start()]
        return Content(kind="reply", text=own or None, quote=Quote(text=found["text"] or None, name=found["name"]))
    if (found := _LABELLED.fullmatch(text or "")) and (kind := kind_of_label(found["label"])):
        return plain(kind, text)
    return Content(text=text)


def _dumped(row: dict[str, str | None], text: str | None) -> Content:
    kind = kind_of_code(row["code"]) or "text"
    if text and (found := _DUMP_PICTURE.search(text)):
        return replace(plain("image", None), media=(("image", found["uri"]),))
    if text and (place := _DUMP_PLACE.fullmatch(text)):
        return located(place["place"], place["x"], place["y"])
    if text and kind in ("link", "other") and text.startswith(_DUMP_LINK):
        return Content(kind="link", url=text.removeprefix(_DUMP_LINK))
    if text and kind in ("file", "link", "other") and text.startswith(_DUMP_FILE):
        return plain("file", text.removeprefix(_DUMP_FILE))
    if text and looks_like_markup(text.removeprefix("NAMECARD: ")):
        return content_of_markup(text.removeprefix("NAMECARD: "), kind)
    return plain(kind, text)
