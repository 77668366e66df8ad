"""sjzar/chatlog: contacts, rooms and sessions, as JSON and as CSV that is printed without quotation marks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import AccountKey, Loaded, Membership, Note, Quarantined
from ingest.base import (
    Broken,
    Item,
    Record,
    as_record,
    count_of,
    detect_keys,
    id_of,
    load_each,
    loaded,
    objects_of,
    quarantined,
    text_of,
)
from ingest.files.decoding import is_spreadsheet, open_text
from ingest.files.json_stream import stream_json
from ingest.files.tables import header_of, stream_csv
from ingest.wechat.keys import Chat, Export

_CONTACTS = ("UserName", "Alias", "Remark", "NickName")
_ROOMS = ("Name", "Remark", "NickName", "Owner", "UserCount")
_SESSIONS = ("UserName", "NOrder", "NickName", "Content", "NTime")
_SHAPES = (_CONTACTS, _ROOMS, _SESSIONS)
# Columns before and after the two in which a comma may stand.
_ENDS = {_CONTACTS: (2, 0), _ROOMS: (1, 2), _SESSIONS: (2, 1)}
_UNTOLD = "untold"  # what stands where commas make two columns one
_LONGEST = 1 << 20  # characters of a line; a longer one is no contact
_LABELS = "labels (remark) are what the owner believed or jotted down, not what people call themselves"


class ChatlogLists:
    """Reads what ``/contact``, ``/chatroom`` and ``/session`` give as JSON."""

    name = "chatlog contacts and rooms"
    notes = FormatNotes(
        title="chatlog: contacts, rooms and sessions, JSON",
        recognised_by="the key items with userName and nickName, or users and owner",
        carries="accounts with WeChat id, alias and the owner's label; rooms with their members and owner",
        traps=(_LABELS, "the list is of the day of the export, which it does not state"),
        not_read=("the last message of a session: it stands among the messages",),
    )

    def detect(self, head: Head) -> Detection | None:
        """An object with a list of contacts, of sessions, or of rooms with their members."""
        contacts = detect_keys(
            head, start="{", needed=("items", "userName", "nickName"), extra=("alias", "remark", "nOrder", "nTime")
        )
        return contacts or detect_keys(
            head, start="{", needed=("items", "users", "owner"), extra=("displayName", "name")
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each contact, or each room with its members."""
        export = Export(source, options)
        items = (item for item in stream_json(source.path) if not isinstance(item, Item) or "/items" in item.locator)
        yield from load_each(items, lambda item: _entry(item, export))


class ChatlogListTable:
    """Reads the same lists as CSV; a comma in a name shifts the columns after it."""

    name = "chatlog contacts and rooms csv"
    notes = FormatNotes(
        title="chatlog: contacts, rooms and sessions, CSV",
        recognised_by="the columns UserName, Alias, Remark, NickName; or Name, Remark, NickName, Owner, UserCount; or "
        "UserName, NOrder, NickName, Content, NTime",
        carries="accounts with WeChat id, alias and the owner's label; rooms with owner and number of members",
        traps=(
            _LABELS,
            "the tool prints names without quotation marks: where a name holds a comma, label and name cannot be told "
            "apart, and stand together in a note. The JSON form has no such gap",
        ),
        not_read=("members of rooms: only the JSON form has them", "the last message of a session"),
    )

    def detect(self, head: Head) -> Detection | None:
        """One of the tool's three headers, alone."""
        names = tuple(header_of(head.text)[0])
        return Detection(0.95, "columns " + ", ".join(names)) if names in _SHAPES else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each line, in file order."""
        export = Export(source, options)
        rows = stream_csv(source.path) if is_spreadsheet(source.path) else _lines(source.path)
        yield from load_each(rows, lambda item: _row(item, export))


def _lines(path: Path) -> Iterator[Item | Broken]:
    shape: tuple[str, ...] | None = None
    with open_text(path) as opened:
        number = 0
        while line := opened.readline(_LONGEST):
            number += 1
            text = line.strip("\ufeff\r\n")
            if not text.strip():
                continue
            if shape is None:
                shape = next((s for s in _SHAPES if [p.strip().strip('"') for p in text.split(",")] == list(s)), None)
            else:
                yield _split(text, shape, f"line {number}")


def _split(text: str, shape: tuple[str, ...], locator: str) -> Item | Broken:
    """A line into its columns, from both ends where there are more parts than columns."""
    parts = text.split(",")
    if len(parts) != len(shape) and text.count('"') % 2 == 0 and '"' in text:
        parts = _quoted(text) or parts
    if len(parts) < len(shape):
        reason = f"the line has {len(parts)} columns where the header has {len(shape)}: a line break in a name"
        return Broken(locator, reason, text[:65_536])
    if len(parts) == len(shape):
        return Item(locator, dict(zip(shape, parts, strict=True)), raw=text)
    first, last = _ENDS[shape]
    middle = parts[first : len(parts) - last]
    row = dict(zip(shape[:first], parts, strict=False))
    row |= dict(zip(shape[len(shape) - last :], parts[len(parts) - last :], strict=True)) if last else {}
    # An empty label and a name with commas is the one reading that needs no guess.
    row |= {shape[first]: "", shape[first + 1]: ",".join(middle[1:])} if not middle[0] else {_UNTOLD: ",".join(middle)}
    return Item(locator, row, raw=text)


def _quoted(text: str) -> list[str]:
    """The columns of a line that a spreadsheet wrote anew, with quotation marks."""
    try:
        return next(csv.reader([text.replace("\0", "\ufffd")]), [])
    except csv.Error:
        return []


def _row(item: Item, export: Export) -> Iterator[Loaded]:
    row = as_record(item)
    if "Name" in row:
        chat = _room(id_of(row, "Name"), text_of(row, "NickName"), export)
        owner = chat.sender(id_of(row, "Owner"), None)
        stated = (*owner[1], _member(chat, owner[0], "owner")) if owner else ()
        group = chat.group(count_of(row, "UserCount"))
        label = _label(chat, text_of(row, "Remark"))
        yield loaded(item.locator, group, *stated, label, _note("group", chat.group_key, text_of(row, _UNTOLD)))
        return
    yield _contact(item.locator, row, export, ("UserName", "NickName", "Alias", "Remark"))


def _entry(item: Item, export: Export) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    if id_of(record, "name"):
        yield from _listed_room(item, record, export)
        return
    yield _contact(item.locator, record, export, ("userName", "nickName", "alias", "remark"))


def _listed_room(item: Item, record: Record, export: Export) -> Iterator[Loaded | Quarantined]:
    chat = _room(id_of(record, "name"), text_of(record, "nickName"), export)
    users, owner = objects_of(record, "users"), id_of(record, "owner")
    listed = [user.get("userName") for _, user in users if isinstance(user, dict)]
    alone = chat.sender(owner, None) if owner and owner not in listed else None  # the owner of a list that lacks them
    stated = (*alone[1], _member(chat, alone[0], "owner")) if alone else ()
    yield loaded(item.locator, chat.group(len(users) or None), *stated, _label(chat, text_of(record, "remark")))
    for place, user in users:
        one = Item(f"{item.locator}/users/{place}", user)
        if not isinstance(user, dict):
            yield quarantined(one, "the member is no object with named fields")
            continue
        try:
            found = chat.sender(uid := id_of(user, "userName"), text_of(user, "displayName"))
            by = chat.sender(id_of(user, "inviter"), None) if user.get("inviter") else None
        except RecordError as problem:
            yield quarantined(one, str(problem))
            continue
        if found is None:
            yield quarantined(one, "the member has no id (userName)")
            continue
        member = _member(chat, found[0], "owner" if uid == owner else "member", by[0] if by else None)
        yield loaded(one.locator, *found[1], *(by[1] if by else ()), member)


def _contact(locator: str, record: Record, export: Export, names: tuple[str, str, str, str]) -> Loaded:
    uid_name, name, alias, remark = names
    uid = id_of(record, uid_name)
    if uid and uid.endswith(("@chatroom", "@im.chatroom")):  # saved rooms stand among the contacts
        chat = _room(uid, text_of(record, name), export)
        untold = _note("group", chat.group_key, text_of(record, _UNTOLD))
        return loaded(locator, chat.group(), _label(chat, text_of(record, remark)), untold)
    found = Chat(export).sender(
        uid, text_of(record, name), alias=text_of(record, alias), remark=text_of(record, remark)
    )
    if found is None:
        raise RecordError(f"the contact has no id ({uid_name}), or is one of WeChat's own helpers")
    return loaded(locator, *found[1], _note("account", found[0], text_of(record, _UNTOLD)))


def _room(uid: str | None, name: str | None, export: Export) -> Chat:
    if uid is None:
        raise RecordError("the room has no id (Name)")
    return Chat(export, uid=uid, name=name, kind="chat")


def _member(chat: Chat, account: AccountKey, role: str, by: AccountKey | None = None) -> Membership:
    return Membership(
        group_key=chat.group_key,
        account_key=account,
        source_kind="listed",
        role=role,
        inviter_account_key=by,
    )


def _label(chat: Chat, remark: str | None) -> Note | None:
    text = f"the owner's label for the room: {remark}" if remark else None
    return Note(subject_kind="group", subject_key=chat.group_key, kind="note", text=text) if text else None


def _note(subject: str, key: str, untold: str | None) -> Note | None:
    text = f"columns not told apart because of a comma: {untold}"
    return Note(subject_kind=subject, subject_key=key, kind="note", text=text) if untold else None
