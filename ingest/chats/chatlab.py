"""ChatLab's exchange format: one chat of any messenger, as JSON or JSON lines; many tools write it.

Source: the project's format document, version 0.0.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    Loaded,
    Media,
    MediaKind,
    Membership,
    Post,
    PostKey,
    Quarantined,
)
from ingest.base import Broken, Item, Record, as_record, id_of, keys_in, load_each, loaded, objects_of, text_of
from ingest.chats.emptiness import never_empty
from ingest.chats.keys import Found, Room, phone_key
from ingest.chats.places import place_of
from ingest.chats.qq_events import arrivals
from ingest.files.decoding import open_text
from ingest.files.json_stream import stream_json, stream_records
from ingest.files.times import from_epoch

_MEDIA: dict[int, MediaKind] = {1: "image", 2: "voice", 3: "video", 4: "file", 5: "image"}
_SYSTEM = (22, 80, 81)  # a poke, which the messenger words; a notice; a message that was taken back
_LOCATION, _TRANSFER = 8, 21
_AMOUNT = re.compile(r"(?:[￥¥]|[A-Z]{2,3})\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s?元")
_PEEKED = 65_536  # characters in which the first line shows whether it is one
_SECTIONS = {"meta": "header", "members": "member", "messages": "message"}
_PASSED_OVER = frozenset(("chatlab", "extra", "statistics", "media"))
_NOBODY = frozenset(("system", "系统消息", "系统", "10000", ""))
_EXTRA = ("platformId", "accountName", "meta", "groupNickname", "exportedAt", "generator")
# WhatsApp's numbers: several tools write the whole id of the account, which our other readers cut to its digits.
_WHATSAPP_TAILS = ("@s.whatsapp.net", "@c.us")


class ChatLab:
    """Reads header, members and messages in whatever order they stand."""

    name = "chatlab"
    notes = FormatNotes(
        title="ChatLab: one chat of any messenger, JSON or JSON lines",
        recognised_by="the key chatlab or lines with _type, beside meta, platformId and accountName",
        carries="accounts with ids and aliases, the chat, members with roles, messages and replies, that a picture "
        "or file was with them, places that were linked",
        traps=(
            "The platform is what the file says; WeChat, WhatsApp, QQ and Telegram join with their own exports by id.",
            "Aliases are other names of an account, not ids.",
            "ownerId is whoever exported; some tools may write the group's owner there: say who did (--owner).",
            "Without a group's id in it the chat is known by its name.",
            "The list of members is as complete as the tool that wrote it made it.",
        ),
        not_read=("pictures within the file (base64)", "what a forwarded bundle holds", "amounts of red packets"),
    )

    def detect(self, head: Head) -> Detection | None:
        """An object with ``chatlab``, or lines with ``_type``."""
        text = head.text.lstrip("\ufeff \t\r\n")
        while text.startswith("#"):  # comments may stand before the first line
            text = text.partition("\n")[2].lstrip()
        found = keys_in(head)
        if not text.startswith("{") or not ({"chatlab", "messages"} <= found or {"chatlab", "_type"} <= found):
            return None
        more = [key for key in _EXTRA if key in found]
        return Detection(0.8 + 0.03 * len(more), "keys chatlab, " + ", ".join(more)) if more else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield the members and messages, in file order."""
        chat = _Chat(Room("", source, options))
        yield from never_empty(load_each(_items(source.path), chat.part))


def _items(path: Path) -> Iterator[Item | Broken]:
    """Parts of the object, or the lines, also where there is only one of them."""
    with open_text(path) as opened:
        start = opened.read(_PEEKED)
    lines = (line.strip("\ufeff \t\r") for line in start.split("\n"))
    first = next((line for line in lines if line and not line.startswith("#")), "")
    yield from stream_records(path) if '"_type"' in first else stream_json(path)


class _Chat:
    """The chat while its file is read."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def part(self, item: Item) -> Iterator[Loaded]:
        """What one part of the object, or one line, states."""
        if item.locator.startswith("line "):
            kind = text_of(as_record(item), "_type")
        else:
            section = item.locator.split("/")[1]
            kind = _SECTIONS.get(section, section)
        if kind == "header":
            self._describe(as_record(item))
        elif kind == "member":
            yield self._member(as_record(item), item.locator)
        elif kind == "message":
            yield self._message(as_record(item), item.locator)
        elif kind not in _PASSED_OVER:
            raise RecordError(f"{str(kind)[:40]!r} is none of the parts header, member and message")

    def _describe(self, record: Record) -> None:
        inner = record.get("meta")
        meta, room = inner if isinstance(inner, dict) else record, self._room
        room.platform = (text_of(meta, "platform") or "chat").strip().lower()
        room.uid, room.name = id_of(meta, "groupId"), text_of(meta, "name")
        room.kind = "private" if text_of(meta, "type") == "private" else "chat"
        owner = id_of(meta, "ownerId")
        room.owner_uid = self._id(owner)[0] if owner else None

    def _id(self, uid: str) -> tuple[str, str | None]:
        """The id as our other readers write it, and the number that it is."""
        if self._room.platform != "whatsapp":
            return uid, None
        bare = next((uid.removesuffix(tail) for tail in _WHATSAPP_TAILS if uid.endswith(tail)), uid)
        found = phone_key(bare if bare.startswith("+") else f"+{bare}", self._room.options.region)
        return found or (uid, None)

    def _person(self, record: Record, name: str) -> Found | None:
        if not self._room.platform:
            raise RecordError("the chat's description (meta) does not stand before its members and messages")
        stated = id_of(record, name)
        if stated is None or stated.lower() in _NOBODY:
            return None
        uid, phone = self._id(stated)
        aliases = [alias for _, alias in objects_of(record, "aliases") if isinstance(alias, str) and alias.strip()]
        shown = text_of(record, "groupNickname", "accountName")
        found = self._room.person(uid, shown, phone=phone, remark=" / ".join(aliases) or None)
        if found and (other := text_of(record, "accountName")):  # notices may call a member by either name
            self._room.names.setdefault(other, set()).add(found[0])
        return found

    def _member(self, record: Record, locator: str) -> Loaded:
        found = self._person(record, "platformId")
        if found is None:
            raise RecordError("the member has no id (platformId)")
        roles = [text_of(role, "id") for _, role in objects_of(record, "roles") if isinstance(role, dict)]
        role = next((name for name in ("owner", "admin") if name in roles), "member")
        group = self._room.group_key
        membership = Membership(group_key=group, account_key=found[0], source_kind="listed", role=role)
        return loaded(locator, self._room.group(), *found[1], membership)

    def _message(self, record: Record, locator: str) -> Loaded:
        if not {"timestamp", "content"} & set(record):
            raise RecordError("the record is no message: it has neither a time nor a content")
        kind, room = record.get("type"), self._room
        found = self._person(record, "sender")
        is_system = kind in _SYSTEM or found is None
        author, stated = found if found and not is_system else (None, ())
        moment, text = from_epoch(record.get("timestamp")), text_of(record, "content")
        uid, reply = id_of(record, "platformMessageId"), id_of(record, "replyToMessageId")
        key = room.post_key(uid, moment, author, text)
        place = place_of(text or "")
        post = Post(
            post_key=key,
            platform=room.platform,
            platform_uid=uid,
            group_key=room.group_key,
            account_key=author,
            parent_post_key=PostKey(f"{room.group_key}/{reply}") if reply else None,
            kind="system" if is_system else "message",
            text=text,
            price_text=amount[0] if kind == _TRANSFER and (amount := _AMOUNT.search(text or "")) else None,
            place_text=text if kind == _LOCATION else None,
            latitude=place[0] if place else None,
            longitude=place[1] if place else None,
            posted_at=moment,
            posted_precision="second" if moment else "unknown",
        )
        media = [Media(post_key=key, kind=_MEDIA[kind])] if isinstance(kind, int) and kind in _MEDIA else []
        told = arrivals(room, post) if is_system else ()
        return loaded(locator, room.group(), *stated, post, *media, *told)
