"""Telephone numbers written so that their digits stand in order."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

from graphintel.extract.folding import Folded, fold
from graphintel.extract.span import Found

# E.164 numbers have 7 to 15 digits (ITU-T E.164); a text with fewer holds none, and most texts do.
_FEWEST_DIGITS = 7
_DIGIT = re.compile(r"\d")
# How far from a number an app's name still speaks of it, in characters.
_APP_BEFORE, _APP_AFTER = 24, 14
_APPS = (
    ("whatsapp", re.compile(r"whats?\s?app|\bwa\b|\bwasap\b|\bwsap\b", re.ASCII)),
    ("wechat", re.compile(r"we\s?chat|微信|v信|\bvx\b|\bwx\b", re.ASCII)),
    ("zalo", re.compile(r"\bzalo\b|\bzl\b", re.ASCII)),
    ("line", re.compile(r"\bline\b|ไลน์", re.ASCII)),
    ("viber", re.compile(r"\bviber\b", re.ASCII)),
    ("telegram", re.compile(r"\btelegram\b|\btele\b", re.ASCII)),
)
# Words after which a run of digits is a price, a permit, a tracking number, never a phone.
_NOT_A_PHONE = re.compile(
    r"(?:\brm|\brp|\bidr|\bvnd|\busd|\$|€|¥|￥|฿|₫|\bpermit|\bcites|\btracking|\bresi|\border|单号|單號|許可|许可"
    r"|\brek(?:ening)?|\bbank|\bacc(?:ount)?|\bmicrochip|\bchip|\bid)\s*(?:no|number|num)?\s*[.:#]?\s*$"
)


def find_phones(text: str, *, region: str | None) -> tuple[Found, ...]:
    """Find the telephone numbers written in ``text``.

    Args:
        text: one message, with the source's own characters.
        region: ISO 3166-1 alpha-2 code assumed for numbers written without a
            country prefix; None accepts the international form only.

    Returns:
        In order, never overlapping; ``value`` is E.164, e.g. ``+84901234567``.
        Empty when nothing is found: bad text is not an error.

    Source: ITU-T E.164, through libphonenumber's numbering-plan metadata.
    """
    folded = fold(text)
    if len(_DIGIT.findall(folded.text)) < _FEWEST_DIGITS:
        return ()
    matches = PhoneNumberMatcher(folded.text, region, leniency=Leniency.VALID)
    return tuple(found for match in matches if (found := _found(match, folded)) is not None)


def _found(match: phonenumbers.PhoneNumberMatch, folded: Folded) -> Found | None:
    before = folded.text[max(0, match.start - _APP_BEFORE) : match.start]
    if _NOT_A_PHONE.search(before):
        return None
    start, end = folded.span(match.start, match.end)
    after = folded.text[match.end : match.end + _APP_AFTER]
    apps = tuple(name for name, word in _APPS if word.search(before) or word.search(after))
    return Found(
        kind="phone",
        value=phonenumbers.format_number(match.number, PhoneNumberFormat.E164),
        start=start,
        end=end,
        apps=apps,
        confidence=0.95,
        rule="phone:libphonenumber-valid",
    )
