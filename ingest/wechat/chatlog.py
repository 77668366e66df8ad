"""sjzar/chatlog: the messages of WeChat rooms and chats, as JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined
from ingest.base import Item, Record, as_record, detect_keys, id_of, load_each, text_of
from ingest.files.json_stream import stream_records
from ingest.files.tables import header_of, stream_csv
from ingest.files.times import from_text
from ingest.wechat.appmsg import content_of_markup
from ingest.wechat.chatlog_content import content_of_record, content_of_text
from ingest.wechat.content import Content
from ingest.wechat.keys import OWN_CHATS, Chat, Export, find_me
from ingest.wechat.kinds import kind_of_code
from ingest.wechat.markup import looks_like_markup
from ingest.wechat.said import Said, records_of

_SYSTEM_SENDER = "系统消息"
_COLUMNS = ("Time", "SenderName", "Sender", "TalkerName", "Talker", "Content")
_NAMES = "a sender's name may be the owner's private label for them, not the name they show"


class ChatlogMessages:
    """Reads the array that ``/api/v1/chatlog?format=json`` gives; it may hold several chats."""

    name = "chatlog messages"
    notes = FormatNotes(
        title="chatlog: messages of WeChat chats, JSON",
        recognised_by="the keys talker, sender, time and isSelf",
        carries="accounts, chats, messages, replies, links, places, sums of transfers, files and pictures by name, "
        "merged forwards message by message, invites, joins and removals from system lines",
        traps=(
            _NAMES,
            "a reply names the message it answers by author and second only; one that stands later or not in the file "
            "leaves the reply without it",
            "forwarded messages name their first authors only by name; they are credited to whoever forwarded them, "
            "with that name beside",
            OWN_CHATS,
        ),
        not_read=("who is on a contact card: the tool leaves it out", "the pictures themselves"),
    )

    def detect(self, head: Head) -> Detection | None:
        """An array of messages with the server's own keys."""
        needed = ("talker", "sender", "time", "isSelf")
        return detect_keys(head, start="[{", needed=needed, extra=("seq", "isChatRoom", "talkerName", "subType"))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order, and each forwarded one after its own."""
        export = Export(source, options, lines_have_ids=True)
        export.find_me = lambda: find_me(stream_records(source.path), _own_id)
        yield from load_each(stream_records(source.path), lambda item: _message(item, export))


def _own_id(record: Record) -> str | None:
    uid = id_of(record, "sender") if record.get("isSelf") is True else None
    return uid if uid != text_of(record, "talker") else None


def _message(item: Item, export: Export) -> Iterator[Loaded]:
    record = as_record(item)
    chat = _chat(export, id_of(record, "talker"), text_of(record, "talkerName"), "talker")
    if record.get("isChatRoom") is True:
        chat.kind = "chat"
    moment, precision = from_text(record.get("time"), export.options.timezone)
    content = _content(record, moment, export)
    author = chat.sender(id_of(record, "sender"), text_of(record, "senderName"), is_owner=record.get("isSelf") is True)
    said = Said(author=author, content=content, moment=moment, precision=precision, uid=id_of(record, "seq"))
    yield from records_of(said, chat, item.locator)


def _content(record: Record, moment: datetime | None, export: Export) -> Content:
    text = text_of(record, "content")
    kind = kind_of_code(record.get("type"), record.get("subType")) or "text"
    if text_of(record, "sender") == _SYSTEM_SENDER:
        kind = "system"
    if kind != "text" and looks_like_markup(text):
        return content_of_markup(text or "", kind)
    contents, zone = record.get("contents"), export.options.timezone
    return content_of_record(kind, text, contents if isinstance(contents, dict) else {}, moment, zone)


def _chat(export: Export, uid: str | None, name: str | None, column: str) -> Chat:
    if uid is None:
        raise RecordError(f"the message names no chat ({column})")
    return export.chat(uid, name)


class ChatlogTable:
    """Reads the CSV of the same messages: everything but text is written in words."""

    name = "chatlog csv"
    notes = FormatNotes(
        title="chatlog: messages of WeChat chats, CSV",
        recognised_by="the columns Time, SenderName, Sender, TalkerName, Talker, Content",
        carries="accounts, chats, messages, replies, links, places, sums of transfers, files and pictures by name, "
        "invites, joins and removals from system lines",
        traps=(
            _NAMES,
            "times have no zone: they are those of the computer that exported, usually China's. Give --timezone",
            "places lose their empty parts, so a place may be a town or a label",
            "messages have no ids: one that was exported as JSON too is known again by its second, sender and text",
            OWN_CHATS,
        ),
        not_read=("who is on a contact card: the tool leaves it out", "first authors' times in merged forwards"),
    )

    def detect(self, head: Head) -> Detection | None:
        """A header with the tool's own columns."""
        names = header_of(head.text)[0]
        return Detection(0.95, "columns " + ", ".join(_COLUMNS)) if set(_COLUMNS) <= set(names) else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options, lines_have_ids=True)
        yield from load_each(stream_csv(source.path), lambda item: _row(item, export))


def _row(item: Item, export: Export) -> Iterator[Loaded]:
    row = as_record(item)
    chat = _chat(export, id_of(row, "Talker"), text_of(row, "TalkerName"), "Talker")
    sender = id_of(row, "Sender")
    moment, precision = from_text(row.get("Time"), export.options.timezone)
    text = text_of(row, "Content")
    if sender == _SYSTEM_SENDER:
        content = Content(kind="system", text=text)
    else:
        content = content_of_text(text, moment, export.options.timezone)
    author = chat.sender(sender, text_of(row, "SenderName"))
    said = Said(author=author, content=content, moment=moment, precision=precision)
    yield from records_of(said, chat, item.locator)
