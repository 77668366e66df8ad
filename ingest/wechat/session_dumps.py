"""itchat and wxpy: rooms with their members, and contacts, under ids that hold for one login only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Membership, Quarantined
from ingest.base import (
    Broken,
    Item,
    Record,
    as_record,
    count_of,
    detect_keys,
    load_each,
    loaded,
    objects_of,
    quarantined,
    text_of,
)
from ingest.files.json_stream import stream_json
from ingest.wechat.content import joined
from ingest.wechat.keys import Chat, Export

_LISTS = ("MemberList", "ContactList")


class SessionDump:
    """Reads rooms and contacts as the web client gave them; nobody in them has a lasting id."""

    name = "itchat members"
    notes = FormatNotes(
        title="itchat, wxpy: rooms with members, and contacts, JSON",
        recognised_by="the keys UserName and NickName with MemberList, RemarkName, DisplayName or PYQuanPin",
        carries="rooms by name, members by name with their alias where the file has one, signatures and the owner's "
        "labels",
        traps=(
            "the ids (@…) are other ones at every login: they are not kept, and rooms and people are known by their "
            "names only, within the file's room",
            "two rooms of one name in one file become one",
        ),
        not_read=("pictures of people: their links work for one login only", "sex"),
    )

    def detect(self, head: Head) -> Detection | None:
        """The web client's own keys, and its ids."""
        if '"@' not in head.text:
            return None
        extra = ("MemberList", "RemarkName", "DisplayName", "PYQuanPin", "AttrStatus", "EncryChatRoomId")
        return detect_keys(head, start="[{", needed=("UserName", "NickName"), extra=extra)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each room and its members, or each contact."""
        export = Export(source, options)
        whole = _scalars(source)
        if not whole:
            yield from load_each(stream_json(source.path), lambda item: _entry(item, export))
            return
        members = (item for item in stream_json(source.path) if _is_of_one(item))
        items = chain((Item("/", whole),), members)
        yield from load_each(items, lambda item: _of_one(item, export, whole))


def _scalars(source: SourceFile) -> Record:
    """The plain fields where the file is one object, a room or a contact; empty where it is a list."""
    found: Record = {}
    for item in stream_json(source.path):
        if isinstance(item, Broken) or item.locator.count("/") != 1 or item.locator[1:].isdigit():
            if not found:
                return {}
        elif not isinstance(item.value, dict | list):
            found[item.locator[1:]] = item.value
    return found if "UserName" in found or "NickName" in found else {}


def _is_of_one(item: Item | Broken) -> bool:
    return isinstance(item, Broken) or item.locator.startswith("/MemberList")


def _of_one(item: Item, export: Export, whole: Record) -> Iterator[Loaded | Quarantined]:
    """A part of the one object that the file is."""
    uid = text_of(whole, "UserName") or ""
    is_room = uid.startswith("@@") or "MemberCount" in whole
    room = _room(export, text_of(whole, "NickName", "RemarkName"))
    if item.locator != "/":
        yield _member(item.locator, as_record(item), room, text_of(whole, "ChatRoomOwner"))
    elif is_room:
        yield loaded(item.locator, room.group(count_of(whole, "MemberCount")))
    else:
        yield _contact(item.locator, whole, export)


def _room(export: Export, name: str | None) -> Chat:
    chat = export.chat_of_file("room", name=name)
    chat.kind = "chat"
    return chat


def _entry(item: Item, export: Export) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    members = objects_of(record, "MemberList")
    if not members and not (text_of(record, "UserName") or "").startswith("@@"):
        yield _contact(item.locator, record, export)
        return
    chat = _room(export, text_of(record, "NickName", "RemarkName"))
    owner = text_of(record, "ChatRoomOwner")
    yield loaded(item.locator, chat.group(count_of(record, "MemberCount") or len(members) or None))
    for place, member in members:
        one = Item(f"{item.locator}/MemberList/{place}", member)
        try:
            yield _member(one.locator, as_record(one), chat, owner)
        except RecordError as problem:
            yield quarantined(one, str(problem))


def _contact(locator: str, record: Record, export: Export) -> Loaded:
    found = Chat(export, uid=f"~contacts-{export.source.source_id}").named(
        text_of(record, "NickName", "DisplayName"),
        alias=text_of(record, "Alias"),
        remark=text_of(record, "RemarkName"),
        bio=text_of(record, "Signature"),
    )
    if found is None:
        raise RecordError("the contact has neither a name nor an alias, and its id holds for one login only")
    return loaded(locator, *found[1])


def _member(locator: str, record: Record, chat: Chat, owner: str | None) -> Loaded:
    found = chat.named(
        joined(text_of(record, "DisplayName")) or text_of(record, "NickName"),
        alias=text_of(record, "Alias"),
        remark=text_of(record, "RemarkName"),
    )
    if found is None:
        raise RecordError("the member has neither a name nor an alias, and its id holds for one login only")
    is_owner = record.get("IsOwner") in (1, True) or bool(owner and owner == text_of(record, "UserName"))
    role = "owner" if is_owner else "admin" if record.get("IsAdmin") in (1, True) else "member"
    member = Membership(group_key=chat.group_key, account_key=found[0], source_kind="listed", role=role)
    return loaded(locator, *found[1], member)
