"""Contacts that only codes carry: payment codes, and links that open an app at one person or account."""

from __future__ import annotations

import re

from graphintel.extract.payments import find_payment_codes
from graphintel.extract.span import Found

_TOKEN = r"[A-Za-z0-9_-]"
# What such a link stands for, its rule, the pattern, and the app that the account belongs to. The code in a link is
# kept as it is: other letters are another person. Source: links in the public code of sites that print them.
_LINKS = tuple(
    (kind, rule, re.compile(pattern, re.IGNORECASE | re.ASCII), apps)
    for kind, rule, pattern, apps in (
        ("wechat", "wechat:profile-link", r"weixin://contacts/profile/(?P<id>[a-z][a-z0-9_-]{5,25})", ()),
        ("payment", "payment:wechat-code", rf"(?P<whole>wxp://(?:wb)?f2f{_TOKEN}{{8,120}}=?)", ("wechatpay",)),
        ("payment", "payment:alipay-code", r"(?P<lower>qr\.alipay\.com/[a-z0-9]{8,60})", ("alipay",)),
        ("whatsapp", "whatsapp:code", rf"(?P<whole>wa\.me/(?:qr|message)/{_TOKEN}{{8,40}})", ()),
        ("line", "line:code", rf"(?P<whole>line\.me/(?:r/)?ti/p/(?!\d+\b){_TOKEN}{{6,40}})", ()),
        ("zalo", "zalo:code", rf"(?P<whole>zalo(?:app\.com|\.me)/qr/p/{_TOKEN}{{6,40}})", ()),
        ("invite", "zalo:invite", rf"(?P<whole>zaloapp\.com/qr/g/{_TOKEN}{{4,40}})", ()),
        ("telegram", "telegram:app-link", r"tg://resolve/?\?(?:\S*&)?domain=(?P<id>[a-z]\w{3,31})", ()),
        ("invite", "telegram:app-invite", rf"(?P<whole>tg://join/?\?invite={_TOKEN}{{8,40}})", ()),
        ("phone", "phone:app-link",
         r"viber://(?:add|chat|contact)/?\?number=(?:%2b|\+)?(?P<number>[1-9]\d{7,14})", ("viber",)),
        ("facebook", "facebook:code", r"(?:facebook|fb)\.com/qr/?\?id=(?P<id>\d{6,17})", ()),
    )
)  # fmt: skip
_MAY_HOLD = re.compile(
    r"000201|://|wa\.me|line\.me|zalo|alipay\.com|facebook\.com|fb\.com", re.IGNORECASE
)  # most texts have none of these
_HOST = re.compile(r"[^/]+/")
_SURE = 0.95


def find_payloads(text: str) -> tuple[tuple[tuple[int, int], tuple[Found, ...]], ...]:
    """Stretches of a text that are a code or such a link, each with the contacts that it carries.

    Returns:
        In order; whatever else seems to be a contact within such a stretch is none.
    """
    if not _MAY_HOLD.search(text):
        return ()
    codes = find_payment_codes(text)
    links = [
        (match.span(), (_found(match, kind, rule, apps),))
        for kind, rule, pattern, apps in _LINKS
        for match in pattern.finditer(text)
    ]
    apart = [one for one in links if not any(start <= one[0][0] < end for (start, end), _ in codes)]
    return tuple(sorted([*codes, *apart], key=lambda one: one[0]))


def with_payloads(text: str, contacts: tuple[Found, ...]) -> tuple[Found, ...]:
    """The contacts of a text together with those that its codes carry, in order, never overlapping."""
    payloads = find_payloads(text)
    if not payloads:
        return contacts
    outside = [c for c in contacts if all(c.end <= start or end <= c.start for (start, end), _ in payloads)]
    carried = [one for _, several in payloads for one in several]
    return tuple(sorted([*outside, *carried], key=lambda found: found.start))


def _found(match: re.Match[str], kind: str, rule: str, apps: tuple[str, ...]) -> Found:
    name = next(name for name, value in match.groupdict().items() if value is not None)
    start, end = match.span(name)
    written = match[name].rstrip("-_") if name == "whole" else match[name]
    value = {
        "id": written.lower(),
        "lower": written.lower(),
        "number": f"+{written}",
        "whole": _HOST.sub(lambda host: host[0].lower(), written, count=1),
    }[name]
    return Found(kind, value, start, end, apps, _SURE, rule)
