"""MemoTrace (WeChatMsg): the messages of WeChat chats as CSV, raw XML for whatever is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined
from ingest.base import Item, Record, as_record, id_of, load_each, text_of
from ingest.files.tables import header_of, stream_csv
from ingest.wechat.appmsg import content_of_markup
from ingest.wechat.content import Content, plain
from ingest.wechat.keys import OWN_CHATS, Chat, Export, Found, find_me
from ingest.wechat.kinds import kind_of_code, kind_of_label
from ingest.wechat.markup import looks_like_markup
from ingest.wechat.said import Said, read_time, records_of

_COLUMNS = ("localId", "TalkerId", "Type", "SubType", "IsSender", "CreateTime", "StrContent", "StrTime")
_OLD_COLUMNS = ("用户名", "消息内容", "发送时间", "消息类型", "isSend", "msgId")
# In a room's messages as the device keeps them the sender stands before the text: "wxid_a:\n出两只".
_SENDER = re.compile(r"(?P<uid>[A-Za-z0-9_.@\-]{2,64}):\n(?P<text>.*)", re.DOTALL)


class MemoTraceMessages:
    """Reads the CSV; rows of private chats are three columns shorter than the header."""

    name = "memotrace csv"
    notes = FormatNotes(
        title="MemoTrace (WeChatMsg, 留痕): messages of WeChat chats, CSV",
        recognised_by="the columns localId, TalkerId, Type, IsSender, CreateTime, StrContent, StrTime; or the older "
        "用户名, 消息内容, 发送时间, 消息类型, isSend, msgId",
        carries="accounts with the owner's labels, chats, messages, replies, contact cards, places, transfers with "
        "payer and receiver, links, merged forwards message by message, joins, invites and removals",
        traps=(
            "rows of private chats have nine columns under a header of twelve, and do not say who the other person is: "
            "the file's name stands as the owner's label for them",
            "TalkerId is a number that counts within one device and names no chat elsewhere: the chat is known by an "
            "id in brackets in the file's or folder's name (keep those names), else by this name alone",
            "localId counts within one device too; a message is known again by its second, sender and text",
            OWN_CHATS,
        ),
        not_read=("the HTML and DOCX forms", "the pictures themselves"),
    )

    def detect(self, head: Head) -> Detection | None:
        """A header with the tool's own columns, new or old."""
        names = set(header_of(head.text)[0])
        found = next((columns for columns in (_COLUMNS, _OLD_COLUMNS) if set(columns) <= names), None)
        return Detection(0.95, "columns " + ", ".join(found)) if found else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        export.find_me = lambda: find_me(stream_csv(source.path), _own_id)
        rooms = _find_rooms(source)
        yield from load_each(stream_csv(source.path), lambda item: _row(item, export, rooms))


def _find_rooms(source: SourceFile) -> set[str]:
    """Numbers of the chats of many, by a first pass: only their rows say who sent them."""
    rows = (item.value for item in stream_csv(source.path) if isinstance(item, Item))
    return {number for row in rows if text_of(row, "Sender") and (number := text_of(row, "TalkerId"))}


def _own_id(row: Record) -> str | None:
    return id_of(row, "Sender") if text_of(row, "IsSender") == "1" else None


def _row(item: Item, export: Export, rooms: set[str]) -> Iterator[Loaded]:
    row = as_record(item)
    yield from _old(item, row, export) if "用户名" in row else _message(item, row, export, rooms)


def _message(item: Item, row: Record, export: Export, rooms: set[str]) -> Iterator[Loaded]:
    talker = id_of(row, "TalkerId")
    if talker is None:
        raise RecordError("the row names no chat (TalkerId)")
    # A bare number is the device's own counting of its chats; several in one file are several chats.
    chat = export.chat(talker) if not talker.isdigit() else _chat_of_file(export, talker)
    uid, text = id_of(row, "Sender"), text_of(row, "StrContent")
    if talker in rooms and chat.uid.startswith("~"):
        chat.kind = "chat"
    content = _content(row, text, "Type", "SubType")
    author = _author(row, chat, uid or (chat.uid if _is_person(chat.uid) else None))
    moment, precision = read_time(row.get("CreateTime"), export.options.timezone)
    if moment is None:
        moment, precision = read_time(row.get("StrTime"), export.options.timezone)
    said = Said(author=author, content=content, moment=moment, precision=precision, shown_uid=id_of(row, "localId"))
    yield from records_of(said, chat, item.locator)


def _chat_of_file(export: Export, talker: str) -> Chat:
    known = [chat for key, chat in export.chats.items() if key.startswith("talker ")]
    return export.chats.setdefault(f"talker {talker}", export.chat_of_file(*((talker,) if known else ())))


def _author(row: Record, chat: Chat, uid: str | None) -> Found | None:
    name, remark = text_of(row, "NickName"), text_of(row, "Remark")
    is_owner = text_of(row, "IsSender") == "1"
    if uid is None and not is_owner:
        return chat.named(name, remark=remark) if name or chat.is_room else chat.labelled(chat.name)
    return chat.sender(uid, name, is_owner=is_owner, remark=None if is_owner or remark == name else remark)


def _content(row: Record, text: str | None, code: str, subcode: str) -> Content:
    kind = kind_of_code(row.get(code), row.get(subcode)) or kind_of_label(text_of(row, code)) or "text"
    if text and kind != "text" and looks_like_markup(text):
        return content_of_markup(text, kind)
    return plain(kind, text)


def _old(item: Item, row: Record, export: Export) -> Iterator[Loaded]:
    """A row under the older Chinese header, where 用户名 is the chat."""
    talker, text = id_of(row, "用户名"), text_of(row, "消息内容")
    if talker is None:
        raise RecordError("the row names no chat (用户名)")
    chat, uid = export.chat(talker), talker
    is_owner = text_of(row, "isSend") == "1"
    if chat.is_room:
        found = _SENDER.fullmatch(text or "")
        uid, text = (found["uid"], found["text"]) if found else ("", text)
    content = _content(row, text, "消息类型", "")
    author = chat.sender("" if is_owner else uid, None, is_owner=is_owner)
    moment, precision = read_time(row.get("发送时间"), export.options.timezone)
    said = Said(author=author, content=content, moment=moment, precision=precision, shown_uid=id_of(row, "msgId"))
    yield from records_of(said, chat, item.locator)


def _is_person(uid: str) -> bool:
    return not uid.startswith("~") and not uid.endswith("chatroom")
