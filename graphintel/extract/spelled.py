"""Amounts written in words: 三千五, สองพันห้า, hai triệu rưỡi, dua juta lima ratus ribu, five hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HALF = 0.5
_VALUES: dict[str, float] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "hundred": 100, "thousand": 1e3, "million": 1e6,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "dose": 12, "kinse": 15, "bente": 20, "trenta": 30, "kwarenta": 40, "singkwenta": 50, "onse": 11, "mil": 1e3, "tres": 3, "kwatro": 4, "singko": 5,
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "lapan": 8,
    "sembilan": 9, "sepuluh": 10, "puluh": 10, "seratus": 101, "seribu": 1001, "sejuta": 1e6 + 1, "ratus": 100, "ribu": 1e3,
    "juta": 1e6, "setengah": _HALF, "belas": 10.5,
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "trăm": 100, "nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "rưỡi": _HALF, "rưởi": _HALF,
    "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบ": 10,
    "ร้อย": 100, "พัน": 1e3, "หมื่น": 1e4, "แสน": 1e5, "ล้าน": 1e6, "ครึ่ง": _HALF,
    "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "百": 100, "千": 1e3, "万": 1e4, "萬": 1e4, "半": _HALF,
    "isang": 1, "dalawang": 2, "tatlong": 3, "apat": 4, "limang": 5, "daan": 100, "daang": 100, "libo": 1e3, "libong": 1e3,
}  # fmt: skip
_ONE_AND = {101.0: 100.0, 1001.0: 1e3, 1e6 + 1: 1e6}  # "seratus": one hundred in one word
_TEEN = 10.5
_COUNTED = "只隻条條头頭对對个個支根颗顆件张張克斤"  # "三千五一只" is 3,500 for one
_ANY = "|".join(sorted(_VALUES, key=len, reverse=True)).replace("一", f"一(?![{_COUNTED}])")
_WORD = re.compile(_ANY)
_LATIN = "a-z\u00c0-\u024f\u1e00-\u1eff"
_RUN = re.compile(
    rf"(?<![{_LATIN}\d])(?:{_ANY})(?:\s?(?:{_ANY}))+(?![{_LATIN}])|(?:seratus|seribu|sejuta)(?![{_LATIN}])"
)
_LEAST = 100.0  # smaller numbers in words are counts


def spelled_amounts(text: str) -> Iterator[tuple[int, int, float]]:
    """Begin, end and value of each amount of a hundred or more that is written in words in a folded text."""
    for match in _RUN.finditer(text):
        value = _value([_VALUES[word] for word in _WORD.findall(match[0])])
        if value is not None and value >= _LEAST:
            yield match.start(), match.end(), value


def _value(parts: list[float]) -> float | None:
    """The number that words say; None where they are a row of digits and no number.

    What follows a multiplier without one of its own counts tenths of it: 三千五 is 3,500.
    """
    total = section = pending = last = last_big = 0.0
    for part in parts:
        if part in _ONE_AND:
            last = _ONE_AND[part]
            if last < 1e3:
                section += last
            else:
                total, last_big = total + last, last
        elif part == _TEEN:
            section, pending = section + pending + 10, 0.0
        elif part == _HALF and last and not pending:
            section += last * _HALF
        elif part < 10:
            if pending % 10 or (pending and pending < 20):
                return None
            pending += part
        elif 10 < part < 100:
            if pending:
                return None
            pending = part
        elif part <= 100:
            section, pending, last = section + (pending or 1) * part, 0.0, part
        else:
            if total and part > last_big and not (section or pending):
                total *= part
            else:
                total += (section + pending or 1) * part
            section = pending = 0.0
            last = last_big = part
    if pending and last > 10:
        pending *= last / 10
    if last_big == 1e6 and 100 <= section < 1e3 and last < 1e3:
        section *= 1e3  # "sejuta tiga ratus": thousands are understood
    return total + section + pending if last else None
