"""WeFlow, echotrace and their arkme variant: one WeChat chat as a JSON object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Membership, Quarantined
from ingest.base import Broken, Item, Record, as_record, id_of, keys_in, load_each, loaded, text_of
from ingest.files.json_stream import stream_json
from ingest.wechat.appmsg import content_of_markup
from ingest.wechat.content import Card, Content, Quote, degrees, joined, located, plain
from ingest.wechat.keys import OWN_CHATS, Chat, Export, find_me
from ingest.wechat.kinds import kind_of_code, kind_of_label
from ingest.wechat.markup import looks_like_markup
from ingest.wechat.said import Said, read_time, records_of

# Pictures of people, megabytes of them: taken one by one and passed over.
_DEEP = frozenset(("/avatars",))
_PASSED_OVER = frozenset(("avatars", "senders"))
_AVATARS_FIRST = re.compile(
    r'\s*\{\s*(?:"weflow"\s*:\s*\{[^{}]*\}\s*,\s*)?"avatars"\s*:\s*\{\s*"[^"]{1,64}"\s*:\s*"data:image'
)
_MARKS = ("senderUsername", "senderID", "localType", "isSend", "groupMembers")
_ROOM_WORDS = ("群聊", "group", "chatroom")


class WeFlowChat:
    """Reads the object in whatever order its parts stand."""

    name = "weflow json"
    notes = FormatNotes(
        title="WeFlow, echotrace, arkme: one WeChat chat, JSON",
        recognised_by="the keys session and messages with senderUsername, localType …; or pictures of people first",
        carries="accounts with the owner's labels, the chat, messages, replies, contact cards, places, links, members "
        "with their role, invites and joins",
        traps=(
            "localId counts within one device: a message without the platform's own id is known again by its second, "
            "sender and text",
            "the tool's number for the kind of a message is often wrong; its word for it counts",
            "the list of members is of the day of the export",
            OWN_CHATS,
        ),
        not_read=("pictures of people, which are written into the file", "the pictures and files of messages"),
    )

    def detect(self, head: Head) -> Detection | None:
        """One object with a session and messages in the tools' own keys."""
        text, found = head.text.lstrip("\ufeff \t\r\n"), keys_in(head)
        if not text.startswith("{"):
            return None
        if not {"session", "messages"} <= found:
            is_avatars = _AVATARS_FIRST.match(text[:2_000]) is not None
            return Detection(0.75, "avatars written into the file, before all else") if is_avatars else None
        marks = [key for key in _MARKS if key in found]
        return Detection(0.7 + 0.05 * len(marks), "keys session, messages, " + ", ".join(marks)) if marks else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield the session, each message and each listed member, in file order."""
        export = Export(source, options)
        parts = _find_parts(source, export)
        export.find_me = lambda: find_me(stream_json(source.path, deep=_DEEP), lambda record: _own_id(record, parts))
        items = stream_json(source.path, deep=_DEEP)
        yield from load_each(items, lambda item: _part(item, parts))


@dataclass(slots=True)
class _Parts:
    """What the messages refer to, wherever in the file it stands."""

    chat: Chat
    senders: dict[str, Record] = field(default_factory=dict)
    label: str | None = None  # the owner's label for the other person of a private chat


def _find_parts(source: SourceFile, export: Export) -> _Parts:
    """The session and senders, by a first pass that ends as soon as nothing more is needed."""
    session: Record | None = None
    senders: dict[str, Record] = {}
    for item in stream_json(source.path, deep=_DEEP):
        section = item.locator.split("/")[1] if "/" in item.locator else ""
        if isinstance(item, Broken) or not isinstance(item.value, dict):
            continue
        if section == "session":
            session = item.value
        elif section == "senders":
            senders[str(item.value.get("senderID"))] = item.value
        elif section == "messages" and session is not None and (senders or "senderUsername" in item.value):
            break
    chat = _chat_of(session or {}, export)
    return _Parts(chat, senders, None if chat.is_room else text_of(session or {}, "remark"))


def _own_id(record: Record, parts: _Parts) -> str | None:
    who = parts.senders.get(str(record.get("senderID")), record)
    uid = id_of(who, "wxid", "senderUsername") if _is_owner(record) else None
    return uid if uid != parts.chat.uid else None


def _is_owner(record: Record) -> bool:
    return record.get("isSend") in (1, True, "1")


def _chat_of(session: Record, export: Export) -> Chat:
    name = _name_of(session, "nickname")
    try:
        uid = id_of(session, "wxid", "username", "id")
    except RecordError:
        uid = None  # said where the session itself is read
    chat = export.chat(uid, name) if uid else export.chat_of_file(name=name or text_of(session, "displayName"))
    word = (text_of(session, "type") or "").lower()
    chat.kind = "chat" if any(mark in word for mark in _ROOM_WORDS) else chat.kind
    return chat


def _part(item: Item, parts: _Parts) -> Iterator[Loaded]:
    section = item.locator.split("/")[1] if "/" in item.locator else ""
    if section == "session":
        yield _session(item, parts.chat)
    elif section == "groupMembers":
        yield _member(item, parts.chat)
    elif section == "messages":
        yield from _message(item, parts)
    elif section not in _PASSED_OVER and (not section or item.locator.count("/") > 1):
        raise RecordError("the reader does not know this part of the file")


def _session(item: Item, chat: Chat) -> Loaded:
    record = as_record(item)
    if id_of(record, "wxid", "username", "id") is None and chat.uid.startswith("~"):
        raise RecordError("the session has no id (wxid): the chat is known by its name only, and joined with no other")
    found = None
    if not chat.is_room and not chat.uid.startswith("~"):  # of a private chat the session is the other person
        remark = text_of(record, "remark")
        found = chat.sender(chat.uid, text_of(record, "nickname"), remark=remark)
    return loaded(item.locator, chat.group(), *(found[1] if found else ()))


def _member(item: Item, chat: Chat) -> Loaded:
    record = as_record(item)
    found = chat.sender(
        id_of(record, "wxid"),
        _name_of(record, "groupNickname", "nickname"),
        alias=text_of(record, "alias"),
        remark=text_of(record, "remark"),
    )
    if found is None:
        raise RecordError("the member has no id (wxid)")
    stated = text_of(record, "role") or ""
    is_owner = record.get("isOwner") in (True, 1) or stated.lower() in ("owner", "群主")
    role = "owner" if is_owner else "admin" if stated.lower() in ("admin", "管理员") else "member"
    member = Membership(group_key=chat.group_key, account_key=found[0], source_kind="listed", role=role)
    return loaded(item.locator, *found[1], member)


def _message(item: Item, parts: _Parts) -> Iterator[Loaded]:
    record, chat = as_record(item), parts.chat
    who = parts.senders.get(str(record.get("senderID")), record)
    content = content_of(record)
    is_owner = _is_owner(record)
    label = text_of(who, "remark") or (None if is_owner else parts.label)
    author = chat.sender(
        id_of(who, "wxid", "senderUsername"),
        _name_of(who, "groupNickname", "nickname", label=label),
        is_owner=is_owner,
        remark=label,
    )
    if author:
        chat.know(author[0], text_of(who, "nickname"), text_of(who, "groupNickname"))
    moment, precision = read_time(record.get("createTime"), chat.export.options.timezone)
    if moment is None:
        moment, precision = read_time(record.get("formattedTime"), chat.export.options.timezone)
    # `localId` counts within one device: two people's exports of a room give it to different messages.
    # So it is kept as the export's id, and only the platform's own id makes the key.
    said = Said(
        author=author,
        content=content,
        moment=moment,
        precision=precision,
        uid=id_of(record, "platformMessageId"),
        shown_uid=id_of(record, "localId"),
        reply_to=id_of(record, "replyToMessageId"),
    )
    yield from records_of(said, chat, item.locator)


def _name_of(record: Record, *names: str, label: str | None = None) -> str | None:
    """What somebody calls themselves; the tools show the owner's label in its place where there is one."""
    label = label or text_of(record, "remark")
    shown = text_of(record, "displayName", "senderDisplayName")
    return text_of(record, *names) or (shown if shown != label else None)


def content_of(record: Record) -> Content:
    """The content of a message by the tool's word for its kind; its number only where there is no word."""
    kind = kind_of_label(text_of(record, "type")) or kind_of_code(record.get("localType")) or "text"
    text = text_of(record, "content")
    north, _ = degrees(record.get("locationLat"), record.get("locationLng"))
    card = Card(
        uid=text_of(record, "contactCardWxid"),
        name=text_of(record, "contactCardNickname"),
        alias=text_of(record, "contactCardAlias"),
        place=joined(text_of(record, "contactCardProvince"), text_of(record, "contactCardCity")),
        avatar=text_of(record, "contactCardAvatar"),
        bio=text_of(record, "contactCardSignature"),
    )
    if card != Card():
        return Content(kind="card", card=card)
    place = joined(text_of(record, "locationPoiname"), text_of(record, "locationLabel"))
    if north is not None or place:
        return located(place, record.get("locationLat"), record.get("locationLng"))
    found = content_of_markup(text or "", kind) if looks_like_markup(text) and kind != "text" else plain(kind, text)
    title, url = (
        text_of(record, "linkTitle", "finderTitle", "musicTitle"),
        text_of(record, "linkUrl", "finderUrl", "musicUrl"),
    )
    found = replace(found, title=title or found.title, url=url or found.url)
    quoted, by = text_of(record, "quotedContent"), text_of(record, "quotedSender")
    return replace(found, quote=Quote(text=quoted, name=by)) if quoted else found
