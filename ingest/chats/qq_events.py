"""What QQ's own lines say about who came, was brought, left or was put out of a group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphintel.schema.records import Membership, Post, SourceKind, Statement
from ingest.chats.keys import Found, Room

_ROOM = "(?:本群|该群|群聊|群组|群)"
_PATTERNS: tuple[tuple[SourceKind, str | None, str], ...] = (
    ("invited", None, rf"(?P<by>.+?)\s?邀请\s?(?P<who>.+?)\s?加入了?{_ROOM}"),
    ("left", None, rf"(?P<who>.+?)\s?(?:已经?)?被\s?(?P<by>.+?)\s?(?:移出|请出|踢出)了?{_ROOM}"),
    ("left", None, rf"(?P<by>.+?)\s?(?:将|把)\s?(?P<who>.+?)\s?(?:移出|请出|踢出)了?{_ROOM}"),
    ("joined", None, rf"(?P<who>.+?)\s?(?:已经?)?(?:通过.*?)?加入了?{_ROOM}"),
    ("left", None, rf"(?P<who>.+?)\s?(?:已经?)?(?:退出|离开)了?{_ROOM}"),
    ("listed", "admin", r"(?P<who>.+?)\s?(?:已经?)?(?:成为|被设为|被设置为)(?:新的?)?管理员"),
    ("listed", "owner", r"(?P<who>.+?)\s?(?:已经?)?成为(?:新的?)?群主"),
)
_EVENTS = tuple((kind, role, re.compile(pattern)) for kind, role, pattern in _PATTERNS)
_ID = re.compile(r"(?P<name>.*?)\s?[(（<](?P<id>[\w.\-]{5,60}(?:@[\w.\-]+)?)[)）>]")
_BETWEEN = re.compile(r"、|, ?|，")
_OFFICERS = frozenset(("管理员", "群主", "系统"))  # who acted, without saying which of them
_LONGEST = 600  # characters; QQ's own lines are short


def named(room: Room, words: str | None) -> Found | None:
    """The account behind ``name(id)``, or behind a name."""
    bare = (words or "").strip().strip('"“”')
    if not bare or bare in _OFFICERS:
        return None
    if bare in ("你", "您", "我"):
        return room.owner()
    found = _ID.fullmatch(bare)
    return room.person(found["id"], found["name"] or None) if found else room.person(None, bare)


def arrivals(room: Room, post: Post) -> Iterator[Statement]:
    """What a line without a sender states of members."""
    line = (post.text or "")[: _LONGEST + 1].strip().rstrip("。.")
    if len(line) > _LONGEST:
        return
    for kind, role, pattern in _EVENTS:
        if found := pattern.fullmatch(line):
            yield from _members(room, post, kind, role, found.groupdict())
            return


def _members(
    room: Room, post: Post, kind: SourceKind, role: str | None, words: dict[str, str | None]
) -> Iterator[Statement]:
    by = named(room, words.get("by"))
    yield from by[1] if by else ()
    for name in _BETWEEN.split(words["who"] or ""):
        who = named(room, name)
        if who is None:
            continue
        yield from who[1]
        yield Membership(
            group_key=room.group_key,
            account_key=who[0],
            source_kind=kind,
            role=role,
            inviter_account_key=by[0] if by else None,
            observed_at=post.posted_at,
            observed_precision=post.posted_precision,
        )
