"""Who and where in a messenger: keys that two exports of one chat have in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import islice

from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import Account, AccountKey, Group, GroupKey, Identifier, PostKey, Statement
from ingest.base import digest
from ingest.mapping.values import phone_of

_MOST_EQUALS = 200_000  # messages whose place among equal ones is counted at a time: bounds memory, about 40 MB
Found = tuple[AccountKey, tuple[Statement, ...]]


@dataclass(slots=True)
class Room:
    """One chat while its file is read. ``uid`` is the platform's own id; without one the name stands for it.

    ``owner_uid`` is who made the export, where the file says so; ``key_name`` the name that the key is made from,
    where the chat had several.
    """

    platform: str
    source: SourceFile
    options: ReadOptions
    uid: str | None = None
    name: str | None = None
    kind: str = "chat"
    owner_uid: str | None = None
    key_name: str | None = None
    names: dict[str, set[str]] = field(default_factory=dict)
    equals: Counter[str] = field(default_factory=Counter)

    @property
    def group_key(self) -> GroupKey:
        """The platform and the chat's id, or a hash of its name.

        A private chat is named after the other person, so the exporter is part of its key: two people who both talk to
        a third are in two chats. Where nobody says who exported, the chat stays within its file.
        """
        if self.kind != "private":
            return GroupKey(f"{self.platform}:{self.uid}") if self.uid else self.named_key(self.key_name or self.name)
        me = self.me
        if self.uid and me:
            return GroupKey(f"{self.platform}:" + "+".join(sorted((me, self.uid))))
        return GroupKey(f"{self.platform}:~{digest('private', self.uid or self.name, me or self.source.source_id)}")

    def named_key(self, name: str | None) -> GroupKey:
        """The key of a chat of that name; of one without a name it stays within the file."""
        return GroupKey(f"{self.platform}:~{_name_digest(name or self.source.source_id)}")

    @property
    def me(self) -> str | None:
        """The id of whoever made the export: what the import says outweighs the file."""
        return self.options.owners.get(self.platform) or self.owner_uid

    def group(self, declared: int | None = None, about: str | None = None) -> Group:
        """The chat as a statement."""
        return Group(
            group_key=self.group_key,
            platform=self.platform,
            platform_uid=self.uid,
            name=self.name,
            kind=self.kind,
            declared_member_count=declared,
            about=about,
        )

    def owner(self, name: str | None = None) -> Found:
        """Whoever made the export: as said at the import, else known within this file only."""
        uid = self.me
        key = AccountKey(f"{self.platform}:{uid or '~me-' + self.source.source_id}")
        account = Account(
            account_key=key,
            platform=self.platform,
            platform_uid=uid,
            display_name=name,
            is_owner=True,
            is_name_only=uid is None,
        )
        return key, (account,)

    def person(
        self,
        uid: str | None,
        name: str | None,
        *,
        handle: str | None = None,
        phone: str | None = None,
        bio: str | None = None,
        remark: str | None = None,
    ) -> Found | None:
        """The account behind an id or handle; behind a name that one account of the chat bears; or known by name only.

        Args:
            uid: the platform's id; for WhatsApp the number's digits.
            name: as shown.
            handle: without @, in lower case.
            phone: E.164.
            bio: profile text.
            remark: the exporter's own label.

        Returns:
            None where nothing names anybody.
        """
        if uid is None and handle is None:
            if name is None or not name.strip():
                return None
            known = self.names.get(name, set())
            if len(known) == 1:
                return AccountKey(next(iter(known))), ()
            key = AccountKey(f"{self.platform}:~{digest(self.group_key, name)}")
        else:
            key = AccountKey(f"{self.platform}:{uid or '@' + str(handle)}")
            if name:
                self.names.setdefault(name, set()).add(key)
        account = Account(
            account_key=key,
            platform=self.platform,
            platform_uid=uid,
            handle=handle,
            display_name=name,
            bio=bio,
            remark=remark,
            is_owner=uid is not None and uid == self.me,
            is_name_only=":~" in key,
        )
        stated: list[Statement] = [account]
        if uid and handle:
            stated.append(Identifier(account_key=key, kind="handle", value=handle))
        if phone:
            stated.append(Identifier(account_key=key, kind="phone", value=phone))
        return key, tuple(stated)

    def post_key(self, uid: str | None, moment: datetime | None, *stated: str | None) -> PostKey:
        """Chat and id; without an id a hash of the minute and what is stated, with its place among equal ones.

        The minute, because some layouts of the same chat leave out the seconds.
        """
        if uid:
            return PostKey(f"{self.group_key}/{uid}")
        minute = f"{moment:%Y%m%d%H%M}" if moment else None
        equal = digest(minute, *stated)
        self.equals[equal] += 1
        if len(self.equals) > _MOST_EQUALS:  # equal messages of one minute stand together: the older half has passed
            for old in list(islice(self.equals, _MOST_EQUALS // 2)):
                del self.equals[old]
        return PostKey(f"{self.group_key}/~{digest(equal, str(self.equals[equal]))}")


@lru_cache(maxsize=1_024)
def _name_digest(name: str) -> str:
    """The name of a chat is hashed with each of its messages."""
    return digest(name)


@lru_cache(maxsize=65_536)
def phone_key(text: str, region: str) -> tuple[str, str] | None:
    """Digits for a key, and E.164, of a sender that is shown as a number in international form."""
    bare = "".join(c for c in text if c not in "\u2066\u2067\u2068\u2069\u200e\u200f\u202a\u202b\u202c\xa0~").strip()
    if not bare.startswith("+") or sum(c.isdigit() for c in bare) < 7 or any(c.isalpha() for c in bare):
        return None
    found = phone_of(bare, region)
    return (found.lstrip("+"), found) if found else None
