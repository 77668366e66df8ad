"""Signal: a conversation as text, as tools write it that read a backup."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Locator, Post, Quarantined
from ingest.base import loaded
from ingest.chats.emptiness import never_empty
from ingest.chats.keys import Room, phone_key
from ingest.chats.stamped_lines import Message, messages, stamp_of
from ingest.chats.text_lines import KEPT, plain

_HEAD_LINES = 40
_ORDER = "ymd"


class SignalText:
    """Reads lines of the form ``[2019-12-24, 12:23] Name: text``."""

    name = "signal text"
    notes = FormatNotes(
        title="Signal: a conversation as text, written by a tool that reads backups",
        recognised_by="lines that begin with [year-month-day, hour:minute] and name a sender",
        carries="accounts by name (by number where the export shows one), messages",
        traps=(
            "The text names no conversation: each file is a chat of its own, and people are known by name within it.",
            "Times have no zone: set --timezone to where the exporter was.",
        ),
        not_read=("pictures, reactions and replies: the text does not hold them",),
    )

    def detect(self, head: Head) -> Detection | None:
        """The first stamped line has the year first, no seconds and brackets, which WhatsApp never combines."""
        for line in head.text[:100_000].split("\n")[:_HEAD_LINES]:
            stamp = stamp_of(line.rstrip("\r"))
            if stamp is None:
                continue
            is_signal = stamp.is_bracketed and stamp.parts[0] > 31 and stamp.second is None and ": " in stamp.rest
            return Detection(0.85, "lines that begin with [year-month-day, hour:minute]") if is_signal else None
        return None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        room = Room("signal", source, options)
        yield from never_empty(_read(message, room) for message in messages(source.path))


def _read(message: Message, room: Room) -> Loaded | Quarantined:
    locator = f"line {message.line}"
    moment = message.stamp.moment(_ORDER, room.options.timezone) if message.stamp else None
    if moment is None or message.is_cut:
        reason = "the line has no date of its own, or one that no calendar has; or the message is too long"
        return Quarantined(locator=Locator(locator), reason=reason, raw=message.text[:KEPT])
    name, colon, text = message.text.partition(": ")
    shown = plain(name)
    is_system = not colon or not shown or "\n" in name
    phone = phone_key(shown, room.options.region)
    found = room.person(phone[0], None, phone=phone[1]) if phone else room.person(None, shown)
    author, stated = (found if not is_system else None) or (None, ())
    text = message.text if is_system else text
    post = Post(
        post_key=room.post_key(None, moment, author, text),
        platform="signal",
        group_key=room.group_key,
        account_key=author,
        kind="system" if is_system else "message",
        text=text,
        posted_at=moment,
        posted_precision="second",
    )
    return loaded(locator, room.group(), *stated, post)
