"""PyWxDump: the users and rooms beside the messages, as JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Identifier, Loaded, Locator, Membership, Note, Quarantined, Statement
from ingest.base import Broken, Item, Record, as_record, detect_keys, id_of, load_each, loaded, text_of
from ingest.files.decoding import read_head
from ingest.files.json_stream import stream_json
from ingest.files.tables import header_of, stream_csv
from ingest.wechat.content import joined
from ingest.wechat.keys import Chat, Export
from ingest.wechat.literals import literal_of
from ingest.wechat.said import read_time

_ROOM_KEYS = ("wxid", "UserNameList", "DisplayNameList", "owner")
_PHONE, _BIO = "手机号", "个性签名"
# Further fields of ``ExtraBuf``: what the profile says of where somebody lives and works.
_PLACES = ("国", "省", "市")
_FURTHER = ("公司名称", "性别[1男2女]", "性别", "朋友圈背景")


class PyWxDumpUsers:
    """Reads ``users.json``: one object per user; remark, number and labels are the exporter's own notes."""

    name = "pywxdump users"
    notes = FormatNotes(
        title="PyWxDump: users.json",
        recognised_by="the keys wxid, nickname and account with ExtraBuf or LabelIDList",
        carries="accounts with WeChat id, alias, signature and picture, and the owner's label, numbers and tags",
        traps=("label, telephone number and tags are what the owner of the phone noted, not what the person states",),
        not_read=("sex and background picture",),
    )

    def detect(self, head: Head) -> Detection | None:
        """An object of users with the tool's own keys."""
        return detect_keys(head, start="{[", needed=("wxid", "nickname", "account"), extra=("ExtraBuf", "LabelIDList"))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each user, in file order."""
        export = Export(source, options)
        yield from load_each(stream_json(source.path), lambda item: _user(item, export))


def _user(item: Item, export: Export) -> Iterator[Loaded]:
    record = as_record(item)
    uid, name = id_of(record, "wxid"), text_of(record, "nickname")
    if uid and uid.endswith("@chatroom"):
        yield loaded(item.locator, Chat(export, uid=uid, name=name).group())
        return
    extra = record.get("ExtraBuf")
    buffer: Record = extra if isinstance(extra, dict) else {}
    found = Chat(export).sender(
        uid,
        name,
        alias=text_of(record, "account"),
        remark=text_of(record, "remark"),
        bio=text_of(buffer, _BIO),
        avatar=text_of(record, "headImgUrl"),
    )
    if found is None:
        raise RecordError("the user has no id (wxid), or is one of WeChat's own helpers")
    yield loaded(item.locator, *found[1], *_noted(record, buffer, found[0]))


def _noted(record: Record, buffer: Record, key: Any) -> Iterator[Statement]:
    if number := text_of(buffer, _PHONE):
        yield Identifier(account_key=key, kind="phone", value=number)
    tags = record.get("LabelIDList")
    words = {
        "the owner's note": text_of(record, "describe"),
        "the owner's tags": joined(*(t for t in tags if isinstance(t, str)), by=", ")
        if isinstance(tags, list)
        else None,
        "lives in": joined(*(text_of(buffer, name) for name in _PLACES)),
        "works for": text_of(buffer, _FURTHER[0]),
    }
    for label, text in words.items():
        if text:
            yield Note(subject_kind="account", subject_key=key, kind="note", text=f"{label}: {text}")


class PyWxDumpRooms:
    """Reads the table of rooms; members and their names in the room stand in two lists of equal length."""

    name = "pywxdump rooms"
    notes = FormatNotes(
        title="PyWxDump: rooms, JSON and CSV",
        recognised_by="the keys or columns wxid, UserNameList, DisplayNameList and owner",
        carries="rooms with announcement, owner and members, their names in the room and the owner's labels",
        traps=(
            "where the two lists of ids and names differ in length, names cannot be told to ids and stand in a note",
            "the list is of the day of the export, which it does not state",
        ),
        not_read=("who brought whom: the tool leaves it out",),
    )

    def detect(self, head: Head) -> Detection | None:
        """The tool's own keys, or columns."""
        found = detect_keys(head, start="{[", needed=_ROOM_KEYS, extra=("Announcement", "ChatRoomFlag", "IsShowName"))
        if found is None and set(_ROOM_KEYS) <= set(header_of(head.text)[0]):
            found = Detection(0.95, "columns " + ", ".join(_ROOM_KEYS))
        return found

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each room, and each of its members."""
        export = Export(source, options)
        yield from load_each(_rows(source), lambda item: _room(item, export))


def _rows(source: SourceFile) -> Iterator[Item | Broken]:
    begins = read_head(source.path).text.lstrip("\ufeff \t\r\n")[:1]
    yield from stream_json(source.path) if begins in ("{", "[") else stream_csv(source.path)


def _room(item: Item, export: Export) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    uid = id_of(record, "wxid")
    if uid is None:
        raise RecordError("the room has no id (wxid)")
    chat = Chat(export, uid=uid, name=text_of(record, "nickname", "NickName"), kind="chat")
    uids, names = _list(record.get("UserNameList")), _list(record.get("DisplayNameList"))
    owner = id_of(record, "owner")
    alone = owner if owner not in uids else None
    group = chat.group(len(uids) or None, about=text_of(record, "Announcement"))
    untold = _untold(names, chat) if len(names) != len(uids) else None
    yield loaded(item.locator, group, *_announced(record, chat), untold, *_ruled(alone, chat))
    labels = record.get("wxid2remark")
    labels = literal_of(labels) if isinstance(labels, str) else labels
    names = names if untold is None else []
    for place, (member, name) in enumerate(zip_longest(uids, names, fillvalue="")):
        role = "owner" if member == owner else "member"
        label = text_of(labels, member) if isinstance(labels, dict) else None
        found = chat.sender(member, name or None, remark=label)
        one = f"{item.locator}/UserNameList/{place}"
        if found is None:
            reason = f"{member or 'an empty entry'} among the members is nobody"
            yield Quarantined(locator=Locator(one), reason=reason, raw=member)
            continue
        listed = Membership(group_key=chat.group_key, account_key=found[0], source_kind="listed", role=role)
        yield loaded(one, *found[1], listed)


def _announced(record: Record, chat: Chat) -> Iterator[Statement]:
    """Who wrote the announcement, and when."""
    moment = read_time(record.get("AnnouncementPublishTime"), chat.export.options.timezone)[0]
    editor = chat.sender(id_of(record, "AnnouncementEditor"), None)
    if editor is None:
        return
    when = f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else None
    words = joined(f"announcement by {editor[0].removeprefix('wechat:')}", when, by=", ") or ""
    yield from editor[1]
    yield Note(subject_kind="group", subject_key=chat.group_key, kind="note", text=words)


def _ruled(uid: str | None, chat: Chat) -> Iterator[Statement]:
    """The owner of a room whose list of members lacks them."""
    if found := chat.sender(uid, None):
        yield from found[1]
        yield Membership(group_key=chat.group_key, account_key=found[0], source_kind="listed", role="owner")


def _untold(names: list[str], chat: Chat) -> Note | None:
    words = joined(*names, by=", ")
    text = f"names in the room, not told to ids: {words}" if words else None
    return Note(subject_kind="group", subject_key=chat.group_key, kind="note", text=text) if text else None


def _list(value: Any) -> list[str]:
    """A list, or one that is joined by ^G."""
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("[") and isinstance(parsed := literal_of(text), list):
            value = parsed
        else:
            return [part.strip() for part in text.split("^G" if "^G" in text else "\x07")] if text else []
    return [part.strip() if isinstance(part, str) else "" for part in value] if isinstance(value, list) else []
