"""How many animals a text names: numbers and number words beside counting words, pairs as two, ranges as ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphintel.extract.folding import Folded

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "lapan": 8,
    "sembilan": 9, "sepuluh": 10, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "十": 10, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "isa": 1, "dalawa": 2, "tatlo": 3,
}  # fmt: skip
# A word of Latin letters stands apart from what it counts; digits, Chinese and Thai need not.
_SPACED = "|".join(sorted((word for word in _WORDS if word[0] < "\u0e00"), key=len, reverse=True))
_CLOSE = "|".join(sorted((word for word in _WORDS if word[0] >= "\u0e00"), key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,4}}|{_CLOSE}|(?:{_SPACED})(?=\s))"
_TO = r"\s?(?:-|–|~|to|sampai|hingga|s/d|đến|ถึง|至|到)\s?"
_ONES = r"ekor|ekr|con|ตัว|只|隻|条|條|头|頭|羽|pcs?|pieces?|heads?|birds?|buah|biji|piraso"
_PAIRS = r"pasang|psg|cặp|đôi|คู่|对|對|双|雙|pairs?|pares"
_COUNTED = re.compile(
    rf"(?<![\d.,])(?:(?<![a-z\u00c0-\u1eff])|(?=\d))(?P<least>{_NUMBER})(?:{_TO}(?P<most>{_NUMBER}))?\s*"
    rf"(?:(?P<one>{_ONES})|(?P<pair>{_PAIRS}))(?![a-z\u00c0-\u1eff])"
)
_SINGLE = re.compile(r"(?<![a-z])(?:(?P<one>se-?ekor|seekor)|(?P<pair>se-?pasang|a pair))(?![a-z])")


@dataclass(frozen=True, slots=True)
class Count:
    """``least`` to ``most`` animals, and where that stands in the folded text."""

    least: float
    most: float
    start: int
    end: int


def find_counts(folded: Folded) -> tuple[Count, ...]:
    """Counts in the order of text, never overlapping; a pair counts two."""
    found = []
    for match in _COUNTED.finditer(folded.text):
        times = 2 if match["pair"] else 1
        least = _value(match["least"])
        most = _value(match["most"]) if match["most"] else least
        found.append(Count(float(min(least, most) * times), float(max(least, most) * times), *match.span()))
    for match in _SINGLE.finditer(folded.text):
        amount = 2.0 if match["pair"] else 1.0
        found.append(Count(amount, amount, *match.span()))
    return tuple(sorted(found, key=lambda count: count.start))


def _value(written: str) -> int:
    return int(written) if written.isdigit() else _WORDS[written]
