"""What a reader yields: typed statements, one bundle per record of the file."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NewType

from msgspec import Struct

AccountKey = NewType("AccountKey", str)
GroupKey = NewType("GroupKey", str)
PostKey = NewType("PostKey", str)
Locator = NewType("Locator", str)
Precision = Literal["second", "day", "relative", "unknown"]
SourceKind = Literal["listed", "joined", "invited", "reacted"]
PostKind = Literal["post", "comment", "message", "listing", "system"]
MediaKind = Literal["image", "video", "voice", "file"]


class Account(Struct, frozen=True, kw_only=True):
    """An account as a record shows it. Field meanings: ``schema.evidence.ACCOUNTS``."""

    account_key: AccountKey
    platform: str
    platform_uid: str | None = None
    handle: str | None = None
    display_name: str | None = None
    bio: str | None = None
    profile_url: str | None = None
    avatar_url: str | None = None
    remark: str | None = None
    is_owner: bool = False
    is_name_only: bool = False
    observed_at: datetime | None = None


class Group(Struct, frozen=True, kw_only=True):
    """A group, chat or site as a record shows it."""

    group_key: GroupKey
    platform: str
    platform_uid: str | None = None
    name: str | None = None
    kind: str | None = None
    declared_member_count: int | None = None
    about: str | None = None
    observed_at: datetime | None = None


class Identifier(Struct, frozen=True, kw_only=True):
    """A further identifier of an account: ``kind`` is uid, handle, alias or phone."""

    account_key: AccountKey
    kind: str
    value: str


class Membership(Struct, frozen=True, kw_only=True):
    """An account is, or was, in a group."""

    group_key: GroupKey
    account_key: AccountKey
    source_kind: SourceKind
    role: str | None = None
    inviter_account_key: AccountKey | None = None
    observed_at: datetime | None = None
    observed_precision: Precision | None = None
    observed_text: str | None = None


class Post(Struct, frozen=True, kw_only=True):
    """One post, comment, message or listing, as one source states it.

    ``text`` holds the source's own characters, never folded or trimmed, so a
    span found in it can be shown to the analyst where it stood.
    """

    post_key: PostKey
    platform: str
    platform_uid: str | None = None
    group_key: GroupKey | None = None
    account_key: AccountKey | None = None
    parent_post_key: PostKey | None = None
    kind: PostKind
    text: str | None = None
    title: str | None = None
    ocr_text: str | None = None
    price_text: str | None = None
    place_text: str | None = None
    url: str | None = None
    posted_at: datetime | None = None  # aware, UTC; None where the source states none
    posted_precision: Precision = "unknown"
    captured_at: datetime | None = None


class Media(Struct, frozen=True, kw_only=True):
    """A picture, film, voice message or file that a post carries."""

    post_key: PostKey
    kind: MediaKind
    uri: str | None = None
    sha256: str | None = None


class Note(Struct, frozen=True, kw_only=True):
    """A translation, OCR text or note on something (evidence table ``statements``)."""

    subject_kind: str
    subject_key: str
    kind: str
    text: str
    stated_by: str | None = None


Statement = Account | Group | Identifier | Membership | Post | Media | Note


class Loaded(Struct, frozen=True, kw_only=True):
    """One record that was understood, with everything that it states."""

    locator: Locator
    statements: tuple[Statement, ...]


class Quarantined(Struct, frozen=True, kw_only=True):
    """One record that cannot be used: kept raw, with a reason that an analyst understands."""

    locator: Locator
    reason: str
    raw: str
