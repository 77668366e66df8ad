"""Telegram Desktop's result.json, one chat or all of them, and tdl's list of users."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    Account,
    Loaded,
    Media,
    MediaKind,
    Membership,
    Post,
    PostKey,
    Quarantined,
    SourceKind,
    Statement,
)  # fmt: skip
from ingest.base import (
    Broken,
    Item,
    Record,
    as_record,
    detect_keys,
    load_each,
    loaded,
    objects_of,
    quarantined,
    text_of,
)
from ingest.chats.keys import Found, Room, phone_key
from ingest.files.json_stream import stream_json
from ingest.files.times import from_epoch, from_text

_DEEP = frozenset(
    part
    for root in ("/chats", "/left_chats")
    for part in (root, f"{root}/list", f"{root}/list/*", f"{root}/list/*/messages")
) | {"/contacts", "/contacts/list"}
_MEDIA: dict[str, MediaKind] = {
    "photo": "image", "sticker": "image", "animation": "video", "video_file": "video", "video_message": "video",
    "voice_message": "voice", "audio_file": "voice",
}  # fmt: skip
_ARRIVALS: dict[str, SourceKind] = {
    "join_group_by_link": "joined",
    "join_group_by_request": "joined",
    "invite_members": "invited",
    "remove_members": "left",
    "create_group": "invited",
}
# Parts of a full export that say nothing of chats: the exporter's own devices, pictures and habits.
_PASSED_OVER = frozenset(
    "contacts frequent_contacts profile_pictures stories sessions web_sessions other_data ips".split()
)
_PRIVATE = frozenset(("personal_chat", "bot_chat", "saved_messages"))


class TelegramDesktop:
    """Reads what Telegram Desktop exports as JSON."""

    name = "telegram desktop"
    notes = FormatNotes(
        title="Telegram Desktop: result.json of one chat or of everything",
        recognised_by="the keys type, date and messages or chats with from_id, date_unixtime, text_entities …",
        carries="accounts with ids, chats, messages, replies, joins, invites and removals, contacts with numbers, "
        "prices of invoices, places, names of pictures and files",
        traps=(
            "people who are invited or removed stand there by name only; they are known by name within the chat unless "
            "exactly one id has borne that name before",
            "a deleted account has no name: its messages stay, by its id",
            "`date` is in the exporter's zone; `date_unixtime` counts where it is there",
        ),
        not_read=("reactions", "polls' answers", "stories", "the exporter's sessions and web history"),
    )

    def detect(self, head: Head) -> Detection | None:
        """One object with chats or messages in Telegram's own keys."""
        extra = ("from_id", "date_unixtime", "text_entities", "actor_id", "left_chats", "personal_information")
        return detect_keys(head, start="{", needed=("type", "messages", "id"), extra=extra) or detect_keys(
            head, start="{", needed=("about", "contacts"), extra=("personal_information", "chats", "left_chats")
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each contact and message, in file order."""
        state = _Export(source, options)
        for item in stream_json(source.path, deep=_DEEP):
            if isinstance(item, Broken):
                yield quarantined(Item(item.locator, item.raw), item.reason)
                continue
            yield from load_each([item], state.part)


class _Export:
    """The chats of one export, and who made it."""

    def __init__(self, source: SourceFile, options: ReadOptions) -> None:
        self._source, self._options = source, options
        self._me: str | None = options.owners.get("telegram")
        self._rooms: dict[str, Room] = {}

    def part(self, item: Item) -> Iterator[Loaded | Quarantined]:
        steps = item.locator.split("/")
        if steps[1] == "messages" and len(steps) == 3:
            yield self._message(item, self._room(""))
        elif steps[1] in ("chats", "left_chats") and len(steps) >= 5:
            yield from self._of_chat(item, steps)
        elif len(steps) == 2:
            yield from self._of_root(item, steps[1])
        elif steps[1] == "contacts" and steps[2] == "list" and len(steps) == 4:
            yield self._contact(as_record(item), item.locator)
        elif steps[1] not in _PASSED_OVER and isinstance(item.value, dict | list):
            raise RecordError(f"the part {steps[1][:40]!r} of the export is not read")

    def _of_root(self, item: Item, key: str) -> Iterator[Loaded]:
        if key == "personal_information" and isinstance(item.value, dict):
            uid = text_of(item.value, "user_id")
            self._me = self._me or uid
            names = [text for k in ("first_name", "last_name") if (text := text_of(item.value, k))]
            found = self._room("").person(uid, " ".join(names) or None, bio=text_of(item.value, "bio"))
            if found:
                yield loaded(item.locator, *(replace(s, is_owner=True) if isinstance(s, Account) else s
                                             for s in found[1]))  # fmt: skip
        elif key in ("name", "type", "id"):
            self._describe(self._room(""), key, item.value)
        elif isinstance(item.value, dict | list) and key not in _PASSED_OVER:
            raise RecordError(f"the part {key[:40]!r} of the export is not read")

    def _of_chat(self, item: Item, steps: list[str]) -> Iterator[Loaded]:
        room = self._room("/".join(steps[1:4]))
        if steps[4] == "messages" and len(steps) == 6:
            yield self._message(item, room)
        elif len(steps) == 5:
            self._describe(room, steps[4], item.value)

    def _room(self, place: str) -> Room:
        return self._rooms.setdefault(place, Room("telegram", self._source, self._options))

    def _describe(self, room: Room, key: str, value: Any) -> None:
        text = text_of({key: value}, key)
        if key == "name":
            room.name = text
        elif key == "id":
            room.uid = text
        elif key == "type":
            room.kind = "private" if text in _PRIVATE else "chat"

    def _contact(self, record: Record, locator: str) -> Loaded:
        found = _card(self._room("contacts"), record, text_of(record, "user_id"), self._options.region)
        if found is None:
            raise RecordError("the contact has neither an id nor a name")
        return loaded(locator, *found[1])

    def _sender(self, room: Room, uid: str | None, name: str | None) -> Found | None:
        number = (uid or "").removeprefix("user").removeprefix("channel").removeprefix("chat")
        if uid and number == self._me:
            found = room.person(number, name)
            return found
        return room.person(number or None, name)

    def _message(self, item: Item, room: Room) -> Loaded:
        record = as_record(item)
        is_service = record.get("type") == "service"
        who = ("actor_id", "actor") if is_service else ("from_id", "from")
        found = self._sender(room, text_of(record, who[0]), text_of(record, who[1]))
        author, stated = found or (None, ())
        moment, precision = from_epoch(record.get("date_unixtime")), "second"
        if moment is None:
            moment, read = from_text(record.get("date"), self._options.timezone)
            precision = str(read)
        uid = text_of(record, "id")
        text = _joined(record.get("text")) or (_service_words(record) if is_service else None)
        key = room.post_key(uid, moment, author, text)
        place, invoice = record.get("location_information"), record.get("invoice_information")
        parent = text_of(record, "reply_to_message_id")
        post = Post(
            post_key=key,
            platform="telegram",
            platform_uid=uid,
            group_key=room.group_key,
            account_key=author,
            parent_post_key=PostKey(f"{room.group_key}/{parent}") if parent else None,
            kind="system" if is_service else "message",
            text=text,
            title=text_of(record, "title") if not is_service else None,
            price_text=_price(invoice),
            place_text=", ".join(t for k in ("place_name", "address") if (t := text_of(record, k))) or None,
            latitude=_degrees(place, "latitude"),
            longitude=_degrees(place, "longitude"),
            posted_at=moment,
            posted_precision="second" if precision == "second" else "day" if precision == "day" else "unknown",
            edited_at=from_epoch(record.get("edited_unixtime")),
            forwarded_from=text_of(record, "forwarded_from"),
        )
        return loaded(
            item.locator,
            room.group(),
            *stated,
            post,
            *_media(record, key),
            *self._card_of(record, room),
            *(_arrivals(record, room, post) if is_service else ()),
        )

    def _card_of(self, record: Record, room: Room) -> tuple[Statement, ...]:
        card = record.get("contact_information")
        found = _card(room, card, None, self._options.region) if isinstance(card, dict) else None
        return found[1] if found else ()


def _card(room: Room, record: Record, uid: str | None, region: str) -> Found | None:
    """A contact card: whose number it is, as its sender or the exporter calls them."""
    names = [text for key in ("first_name", "last_name") if (text := text_of(record, key))]
    written = (text_of(record, "phone_number") or "").replace(" ", "")
    written = f"+{written.lstrip('+').removeprefix('00')}" if written else ""  # Telegram writes the country code always
    phone = phone_key(written, region) if written else None
    return room.person(uid, " ".join(names) or None, phone=phone[1] if phone else None)


def _joined(value: Any) -> str | None:
    """Text that is a string, or a list of strings and of objects with a text each."""
    if isinstance(value, str):
        return value or None
    if not isinstance(value, list):
        return None
    parts = [part if isinstance(part, str) else text_of(part, "text") or "" for part in value
             if isinstance(part, str | dict)]  # fmt: skip
    return "".join(parts) or None


def _service_words(record: Record) -> str:
    """What happened, in a line, because the export gives it in fields."""
    who = text_of(record, "actor") or "?"
    named = [str(name) for _, name in objects_of(record, "members") if name]
    more = [text for key in ("title", "inviter", "text") if (text := text_of(record, key))]
    return " ".join([who, text_of(record, "action") or "did something", *named, *more])


def _arrivals(record: Record, room: Room, post: Post) -> Iterator[Statement]:
    action = text_of(record, "action") or ""
    kind = _ARRIVALS.get(action)
    if kind is None:
        return
    times = {"observed_at": post.posted_at, "observed_precision": post.posted_precision}
    if action == "create_group" and post.account_key:
        yield Membership(group_key=room.group_key, account_key=post.account_key, source_kind="joined", role="owner",
                         **times)  # type: ignore[arg-type]  # fmt: skip
    if kind == "joined" and post.account_key:
        by = room.person(None, text_of(record, "inviter"))
        yield from by[1] if by else ()
        yield Membership(group_key=room.group_key, account_key=post.account_key, source_kind=kind,
                         inviter_account_key=by[0] if by else None, **times)  # type: ignore[arg-type]  # fmt: skip
        return
    for _, name in objects_of(record, "members"):
        found = room.person(None, name if isinstance(name, str) else None)
        if found is None:
            continue
        is_self = found[0] == post.account_key
        if is_self and action == "create_group":
            continue  # said above, with the role
        yield from found[1]
        yield Membership(group_key=room.group_key, account_key=found[0],
                         source_kind="joined" if is_self and kind == "invited" else kind,
                         inviter_account_key=None if is_self else post.account_key, **times)  # type: ignore[arg-type]  # fmt: skip


def _media(record: Record, key: PostKey) -> Iterator[Media]:
    kind: MediaKind | None = _MEDIA.get(text_of(record, "media_type") or "")
    for field in ("photo", "file"):
        uri = text_of(record, field)
        if uri is None:
            continue
        is_there = not uri.startswith("(")
        yield Media(post_key=key, kind="image" if field == "photo" else kind or "file", uri=uri if is_there else None)


def _price(invoice: Any) -> str | None:
    if not isinstance(invoice, dict):
        return None
    parts = [text for key in ("currency", "amount") if (text := text_of(invoice, key))]
    return " ".join(parts) or None


def _degrees(place: Any, key: str) -> float | None:
    value = place.get(key) if isinstance(place, dict) else None
    return (
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 180 else None
    )


class TdlUsers:
    """Reads what `tdl chat users` writes."""

    name = "tdl chat users"
    notes = FormatNotes(
        title="tdl: the members of a Telegram chat, JSON",
        recognised_by="an object with users, admins or bots, each with id, username, phone and first_name",
        carries="accounts with ids, handles and numbers, listed members, admins",
        traps=("the file does not name its chat: the chat is known by the file's id where it has one",),
    )

    def detect(self, head: Head) -> Detection | None:
        """An object with lists of users."""
        found = detect_keys(
            head, start="{", needed=("first_name", "username", "phone"), extra=("users", "admins", "bots")
        )
        return found

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each member, in file order."""
        room = Room("telegram", source, options)
        for item in stream_json(source.path):
            if isinstance(item, Broken):
                yield quarantined(Item(item.locator, item.raw), item.reason)
            elif item.locator.count("/") == 1 and isinstance(item.value, dict):
                yield quarantined(item, "the part is no list of members")
            elif item.locator.count("/") == 1:
                room.uid = text_of({"id": item.value}, "id") if item.locator in ("/id", "/chat_id") else room.uid
            else:
                yield from load_each([item], lambda one: _listed(one, room, options))


def _listed(item: Item, room: Room, options: ReadOptions) -> Iterator[Loaded]:
    record = as_record(item)
    uid, handle = text_of(record, "id"), text_of(record, "username")
    names = [text for key in ("first_name", "last_name") if (text := text_of(record, key))]
    written = text_of(record, "phone")
    phone = phone_key("+" + written.lstrip("+"), options.region) if written else None
    found = room.person(
        uid, " ".join(names) or None, handle=handle.lower() if handle else None, phone=phone[1] if phone else None
    )
    if found is None:
        raise RecordError("the member has neither an id nor a name")
    role = "admin" if item.locator.startswith("/admins") else "member"
    yield loaded(
        item.locator,
        room.group(),
        *found[1],
        Membership(group_key=room.group_key, account_key=found[0], source_kind="listed", role=role),
    )
