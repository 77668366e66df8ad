"""WeChat's own lines, in Chinese and English: who invited whom, who scanned whose code, who was removed."""

from __future__ import annotations

import re

from ingest.wechat.content import Move, Person

_LONGEST_LINE = 2_000  # characters; WeChat's own lines are short, and patterns must not crawl over a hostile one
_QUOTED = r"""["“]?(?P<{}>.+?)["”]?\s?"""
_BY, _WHO = _QUOTED.format("by"), _QUOTED.format("who")
_INVITED = re.compile(rf"^{_BY}(?:邀请|邀請|invited)\s?{_WHO}(?:加入了?群聊|to the group chat)(?P<rest>.*)", re.DOTALL)
# The room's own code, or a line cut short, names nobody who shared it: then ``by`` stays empty.
_SCANNED = re.compile(
    r"""^["“]?(?P<who>.+?)["”]?\s?(?:
        (?:通过扫描|通過掃描)(?:\s?["“]?(?P<by>.+?)["”]?\s?分享的|.*?)二(?:维码|維碼)加入了?群聊
        |joined\ (?:the\ )?group\ chat\ via\ (?:the\ )?QR(?:\ code)?(?:\ shared\ by\ ["“]?(?P<sharer>.+?)["”]?)?\.?$
    )""",
    re.VERBOSE,
)
_REMOVED = re.compile(rf"^{_BY}(?:将|將|removed)\s?{_WHO}(?:移出了?群聊|from the group chat)")
_REMOVED_ME = re.compile(r"""^(?P<who>你|您)被["“]?(?P<by>.+?)["”]?\s?移出了?群聊""")
_LEFT = re.compile(rf"^{_WHO}(?:退出了?群聊|left the group chat)")
_RENAMED = re.compile(r"""(?:修改群名为|修改群名為|changed the group name to)\s?["“](?P<name>.+?)["”]\s*$""")
_OTHERS = re.compile(r"(?:群聊参与人还有|群聊參與人還有|with)[：:]\s?(?P<names>.+)", re.DOTALL)
_BETWEEN = re.compile(r"[\"”]?[、,]\s?[\"“]?|[\"”]\s?(?:和|and)\s?[\"“]|(?<=^[你您])和(?=[\"“])|(?<=^[Yy]ou)\ and\ ")


def moves_in(line: str | None) -> tuple[Move, ...]:
    """Who came or left by a line, and through whom; names stand as the line writes them, ids in brackets and all."""
    line = (line or "")[:_LONGEST_LINE].strip()
    if found := _INVITED.match(line):
        return (Move(kind="invited", who=_people(found["who"]), by=_person(found["by"])), *_others(found["rest"]))
    if found := _SCANNED.match(line):
        by = found["by"] or found["sharer"]
        return (Move(kind="joined", who=_people(found["who"]), by=_person(by) if by else None),)
    if found := _REMOVED.match(line) or _REMOVED_ME.match(line):
        return (Move(kind="left", who=_people(found["who"]), by=_person(found["by"])),)
    if found := _LEFT.match(line):
        return (Move(kind="left", who=_people(found["who"])),)
    return ()


def new_name_in(line: str | None) -> str | None:
    """The name that a line says the room was given."""
    found = _RENAMED.search((line or "")[:_LONGEST_LINE])
    return found["name"] if found else None


def _others(rest: str) -> tuple[Move, ...]:
    """An invited owner is shown who is in the room already."""
    found = _OTHERS.search(rest)
    return (
        (
            Move(
                kind="listed",
                who=_people(found["names"].strip().strip("。.")),
            ),
        )
        if found
        else ()
    )


def _people(words: str) -> tuple[Person, ...]:
    return tuple(_person(part) for part in _BETWEEN.split(words) if part.strip())


def _person(words: str) -> Person:
    return Person(name=words.strip().strip('"“”'))
