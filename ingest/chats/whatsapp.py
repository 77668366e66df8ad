"""WhatsApp's own export: a chat as text, as Android and iPhone write it in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    Account,
    Identifier,
    Loaded,
    Locator,
    Media,
    MediaKind,
    Membership,
    Post,
    PostKey,
    Quarantined,
    Question,
    Read,
    Statement,
)
from ingest.base import loaded
from ingest.chats.keys import Found, Room, phone_key
from ingest.chats.stamped_lines import INVISIBLE, Message, find_order, messages, stamp_of
from ingest.chats.whatsapp_events import Event, event_of, is_you

_HEAD_LINES = 40
_KEPT = 65_536  # characters of a quarantined message
_LONGEST_NAME = 120
_ATTACHED = re.compile(
    r"<(?:attached|adjunto|anexado|lampiran|terlampir|附件|bijgevoegd)\s?[::]\s?(?P<ios>[^<>]{1,200})>"
    r"|(?P<android>[^\s<>\\/:*?\"|]{1,160}\.\w{2,5}) \((?:file attached|archivo adjunto|arquivo anexado"
    r"|file terlampir|fail dilampirkan|文件附件|档案附件|檔案附件|attached|tệp đính kèm)\)",
    re.IGNORECASE,
)
_OMITTED = re.compile(
    r"<[^<>]*(?:omitted|omitido|omitida|ocult[oa]|tidak disertakan|disembunyikan|省略|已忽略|忽略|bị ẩn)[^<>]*>"
    r"|^(?:image|video|audio|sticker|GIF|document|gambar|图片|圖片|视频) ?(?:omitted|tidak disertakan|省略|已省略)$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"https?://maps\.google\.com/\?q=(-?\d{1,3}\.\d+),(-?\d{1,3}\.\d+)")
_KIND_OF_END: dict[str, MediaKind] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "gif", "heic"), "image"),
    **dict.fromkeys(("mp4", "mov", "3gp", "avi", "mkv"), "video"),
    **dict.fromkeys(("opus", "ogg", "m4a", "aac", "mp3", "amr"), "voice"),
}
_FILE_NAME = re.compile(
    r"(?:WhatsApp Chat (?:with|-) |Chat WhatsApp dengan |Obrolan WhatsApp dengan |Chat de WhatsApp con |"
    r"Conversa do WhatsApp com |Sembang WhatsApp dengan |Cuộc trò chuyện WhatsApp với )(?P<name>.+?)(?:\.(?:txt|zip))?$"
    r"|^与(?P<zh>.+?)的\s?WhatsApp\s?聊天"
)


class WhatsAppChat:
    """Reads a chat text; the group's name comes from its lines, else from the file's name."""

    name = "whatsapp text"
    notes = FormatNotes(
        title="WhatsApp: a chat exported from the telephone, TXT (alone or in its ZIP)",
        recognised_by="lines that begin with a date and a time and name a sender",
        carries="accounts by number or by the exporter's contact name, the chat, messages, joins, invites, removals, "
        "admins, changes of number, names of pictures and files, places sent",
        traps=(
            "the order of day and month is taken from the whole file; where nothing tells it, you are asked and the "
            "messages have no time until you answer (--date-order)",
            "a sender stands there as the exporter's contact name, or as a number where he is no contact",
            "WhatsApp's own lines are understood in English, Malay, Indonesian, Spanish, Portuguese, Chinese, and in "
            "part in Vietnamese and Thai; others are kept as they stand",
            "a chat has no id: two exports are one chat where the group's name is the same",
        ),
        not_read=(
            "which message a reply answers",
            "reactions",
            "names with a colon and a space are cut there",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """Most of the first messages have a stamp, and one of them a sender."""
        if head.encoding == "xlsx":
            return None
        lines = [line for line in head.text.split("\n")[:_HEAD_LINES] if line.strip()]
        stamps = [stamp for line in lines if (stamp := stamp_of(line.rstrip("\r"))) is not None]
        if not stamps or stamp_of(lines[0]) is None or not any(": " in stamp.rest for stamp in stamps):
            return None
        if stamps[0].is_bracketed and stamps[0].parts[0] > 31 and stamps[0].second is None:
            return None  # Signal's layout
        return Detection(0.85, f"{len(stamps)} of the first {len(lines)} lines begin with a date, a time and a name")

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Read]:
        """Yield each message and each of WhatsApp's own lines, in file order."""
        order = find_order(source.path) or options.date_order
        if order is None:
            text = (
                f"Is the day or the month first in the dates of {PurePosixPath(source.file_name).name}? Nothing in it "
                "tells. Say it with --date-order dmy or --date-order mdy; until then its messages have no time."
            )
            yield Question(kind="date_order", text=text)
        room = Room("whatsapp", source, options, name=_title(source), kind="chat")
        for message in messages(source.path):
            yield _read(message, room, order)


def _title(source: SourceFile) -> str | None:
    """The group's name: as the last line about it says, else as the file's name does."""
    title = None
    for message in messages(source.path):
        if message.stamp is None or len(message.text) > _KEPT:
            continue
        name, _, body = message.text.partition(": ")
        if (event := _event(message.text, name, body)) and event.title:
            title = event.title
    if title:
        return title
    for step in reversed(PurePosixPath(source.file_name).parts):
        if match := _FILE_NAME.search(step):
            return match["name"] or match["zh"]
    return None


def _read(message: Message, room: Room, order: str | None) -> Loaded | Quarantined:
    locator = f"line {message.line}"
    if message.stamp is None:
        reason = "the line stands before the first message, and has no date of its own"
        return Quarantined(locator=Locator(locator), reason=reason, raw=message.text[:_KEPT])
    if message.is_cut:
        reason = "the message is longer than any that a telephone sends"
        return Quarantined(locator=Locator(locator), reason=reason, raw=message.text[:_KEPT])
    moment = message.stamp.moment(order, room.options.timezone)
    if moment is None and order is not None:
        reason = f"its date does not fit the order {order} that the rest of the file has"
        return Quarantined(locator=Locator(locator), reason=reason, raw=message.text[:_KEPT])
    name, colon, body = message.text.partition(": ")
    event = _event(message.text, name, body)
    is_system = event is not None or not colon or len(name) > _LONGEST_NAME or "\n" in name
    found = None if is_system else _person(name, room)
    author, stated = found or (None, ())
    text = message.text if is_system else body
    # The key holds the sender as a person of the chat, so that it is the same in another member's export.
    key = room.post_key(None, moment, author, text.strip(INVISIBLE))
    place = _PLACE.search(text)
    post = Post(
        post_key=key,
        platform="whatsapp",
        group_key=room.group_key,
        account_key=author,
        kind="system" if is_system else "message",
        text=text,
        latitude=float(place[1]) if place else None,
        longitude=float(place[2]) if place else None,
        posted_at=moment,
        posted_precision="second" if moment else "unknown",
    )
    told = _told(event, room, post) if event else []
    return loaded(locator, room.group(), *stated, post, *_media(text, key), *told)


def _event(text: str, name: str, body: str) -> Event | None:
    """One of WhatsApp's own lines: without a sender, or on iPhones with the group's name for one and a hidden mark.

    A colon within a quoted title parts no sender from a text; any other does, so that nobody "left" by writing it.
    """
    if not body or any(quote in name for quote in '"“«「'):
        return event_of(_plain(text))
    return event_of(_plain(body)) if body.startswith("\u200e") and "\n" not in body else None


def _plain(text: str) -> str:
    return "".join(c for c in text if c not in INVISIBLE).strip()


def _person(name: str, room: Room) -> Found:
    shown = _plain(name)
    if is_you(shown):
        return room.owner()
    found = phone_key(shown, room.options.region)
    if found:
        person = room.person(found[0], None, phone=found[1])
    else:
        person = room.person(None, shown.removeprefix("~").strip("\u202f\xa0 ") or "?")
    assert person is not None  # a number, or a name that is not empty
    return person


def _told(event: Event, room: Room, post: Post) -> list[Statement]:
    """What one of WhatsApp's own lines states."""
    by = _person(event.by, room) if event.by else None
    stated: list[Statement] = [*(by[1] if by else ())]
    if event.kind == "number" and by and event.new and (new := phone_key(event.new, room.options.region)):
        stated.append(Account(account_key=room.person(new[0], None)[0], platform="whatsapp", platform_uid=new[0]))  # type: ignore[index]
        stated.append(Identifier(account_key=by[0], kind="uid", value=new[0]))
        stated.append(Identifier(account_key=by[0], kind="phone", value=new[1]))
    if event.kind == "created" and by:
        stated.append(_member(room, post, by, kind="joined", role="owner"))
    for name in event.who:
        person = _person(name, room)
        kind = {"link": "joined", "added": "invited", "removed": "left", "left": "left"}.get(event.kind, "listed")
        role = "admin" if event.kind == "admin" else None
        stated += person[1]
        stated.append(_member(room, post, person, kind=kind, role=role, by=by))
    return stated


def _member(
    room: Room, post: Post, person: Found, *, kind: str, role: str | None = None, by: Found | None = None
) -> Membership:
    return Membership(
        group_key=room.group_key,
        account_key=person[0],
        source_kind=kind,  # type: ignore[arg-type]
        role=role,
        inviter_account_key=by[0] if by else None,
        observed_at=post.posted_at,
        observed_precision=post.posted_precision,
    )


def _media(text: str, key: PostKey) -> Iterator[Media]:
    if match := _ATTACHED.search(text):
        uri = _plain(match["ios"] or match["android"])
        yield Media(post_key=key, kind=_KIND_OF_END.get(uri.rsplit(".", 1)[-1].lower(), "file"), uri=uri)
    elif _OMITTED.search(_plain(text)):
        yield Media(post_key=key, kind="file")
