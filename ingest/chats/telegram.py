"""Telegram Desktop's own export (result.json): one chat, or everything of an account.

Source: tdesktop ``export/output/export_output_json.cpp``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from msgspec.structs import replace

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    Account,
    AccountKey,
    Identifier,
    Loaded,
    Membership,
    Note,
    Post,
    PostKey,
    Precision,
    Quarantined,
    SourceKind,
    Statement,
)
from ingest.base import Item, Record, as_record, detect_keys, digest, id_of, load_each, loaded, objects_of, text_of
from ingest.chats.emptiness import never_empty
from ingest.chats.keys import Found, Room
from ingest.chats.telegram_values import (
    full_name,
    joined,
    media_of,
    phone_of_card,
    place_of,
    price_of,
    service_words,
    title_of,
    uid_of,
)
from ingest.files.json_stream import stream_json
from ingest.files.times import from_epoch, from_text

_ROOTS = ("chats", "left_chats")
_DEEP = frozenset(
    part for root in _ROOTS for part in (f"/{root}", f"/{root}/list", f"/{root}/list/*", f"/{root}/list/*/messages")
) | {"/contacts", "/contacts/list"}
_ARRIVALS: dict[str, SourceKind] = {
    "join_group_by_link": "joined",
    "join_group_by_request": "joined",
    "invite_members": "invited",
    "remove_members": "left",
    "create_group": "invited",
    "create_channel": "joined",
}
# Parts of a full export that say nothing of chats: the exporter's own devices, pictures and habits.
_PASSED_OVER = frozenset(
    "about contacts frequent_contacts profile_pictures stories sessions web_sessions other_data ips".split()
)
_PRIVATE = frozenset(("personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes"))
# Only there a message has one number for everybody; in all others each member's telephone counts by itself.
_NUMBERED = ("supergroup", "channel")
_MOST_ANSWERED = 100_000  # messages of one chat that a later one may answer, where numbers are no keys


class TelegramDesktop:
    """Reads what Telegram Desktop exports as JSON."""

    name = "telegram desktop"
    notes = FormatNotes(
        title="Telegram Desktop: result.json of one chat or of everything",
        recognised_by="the keys type, date and messages or chats with from_id, date_unixtime, text_entities …",
        carries="accounts with ids, chats, messages, replies, joins, invites and removals, the latest who reacted, "
        "contacts with numbers, prices of invoices, places, names of pictures and files",
        traps=(
            "People who are invited or removed stand there by name only: they are known by name within the chat unless "
            "exactly one id has borne that name before.",
            "A deleted account has no name: its messages stay, by its id.",
            "`date` is in the exporter's zone; `date_unixtime` counts where it is there.",
            "In private chats and small groups each member's telephone numbers the messages by itself; there a message "
            "is known by its time, author and text, so that two members' exports give it once.",
            "An export of one private chat does not say who made it: name him with --owner telegram:<id>, else the "
            "chat stays apart from every other.",
            "A contact card shows a number that its sender knew; it is not proven to be a Telegram account.",
        ),
        not_read=(
            "how many reacted, and with what; answers to polls; stories",
            "the exporter's own sessions, pictures and web history",
            "names that a text links to an account, beyond what stands in the text",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """One object with chats or messages in Telegram's own keys."""
        extra = ("from_id", "date_unixtime", "text_entities", "actor_id", "left_chats", "personal_information")
        return detect_keys(head, start="{", needed=("type", "messages", "id"), extra=extra) or detect_keys(
            head, start="{", needed=("about", "contacts"), extra=("personal_information", "chats", "left_chats")
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each contact and message, in file order."""
        export = _Export(source, options)
        yield from never_empty(load_each(stream_json(source.path, deep=_DEEP), export.part))


class _Export:
    """The chats of one export, and who made it."""

    def __init__(self, source: SourceFile, options: ReadOptions) -> None:
        self._source, self._options = source, options
        self._me: str | None = None
        self._place, self._chat = "", self._new_chat()

    def part(self, item: Item) -> Iterator[Loaded]:
        """What one part of the file states."""
        steps = item.locator.split("/")
        if steps[1] == "messages" and len(steps) == 3:
            yield self._chat.message(item)
        elif steps[1] in _ROOTS and len(steps) >= 5:
            yield from self._of_chat(item, steps)
        elif steps[1] == "contacts" and len(steps) == 4:
            yield self._contact(as_record(item), item.locator)
        elif len(steps) == 2 and steps[1] == "personal_information":
            yield self._owner(as_record(item), item.locator)
        elif len(steps) == 2 and steps[1] in ("name", "type", "id"):
            self._chat.describe(steps[1], item.value)
        elif steps[1] not in _PASSED_OVER and isinstance(item.value, dict | list):
            raise RecordError(f"the part {steps[1][:40]!r} of the export is not read")

    def _new_chat(self) -> _Chat:
        # Each chat knows its own names: a contact of that name, or a namesake of another chat, may be somebody else.
        return _Chat(Room("telegram", self._source, self._options, owner_uid=self._me))

    def _of_chat(self, item: Item, steps: list[str]) -> Iterator[Loaded]:
        place = "/".join(steps[1:4])
        if place != self._place:
            self._place, self._chat = place, self._new_chat()
        if steps[4] == "messages" and len(steps) == 6:
            yield self._chat.message(item)
        elif len(steps) == 5 and steps[4] in ("name", "type", "id"):
            self._chat.describe(steps[4], item.value)
        elif isinstance(item.value, dict | list):
            raise RecordError(f"the part {steps[4][:40]!r} of the chat is not read")

    def _owner(self, record: Record, locator: str) -> Loaded:
        self._me = id_of(record, "user_id")
        self._chat.room.owner_uid = self._me
        name, handle = full_name(record), text_of(record, "username")
        found = self._chat.room.person(
            self._me,
            name,
            handle=handle.lstrip("@").lower() if handle else None,
            phone=phone_of_card(record, self._options.region),
            bio=text_of(record, "bio"),
        )
        if found is None:
            raise RecordError("the exporter has neither an id nor a name")
        return loaded(locator, *(replace(s, is_owner=True) if isinstance(s, Account) else s for s in found[1]))

    def _contact(self, record: Record, locator: str) -> Loaded:
        uid = id_of(record, "user_id")
        return loaded(locator, *self._chat.card(record, uid if uid != "0" else None))


class _Chat:
    """One chat while its messages are read."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._is_numbered = False
        self._keys: dict[str, PostKey] = {}

    def describe(self, key: str, value: Any) -> None:
        """Take the chat's name, kind or id."""
        text = text_of({key: value}, key)
        if key == "name":
            self.room.name = text
        elif key == "id":
            self.room.uid = f"chat{text}" if self.room.uid == "chat" and text else text
        elif text is not None:
            self.room.kind = "private" if text in _PRIVATE else "chat"
            self._is_numbered = text.endswith(_NUMBERED)
            if text == "private_group":  # small groups are numbered apart from supergroups
                self.room.uid = f"chat{self.room.uid or ''}"

    def message(self, item: Item) -> Loaded:
        """One message, or one of Telegram's own lines."""
        record, room = as_record(item), self.room
        is_service = record.get("type") == "service"
        author, stated = self._author(record, is_service) or (None, ())
        moment, precision = self._moment(record)
        uid = id_of(record, "id")
        text = joined(record.get("text")) or (service_words(record) if is_service else None)
        key = self._key(uid, moment, author, text)
        latitude, longitude = place_of(record)
        post = Post(
            post_key=key,
            platform="telegram",
            platform_uid=uid,
            group_key=room.group_key,
            account_key=author,
            parent_post_key=self._answered(record),
            kind="system" if is_service else "message",
            text=text,
            title=title_of(record),
            price_text=price_of(record),
            place_text=", ".join(t for k in ("place_name", "address") if (t := text_of(record, k))) or None,
            latitude=latitude,
            longitude=longitude,
            posted_at=moment,
            posted_precision=precision,
            edited_at=self._edited(record),
            forwarded_from=text_of(record, "forwarded_from"),
        )
        beside = (*media_of(record, key), *self._introduced(record, key), *self._reacted(record))
        arrived = self._arrivals(record, post) if is_service else ()
        return loaded(item.locator, room.group(), *stated, post, *beside, *arrived)

    def _introduced(self, record: Record, key: PostKey) -> Iterator[Statement]:
        """Whoever is on a card that was sent, and a note that ties them to the message."""
        card = record.get("contact_information")
        if not isinstance(card, dict):
            return
        name, phone = full_name(card), phone_of_card(card, self.room.options.region)
        if phone is not None:
            yield from self.card(card, None)
        elif name is not None:  # nobody of the chat, only because they are called the same
            account = AccountKey(f"telegram:~{digest('card', self.room.group_key, name)}")
            yield Account(account_key=account, platform="telegram", display_name=name, is_name_only=True)
        words = ", ".join(filter(None, (name, phone or text_of(card, "phone_number"))))
        text = f"contact card: {words}" if words else "contact card"
        yield Note(subject_kind="post", subject_key=key, kind="note", text=text)

    def _reacted(self, record: Record) -> Iterator[Statement]:
        """Those whom the export names beside a reaction: the latest few."""
        if self.room.kind == "private":
            return
        for _, reaction in objects_of(record, "reactions"):
            recent = objects_of(reaction, "recent") if isinstance(reaction, dict) else []
            for _, one in recent:
                uid = uid_of(id_of(one, "from_id")) if isinstance(one, dict) else None
                found = self.room.person(uid, text_of(one, "from")) if uid else None
                if found is None:
                    continue
                moment, precision = self._moment(one)
                yield from found[1]
                yield Membership(
                    group_key=self.room.group_key,
                    account_key=found[0],
                    source_kind="reacted",
                    observed_at=moment,
                    observed_precision=precision if moment else None,
                )

    def card(self, record: Record, uid: str | None) -> tuple[Statement, ...]:
        """A contact: by id where the export gives one, else by number.

        Raises:
            RecordError: it shows nobody.
        """
        name, phone = full_name(record), phone_of_card(record, self.room.options.region)
        if uid is None and phone is not None:
            key = AccountKey(f"telegram:~{digest('phone', phone)}")
            account = Account(account_key=key, platform="telegram", display_name=name, is_name_only=True)
            return account, Identifier(account_key=key, kind="phone", value=phone)
        found = self.room.person(uid, name, phone=phone)
        if found is None:
            raise RecordError("the contact has no id, no number and no name")
        return found[1]

    def _author(self, record: Record, is_service: bool) -> Found | None:
        fields = ("actor_id", "actor") if is_service else ("from_id", "from")
        return self.room.person(uid_of(id_of(record, fields[0])), text_of(record, fields[1]))

    def _moment(self, record: Record) -> tuple[datetime | None, Precision]:
        moment = from_epoch(record.get("date_unixtime"))
        return (moment, "second") if moment else from_text(record.get("date"), self.room.options.timezone)

    def _edited(self, record: Record) -> datetime | None:
        return (
            from_epoch(record.get("edited_unixtime")) or from_text(record.get("edited"), self.room.options.timezone)[0]
        )

    def _key(self, uid: str | None, moment: datetime | None, author: str | None, text: str | None) -> PostKey:
        # Numbers below zero are those of the small group that a supergroup grew out of.
        if uid is None or (self._is_numbered and not uid.startswith("-")):
            return self.room.post_key(uid, moment, author, text)
        key = self.room.post_key(None, moment, author, text)
        self._keys[uid] = key
        if len(self._keys) > _MOST_ANSWERED:
            for old in list(islice(self._keys, _MOST_ANSWERED // 2)):
                del self._keys[old]
        return key

    def _answered(self, record: Record) -> PostKey | None:
        uid, elsewhere = id_of(record, "reply_to_message_id"), id_of(record, "reply_to_peer_id")
        if uid is None:
            return None
        if elsewhere is not None:
            return PostKey(f"telegram:{elsewhere[7:]}/{uid}") if elsewhere.startswith("channel") else None
        is_numbered = self._is_numbered and not uid.startswith("-")
        return PostKey(f"{self.room.group_key}/{uid}") if is_numbered else self._keys.get(uid)

    def _arrivals(self, record: Record, post: Post) -> Iterator[Statement]:
        """Who came, was brought or left, as one of Telegram's own lines says."""
        action = text_of(record, "action") or ""
        kind = _ARRIVALS.get(action)
        if kind is None:
            return
        if action == "create_channel" and (post.account_key or "").startswith("telegram:channel"):
            return  # a channel's own first line: it is no member of itself
        if action.startswith("create_") and post.account_key:
            yield self._member(post, post.account_key, "joined", role="owner")
        elif kind == "joined" and post.account_key:
            by = self.room.person(None, text_of(record, "inviter"))
            yield from by[1] if by else ()
            yield self._member(post, post.account_key, kind, by=by[0] if by else None)
        for _, name in objects_of(record, "members"):
            found = self.room.person(None, name if isinstance(name, str) else None)
            is_self = found is not None and found[0] == post.account_key
            if found is None or (is_self and action.startswith("create_")):
                continue
            yield from found[1]
            joined_alone = is_self and kind == "invited"
            by_key = None if is_self else post.account_key
            yield self._member(post, found[0], "joined" if joined_alone else kind, by=by_key)

    def _member(
        self,
        post: Post,
        account: AccountKey,
        kind: SourceKind,
        *,
        role: str | None = None,
        by: AccountKey | None = None,
    ) -> Membership:
        return Membership(
            group_key=self.room.group_key,
            account_key=account,
            source_kind=kind,
            role=role,
            inviter_account_key=by,
            observed_at=post.posted_at,
            observed_precision=post.posted_precision,
        )
