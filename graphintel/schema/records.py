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
SourceKind = Literal["listed", "joined", "invited", "reacted", "left"]
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
    """An account is, or was, in a group; ``left`` says that it was until then.

    Where somebody was removed, ``inviter_account_key`` is who did it.
    """

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
    latitude: float | None = None  # degrees, WGS 84
    longitude: float | None = None
    url: str | None = None
    posted_at: datetime | None = None  # aware, UTC; None where the source states none
    posted_precision: Precision = "unknown"
    edited_at: datetime | None = None
    captured_at: datetime | None = None
    forwarded_from: str | None = (
        None  # the name that the export shows for the first author of a forwarded or shared text
    )
    repost_of_key: PostKey | None = None


class Media(Struct, frozen=True, kw_only=True):
    """A picture, film, voice message or file that a post carries."""

    post_key: PostKey
    kind: MediaKind
    uri: str | None = None
    sha256: str | None = None  # filled in at the import where the file itself came along
    perceptual_hash: str | None = None


class Note(Struct, frozen=True, kw_only=True):
    """A translation, transcript, OCR text or note on something (evidence table ``statements``)."""

    subject_kind: str
    subject_key: str
    kind: str
    text: str
    language: str | None = None
    stated_by: str | None = None


class SameAs(Struct, frozen=True, kw_only=True):
    """A record names one group or post by two keys: ``other_key`` is the stronger one (an id, not a name)."""

    subject_kind: Literal["group", "post"]
    key: str
    other_key: str


Statement = Account | Group | Identifier | Membership | Post | Media | Note | SameAs


class Loaded(Struct, frozen=True, kw_only=True):
    """One record that was understood, with everything that it states."""

    locator: Locator
    statements: tuple[Statement, ...]


class Quarantined(Struct, frozen=True, kw_only=True):
    """One record that cannot be used: kept raw, with a reason that an analyst understands."""

    locator: Locator
    reason: str
    raw: str


class Question(Struct, frozen=True, kw_only=True):
    """What the file alone cannot tell, for the analyst to answer; no record, and counted nowhere.

    ``kind`` is owner, date_order or timezone; ``text`` a whole sentence that says how to answer.
    """

    kind: str
    text: str


Read = Loaded | Quarantined | Question
