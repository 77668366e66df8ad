"""Ids of messengers and links to them, written plainly after the app's name."""

from __future__ import annotations

import re

from graphintel.extract.folding import fold
from graphintel.extract.span import Found

_LEAD = r"\s*(?:id|号|號|账号|帳號)?\s*[:=：・-]?\s*@?"
# WeChat ids: 6 to 20 letters, digits, _ and -, first a letter (WeChat's own rule); wxid_ ids are longer.
_WECHAT_ID = r"([a-z][a-z0-9_-]{5,25})"
_PATTERNS = (
    (
        "wechat",
        "wechat:named",
        re.compile(rf"(?:we\s?chat|微信|薇信|威信|(?<![a-z])(?:vx|wx|weixin)){_LEAD}{_WECHAT_ID}"),
    ),
    ("qq", "qq:named", re.compile(r"(?<![a-z])qq\s*(?:号|號|id)?\s*[:=：]?\s*([1-9]\d{4,10})(?!\d)")),
    (
        "line",
        "line:named",
        re.compile(r"(?:(?<![a-z])line|ไลน์)\s*(?:id|ไอดี)?\s*[:=：]\s*(@?[a-z0-9][a-z0-9._-]{3,19})"),
    ),
    ("line", "line:id", re.compile(r"(?:(?<![a-z])line|ไลน์)\s+(?:id|ไอดี)\s*(@?[a-z0-9][a-z0-9._-]{3,19})")),
    ("telegram", "telegram:link", re.compile(r"(?<![\w.])(?:t|telegram)\.me/([a-z]\w{4,31})(?!\w)", re.ASCII)),
    (
        "telegram",
        "telegram:named",
        re.compile(r"(?<![a-z])tele(?:gram)?\s*(?:id)?\s*[:=：]?\s*@([a-z]\w{4,31})", re.ASCII),
    ),
    ("invite", "whatsapp:invite", re.compile(r"(chat\.whatsapp\.com/[a-z0-9]{10,30})")),
    ("invite", "telegram:invite", re.compile(r"((?:t|telegram)\.me/(?:joinchat/|\+)[a-z0-9_-]{8,})")),
    (
        "email",
        "email:written",
        re.compile(r"(?<![\w.+-])([a-z0-9][\w.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})", re.ASCII),
    ),
)
# Words that follow an app's name in ordinary talk and have the shape of an id.
_WORDS = frozenset(
    "wechat weixin whatsapp telegram number please contact message group account payment joinchat".split()
)


def find_handles(text: str) -> tuple[Found, ...]:
    """Find messenger ids, invite links and e-mail addresses written in ``text``.

    Returns:
        In order, never overlapping; ``value`` is lower case, without ``@``. Empty when nothing is found.

    Source: WeChat, QQ, LINE and Telegram's own rules for the shape of an id.
    """
    folded = fold(text)
    found: list[Found] = []
    for kind, rule, pattern in _PATTERNS:
        for match in pattern.finditer(folded.text):
            value = match[1].removeprefix("@").rstrip(".-_")
            if value in _WORDS:
                continue
            start, end = folded.span(match.start(1), match.start(1) + len(match[1].rstrip(".-_")))
            found.append(Found(kind, value, start, end, (), 0.9, rule))
    return _without_overlaps(found)


def _without_overlaps(found: list[Found]) -> tuple[Found, ...]:
    """The longest of those that overlap, in order of text."""
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda f: (f.start - f.end, f.start, f.kind)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in kept):
            kept.append(candidate)
    return tuple(sorted(kept, key=lambda f: f.start))
