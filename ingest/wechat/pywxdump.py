"""PyWxDump: the messages of a WeChat chat as CSV and JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined
from ingest.base import Item, Record, as_record, detect_keys, id_of, load_each, text_of
from ingest.files.json_stream import stream_records
from ingest.files.tables import header_of, stream_csv
from ingest.files.times import from_text
from ingest.wechat.appmsg import content_of_markup, transfer
from ingest.wechat.content import Content, Forward, Quote, joined, located, plain
from ingest.wechat.keys import OWN_CHATS, Export, find_me
from ingest.wechat.kinds import MEDIA, MEDIA_OF_FORWARD, Kind, kind_of_label
from ingest.wechat.literals import literal_of
from ingest.wechat.markup import looks_like_markup
from ingest.wechat.said import Said, read_time, records_of

_COLUMNS = ("MsgSvrID", "type_name", "is_sender", "talker", "room_name", "msg", "CreateTime")
# The tool's own words inside ``msg``.
_PLACE = re.compile(r"纬度:【(?P<x>[^】]*)】\s*经度:【(?P<y>[^】]*)】(?:\s*位置：(?P<place>[^\n]*))?", re.DOTALL)
_TRANSFER = re.compile(
    r"(?P<act>转账|已收款)：(?P<amount>[^\n]*)(?:\n转账说明：(?P<memo>[^\n]*))?(?:\n转账时间：(?P<time>[^\n]*))?\s*"
)
_QUOTE = re.compile(r"\n\n\[引用\]\((?P<time>[^)\n]*)\)(?P<name>[^:\n]*):(?P<text>.*)", re.DOTALL)
_TRANSCRIPT = re.compile(r"语音时长：[^\n]*(?:\n翻译结果：(?P<words>.*))?", re.DOTALL)
_DEEPEST = 8  # forwards inside forwards; WeChat shows three
_TRAPS = (
    "talker is who speaks here, room_name the chat: other tools use talker for the chat",
    "times have no zone: they are those of the computer that exported. Give --timezone",
    OWN_CHATS,
    "a spreadsheet rounds the 19 digits of MsgSvrID; such rows are kept out with that reason",
)


class PyWxDumpMessages:
    """Reads the CSV; here ``talker`` is who speaks and ``room_name`` the chat."""

    name = "pywxdump csv"
    notes = FormatNotes(
        title="PyWxDump: messages of a WeChat chat, CSV",
        recognised_by="the columns MsgSvrID, type_name, is_sender, talker, room_name, msg, CreateTime",
        carries="accounts, chats, messages, replies, links, places, sums of transfers, files by name, joins and "
        "invites, merged forwards message by message",
        traps=_TRAPS,
        not_read=("who is on a contact card: the tool leaves it out", "the pictures themselves"),
    )

    def detect(self, head: Head) -> Detection | None:
        """A header with the tool's own columns."""
        names = header_of(head.text)[0]
        return Detection(0.95, "columns " + ", ".join(_COLUMNS)) if set(_COLUMNS) <= set(names) else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        export.find_me = lambda: find_me(stream_csv(source.path), _own_id)
        yield from load_each(stream_csv(source.path), lambda item: _message(item, export))


class PyWxDumpJson:
    """Reads the same rows as JSON, which may be an array or an object of arrays."""

    name = "pywxdump json"
    notes = FormatNotes(
        title="PyWxDump: messages of a WeChat chat, JSON",
        recognised_by="the keys MsgSvrID, type_name, is_sender, talker and room_name",
        carries=PyWxDumpMessages.notes.carries,
        traps=_TRAPS[:3],
        not_read=PyWxDumpMessages.notes.not_read,
    )

    def detect(self, head: Head) -> Detection | None:
        """Objects with the tool's own keys."""
        needed = ("MsgSvrID", "type_name", "is_sender", "talker", "room_name")
        return detect_keys(head, start="[{", needed=needed, extra=("msg", "CreateTime", "src", "extra"))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        export.find_me = lambda: find_me(stream_records(source.path), _own_id)
        yield from load_each(stream_records(source.path), lambda item: _message(item, export))


def _own_id(row: Record) -> str | None:
    uid = id_of(row, "talker") if _is_owner(row) else None
    return uid if uid != text_of(row, "room_name") else None


def _is_owner(row: Record) -> bool:
    return text_of(row, "is_sender") == "1" or row.get("is_sender") is True


def _message(item: Item, export: Export) -> Iterator[Loaded]:
    row = as_record(item)
    room = id_of(row, "room_name")
    if room is None:
        raise RecordError("the row names no chat (room_name)")
    chat, speaker = export.chat(room), id_of(row, "talker")
    content = _content(row, export.options.timezone)
    if speaker in ("系统", "系统消息"):
        content = replace(content, kind="system")
    moment, precision = read_time(row.get("CreateTime"), export.options.timezone)
    said = Said(
        author=chat.sender(speaker, None, is_owner=_is_owner(row)),
        content=content,
        moment=moment,
        precision=precision,
        uid=id_of(row, "MsgSvrID"),
    )
    yield from records_of(said, chat, item.locator)


def _content(row: Record, zone: ZoneInfo) -> Content:
    kind = kind_of_label(text_of(row, "type_name")) or "text"
    text, src = text_of(row, "msg"), row.get("src")
    if looks_like_markup(text) and kind != "text":
        return content_of_markup(text or "", kind)
    if kind == "location" and (found := _PLACE.match(text or "")):
        return located(joined(found["place"]), found["x"], found["y"])
    if kind == "transfer" and (paid := _TRANSFER.fullmatch(text or "")):
        act = "received" if paid["act"] == "已收款" else None
        return transfer(paid["amount"].strip() or None, memo=(paid["memo"] or "").strip() or None, act=act)
    if kind == "reply":
        return _reply(text, zone)
    if kind == "forward":
        title, _, desc = (text or "").partition("\n")
        notes = (desc,) if desc else ()  # the first lines of what is forwarded, and nobody's here
        return Content(kind=kind, title=title or None, notes=notes, forwards=_forwards(_source(src)))
    return _other(kind, text, src if isinstance(src, str) and src.strip() else None)


def _other(kind: Kind, text: str | None, src: str | None) -> Content:
    if kind == "voice" and (spoken := _TRANSCRIPT.fullmatch(text or "")):
        return Content(kind=kind, media=(("voice", src),), transcript=spoken["words"])
    if kind == "link":
        parts = (text or "").split("\n")
        link = parts[-1] if parts[-1].startswith(("http://", "https://")) else src
        words = "\n".join(part for part in parts[1:] if part.strip() and part != link)
        return Content(kind=kind, title=parts[0] or None, text=words or None, url=link)
    found = plain(kind, text, src)
    if kind == "file":
        return replace(found, text=None, title=text, media=(("file", src or text),))
    return replace(found, text=None) if kind in MEDIA else found


def _reply(text: str | None, zone: ZoneInfo) -> Content:
    found = _QUOTE.search(text or "")
    if found is None:
        return Content(kind="reply", text=text)
    sent_at = from_text(found["time"], zone)[0]
    quote = Quote(text=found["text"].strip() or None, name=found["name"].strip() or None, sent_at=sent_at)
    return Content(kind="reply", text=(text or "")[: found.start()] or None, quote=quote)


def _source(src: Any) -> Any:
    """``src`` of a merged forward: a dictionary in JSON, and written out as Python or JSON in CSV."""
    if isinstance(src, str) and src.lstrip().startswith("{"):
        return literal_of(src)
    return src


def _forwards(source: Any, depth: int = 0) -> tuple[Forward, ...]:
    """The messages of ``src``, which is the tool's reading of XML: one child is an object, several are a list."""
    node = source.get("recordinfo", source) if isinstance(source, dict) else None
    listed = node.get("datalist") if isinstance(node, dict) else None
    items = listed.get("dataitem") if isinstance(listed, dict) else None
    if isinstance(items, dict):
        items = [items]
    parts = items if isinstance(items, list) else []
    return tuple(_forward(item, depth) for item in parts if isinstance(item, dict))


def _forward(item: Record, depth: int) -> Forward:
    media = MEDIA_OF_FORWARD.get(text_of(item, "@datatype", "datatype") or "")
    inner = item.get("recordxml")
    return Forward(
        name=text_of(item, "sourcename"),
        time_text=text_of(item, "srcMsgCreateTime", "sourcetime"),
        text=None if media in ("image", "voice", "video") else text_of(item, "datadesc"),
        title=text_of(item, "datatitle"),
        url=text_of(item, "link"),
        media=((media, text_of(item, "fullmd5", "cdndataurl")),) if media else (),
        inner=_forwards(inner, depth + 1) if depth < _DEEPEST else (),
    )
