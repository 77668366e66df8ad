"""MemoTrace (WeChatMsg): the messages of WeChat chats as CSV, raw XML for whatever is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, MediaKind, Post, Quarantined
from ingest.base import Item, as_record, load_each, loaded, text_of
from ingest.files.tables import header_of, stream_csv
from ingest.files.times import from_epoch, from_text
from ingest.wechat.keys import Chat

_COLUMNS = ("localId", "TalkerId", "Type", "SubType", "IsSender", "CreateTime", "StrContent", "StrTime")
_MEDIA: dict[str, MediaKind] = {"3": "image", "34": "voice", "43": "video", "47": "image", "62": "video"}
_SYSTEM = ("10000", "10002")
_LONGEST_XML = 200_000  # characters looked at; WeChat's own are a few thousand
_TITLE = re.compile(r"<title>(?:<!\[CDATA\[)?(.{1,4000}?)(?:\]\]>)?</title>", re.DOTALL)
_PLACE = re.compile(r'<location\b[^>]*?\bx="(-?\d{1,3}\.\d+)"[^>]*?\by="(-?\d{1,3}\.\d+)"')
_LABEL = re.compile(r'<location\b[^>]*?\blabel="([^"]{1,300})"')
_FEE = re.compile(r"<feedesc>(?:<!\[CDATA\[)?([^<\]]{1,60})")


class MemoTraceMessages:
    """Reads the CSV; rows of private chats are three columns shorter than the header."""

    name = "memotrace csv"
    notes = FormatNotes(
        title="MemoTrace (WeChatMsg): messages of WeChat chats, CSV",
        recognised_by="the columns localId, TalkerId, Type, IsSender, CreateTime, StrContent, StrTime",
        carries="accounts with the owner's labels, chats, messages, joins and invites, places, sums of transfers",
        traps=(
            "rows of private chats have nine columns under a header of twelve",
            "localId counts within one device, and is no id of a message elsewhere",
            "what is no text stands there as XML: title, place and sum are taken from it, the rest is kept as it is",
        ),
        not_read=("the TXT and HTML forms", "who is on a contact card", "merged forwards as posts of their own"),
    )

    def detect(self, head: Head) -> Detection | None:
        """A header with the tool's own columns."""
        is_there = set(_COLUMNS) <= set(header_of(head.text)[0])
        return Detection(0.95, "columns " + ", ".join(_COLUMNS)) if is_there else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        chats: dict[str, Chat] = {}
        yield from load_each(stream_csv(source.path), lambda item: _message(item, source, options, chats))


def _message(
    item: Item, source: SourceFile, options: ReadOptions, chats: dict[str, Chat]
) -> Iterator[Loaded | Quarantined]:
    row = as_record(item)
    name = text_of(row, "NickName", "Remark")
    kind = text_of(row, "Type") or ""
    room = text_of(row, "TalkerId")
    if room is None:
        raise RecordError("the row names no chat (TalkerId)")
    chat = chats.setdefault(room, Chat(source, options, uid=room))
    is_room, is_system = room.endswith("@chatroom") or room.isdigit(), kind in _SYSTEM
    uid = text_of(row, "Sender") if is_room else room
    is_me = row.get("IsSender") == "1"
    found = None if is_system else chat.sender(uid, name, is_owner=is_me, remark=text_of(row, "Remark"))
    author, stated = found or (None, ())
    moment, precision = from_epoch(row.get("CreateTime")), "second"
    if moment is None:
        moment, read = from_text(row.get("StrTime"), options.timezone)
        precision = read
    content = text_of(row, "StrContent")
    xml = (content or "")[:_LONGEST_XML] if kind in ("48", "49", "42") else ""
    key = chat.post_key(None, str(moment), author, content)
    place, title, fee, label = (pattern.search(xml) for pattern in (_PLACE, _TITLE, _FEE, _LABEL))
    post = Post(
        post_key=key,
        platform="wechat",
        platform_uid=text_of(row, "localId"),
        group_key=chat.group_key,
        account_key=author,
        kind="system" if is_system else "message",
        text=title[1] if title else content,
        price_text=fee[1] if fee else None,
        place_text=label[1] if label else None,
        latitude=float(place[1]) if place else None,
        longitude=float(place[2]) if place else None,
        posted_at=moment,
        posted_precision="second" if precision == "second" else "day" if precision == "day" else "unknown",
    )
    media = [Media(post_key=key, kind=_MEDIA[kind])] if kind in _MEDIA else []
    yield loaded(item.locator, chat.group(), *stated, post, *media, *(chat.arrivals(post) if is_system else ()))
