"""One message of any tool as records: the post, what hangs on it, and the forwarded ones inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from graphintel.schema.records import (
    Group,
    Loaded,
    Media,
    Note,
    Post,
    PostKey,
    Precision,
    Statement,
)
from ingest.base import loaded
from ingest.files.times import from_epoch, from_text
from ingest.wechat.content import Card, Content, Forward, Quote, joined
from ingest.wechat.keys import Chat, Found
from ingest.wechat.kinds import SYSTEM_KINDS
from ingest.wechat.lines import moves_in, new_name_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message as a tool wrote it: ``uid`` is the platform's own id, ``shown_uid`` one of the device only."""

    author: Found | None
    content: Content
    moment: datetime | None = None
    precision: Precision = "unknown"
    uid: str | None = None
    shown_uid: str | None = None
    reply_to: str | None = None  # id of the message that it answers


def records_of(said: Said, chat: Chat, locator: str) -> Iterator[Loaded]:
    """Yield the message, then each forwarded message inside it."""
    content = said.content
    is_system = content.kind in SYSTEM_KINDS
    author, stated = said.author or (None, ())
    if is_system:
        author, stated = None, ()
    titled = (content.title,) if content.title else ()
    key = chat.post_key(said.uid, str(said.moment), author, content.text, *titled)
    post = Post(
        post_key=key,
        platform="wechat",
        platform_uid=said.uid or said.shown_uid,
        group_key=chat.group_key,
        account_key=author,
        parent_post_key=_answered(said, chat),
        kind="system" if is_system else "message",
        text=content.text,
        title=content.title,
        price_text=content.price,
        place_text=content.place,
        latitude=content.latitude,
        longitude=content.longitude,
        url=content.url,
        posted_at=said.moment,
        posted_precision=said.precision,
    )
    chat.remember(author, said.moment, key, content.text)
    yield loaded(locator, *_of_chat(said, chat), *stated, post, *_beside(said, chat, key, is_system))
    yield from _forwarded(content.forwards, post, chat.export.options.timezone, f"{locator}/forwarded")


def _of_chat(said: Said, chat: Chat) -> list[Group]:
    content = said.content
    if content.kind == "notice" and content.text:
        return [chat.group(about=content.text, seen=said.moment)]
    if content.kind == "system" and (name := new_name_in(content.text)):
        chat.name = name
        return [chat.group(seen=said.moment)]
    return [chat.group()]


def _beside(said: Said, chat: Chat, key: PostKey, is_system: bool) -> list[Statement]:
    content = said.content
    found: list[Statement] = [Media(post_key=key, kind=kind, uri=uri) for kind, uri in content.media]
    found += [_note(key, text) for text in (*content.notes, *_quoted(content.quote)) if text.strip()]
    if content.transcript:
        found.append(Note(subject_kind="post", subject_key=key, kind="transcript", text=content.transcript))
    if content.card:
        found += _introduced(content.card, chat, key)
    if is_system:
        moves = content.moves or moves_in(content.text)
        found += chat.memberships(moves, said.moment, said.precision)
    return found


def _answered(said: Said, chat: Chat) -> PostKey | None:
    """The message that this one answers: as it stands in the file, else by the id that the reply gives."""
    quote = said.content.quote or Quote()
    if quote.sent_at and not said.reply_to:
        sender = chat.sender(quote.sender, None) if quote.sender else None
        if (sender or not quote.sender) and (
            found := chat.recalled(sender[0] if sender else None, quote.sent_at, quote.text)
        ):
            return found
    uid = said.reply_to or quote.uid
    return PostKey(f"{chat.group_key}/{uid}") if uid and uid != "0" else None


def _quoted(quote: Quote | None) -> tuple[str, ...]:
    """The words that a reply repeats, as a note: they are not its author's."""
    if quote is None or not quote.text:
        return ()
    return (f"{joined('quotes', quote.name or quote.sender)}: {quote.text}",)


def _introduced(card: Card, chat: Chat, key: PostKey) -> list[Statement]:
    """Whoever is on a contact card: an account of its own, and a note that ties it to the message.

    Nobody is in a room because a card of theirs was shown there: lines that bear the name mean somebody else.
    """
    words = joined(card.name, card.uid, f"alias {card.alias}" if card.alias else None, card.place, by=", ")
    note = _note(key, f"contact card: {words}" if words else "contact card")
    shown = Chat(chat.export, uid=f"~card-{chat.group_key}", kind="chat")
    found = shown.sender(card.uid, card.name, alias=card.alias, bio=card.bio, avatar=card.avatar) if card.uid else None
    found = found or shown.named(card.name, alias=card.alias, avatar=card.avatar)
    return [*(found[1] if found else ()), note]


def _note(key: PostKey, text: str) -> Note:
    return Note(subject_kind="post", subject_key=key, kind="note", text=text)


def _forwarded(forwards: tuple[Forward, ...], parent: Post, zone: ZoneInfo, locator: str) -> Iterator[Loaded]:
    """Whoever shared a message posts it here; its first author is a name, and its first time a note."""
    for place, forward in enumerate(forwards):
        key = PostKey(f"{parent.post_key}/{place}")
        post = _forwarded_post(parent, key, forward)
        moment, _ = read_time(forward.time_text, zone)
        when = moment.isoformat() if moment else forward.time_text
        notes = [_note(key, f"first posted {when}")] if when else []
        media = [Media(post_key=key, kind=kind, uri=uri) for kind, uri in forward.media]
        yield loaded(f"{locator}/{place}", post, *media, *notes)
        yield from _forwarded(forward.inner, post, zone, f"{locator}/{place}/forwarded")


def _forwarded_post(parent: Post, key: PostKey, forward: Forward) -> Post:
    return Post(
        post_key=key,
        platform="wechat",
        group_key=parent.group_key,
        account_key=parent.account_key,
        parent_post_key=parent.post_key,
        kind="message",
        text=forward.text,
        title=forward.title,
        url=forward.url,
        posted_at=parent.posted_at,
        posted_precision=parent.posted_precision,
        forwarded_from=forward.name,
    )


def read_time(value: object, zone: ZoneInfo) -> tuple[datetime | None, Precision]:
    """A moment from seconds since 1970 or from text; ``zone`` counts where a text has no offset."""
    if moment := from_epoch(value):
        return moment, "second"
    return from_text(value, zone)
