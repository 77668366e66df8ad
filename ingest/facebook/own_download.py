"""Facebook's "Download your information": what the holder of an account sees of groups, messages and sales, as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Account, GroupKey, Loaded, Membership, Note, Quarantined, Statement
from ingest.base import Broken, Item, Record, as_record, keys_in, load_each, loaded, objects_of, quarantined, text_of
from ingest.facebook.download_archive import Archive, Written
from ingest.facebook.download_parts import LEFT, attached, first_name, first_part, group_in_title, mended
from ingest.facebook.nested import elements, guarded
from ingest.facebook.values import moment_of, object_in, texts_of
from ingest.files.json_stream import stream_json

# Root keys, with and without the _v2 of later years, and what stands below them.
_ROOTS = {
    "groups_joined": "joined",
    "groups_admined": "admin",
    "group_posts": "post",
    "group_comments": "comment",
    "group_membership_questions_answers": "answers",
    "items_selling": "listing",
    "items_sold": "listing",
    "friends": "friend",
}
_ANSWERS = "group_membership_questions_answers"
_DEEP = frozenset(
    {"/group_posts/activity_log_data", "/group_posts", "/group_posts_v2", "/group_posts_v2/activity_log_data"}
    | {f"/{_ANSWERS}{version}{part}" for version in ("", "_v2") for part in ("", "/group_answers")}
)
# Stand after the messages, and are needed before.
_FACTS = ("/title", "/thread_path", "/joinable_mode")
# Lists about the conversation or its file that state nothing of people.
_NO_RECORDS = ("magic_words", "image")


class FacebookDownload:
    """Reads the files of the archive by their root keys, in any of its folder layouts."""

    name = "facebook download"
    notes = FormatNotes(
        title="Facebook: Download your information, JSON (groups, messages, marketplace, friends)",
        recognised_by="root keys such as groups_joined_v2, group_posts_v2, group_comments_v2, items_selling_v2, or "
        "participants and messages with sender_name and timestamp_ms",
        carries="the owner's groups, roles, posts and comments, answers to questions of groups, messages of chats, who "
        "brought whom into them, their invite links, items sold with price and place",
        traps=(
            "there are no ids: people are known by name within a conversation, groups by name: two of one name are one",
            "a text that is shared in a message is a post of its own, by whoever wrote it, and never the sender's",
            "text is written with each byte as a character; every string is mended by itself",
            "who made the archive is not said: give --owner facebook:ID",
            "titles are sentences in the owner's language: in a language that is not known here, that a membership "
            "ended, or in which group a post stands, is missed",
        ),
        not_read=(
            "reactions, calls and polls, and what a camera wrote into a picture",
            "since when somebody is a friend, and the category of what is sold",
            "links that a post or message points to, where text stands beside them",
            "the HTML form, but for messages.htm of the years before 2018",
            "encrypted conversations, which have a form of their own",
            "no-data.txt and the like, which are refused as no format that is known",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """One object with one of the root keys, or a conversation."""
        found = keys_in(head)
        opening = head.text.lstrip("\ufeff \t\r\n")[:1]
        roots = sorted(key for key in found if key.removesuffix("_v2") in _ROOTS)
        first = re.match(r'\s*\{\s*"(\w+)"', head.text.lstrip("\ufeff"))
        if opening == "{" and first and first[1] in roots:
            return Detection(0.9, f"the root key {first[1]}")
        # title and thread_path stand behind the messages, so behind the head of a long conversation.
        talk = {"participants", "messages", "sender_name", "timestamp_ms"}
        if opening == "{" and talk <= found and "is_geoblocked_for_viewer" not in found:
            return Detection(0.9, "keys participants, messages, sender_name, timestamp_ms")
        return None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each entry, in file order; a conversation's messages after its other fields."""
        yield from _read(source, options, "facebook")


class InstagramMessages:
    """Reads message_N.json of Instagram's own download: Facebook's shape with a mark of its own."""

    name = "instagram messages"
    notes = FormatNotes(
        title="Instagram: Download your information, messages, JSON",
        recognised_by="participants and messages with is_geoblocked_for_viewer",
        carries="messages of chats, names of pictures",
        traps=("people are known by name only", "text is written with each byte as a character, and mended"),
        not_read=("reactions", "posts and stories"),
    )

    def detect(self, head: Head) -> Detection | None:
        """A conversation with Instagram's mark."""
        needed = {"participants", "messages", "sender_name", "is_geoblocked_for_viewer"}
        is_there = head.text.lstrip("\ufeff \t\r\n").startswith("{") and needed <= keys_in(head)
        return Detection(0.95, "keys participants, messages, is_geoblocked_for_viewer") if is_there else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        yield from _read(source, options, "instagram")


def _read(source: SourceFile, options: ReadOptions, platform: str) -> Iterator[Loaded | Quarantined]:
    archive = Archive(source, options, platform)
    for item in guarded(stream_json(source.path, deep=_DEEP)):
        if isinstance(item, Item) and item.locator in _FACTS:
            archive.facts[item.locator] = mended(item.value)
    entries = _Entries(archive, options)
    for item in guarded(stream_json(source.path, deep=_DEEP)):
        if isinstance(item, Broken):
            yield quarantined(Item(item.locator, item.raw), item.reason)
        else:
            yield from load_each([item], entries.read)


class _Entries:
    """Reads the entries of one file, each by the root key that it stands below."""

    def __init__(self, archive: Archive, options: ReadOptions) -> None:
        self._archive, self._options = archive, options
        self._makers: dict[str, Callable[[Item, Record], Iterator[Loaded | Quarantined]]] = {
            "messages": self._message,
            "participants": self._participant,
            "joined": self._joined,
            "admin": self._admin,
            "post": self._post,
            "comment": self._comment,
            "listing": self._listing,
            "friend": self._friend,
            "answers": self._answers,
        }

    def read(self, item: Item) -> Iterator[Loaded | Quarantined]:
        """What one part of the file states; titles and marks around the entries state nothing by themselves."""
        steps = item.locator.split("/")
        maker = _maker(steps[1]) if len(steps) > 1 else ""
        if (steps[1:2] and steps[1] in _NO_RECORDS) or (len(steps) == 2 and not maker):
            return
        if len(steps) < 3 or not maker:
            raise RecordError(f"the part {steps[min(1, len(steps) - 1)]!r} of the archive is not read")
        yield from self._makers[maker](item, mended(as_record(item)))

    def _joined(self, item: Item, record: Record) -> Iterator[Loaded | Quarantined]:
        name = _needed(first_name(record))
        group, owner = self._archive.group(name), self._archive.owner()
        title = text_of(record, "title")
        words = (title or "").replace(name, "")  # a group may be called after what people do
        moment, precision = moment_of(record, "timestamp", zone=self._options.timezone)
        member = Membership(
            group_key=group.group_key,
            account_key=owner.account_key,
            source_kind="left" if LEFT.search(words) else "joined",
            observed_at=moment,
            observed_precision=precision,
            observed_text=title,
        )
        yield loaded(item.locator, group, owner, member)

    def _admin(self, item: Item, record: Record) -> Iterator[Loaded | Quarantined]:
        name = text_of(record, "name") or first_name(record)
        group, owner = self._archive.group(_needed(name)), self._archive.owner()
        moment, precision = moment_of(record, "timestamp", zone=self._options.timezone)
        member = Membership(
            group_key=group.group_key,
            account_key=owner.account_key,
            source_kind="listed",
            role="admin",
            observed_at=moment,
            observed_precision=precision,
        )
        yield loaded(item.locator, group, owner, member)

    def _post(self, item: Item, record: Record) -> Iterator[Loaded | Quarantined]:
        if first_part(record, "comment"):  # archives of 2019 hold both in one list
            yield from self._comment(item, record)
            return
        title = text_of(record, "title")
        name = group_in_title(title)
        sale = first_part(record, "for_sale_item")
        texts = [text_of(part, "post") for _, part in objects_of(record, "data") if isinstance(part, dict)]
        captions = [text_of(object_in(part, "media"), "description") for part in attached(record)]
        texts += [caption for caption in dict.fromkeys(captions) if caption not in texts]
        links = [object_in(part, "external_context").get("url") for part in attached(record)]
        what = Written(
            kind="listing" if sale else "post",
            author=self._archive.owner(text_of(sale, "seller")),
            group=self._archive.group(name) if name else None,
            text=texts_of(texts) or text_of(sale, "description") or texts_of(links),
            title=text_of(sale, "title") if sale else title,
            price=text_of(sale, "price"),
            place=object_in(sale, "location") or first_part(record, "place"),
        )
        yield self._archive.written(item.locator, record, what)

    def _comment(self, item: Item, record: Record) -> Iterator[Loaded | Quarantined]:
        comment = first_part(record, "comment")
        name = text_of(comment, "group") or group_in_title(text_of(record, "title"))
        group = self._archive.group(name) if name else None
        owner = self._archive.owner(text_of(comment, "author"))
        what = Written("comment", owner, group, text_of(comment, "comment"))
        timed = record | {"timestamp": record.get("timestamp") or comment.get("timestamp")}
        yield self._archive.written(item.locator, timed, what)

    def _listing(self, item: Item, record: Record) -> Iterator[Loaded | Quarantined]:
        what = Written(
            kind="listing",
            author=self._archive.owner(text_of(record, "seller")),
            group=self._archive.market(),
            text=text_of(record, "description"),
            title=text_of(record, "title"),
            price=text_of(record, "price"),
            place=object_in(record, "location"),
        )
        timed = record | {"timestamp": record.get("created_timestamp", record.get("timestamp"))}
        yield self._archive.written(item.locator, timed, what)

    def _friend(self, item: Item, record: Record) -> Iterator[Loaded | Quarantined]:
        found = self._archive.named(
            text_of(record, "name"), "friends of " + (self._archive.me or self._archive.source.source_id)
        )
        if found is None:
            raise RecordError("the friend has no name of a person")
        yield loaded(item.locator, found)

    def _answers(self, item: Item, record: Record) -> Iterator[Loaded | Quarantined]:
        """What the owner answered when asking to be let into a group: a note on the group."""
        group, owner = self._archive.group(_needed(text_of(record, "group_name"))), self._archive.owner()
        yield loaded(item.locator, group, owner)
        yield from load_each(elements(item, "answers", record), lambda one: self._answer(one, group.group_key))

    def _answer(self, item: Item, group_key: str) -> Iterator[Loaded | Quarantined]:
        record = as_record(item)
        text = texts_of([record.get("question"), record.get("answer")])
        if text is None:
            raise RecordError("the answer has no text")
        by = self._archive.owner().account_key
        yield loaded(
            item.locator, Note(subject_kind="group", subject_key=group_key, kind="note", text=text, stated_by=by)
        )

    def _participant(self, item: Item, record: Record) -> Iterator[Loaded | Quarantined]:
        chat, name = self._archive.chat(), text_of(record, "name")
        if name is None:
            raise RecordError("the participant has no name")
        found = self._archive.named(name, chat.group_key)
        if found is None:
            yield loaded(item.locator, chat)
            return
        member = Membership(group_key=chat.group_key, account_key=found.account_key, source_kind="listed")
        yield loaded(item.locator, chat, found, member)

    def _message(self, item: Item, record: Record) -> Iterator[Loaded | Quarantined]:
        chat = self._archive.chat()
        sender = self._archive.named(text_of(record, "sender_name"), chat.group_key)
        share = object_in(record, "share")
        is_event = text_of(record, "type") in ("Subscribe", "Unsubscribe")
        text = text_of(record, "content") or text_of(share, "link")
        shared = self._archive.shared(f"{item.locator}/share", share)
        what = Written(
            kind="system" if is_event else "message",
            author=sender,
            group=chat,
            text=text,
            forwarded_from=text_of(share, "original_content_owner"),
            repeats=shared[0] if shared else None,
        )
        more = self._arrivals(item, record, chat.group_key, sender) if is_event else ()
        yield self._archive.written(item.locator, record, what, *more)
        if shared:
            yield shared[1]

    def _arrivals(self, item: Item, record: Record, group: GroupKey, sender: Account | None) -> Iterator[Statement]:
        """Who was brought in or taken out by a message that says so."""
        is_gone = text_of(record, "type") == "Unsubscribe"
        for one in elements(item, "users", record):
            found = None
            if isinstance(one, Item) and isinstance(one.value, dict):
                found = self._archive.named(text_of(one.value, "name"), group)
            if found is None:
                continue
            moment, precision = moment_of(record, "timestamp_ms", zone=self._options.timezone)
            other = sender.account_key if sender and sender.account_key != found.account_key else None
            yield found
            yield Membership(
                group_key=group,
                account_key=found.account_key,
                source_kind="left" if is_gone else "invited" if other else "joined",
                inviter_account_key=other,
                observed_at=moment,
                observed_precision=precision,
                observed_text=text_of(record, "content"),
            )


def _maker(step: str) -> str:
    """What stands below a root key; empty where that is not read."""
    return step if step in ("messages", "participants") else _ROOTS.get(step.removesuffix("_v2"), "")


def _needed(name: str | None) -> str:
    if name is None:
        raise RecordError("the entry names no group")
    return name
