"""WhatsApp Chat Exporter (KnugiHK): all chats of a telephone as one JSON object, keyed by WhatsApp's own ids.

Source: ``data_model.py`` of versions 0.9 to 0.12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, MediaKind, Membership, Post, PostKey, Quarantined, Statement
from ingest.base import Item, Record, as_record, id_of, keys_in, load_each, loaded, text_of
from ingest.chats.emptiness import never_empty
from ingest.chats.keys import Found, Room
from ingest.chats.places import place_of
from ingest.chats.whatsapp_events import SOURCE_KINDS, event_of
from ingest.files.json_stream import stream_json
from ingest.files.times import from_epoch

_JID = re.compile(r'"([\w.\-+]{3,60}@(?:s\.whatsapp\.net|g\.us|lid|broadcast|newsletter|call))"\s*:\s*\{')
_BETWEEN_DIGITS = re.compile(r"[\s()\-]")
_DIGITS = re.compile(r"\+?(\d{7,15})")
# What the exporter writes instead of a place's link.
_SHARED = re.compile(r"Location shared: \((-?\d{1,2}(?:\.\d+)?), ?(-?\d{1,3}(?:\.\d+)?)")
_MIMES: tuple[tuple[str, MediaKind], ...] = (("image/", "image"), ("video/", "video"), ("audio/", "voice"))
_OF_CHAT = frozenset(
    ("type", "my_avatar", "their_avatar", "their_avatar_thumb", "status", "media_base", "slug", "_messages")
)


class _ChatsAndMessages(frozenset[str]):
    """Which parts of the file are taken apart: every chat, and its messages. Their ids are no fixed names."""

    def __contains__(self, place: object) -> bool:
        steps = str(place).split("/")
        return len(steps) == 2 or (len(steps) == 3 and steps[2] == "messages")


class WhatsAppExporter:
    """Reads the object: id of the chat → name and messages, id of the message → message."""

    name = "whatsapp-chat-exporter json"
    notes = FormatNotes(
        title="WhatsApp Chat Exporter (KnugiHK): chats of a telephone, JSON",
        recognised_by="keys that are WhatsApp ids (…@s.whatsapp.net, …@g.us), with messages, from_me and key_id",
        carries="accounts by number, chats by WhatsApp's own ids, messages, answers, paths of files, places",
        traps=(
            "In a group a sender is a number only where the exporter had no name for it. A name is known by "
            "the number of the one private chat of the file that bears it, else within the group only.",
            "The group's id here and its name in a chat text are not known to be one chat.",
            "The owner's own messages name nobody: say who he is with --owner whatsapp:<number>.",
        ),
        not_read=("reactions", "when a message was received and read", "calls and status notices beside the messages"),
    )

    def detect(self, head: Head) -> Detection | None:
        """The first key is an id of WhatsApp's."""
        found = _JID.search(head.text[:4_096])
        opening = head.text.lstrip("\ufeff \t\r\n")[:1]
        if found is None or opening != "{":
            return None
        marks = [key for key in ("messages", "from_me", "key_id") if key in keys_in(head)]
        return (
            Detection(0.6 + 0.12 * len(marks), f"ids such as {found[1]}, keys " + ", ".join(marks)) if marks else None
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = _Export(source, options, _find_names(source))
        yield from never_empty(load_each(stream_json(source.path, deep=_ChatsAndMessages()), export.part))


def _find_names(source: SourceFile) -> dict[str, set[str]]:
    """The accounts that each name of the telephone's contacts belongs to, by the private chats of the whole file."""
    found: dict[str, set[str]] = {}
    for item in stream_json(source.path, deep=_ChatsAndMessages()):
        steps = item.locator.split("/")
        if isinstance(item, Item) and len(steps) == 3 and steps[2] == "name" and isinstance(item.value, str):
            user, _, host = steps[1].partition("@")
            if host in ("s.whatsapp.net", "lid"):
                found.setdefault(item.value, set()).add(f"whatsapp:{user if host == 's.whatsapp.net' else steps[1]}")
    return found


class _Export:
    """The chat that is being read; each begins with its id."""

    def __init__(self, source: SourceFile, options: ReadOptions, names: dict[str, set[str]]) -> None:
        self._source, self._options = source, options
        self._jid = ""
        self._room = Room("whatsapp", source, options, names=names)

    def part(self, item: Item) -> Iterator[Loaded]:
        steps = item.locator.split("/")
        if "@" not in steps[1]:
            raise RecordError(f"{steps[1][:60]!r} is no id of a WhatsApp chat")
        if steps[1] != self._jid:
            self._open(steps[1])
        if len(steps) == 4 and steps[2] == "messages":
            yield self._message(as_record(item), item.locator, steps[3])
        elif len(steps) == 3 and steps[2] == "name":
            self._room.name = text_of({"name": item.value}, "name")
        elif len(steps) != 3 or steps[2] not in _OF_CHAT:
            raise RecordError("the file holds a part here that the tool is not known to write")

    def _open(self, jid: str) -> None:
        self._jid = jid
        user, _, host = jid.partition("@")
        is_private = host in ("s.whatsapp.net", "lid")
        uid = user if host == "s.whatsapp.net" else jid  # the digits of a "lid" are no telephone number
        kind = "private" if is_private else "chat"
        # The names are those of one telephone's contacts, in all of its chats.
        self._room = Room("whatsapp", self._source, self._options, uid=uid, kind=kind, names=self._room.names)

    def _sender(self, record: Record) -> Found | None:
        room = self._room
        if record.get("from_me") in (True, 1):
            return room.owner()
        if room.kind == "private" and room.uid:
            digits = _DIGITS.fullmatch(room.uid)
            is_phone = digits is not None and self._jid.endswith("@s.whatsapp.net")
            return room.person(room.uid, room.name, phone=f"+{room.uid}" if is_phone else None)
        return self._named(text_of(record, "sender"))

    def _named(self, name: str | None) -> Found | None:
        if name and name.strip().lower() in ("you", "me"):
            return self._room.owner()
        digits = _DIGITS.fullmatch(_BETWEEN_DIGITS.sub("", (name or "").split("@")[0]))
        return self._room.person(digits[1], None, phone=f"+{digits[1]}") if digits else self._room.person(None, name)

    def _message(self, record: Record, locator: str, place_in_file: str) -> Loaded:
        if "timestamp" not in record:
            raise RecordError("the record is no message: it has no timestamp")
        room = self._room
        is_system = record.get("meta") is True
        found = None if is_system else self._sender(record)
        author, stated = found or (None, ())
        moment = from_epoch(record.get("timestamp"))
        data, caption = text_of(record, "data"), text_of(record, "caption")
        has_file = record.get("media") is True
        text = caption if has_file else data
        uid = id_of(record, "key_id") or place_in_file
        key = room.post_key(uid, moment)
        answered = id_of(record, "reply")
        shared = _SHARED.search(text or "")
        place = (float(shared[1]), float(shared[2])) if shared else place_of(text or "")
        post = Post(
            post_key=key,
            platform="whatsapp",
            platform_uid=uid,
            group_key=room.group_key,
            account_key=author,
            parent_post_key=PostKey(f"{room.group_key}/{answered}") if answered else None,
            kind="system" if is_system else "message",
            text=text,
            latitude=place[0] if place else None,
            longitude=place[1] if place else None,
            posted_at=moment,
            posted_precision="second" if moment else "unknown",
        )
        media = [Media(post_key=key, kind=_kind(record), uri=_path(data))] if has_file else []
        return loaded(locator, room.group(), *stated, post, *media, *(self._told(post) if is_system else ()))

    def _told(self, post: Post) -> Iterator[Statement]:
        """Who came or left, where the line is one of WhatsApp's own in words."""
        event = event_of(post.text or "")
        if event is None or event.kind not in SOURCE_KINDS:
            return
        by = self._named(event.by) if event.by else None
        yield from by[1] if by else ()
        people: list[tuple[Found | None, str | None]] = [(self._named(name), None) for name in event.who]
        if event.kind == "created":
            people = [(by, "owner")]
        for who, role in people:
            if who is None:
                continue
            yield from who[1]
            yield Membership(
                group_key=self._room.group_key,
                account_key=who[0],
                source_kind=SOURCE_KINDS[event.kind],
                role="admin" if event.kind == "admin" else role,
                inviter_account_key=by[0] if by and by[0] != who[0] else None,
                observed_at=post.posted_at,
                observed_precision=post.posted_precision,
            )


def _kind(record: Record) -> MediaKind:
    if record.get("sticker") is True:
        return "image"
    mime = text_of(record, "mime") or ""
    return next((kind for start, kind in _MIMES if mime.startswith(start)), "file")


def _path(data: str | None) -> str | None:
    """Where the file lies; None where the exporter says that it did not find it."""
    return None if data is None or data.startswith("The media is missing") else data
