"""WhatsApp's own export: a chat as text, as Android and iPhone write it in many languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    Account,
    AccountKey,
    Identifier,
    Loaded,
    Locator,
    Media,
    Membership,
    Post,
    Quarantined,
    Question,
    Read,
    SameAs,
    Statement,
)
from ingest.base import loaded
from ingest.chats.emptiness import never_empty
from ingest.chats.keys import Found, Room, phone_key
from ingest.chats.places import place_of
from ingest.chats.stamped_lines import Message, messages, stamp_of
from ingest.chats.text_lines import KEPT, plain
from ingest.chats.whatsapp_events import SOURCE_KINDS, Event, event_of, is_you
from ingest.chats.whatsapp_media import lasting_text, media_of
from ingest.chats.whatsapp_survey import Survey, survey

_HEAD_LINES = 40
_LINES_BEFORE = 3  # the first stamp stands within these: a broken export may begin with the end of a message


class WhatsAppChat:
    """Reads a chat text; the group's name comes from its lines, else from the file's name."""

    name = "whatsapp text"
    notes = FormatNotes(
        title="WhatsApp: a chat exported from the telephone, TXT (alone or in its ZIP)",
        recognised_by="lines that begin with a date and a time and name a sender",
        carries="accounts by number or by the exporter's contact name, the chat, messages, joins, invites, removals, "
        "admins, changes of number, names of pictures and files, places sent",
        traps=(
            "The order of day and month is taken from the whole file. Where nothing tells it, you are asked, and the "
            "messages have no time until you answer with --date-order.",
            "A sender stands there as the exporter's contact name, or as a number where he is no contact. A contact "
            "name is never taken for the same person in another chat.",
            "A chat has no id: it is known by the oldest name that the text tells, else by the file's name. Two groups "
            "of the same name become one.",
            "Telephones export at most the last 40,000 messages, and times to the minute on Android.",
            "Times are those of the exporter's telephone: set --timezone to where it was.",
            "A name that holds a colon and a space is put together only where its bearer wrote three messages or more.",
            "In a chat of two, the exporter is the one whose name is not the file's; in a group nothing tells him.",
        ),
        not_read=(
            "which message a reply answers, and reactions: the export does not hold them",
            "WhatsApp's own lines in languages other than English, Malay, Indonesian, Spanish, Portuguese, Chinese, "
            "Vietnamese and Thai: they are kept as they stand, and nobody joins or leaves by them",
            "a change of number that does not state the new number, and who is no longer an admin",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """Most of the first messages have a stamp, and one of them a sender, or says who came or went."""
        if head.encoding == "xlsx":
            return None
        lines = [line for line in head.text[:200_000].split("\n")[:_HEAD_LINES] if line.strip()]
        stamps = [stamp for line in lines if (stamp := stamp_of(line.rstrip("\r"))) is not None]
        if not any(stamp_of(line) for line in lines[:_LINES_BEFORE]):
            return None
        # A large group may begin with nothing but people who come.
        if not any(": " in stamp.rest or event_of(plain(stamp.rest)) for stamp in stamps):
            return None
        if stamps[0].is_bracketed and stamps[0].parts[0] > 31 and stamps[0].second is None:
            return None  # Signal's layout
        return Detection(0.85, f"{len(stamps)} of the first {len(lines)} lines begin with a date, a time and a name")

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Read]:
        """Yield each message and each of WhatsApp's own lines, in file order."""
        known = survey(source)
        order = known.order.find(options.date_order)
        if order is None and known.order.stamps:
            text = (
                f"Is the day or the month first in the dates of {PurePosixPath(source.file_name).name}? Nothing in it "
                "tells. Say it with --date-order dmy or --date-order mdy; until then its messages have no time."
            )
            yield Question(kind="date_order", text=text)
        chat = _Chat(Room("whatsapp", source, options), known, order)
        yield from never_empty(map(chat.read, messages(source.path)))


class _Chat:
    """The chat while its messages are read."""

    def __init__(self, room: Room, known: Survey, order: str | None) -> None:
        self._room, self._known, self._order = room, known, order
        names = [*known.titles, *([known.file_title] if known.file_title else []), *known.own_titles]
        room.kind = "private" if known.is_private else "chat"
        room.name, room.key_name = ((known.titles or names)[-1], names[0]) if names else (None, None)
        self._untold = tuple(dict.fromkeys([*known.titles, *names]))
        # Where the other person's name is not the file's, nothing tells which of the two is the exporter.
        is_told = known.is_private and known.file_title in known.names
        self._owner_name = next((n for n in known.names if n != known.file_title), None) if is_told else None

    def read(self, message: Message) -> Loaded | Quarantined:
        locator = Locator(f"line {message.line}")
        if message.stamp is None:
            reason = "the line stands before the first message and has no date of its own"
            return Quarantined(locator=locator, reason=reason, raw=message.text[:KEPT])
        if message.is_cut:
            reason = "the message is longer than any that a telephone sends"
            return Quarantined(locator=locator, reason=reason, raw=message.text[:KEPT])
        moment = message.stamp.moment(self._order, self._room.options.timezone)
        if moment is None and self._order is not None:
            reason = f"its date does not fit the order {self._order} that the rest of the file has"
            return Quarantined(locator=locator, reason=reason, raw=message.text[:KEPT])
        name, text, event = self._known.parted(message)
        author, stated = self._person(name) if name is not None else (None, ())
        # The name and not the account stands in the key: in the export of another member the chat may have another key.
        speaker = author if author and ":~" not in author else name and _bare(name)
        key = self._room.post_key(None, moment, speaker, lasting_text(text if name else _unheaded(text)))
        place = place_of(text)
        post = Post(
            post_key=key,
            platform="whatsapp",
            group_key=self._room.group_key,
            account_key=author,
            kind="system" if name is None else "message",
            text=text,
            latitude=place[0] if place else None,
            longitude=place[1] if place else None,
            posted_at=moment,
            posted_precision="second" if moment else "unknown",
        )
        carried = media_of(text) if name is not None else None
        media = [Media(post_key=key, kind=carried[0], uri=carried[1])] if carried else []
        told = self._told(event, post) if event else []
        return loaded(locator, self._room.group(), *self._earlier(), *stated, post, *media, *told)

    def _earlier(self) -> Iterator[SameAs]:
        """Once: the other names that the chat bore are its too, because another export may know it by one of them."""
        titles, self._untold = self._untold, ()
        for title in titles:
            key = self._room.named_key(title)
            if self._room.kind != "private" and key != self._room.group_key:
                yield SameAs(subject_kind="group", key=key, other_key=self._room.group_key)

    def _person(self, name: str) -> Found:
        shown = plain(name)
        if is_you(shown) or (self._owner_name is not None and shown == self._owner_name):
            return self._room.owner(None if is_you(shown) else shown)
        found = phone_key(shown, self._room.options.region)
        if found:
            person = self._room.person(found[0], None, phone=found[1])
        else:
            person = self._room.person(None, _bare(shown) or "?")
        assert person is not None  # a number, or a name that is not empty
        return person

    def _told(self, event: Event, post: Post) -> list[Statement]:
        """What one of WhatsApp's own lines states."""
        by = self._person(event.by) if event.by else None
        stated: list[Statement] = [*(by[1] if by else ())]
        if event.kind == "number" and by and event.new:
            return [*stated, *self._renumbered(by[0], event.new)]
        if event.kind == "created" and by:
            stated.append(self._member(post, by[0], event.kind, role="owner"))
        for name in event.who:
            person = self._person(name)
            role = "admin" if event.kind == "admin" else None
            inviter = by[0] if by and by[0] != person[0] else None
            stated += [*person[1], self._member(post, person[0], event.kind, role=role, by=inviter)]
        return stated

    def _renumbered(self, old: AccountKey, written: str) -> tuple[Statement, ...]:
        new = phone_key(written, self._room.options.region)
        if new is None:
            return ()
        return (
            Account(account_key=AccountKey(f"whatsapp:{new[0]}"), platform="whatsapp", platform_uid=new[0]),
            Identifier(account_key=old, kind="uid", value=new[0]),
            Identifier(account_key=old, kind="phone", value=new[1]),
        )

    def _member(
        self, post: Post, account: AccountKey, event: str, *, role: str | None = None, by: AccountKey | None = None
    ) -> Membership:
        return Membership(
            group_key=self._room.group_key,
            account_key=account,
            source_kind=SOURCE_KINDS[event],
            role=role,
            inviter_account_key=by,
            observed_at=post.posted_at,
            observed_precision=post.posted_precision,
        )


def _bare(name: str) -> str:
    """A name without the mark of those who are in nobody's contacts."""
    return name.removeprefix("~").strip("\u202f\xa0 ")


def _unheaded(line: str) -> str:
    """One of WhatsApp's own lines without the group's name, which only iPhones put before it."""
    _, mark, rest = line.partition(": \u200e")
    return rest if mark else line
