"""Facebook's "Download your information": what the holder of an account sees of groups, messages and sales, as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    Account,
    AccountKey,
    Group,
    GroupKey,
    Loaded,
    Locator,
    Media,
    MediaKind,
    Membership,
    Post,
    PostKey,
    Quarantined,
    Statement,
)  # fmt: skip
from ingest.base import (
    Broken,
    Item,
    Record,
    as_record,
    digest,
    keys_in,
    load_each,
    loaded,
    objects_of,
    quarantined,
    text_of,
)
from ingest.files.json_stream import stream_json
from ingest.files.times import from_epoch

# Root keys, with and without the _v2 of later years, and what stands below them.
_ROOTS = {
    "groups_joined": "joined",
    "groups_admined": "admin",
    "group_posts": "post",
    "group_comments": "comment",
    "items_selling": "listing",
    "items_sold": "listing",
    "friends": "friend",
}
_DEEP = frozenset({"/group_posts/activity_log_data", "/group_posts", "/group_posts_v2"})
_MEDIA: dict[str, MediaKind] = {
    "photos": "image", "videos": "video", "audio_files": "voice", "files": "file", "gifs": "image"
}  # fmt: skip
_LEFT = re.compile(r"stopped being|left the group|keluar|berhenti|rời|离开|退出")
_IN_GROUP = re.compile(r"\b(?:in|to|di|en|em|trong)\s+(?P<group>[^\n]{2,120}?)\.?$")


class FacebookDownload:
    """Reads the files of the archive by their root keys, in any of its folder layouts."""

    name = "facebook download"
    notes = FormatNotes(
        title="Facebook: Download your information, JSON (groups, messages, marketplace, friends)",
        recognised_by="root keys such as groups_joined_v2, group_posts_v2, group_comments_v2, items_selling_v2, or "
        "participants and messages with thread_path",
        carries="the owner's groups, roles, posts and comments, messages of chats, items sold with price and place",
        traps=(
            "there are no ids: people and groups are known by name only, and never joined by it",
            "text is written with each byte as a character; every string is mended by itself",
            "who made the archive is not said: give --owner facebook:ID",
        ),
        not_read=("reactions", "answers to membership questions", "the HTML form"),
    )

    def detect(self, head: Head) -> Detection | None:
        """One object with one of the root keys, or a conversation."""
        found = keys_in(head)
        opening = head.text.lstrip("\ufeff \t\r\n")[:1]
        roots = sorted(key for key in found if key.removesuffix("_v2") in _ROOTS)
        first = re.match(r'\s*\{\s*"(\w+)"', head.text.lstrip("\ufeff"))
        if opening == "{" and first and first[1] in roots:
            return Detection(0.9, f"the root key {first[1]}")
        talk = {"participants", "messages", "thread_path", "sender_name"}
        if opening == "{" and talk <= found and "is_geoblocked_for_viewer" not in found:
            return Detection(0.9, "keys participants, messages, thread_path, sender_name")
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


def mended(value: Any) -> Any:
    """Every string with its bytes put together again; one that was right already stays as it is."""
    if isinstance(value, str):
        try:
            return value.encode("latin-1").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return value
    if isinstance(value, list):
        return [mended(part) for part in value]
    if isinstance(value, dict):
        return {mended(key): mended(part) for key, part in value.items()}
    return value


def _read(source: SourceFile, options: ReadOptions, platform: str) -> Iterator[Loaded | Quarantined]:
    archive = _Archive(source, options, platform)
    for item in stream_json(source.path, deep=_DEEP):  # title and thread_path stand after the messages
        if isinstance(item, Item) and item.locator in ("/title", "/thread_path"):
            archive.facts[item.locator[1:]] = str(mended(item.value))
    for item in stream_json(source.path, deep=_DEEP):
        if isinstance(item, Broken):
            yield quarantined(Item(item.locator, item.raw), item.reason)
        else:
            yield from load_each([item], archive.part)


class _Archive:
    """One file of the archive while it is read."""

    def __init__(self, source: SourceFile, options: ReadOptions, platform: str) -> None:
        self._source, self._platform = source, platform
        self._me = options.owners.get(platform)
        self.facts: dict[str, str] = {}
        self._equals: dict[str, int] = {}

    def part(self, item: Item) -> Iterator[Loaded | Quarantined]:
        steps = item.locator.split("/")
        root = steps[1].removesuffix("_v2")
        if len(steps) == 3 and steps[1] == "messages":
            yield self._message(mended(as_record(item)), item.locator)
        elif len(steps) == 3 and steps[1] == "participants":
            yield self._participant(mended(as_record(item)), item.locator)
        elif root in _ROOTS and len(steps) >= 3:
            makers: dict[str, Callable[[Record, str], Loaded]] = {
                "joined": self._joined, "admin": self._admin, "post": self._post, "comment": self._comment,
                "listing": self._listing, "friend": self._friend,
            }  # fmt: skip
            yield makers[_ROOTS[root]](mended(as_record(item)), item.locator)
        elif len(steps) >= 3 and steps[1] not in ("magic_words", "image"):
            raise RecordError(f"the part {steps[1]!r} of the archive is not read")

    def _owner(self) -> Account:
        key = f"{self._platform}:{self._me or '~me-' + self._source.source_id}"
        return Account(account_key=AccountKey(key), platform=self._platform, platform_uid=self._me, is_owner=True,
                       is_name_only=self._me is None)  # fmt: skip

    def _named(self, name: str | None, chat: str) -> Account | None:
        if name is None:
            return None
        key = AccountKey(f"{self._platform}:~{digest(chat, name)}")
        return Account(account_key=key, platform=self._platform, display_name=name, is_name_only=True)

    def _group(self, name: str | None) -> Group:
        if name is None:
            raise RecordError("the entry names no group")
        return Group(group_key=GroupKey(f"{self._platform}:~{digest(name)}"), platform=self._platform, name=name,
                     kind="group")  # fmt: skip

    def _chat(self) -> Group:
        path = self.facts.get("thread_path") or self.facts.get("title") or self._source.source_id
        return Group(group_key=GroupKey(f"{self._platform}:~{digest(path)}"), platform=self._platform,
                     name=self.facts.get("title"), kind="chat")  # fmt: skip

    def _joined(self, record: Record, locator: str) -> Loaded:
        group, owner = self._group(_first_name(record)), self._owner()
        moment, title = from_epoch(record.get("timestamp")), text_of(record, "title") or ""
        member = Membership(
            group_key=group.group_key,
            account_key=owner.account_key,
            source_kind="left" if _LEFT.search(title) else "joined",
            observed_at=moment,
            observed_precision="second" if moment else "unknown",
            observed_text=title or None,
        )
        return loaded(locator, group, owner, member)

    def _admin(self, record: Record, locator: str) -> Loaded:
        group, owner = self._group(text_of(record, "name") or _first_name(record)), self._owner()
        moment = from_epoch(record.get("timestamp"))
        member = Membership(group_key=group.group_key, account_key=owner.account_key, source_kind="listed",
                            role="admin", observed_at=moment)  # fmt: skip
        return loaded(locator, group, owner, member)

    def _post(self, record: Record, locator: str) -> Loaded:
        title = text_of(record, "title") or ""
        found = _IN_GROUP.search(title)
        text = next(
            (t for _, d in objects_of(record, "data") if isinstance(d, dict) and (t := text_of(d, "post"))), None
        )
        group = self._group(found["group"]) if found else None
        parts = list(_attached(record))
        place = next((p["place"] for p in parts if isinstance(p.get("place"), dict)), None)
        return self._written(locator, record, self._owner(), group, text, "post", title=title or None, parts=parts,
                             place=place)  # fmt: skip

    def _comment(self, record: Record, locator: str) -> Loaded:
        comment: Record = next((d["comment"] for _, d in objects_of(record, "data")
                        if isinstance(d, dict) and isinstance(d.get("comment"), dict)), {})  # fmt: skip
        name = text_of(comment, "group")
        group = self._group(name) if name else None
        return self._written(locator, record, self._owner(), group, text_of(comment, "comment"), "comment")

    def _listing(self, record: Record, locator: str) -> Loaded:
        market = Group(group_key=GroupKey("facebook:marketplace"), platform="facebook", name="Marketplace", kind="site")
        place = record.get("location")
        return self._written(
            locator, record | {"timestamp": record.get("created_timestamp", record.get("timestamp"))}, self._owner(),
            market, text_of(record, "description"), "listing", title=text_of(record, "title"),
            price=text_of(record, "price"), place=place if isinstance(place, dict) else None,
        )  # fmt: skip

    def _friend(self, record: Record, locator: str) -> Loaded:
        found = self._named(text_of(record, "name"), "friends of " + (self._me or self._source.source_id))
        if found is None:
            raise RecordError("the friend has no name")
        return loaded(locator, found)

    def _participant(self, record: Record, locator: str) -> Loaded:
        chat = self._chat()
        found = self._named(text_of(record, "name"), chat.group_key)
        if found is None:
            raise RecordError("the participant has no name")
        member = Membership(group_key=chat.group_key, account_key=found.account_key, source_kind="listed")
        return loaded(locator, chat, found, member)

    def _message(self, record: Record, locator: str) -> Loaded:
        chat = self._chat()
        sender = self._named(text_of(record, "sender_name"), chat.group_key)
        share = record.get("share") if isinstance(record.get("share"), dict) else {}
        text = text_of(record, "content") or text_of(share or {}, "share_text", "link")
        return self._written(locator, record, sender, chat, text, "message")

    def _written(
        self, locator: str, record: Record, author: Account | None, group: Group | None, text: str | None, kind: str,
        *, title: str | None = None, price: str | None = None, place: Record | None = None,
        parts: list[Record] | None = None,
    ) -> Loaded:  # fmt: skip
        moment = from_epoch(record.get("timestamp_ms")) or from_epoch(record.get("timestamp"))
        where = group.group_key if group else GroupKey(f"{self._platform}:")
        equal = digest(where, str(moment), author.account_key if author else None, text, title)
        self._equals[equal] = self._equals.get(equal, 0) + 1
        key = PostKey(f"{where}/~{digest(equal, str(self._equals[equal]))}")
        point = (place or {}).get("coordinate")
        post = Post(
            post_key=key,
            platform=self._platform,
            group_key=group.group_key if group else None,
            account_key=author.account_key if author else None,
            kind=kind,  # type: ignore[arg-type]
            text=text,
            title=title if kind == "listing" else None,
            price_text=price,
            place_text=text_of(place or {}, "name"),
            latitude=_degrees(point, "latitude"),
            longitude=_degrees(point, "longitude"),
            posted_at=moment,
            posted_precision="second" if moment else "unknown",
        )
        stated: list[Statement | None] = [group, author, post, *_pictures(record, parts or [], key)]
        return loaded(Locator(locator), *stated)


def _first_name(record: Record) -> str | None:
    """The name in ``data``, or where archives of 2019 have it, in the first attachment."""
    for _, part in objects_of(record, "data"):
        if isinstance(part, dict) and (name := text_of(part, "name")):
            return name
    return next((name for part in _attached(record) if (name := text_of(part, "name"))), None)


def _attached(record: Record) -> Iterator[Record]:
    for _, attachment in objects_of(record, "attachments"):
        if isinstance(attachment, dict):
            yield from (part for _, part in objects_of(attachment, "data") if isinstance(part, dict))


def _pictures(record: Record, parts: list[Record], key: PostKey) -> Iterator[Media]:
    for part in parts:
        media = part.get("media")
        if isinstance(media, dict) and (uri := text_of(media, "uri")):
            yield Media(post_key=key, kind="image", uri=uri)
    for field, kind in _MEDIA.items():
        for _, one in objects_of(record, field):
            if isinstance(one, dict) and (uri := text_of(one, "uri")):
                yield Media(post_key=key, kind=kind, uri=uri)


def _degrees(point: Any, key: str) -> float | None:
    value = point.get(key) if isinstance(point, dict) else None
    if not isinstance(value, int | float) or isinstance(value, bool) or abs(value) > 180:
        return None
    return float(value)
