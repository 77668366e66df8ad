"""sjzar/chatlog: the messages of WeChat rooms and chats, contacts and rooms, as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, MediaKind, Membership, Post, Quarantined
from ingest.base import Item, as_record, detect_keys, load_each, loaded, objects_of, text_of
from ingest.files.json_stream import stream_json, stream_records
from ingest.files.tables import header_of, stream_csv
from ingest.files.times import from_text
from ingest.wechat.keys import Chat

_COLUMNS = ("Time", "SenderName", "Sender", "TalkerName", "Talker", "Content")
_FIELDS = ("time", "senderName", "sender", "talkerName", "talker", "content")
_SYSTEM_NAMES = ("系统消息", "系统")
_SYSTEM_TYPES = (10000, 10002)
_MEDIA: dict[int, MediaKind] = {3: "image", 34: "voice", 43: "video", 62: "video"}


class ChatlogMessages:
    """Reads the array that ``/api/v1/chatlog?format=json`` gives; it may hold several chats."""

    name = "chatlog messages"
    notes = FormatNotes(
        title="chatlog: messages of WeChat chats, JSON",
        recognised_by="the keys talker, sender, time and isSelf",
        carries="accounts, chats, messages, invites and joins from system lines",
        traps=("senderName may be the owner's private label",),
        not_read=(
            "payload of contact cards",
            "merged forwards as posts of their own",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """An array of messages with the server's own keys."""
        needed = ("talker", "sender", "time", "isSelf")
        return detect_keys(head, start="[{", needed=needed, extra=("seq", "isChatRoom", "talkerName", "subType"))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        chats: dict[str, Chat] = {}
        yield from load_each(stream_records(source.path), lambda item: _message(item, source, options, chats))


def _message(
    item: Item, source: SourceFile, options: ReadOptions, chats: dict[str, Chat]
) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    room = text_of(record, "talker")
    if room is None:
        raise RecordError("the message names no chat (talker)")
    chat = chats.setdefault(room, Chat(source, options, uid=room))
    chat.name = text_of(record, "talkerName") or chat.name
    moment, precision = from_text(record.get("time"), options.timezone)
    kind = record.get("type")
    is_system = kind in _SYSTEM_TYPES
    found = (
        None
        if is_system
        else chat.sender(
            text_of(record, "sender"), text_of(record, "senderName"), is_owner=record.get("isSelf") is True
        )
    )
    author, stated = found or (None, ())
    text, uid = text_of(record, "content"), text_of(record, "seq")
    contents = record.get("contents") if isinstance(record.get("contents"), dict) else {}
    key = chat.post_key(uid, str(moment), author, text)
    post = Post(
        post_key=key,
        platform="wechat",
        platform_uid=uid,
        group_key=chat.group_key,
        account_key=author,
        kind="system" if is_system else "message",
        text=text,
        title=text_of(contents or {}, "title"),
        url=text_of(contents or {}, "url"),
        posted_at=moment,
        posted_precision=precision,
    )
    media = []
    if isinstance(kind, int) and kind in _MEDIA:
        media = [Media(post_key=key, kind=_MEDIA[kind], uri=text_of(contents or {}, "path", "md5"))]
    yield loaded(item.locator, chat.group(), *stated, post, *media, *(chat.arrivals(post) if is_system else ()))


class ChatlogTable:
    """Reads the CSV that ``format=csv`` gives: six columns, and times without an offset."""

    name = "chatlog csv"
    notes = FormatNotes(
        title="chatlog: messages of WeChat chats, CSV",
        recognised_by="the columns Time, SenderName, Sender, TalkerName, Talker, Content",
        carries="accounts, chats, messages, joins and invites from system lines",
        traps=(
            "times have no zone: the case's counts, or --timezone",
            "SenderName may be the owner's private label",
            "messages have no id here: equal ones of one second are told apart by their order",
        ),
        not_read=("what kind of message it is",),
    )

    def detect(self, head: Head) -> Detection | None:
        """A header with the server's own columns."""
        is_there = set(_COLUMNS) <= set(header_of(head.text)[0])
        return Detection(0.95, "columns " + ", ".join(_COLUMNS)) if is_there else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        chats: dict[str, Chat] = {}

        def parse(item: Item) -> Iterator[Loaded | Quarantined]:
            row = as_record(item)
            record = {name: row.get(column) for name, column in zip(_FIELDS, _COLUMNS, strict=True)}
            record["type"] = 10000 if text_of(row, "Sender") in _SYSTEM_NAMES else 1
            yield from _message(Item(item.locator, record, raw=row), source, options, chats)

        yield from load_each(stream_csv(source.path), parse)


class ChatlogLists:
    """Reads what ``/contact`` and ``/chatroom`` give as JSON."""

    name = "chatlog contacts and rooms"
    notes = FormatNotes(
        title="chatlog: contacts and rooms, JSON",
        recognised_by="the key items with userName and nickName, or users and owner",
        carries="accounts with WeChat id and label, rooms with members and owner",
        traps=("labels (remark) are what the owner believed",),
        not_read=(),
    )

    def detect(self, head: Head) -> Detection | None:
        """An object with a list of contacts, or of rooms with their members."""
        contacts = detect_keys(head, start="{", needed=("items", "userName", "nickName"), extra=("alias", "remark"))
        return contacts or detect_keys(
            head, start="{", needed=("items", "users", "owner"), extra=("displayName", "name")
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each contact, or each room with its members."""
        items = (item for item in stream_json(source.path) if not isinstance(item, Item) or "/items" in item.locator)
        yield from load_each(items, lambda item: _entry(item, source, options))


def _entry(item: Item, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    if room := text_of(record, "name"):
        chat = Chat(source, options, uid=room, name=text_of(record, "nickName"))
        users = [user for _, user in objects_of(record, "users") if isinstance(user, dict)]
        yield loaded(item.locator, chat.group(len(users) or None))
        for place, user in enumerate(users):
            uid = text_of(user, "userName")
            found = chat.sender(uid, text_of(user, "displayName"))
            if found is None:
                continue
            role = "owner" if uid == text_of(record, "owner") else "member"
            member = Membership(group_key=chat.group_key, account_key=found[0], source_kind="listed", role=role)
            yield loaded(f"{item.locator}/users/{place}", *found[1], member)
        return
    chat = Chat(source, options)
    found = chat.sender(
        text_of(record, "userName"),
        text_of(record, "nickName"),
        alias=text_of(record, "alias"),
        remark=text_of(record, "remark"),
    )
    if found is None:
        raise RecordError("the contact has no id (userName)")
    if found[0].endswith("@chatroom"):  # saved rooms stand among the contacts
        room_chat = Chat(source, options, uid=text_of(record, "userName") or "", name=text_of(record, "nickName"))
        yield loaded(item.locator, room_chat.group())
        return
    yield loaded(item.locator, *found[1])
