"""WechatExporter (BlueMatthew): one WeChat chat as an HTML page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined
from ingest.base import Broken, Item, load_each
from ingest.chats.emptiness import never_empty
from ingest.files.times import from_text
from ingest.wechat.content import Card, Content, Forward, Quote, joined, plain
from ingest.wechat.exporter_markup import Block, stream_blocks
from ingest.wechat.keys import OWN_CHATS, Chat, Export, Found
from ingest.wechat.kinds import MEDIA, Kind, kind_of_code, kind_of_label
from ingest.wechat.said import Said, records_of

_MARKS = re.compile(r"""class=["']dspname\b[^>]*\bwxId=|<div class=["']msg [^>]*\bmsgid=""", re.IGNORECASE)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
# 「名字：文」: the quoted words above a reply.
_QUOTED = re.compile(r"「(?P<name>[^：:」]{1,80})[：:](?P<text>.*)」\s*", re.DOTALL)
_SYSTEM = re.compile(r"^\s*(?:系统消息|System Message)[：:]\s*")
_MOST_FORWARDS = 2_000  # messages in one forward; WeChat allows 100


class WechatExporterPage:
    """Reads the page's blocks, streaming; the page itself says whose it is, and which chat."""

    name = "wechatexporter html"
    notes = FormatNotes(
        title="WechatExporter (BlueMatthew): one WeChat chat, HTML",
        recognised_by="blocks of the classes msg and dspname with msgid and wxId",
        carries="the owner and the chat by id where the page has them, senders with their alias, messages, replies, "
        "links, contact cards by name, pictures by path, merged forwards message by message, invites and joins",
        traps=(
            "wxId is the alias (微信号), which people can change, where they have one; else the lasting id",
            "times have no zone: they are those of the computer that exported. Give --timezone",
            "msgid counts within one device: a message is known again by its second, sender and text",
            OWN_CHATS,
        ),
        not_read=(
            "pages that the tool split off into .js files: export again without paging",
            "the pictures themselves",
            "contact cards' ids: the page leaves them out",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """A page with the tool's own classes and attributes."""
        if not head.text.lstrip("\ufeff \t\r\n").startswith("<") or not _MARKS.search(head.text):
            return None
        return Detection(0.95, "blocks of the classes msg and dspname with msgid and wxId")

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        items = _gathered(stream_blocks(source.path))
        yield from never_empty(load_each(items, lambda item: _message(item, export)))


def _gathered(blocks: Iterator[Block | Broken]) -> Iterator[Item | Broken]:
    """Blocks as items; those of a merged forward go to the message before them."""
    waiting: Block | None = None
    for block in blocks:
        if isinstance(block, Broken):
            yield block
        elif "fmsgtag" in block.classes:
            continue  # "<< 聊天记录" and "聊天记录 Ends >>", around what is forwarded
        elif "fmsg" in block.classes and waiting is not None and len(waiting.forwarded) < _MOST_FORWARDS:
            waiting.forwarded.append(block)
        else:
            if waiting is not None:
                yield Item(waiting.locator, waiting, raw=waiting.words())
            waiting = block
    if waiting is not None:
        yield Item(waiting.locator, waiting, raw=waiting.words())


def _message(item: Item, export: Export) -> Iterator[Loaded]:
    block: Block = item.value
    chat = _chat(export, block)
    content = _content(block)
    if content == Content():
        raise RecordError("the block holds no message")
    time = _TIME.search(block.parts.get("time", ""))
    moment, precision = from_text(time[0] if time else None, export.options.timezone)
    author = None if content.kind == "system" else _author(block, chat)
    said = Said(author=author, content=content, moment=moment, precision=precision, shown_uid=block.uid)
    yield from records_of(said, chat, item.locator)


def _chat(export: Export, block: Block) -> Chat:
    export.find_me = lambda: block.owner_uid  # every block of the page says the same
    if not block.chat_uid:
        return export.chat_of_file(name=block.title)
    chat = export.chat(block.chat_uid)
    chat.name = chat.name or block.title
    return chat


def _author(block: Block, chat: Chat) -> Found | None:
    name, wxid = block.parts.get("name"), block.wxid
    if "right" in block.classes:
        return chat.owner(name, block.owner_uid or (wxid if (wxid or "").startswith("wxid_") else None))
    if not chat.is_room and not chat.uid.startswith("~"):
        return chat.sender(chat.uid, name, alias=wxid if wxid and not wxid.startswith("wxid_") else None)
    if wxid and wxid.startswith("wxid_"):
        return chat.sender(wxid, name)
    return chat.named(name, alias=wxid)


def _content(block: Block) -> Content:
    text, kind = block.parts.get("text"), _kind(block)
    if "chat-notice" in block.classes:
        return Content(kind="system", text=_SYSTEM.sub("", joined(text, block.parts.get("rest")) or "") or None)
    if quoted := _QUOTED.fullmatch(block.parts.get("quoted", "")):
        return Content(kind="reply", text=text, quote=Quote(text=quoted["text"], name=quoted["name"]))
    if "contact-card" in block.classes or "channel-card" in block.classes:
        return Content(kind="card", card=Card(name=text))
    if kind in MEDIA:
        return Content(kind=kind, title=text if kind == "file" else None, media=((MEDIA[kind], block.uri or text),))
    if block.link is not None:
        title = block.parts.get("title")
        return Content(kind="link", title=title or None, text=text if text != title else None, url=block.link or None)
    forwards = tuple(_forward(part) for part in block.forwarded)
    if forwards:
        return Content(kind="forward", title=text, forwards=forwards)
    return plain(kind, text) if text or block.uid else Content()


def _kind(block: Block) -> Kind:
    stated = block.kind or ""
    if block.link is None and block.uri and stated in ("", "49", "1"):
        return "image"
    kind = kind_of_code(stated) or kind_of_label(stated) or "text"
    return "text" if kind == "other" and block.link is None else kind


def _forward(block: Block) -> Forward:
    found = _content(replace(block, forwarded=[]))
    return Forward(
        name=block.parts.get("name"),
        time_text=block.parts.get("time", "").strip() or None,
        text=found.text,
        title=found.title,
        url=found.url,
        media=found.media,
    )
