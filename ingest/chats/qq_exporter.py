"""qq-chat-exporter (shuakami): a QQ chat as one JSON object, or as a manifest with JSON lines in chunks.

Source: ``SimpleMessageParser.ts`` and ``JsonExporter.ts`` of versions 4 and 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    Identifier,
    Loaded,
    Media,
    MediaKind,
    Note,
    Post,
    PostKey,
    Precision,
    Quarantined,
    SameAs,
)
from ingest.base import Broken, Item, Record, as_record, id_of, keys_in, load_each, loaded, objects_of, text_of
from ingest.chats.emptiness import never_empty
from ingest.chats.keys import Found, Room
from ingest.chats.places import place_of
from ingest.chats.qq_events import arrivals
from ingest.files.decoding import open_text
from ingest.files.json_stream import stream_json, stream_records
from ingest.files.times import from_epoch, from_text

_MEDIA: dict[str, MediaKind] = {
    "image": "image",
    "video": "video",
    "audio": "voice",
    "voice": "voice",
    "ptt": "voice",
    "file": "file",
}
# "group_123456789_20240101_120000.json": the tool writes the group's number into the file's name only.
_FILE_NAME = re.compile(r"^(group|friend)_(\d{5,12})_\d{8}")
_DESCRIBED = frozenset(("metadata", "statistics", "exportOptions", "avatars", "exporter", "format", "version"))
_PEEKED = 262_144  # characters; the chat's description stands at the beginning
_NOBODY = frozenset(("", "0", "10000", "未知"))


class QQExporter:
    """Reads the object, the manifest and the chunks."""

    name = "qq-chat-exporter json"
    notes = FormatNotes(
        title="qq-chat-exporter: one QQ chat, JSON, or manifest.json with chunks/*.jsonl",
        recognised_by="the keys metadata, chatInfo and messages, or lines with id, seq, sender and recalled",
        carries="accounts by QQ number with names and the exporter's remarks, the chat, messages, answers, pictures, "
        "files, joins, invites and removals from QQ's own lines",
        traps=(
            "The group's number stands in the file's name only (group_<number>_…): do not rename the files. Without it "
            "a group is known by its name.",
            "Chunks name no chat at all: keep them in the folder of their manifest, which ties them to it.",
            "Versions 4 and 5 write times differently (text and milliseconds); both are read.",
            "A remark is what the exporter calls the other person: his belief.",
        ),
        not_read=(
            "what a forwarded bundle holds",
            "titles within the group",
            "who is mentioned",
            "pictures within the file (base64)",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """The object's own keys, or those of a line."""
        if not head.text.lstrip("\ufeff \t\r\n").startswith("{"):
            return None
        found = keys_in(head)
        if {"chatInfo", "metadata"} <= found:
            return Detection(0.95, "keys metadata, chatInfo")
        if {"id", "seq", "sender", "content", "recalled", "system"} <= found:
            return Detection(0.85, "lines with id, seq, sender, recalled and system")
        return None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield the chat and its messages, in file order."""
        chat = _Chat(source, options)
        yield from never_empty(load_each(_items(source.path), chat.part))


def _items(path: Path) -> Iterator[Item | Broken]:
    """Parts of the object, or the lines of a chunk, also where there is only one."""
    with open_text(path) as opened:
        is_object = '"chatInfo"' in opened.read(_PEEKED)
    yield from stream_json(path) if is_object else stream_records(path)


class _Chat:
    """The chat while its file is read."""

    def __init__(self, source: SourceFile, options: ReadOptions) -> None:
        self._room = Room("qq", source, options)
        steps = [step for step in PurePosixPath(source.file_name).parts if step != "chunks"]
        named = [found for step in steps if (found := _FILE_NAME.match(step))]
        if named:
            self._room.uid = named[-1][2]
            self._room.kind = "private" if named[-1][1] == "friend" else "chat"
        # Chunks and their manifest lie in one folder; nothing else says that they belong together.
        self._folder = "/".join(steps[:-1])
        self._folder_key = self._room.named_key(f"folder {self._folder}" if self._folder else None)

    def part(self, item: Item) -> Iterator[Loaded | Quarantined]:
        if item.locator.startswith("line "):
            self._room.key_name = self._room.key_name or (f"folder {self._folder}" if self._folder else None)
            yield self._message(as_record(item), item.locator)
            return
        section = item.locator.split("/")[1]
        if section == "chatInfo":
            yield self._describe(as_record(item), item.locator)
        elif section == "messages":
            yield self._message(as_record(item), item.locator)
        elif section in ("chunked", "chunks"):
            same = SameAs(subject_kind="group", key=self._folder_key, other_key=self._room.group_key)
            yield loaded(item.locator, self._room.group(), same)
        elif section not in _DESCRIBED:
            raise RecordError(f"the file holds a part {section!r} that the tool is not known to write")

    def _describe(self, info: Record, locator: str) -> Loaded:
        room = self._room
        room.owner_uid, room.name = id_of(info, "selfUin"), text_of(info, "name")
        room.uid = room.uid or id_of(info, "groupCode", "groupId", "peerUin")
        room.kind = "chat" if text_of(info, "type") == "group" else "private"
        stated = room.owner(text_of(info, "selfName"))[1] if room.me else ()
        return loaded(locator, room.group(), *stated)

    def _person(self, record: Record) -> Found | None:
        sender, raw = _inner(record, "sender"), _inner(record, "rawMessage")
        uin, uid = id_of(sender, "uin") or id_of(raw, "senderUin"), id_of(sender, "uid") or id_of(raw, "senderUid")
        uin = None if uin in _NOBODY else uin
        uid = None if uid in _NOBODY else uid
        name = text_of(sender, "groupCard", "nickname") or text_of(raw, "sendMemberName", "sendNickName")
        remark = text_of(sender, "remark") or text_of(raw, "sendRemarkName")
        shown = text_of(sender, "name")  # the remark, where there is one; the number, where there is no name
        name = name or (None if shown in (uin, uid, remark) else shown)
        found = self._room.person(uin or uid, name, remark=remark)
        if found and (uin or uid):
            # QQ's own lines call a member by any of these.
            others = (text_of(sender, "nickname"), text_of(raw, "sendNickName"), remark)
            for other in filter(None, others):
                self._room.names.setdefault(other, set()).add(found[0])
        if found and uin and uid and uid != uin:
            return found[0], (*found[1], Identifier(account_key=found[0], kind="uid", value=uid))
        return found

    def _message(self, record: Record, locator: str) -> Loaded:
        raw, content = _inner(record, "rawMessage"), _inner(record, "content")
        if not content and "content" not in record:
            raise RecordError("the record is no message: it has no content")
        same = self._learn(raw)
        room = self._room
        is_system = record.get("system") is True or record.get("isSystemMessage") is True
        found = None if is_system else self._person(record)
        author, stated = found or (None, ())
        moment, precision = _moment(record, raw, self._room.options)
        uid, text = id_of(record, "id", "messageId", "msgId"), text_of(content, "text")
        key = room.post_key(uid, moment, author, text)
        answered = _answered(content)
        place = place_of(text or "")
        post = Post(
            post_key=key,
            platform="qq",
            platform_uid=uid,
            group_key=room.group_key,
            account_key=author,
            parent_post_key=PostKey(f"{room.group_key}/{answered}") if answered else None,
            kind="system" if is_system else "message",
            text=text,
            latitude=place[0] if place else None,
            longitude=place[1] if place else None,
            posted_at=moment,
            posted_precision=precision,
        )
        media = [one for _, value in objects_of(content, "resources") if (one := _medium(value, key)) is not None]
        is_recalled = record.get("recalled") is True or record.get("isRecalled") is True
        taken_back = Note(subject_kind="post", subject_key=key, kind="note", text="taken back") if is_recalled else None
        told = arrivals(room, post) if is_system else ()
        return loaded(locator, room.group(), same, *stated, post, taken_back, *media, *told)

    def _learn(self, raw: Record) -> SameAs | None:
        """Version 4 keeps the raw message, and in it the chat's number, which then stands for the chat's name."""
        peer = id_of(raw, "peerUin", "peerUid")
        if self._room.uid is not None or peer is None or peer in _NOBODY:
            return None
        named, self._room.uid = self._room.group_key, peer
        if self._room.kind == "private":
            return None
        return SameAs(subject_kind="group", key=named, other_key=self._room.group_key)


def _inner(record: Record, key: str) -> Record:
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def _moment(record: Record, raw: Record, options: ReadOptions) -> tuple[datetime | None, Precision]:
    for value in (record.get("timestamp"), raw.get("msgTime")):
        if (moment := from_epoch(value)) is not None:
            return moment, "second"
    for value in (record.get("timestamp"), record.get("time")):
        moment, precision = from_text(value, options.timezone)
        if moment is not None:
            return moment, precision
    return None, "unknown"


def _answered(content: Record) -> str | None:
    """The id of the message that this one answers."""
    for _, element in objects_of(content, "elements"):
        if isinstance(element, dict) and element.get("type") == "reply":
            return id_of(_inner(element, "data"), "referencedMessageId", "messageId", "replyMsgId", "msgId")
    return None


def _medium(value: Any, key: PostKey) -> Media | None:
    if not isinstance(value, dict):
        return None
    kind = _MEDIA.get((text_of(value, "type") or "").lower())
    uri = text_of(value, "localPath", "filename", "fileName", "url")
    if uri is not None and uri.startswith("data:"):
        uri = None
    return Media(post_key=key, kind=kind, uri=uri) if kind else None
