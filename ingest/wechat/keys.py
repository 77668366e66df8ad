"""Who and where on WeChat: keys from ids, and what the system lines of a room say about who brought whom."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import (
    Account,
    AccountKey,
    Group,
    GroupKey,
    Identifier,
    Membership,
    Post,
    PostKey,
    Statement,
)
from ingest.base import digest

# Names that tools write where the export's owner speaks, and where nobody does.
_ME = frozenset(("我", "me", "self"))
_NOBODY = frozenset(("", "系统消息", "系统", "系統", "system", "未知", "weixin", "filehelper"))
# WeChat's own words, in Chinese and English: who invited whom, and who scanned whose code.
_INVITED = re.compile(
    r"""^["“]?(?P<by>.+?)["”]?\s?(?:邀请|邀請|invited)
        \s?["“]?(?P<who>.+?)["”]?\s?(?:加入了?群聊|to\ the\ group\ chat)""",
    re.VERBOSE,
)
# The room's own code, or a line cut short, names nobody who shared it: then ``by`` stays empty.
_SCANNED = re.compile(
    r"""^["“]?(?P<who>.+?)["”]?\s?(?:
        (?:通过扫描|通過掃描)(?:\s?["“]?(?P<by>.+?)["”]?\s?分享的|.*?)二(?:维码|維碼)加入了?群聊
        |joined\ (?:the\ )?group\ chat\ via\ (?:the\ )?QR(?:\ code)?(?:\ shared\ by\ ["“]?(?P<sharer>.+?)["”]?)?\.?$
    )""",
    re.VERBOSE,
)
_LONGEST_LINE = 2_000  # characters; WeChat's own lines are short, and patterns must not crawl over a hostile one
_LAST_ID = re.compile(r"^(?P<name>.*)[((](?P<id>[\w@.\-]+)[))]$")
_BETWEEN = re.compile(r"[\"”]?[、,]\s?[\"“]?|[\"”]\s?(?:和|and)\s?[\"“]|(?<=^[你您])和(?=[\"“])|(?<=^[Yy]ou)\ and\ ")


@dataclass(slots=True)
class Chat:
    """One chat while its file is read: who it is, and the names met in it so far."""

    source: SourceFile
    options: ReadOptions
    uid: str = ""
    name: str | None = None
    names: dict[str, set[str]] = field(default_factory=dict)
    equals: Counter[str] = field(default_factory=Counter)

    @property
    def group_key(self) -> GroupKey:
        """``wechat:`` and the chat's id."""
        return GroupKey(f"wechat:{self.uid}")

    def post_key(self, uid: str | None, *stated: str | None) -> PostKey:
        """Chat and id; without an id a hash of what the message states and its place among equal ones.

        The place in the file is no part of it: another export of the chat must give the same key.
        """
        if uid:
            return PostKey(f"{self.group_key}/{uid}")
        equal = digest(self.uid, *stated)
        self.equals[equal] += 1
        return PostKey(f"{self.group_key}/~{digest(equal, str(self.equals[equal]))}")

    def group(self, declared: int | None = None) -> Group:
        """The chat as a statement."""
        kind = "chat" if self.uid.endswith("@chatroom") else "private"
        return Group(
            group_key=self.group_key,
            platform="wechat",
            platform_uid=self.uid,
            name=self.name,
            kind=kind,
            declared_member_count=declared,
        )

    def owner(self, name: str | None = None) -> tuple[AccountKey, tuple[Statement, ...]]:
        """Whoever made the export: bound by ``--owner``, else known within this file only."""
        uid = self.options.owners.get("wechat")
        key = AccountKey(f"wechat:{uid}" if uid else f"wechat:~me-{self.source.source_id}")
        account = Account(
            account_key=key,
            platform="wechat",
            platform_uid=uid,
            display_name=name if name not in _ME else None,
            is_owner=True,
            is_name_only=uid is None,
        )
        return key, (account,)

    def sender(
        self,
        uid: str | None,
        name: str | None,
        *,
        is_owner: bool = False,
        alias: str | None = None,
        remark: str | None = None,
    ) -> tuple[AccountKey, tuple[Statement, ...]] | None:
        """Who wrote a message; None where the system did."""
        if is_owner or (uid or "").strip().lower() in _ME:
            return self.owner(name)
        if (uid or "").strip().lower() in _NOBODY:
            return None
        key = AccountKey(f"wechat:{uid}")
        if name:
            self.names.setdefault(name, set()).add(key)
        account = Account(
            account_key=key, platform="wechat", platform_uid=uid, handle=None, display_name=name, remark=remark
        )
        if not alias or alias == uid:
            return key, (account,)
        return key, (account, Identifier(account_key=key, kind="alias", value=alias.lower()))

    def arrivals(self, post: Post) -> list[Statement]:
        """What a system line says about who came and who brought them."""
        line = (post.text or "")[:_LONGEST_LINE].strip()
        found = _INVITED.match(line)
        kind = "invited" if found else "joined"
        if found is None and (found := _SCANNED.match(line)) is None:
            return []
        by_words = found["by"] or found.groupdict().get("sharer")
        by, by_stated = self._named(by_words) if by_words else (None, ())
        stated: list[Statement] = [*by_stated]
        for name in _BETWEEN.split(found["who"]):
            who, who_stated = self._named(name)
            stated += who_stated
            stated.append(
                Membership(
                    group_key=self.group_key,
                    account_key=who,
                    source_kind="invited" if kind == "invited" else "joined",
                    inviter_account_key=by,
                    observed_at=post.posted_at,
                    observed_precision=post.posted_precision,
                )
            )
        return stated

    def _named(self, words: str) -> tuple[AccountKey, tuple[Statement, ...]]:
        """The account behind ``name(id)``, or behind a name that exactly one account of the room has borne so far."""
        words = words.strip().strip('"“”')
        if words.lower() in ("你", "您", "you"):
            return self.owner()
        if match := _LAST_ID.match(words):
            found = self.sender(match["id"], match["name"] or None)
            if found:
                return found
        known = self.names.get(words, set())
        if len(known) == 1:
            return AccountKey(next(iter(known))), ()
        key = AccountKey(f"wechat:~{digest(self.uid, words)}")
        return key, (Account(account_key=key, platform="wechat", display_name=words, is_name_only=True),)
