"""One file of an account's own download while it is read: who owns it, which conversation it is, what was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import (
    Account,
    AccountKey,
    Group,
    GroupKey,
    Loaded,
    Post,
    PostKey,
    PostKind,
    Statement,
)
from ingest.base import Record, digest, loaded, text_of
from ingest.facebook.download_parts import media_of
from ingest.facebook.keys import account_of, clean_link, group_statement, place_of, post_key
from ingest.facebook.links import post_in
from ingest.facebook.nobody import is_nobody
from ingest.facebook.values import degrees_of, moment_of, object_in

_UTC = ZoneInfo("UTC")
_HANDLE = re.compile(r"[a-z0-9._]{1,30}", re.ASCII)  # of Instagram
_INSTAGRAM_POST = re.compile(r"instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/([\w\-]{5,40})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Written:
    """What an entry says of one post, message or listing, beside its time and pictures."""

    kind: PostKind
    author: Account | None
    group: Group | None
    text: str | None
    title: str | None = None  # tells equal posts apart; stated for listings only
    price: str | None = None
    place: Record | None = None
    forwarded_from: str | None = None
    repeats: PostKey | None = None


class Archive:
    """Knows the owner and the conversation; makes keys for what has no id."""

    def __init__(self, source: SourceFile, options: ReadOptions, platform: str) -> None:
        self.source, self.platform = source, platform
        self.me = options.owners.get(platform)
        self.facts: dict[str, object] = {}
        self._moment: datetime | None = None
        self._equals: dict[str, int] = {}

    def owner(self, name: str | None = None) -> Account:
        """The account that made the archive: as the analyst says, else known within this file only."""
        key, handle = AccountKey(f"{self.platform}:{self.me or '~me-' + self.source.source_id}"), None
        if self.me and self.platform == "facebook" and (found := account_of(uid=self.me, name=None, url=None, chat="")):
            key = found[0]
            handle = key.partition(":@")[2] or None
        uid = None if handle else self.me
        return Account(
            account_key=key,
            platform=self.platform,
            platform_uid=uid,
            handle=handle,
            display_name=name,
            is_owner=True,
            is_name_only=self.me is None,
        )

    def named(self, name: str | None, chat: str) -> Account | None:
        """Somebody known by name within one conversation; None for a name that all who are gone share."""
        if name is None or is_nobody(name):
            return None
        key = AccountKey(f"{self.platform}:~{digest(chat, name)}")
        return Account(account_key=key, platform=self.platform, display_name=name, is_name_only=True)

    def group(self, name: str) -> Group:
        """A group known by its name."""
        key = GroupKey(f"{self.platform}:~{digest(name)}")
        return Group(group_key=key, platform=self.platform, name=name, kind="group")

    def chat(self) -> Group:
        """The conversation that the file holds; its invite link is kept as what it says about itself."""
        title = text_of(self.facts, "/title")
        path = text_of(self.facts, "/thread_path") or title or self.source.source_id
        return Group(
            group_key=GroupKey(f"{self.platform}:~{digest(path)}"),
            platform=self.platform,
            name=title,
            kind="chat",
            about=text_of(object_in(self.facts, "/joinable_mode"), "link"),
        )

    def market(self) -> Group:
        """Where the owner's things for sale stand."""
        key = GroupKey(f"{self.platform}:marketplace")
        return Group(group_key=key, platform=self.platform, name="Marketplace", kind="site")

    def shared(self, locator: str, share: Record) -> tuple[PostKey, Loaded] | None:
        """The text that a message shares: of whoever wrote it, and the same post wherever its link is shared."""
        text, link = text_of(share, "share_text"), text_of(share, "link")
        if text is None:
            return None
        author = self._first_author(text_of(share, "original_content_owner"))
        place = place_of(link if self.platform == "facebook" else None, source_id=self.source.source_id)
        uid = post_in(link) if self.platform == "facebook" else _instagram_post(link)
        unknown = PostKey(f"{self.platform}:/{uid or '~' + digest('shared', link or text)}")
        key = post_key(place.key, uid) if place.key and uid else unknown
        post = Post(
            post_key=key,
            platform=self.platform,
            platform_uid=uid,
            group_key=place.key,
            account_key=author.account_key if author else None,
            kind="post",
            text=text,
            url=clean_link(link),
        )
        return key, loaded(locator, group_statement(place.key) if place.key else None, author, post)

    def _first_author(self, name: str | None) -> Account | None:
        """Instagram names the handle of whoever wrote it."""
        if self.platform != "instagram" or name is None or not _HANDLE.fullmatch(name.lower()):
            return None
        key = AccountKey(f"instagram:@{name.lower()}")
        return Account(account_key=key, platform="instagram", handle=name.lower())

    def written(self, locator: str, record: Record, what: Written, *more: Statement | None) -> Loaded:
        """The record of one post, with a key made of all that it says."""
        moment, _ = moment_of(record, "timestamp_ms", "timestamp", zone=_UTC)
        author = what.author.account_key if what.author else None
        where = what.group.group_key if what.group else GroupKey(f"{self.platform}:")
        key = PostKey(f"{where}/~{self._numbered(moment, digest(where, str(moment), author, what.text, what.title))}")
        place = what.place or {}
        point = object_in(place, "coordinate")
        post = Post(
            post_key=key,
            platform=self.platform,
            group_key=what.group.group_key if what.group else None,
            account_key=author,
            kind=what.kind,
            text=what.text,
            title=what.title if what.kind == "listing" else None,
            price_text=what.price,
            place_text=text_of(place, "name"),
            latitude=degrees_of(point, "latitude", most=90),
            longitude=degrees_of(point, "longitude", most=180),
            posted_at=moment,
            posted_precision="second" if moment else "unknown",
            edited_at=moment_of(record, "updated_timestamp", zone=_UTC)[0],
            forwarded_from=what.forwarded_from,
            repost_of_key=what.repeats,
        )
        return loaded(locator, what.group, what.author, post, *media_of(record, key), *more)

    def _numbered(self, moment: datetime | None, equal: str) -> str:
        """Equal messages are told apart by number; only those of one moment are remembered."""
        if moment != self._moment:
            self._moment, self._equals = moment, {}
        self._equals[equal] = self._equals.get(equal, 0) + 1
        return digest(equal, str(self._equals[equal]))


def _instagram_post(link: str | None) -> str | None:
    match = _INSTAGRAM_POST.search(link or "")
    return match[1] if match else None
