"""tdl (iyear): what its commands `chat users` and `chat export` write about one Telegram chat.

Source: ``app/chat/users.go`` and ``app/chat/export.go``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, MediaKind, Membership, Post, PostKey, Quarantined, Statement
from ingest.base import Item, Record, as_record, detect_keys, id_of, keys_in, load_each, loaded, text_of
from ingest.chats.emptiness import never_empty
from ingest.chats.keys import Found, Room, phone_key
from ingest.files.json_stream import stream_json
from ingest.files.times import from_epoch

# Roles by the list that a person stands in. Kicked ones are out; "banned" holds the restricted, who may still be in.
_ROLES = {"users": "member", "bots": "member", "admins": "admin"}
_LISTS = (*_ROLES, "kicked", "banned")
_START = re.compile(r'\s*\{\s*"id"\s*:\s*-?\d+\s*,\s*"messages"\s*:\s*\[')
_KINDS: dict[str, MediaKind] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp"), "image"),
    **dict.fromkeys(("mp4", "mov", "webm", "mkv", "gif"), "video"),
    **dict.fromkeys(("ogg", "oga", "mp3", "m4a"), "voice"),
}


class TdlUsers:
    """Reads what `tdl chat users` writes."""

    name = "tdl chat users"
    notes = FormatNotes(
        title="tdl: the members of a Telegram chat, JSON",
        recognised_by="an object with users, admins or bots, each with id, username, phone and first_name",
        carries="accounts with ids, handles and numbers, listed members, admins, who was put out",
        traps=(
            "The file has the chat's id and not its name.",
            "Telegram lists at most 10,000 members: who is missing may still be one.",
            "An admin stands in two lists and is counted in both.",
        ),
        not_read=("which restriction a member of the list banned has",),
    )

    def detect(self, head: Head) -> Detection | None:
        """An object with lists of users."""
        needed = ("first_name", "username", "phone")
        return detect_keys(head, start="{", needed=needed, extra=("users", "admins", "bots"))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each member, in file order."""
        room = Room("telegram", source, options)
        yield from never_empty(load_each(stream_json(source.path), lambda item: _listed(item, room)))


def _listed(item: Item, room: Room) -> Iterator[Loaded]:
    section = item.locator.split("/")[1]
    if section == "id":
        room.uid = id_of({"id": item.value}, "id")
        return
    if section not in _LISTS or item.locator.count("/") != 2:
        raise RecordError(f"the file holds a part {section[:60]!r} that the tool is not known to write")
    found = _user(as_record(item), room)
    kicked, role = section == "kicked", _ROLES.get(section)
    membership = Membership(
        group_key=room.group_key, account_key=found[0], source_kind="left" if kicked else "listed", role=role
    )
    yield loaded(item.locator, room.group(), *found[1], membership if kicked or role else None)


def _user(record: Record, room: Room) -> Found:
    handle, written = text_of(record, "username", "Username"), text_of(record, "phone", "Phone")
    names = [
        text for keys in (("first_name", "FirstName"), ("last_name", "LastName")) if (text := text_of(record, *keys))
    ]
    phone = phone_key("+" + written.lstrip("+"), room.options.region) if written else None
    found = room.person(
        id_of(record, "id", "ID"),
        " ".join(names) or None,
        handle=handle.lstrip("@").lower() if handle else None,
        phone=phone[1] if phone else None,
    )
    if found is None:
        raise RecordError("the member has neither an id nor a name")
    return found


class TdlMessages:
    """Reads what `tdl chat export` writes."""

    name = "tdl chat export"
    notes = FormatNotes(
        title="tdl: messages of a Telegram chat, JSON",
        recognised_by="an object that begins with id and messages, each with id, type and file",
        carries="messages with their ids, names of files; texts and times where --with-content was used, senders where "
        "--raw was",
        traps=(
            "Without --all only messages with a file are in it, without --with-content neither texts nor times.",
            "Without --raw no message says who wrote it.",
        ),
        not_read=("what else the raw message holds", "the chat's name: it is not in the file"),
    )

    def detect(self, head: Head) -> Detection | None:
        """The two keys in this order, and messages with a file."""
        found = keys_in(head)
        if _START.match(head.text.lstrip("\ufeff")) is None or "file" not in found or "type" not in found:
            return None
        is_desktop = {"from_id", "text_entities", "date_unixtime"} & found
        return None if is_desktop else Detection(0.9, "keys id, messages, file in tdl's order")

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        room = Room("telegram", source, options)
        yield from never_empty(load_each(stream_json(source.path), lambda item: _exported(item, room)))


def _exported(item: Item, room: Room) -> Iterator[Loaded]:
    if item.locator == "/id":
        room.uid = id_of({"id": item.value}, "id")
        return
    if not item.locator.startswith("/messages/"):
        raise RecordError(f"the file holds a part {item.locator[:60]!r} that the tool is not known to write")
    record = as_record(item)
    uid = id_of(record, "id")
    if uid is None:
        raise RecordError("the message has no id")
    raw = _inner(record, "raw")
    found = _author(raw, room)
    moment = from_epoch(record.get("date")) or from_epoch(raw.get("Date"))
    key = room.post_key(uid, moment)
    answered = id_of(_inner(raw, "ReplyTo"), "ReplyToMsgID")
    post = Post(
        post_key=key,
        platform="telegram",
        platform_uid=uid,
        group_key=room.group_key,
        account_key=found[0] if found else None,
        parent_post_key=PostKey(f"{room.group_key}/{answered}") if answered and answered != "0" else None,
        kind="message",
        text=text_of(record, "text") or text_of(raw, "Message"),
        posted_at=moment,
        posted_precision="second" if moment else "unknown",
    )
    name = text_of(record, "file")
    media: list[Statement] = []
    if name:
        media.append(Media(post_key=key, kind=_KINDS.get(name.rsplit(".", 1)[-1].lower(), "file"), uri=name))
    yield loaded(item.locator, room.group(), *(found[1] if found else ()), post, *media)


def _author(raw: Record, room: Room) -> Found | None:
    sender = _inner(raw, "FromID")
    channel = id_of(sender, "ChannelID")
    return room.person(id_of(sender, "UserID") or (f"channel{channel}" if channel else None), None)


def _inner(record: Record, key: str) -> dict[str, Any]:
    value = record.get(key)
    return value if isinstance(value, dict) else {}
