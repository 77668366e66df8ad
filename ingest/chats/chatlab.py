"""ChatLab's exchange format: one chat of any messenger, as JSON or JSON lines; many tools write it.

Source: the project's format document, version 0.0.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, MediaKind, Membership, Post, PostKey, Quarantined
from ingest.base import (
    Broken,
    Item,
    Record,
    as_record,
    detect_keys,
    id_of,
    load_each,
    loaded,
    objects_of,
    quarantined,
    text_of,
)
from ingest.chats.keys import Found, Room
from ingest.files.json_stream import stream_json
from ingest.files.times import from_epoch

_MEDIA: dict[int, MediaKind] = {1: "image", 2: "voice", 3: "video", 4: "file", 5: "image"}
_SYSTEM = (80, 81)
_NOBODY = frozenset(("system", "系统消息", ""))


class ChatLab:
    """Reads header, members and messages in whatever order they stand."""

    name = "chatlab"
    notes = FormatNotes(
        title="ChatLab: one chat of any messenger, JSON or JSON lines",
        recognised_by="the key chatlab or lines with _type, beside meta, platformId and accountName",
        carries="accounts with ids and aliases, the chat, members with roles, messages and replies",
        traps=(
            "the platform is what the file says; WeChat, WhatsApp, QQ and Telegram join with their own exports by id",
            "aliases are earlier names, not ids",
        ),
        not_read=("pictures within the file (base64)", "what a forwarded bundle holds"),
    )

    def detect(self, head: Head) -> Detection | None:
        """An object with ``chatlab``, or lines with ``_type``."""
        text = head.text.lstrip("\ufeff \t\r\n")
        while text.startswith("#"):  # comments may stand before the first line
            text = text.partition("\n")[2].lstrip()
        bare = Head(text=text, encoding=head.encoding, is_whole=head.is_whole)
        extra = ("platformId", "accountName", "meta", "groupNickname", "exportedAt")
        return detect_keys(bare, start="{", needed=("chatlab", "messages"), extra=extra) or detect_keys(
            bare, start="{", needed=("_type", "chatlab"), extra=extra
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield the members and messages, in file order."""
        chat = _Chat(Room("", source, options))
        for item in stream_json(source.path):
            if isinstance(item, Broken):
                yield quarantined(Item(item.locator, item.raw), item.reason)
                continue
            yield from load_each([item], chat.part)


class _Chat:
    """The chat while its file is read."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def part(self, item: Item) -> Iterator[Loaded | Quarantined]:
        if item.locator.startswith("line "):
            yield from self._line(item)
            return
        section = item.locator.split("/")[1]
        if section == "meta":
            self._describe(as_record(item))
        elif section == "members":
            yield self._member(as_record(item), item.locator)
        elif section == "messages":
            yield self._message(as_record(item), item.locator)

    def _line(self, item: Item) -> Iterator[Loaded | Quarantined]:
        record = as_record(item)
        kind = text_of(record, "_type")
        if kind == "header":
            meta = record.get("meta")
            self._describe(meta if isinstance(meta, dict) else record)
        elif kind == "member":
            yield self._member(record, item.locator)
        elif kind == "message":
            yield self._message(record, item.locator)
        else:
            raise RecordError("the line is no header, member or message (_type)")

    def _describe(self, meta: Record) -> None:
        self._room.platform = (text_of(meta, "platform") or "chat").lower()
        self._room.uid, self._room.name = id_of(meta, "groupId"), text_of(meta, "name")
        self._room.kind = "private" if text_of(meta, "type") == "private" else "chat"
        owner = id_of(meta, "ownerId")
        if owner and self._room.platform not in self._room.options.owners:
            self._owner = owner

    _owner: str | None = None

    def _person(self, record: Record, *names: str) -> Found | None:
        self._check()
        uid = id_of(record, *names)
        if uid is not None and uid.lower() in _NOBODY:
            return None
        return self._room.person(uid, text_of(record, "groupNickname", "accountName"))

    def _check(self) -> None:
        if not self._room.platform:
            raise RecordError("the chat's description (meta) does not stand before its members and messages")

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
        kind = record.get("type")
        is_system = kind in _SYSTEM
        found = None if is_system else self._person(record, "sender")
        self._check()
        author, stated = found or (None, ())
        moment, text = from_epoch(record.get("timestamp")), text_of(record, "content")
        uid, reply = id_of(record, "platformMessageId"), id_of(record, "replyToMessageId")
        key = self._room.post_key(uid, moment, author, text)
        post = Post(
            post_key=key,
            platform=self._room.platform,
            platform_uid=uid,
            group_key=self._room.group_key,
            account_key=author,
            parent_post_key=PostKey(f"{self._room.group_key}/{reply}") if reply else None,
            kind="system" if is_system else "message",
            text=text,
            posted_at=moment,
            posted_precision="second" if moment else "unknown",
        )
        media = [Media(post_key=key, kind=_MEDIA[kind])] if isinstance(kind, int) and kind in _MEDIA else []
        return loaded(locator, self._room.group(), *stated, post, *media)
