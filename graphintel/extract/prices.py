"""Prices as sellers write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphintel.extract.folding import Folded

_NUMBER = r"(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?)"
_SCALE = r"\s*(k|rb|ribu|jt|juta|tr|triệu|trieu|củ|万|萬|千|ล้าน|หมื่น|พัน|m)?(?![a-z0-9])"
# ISO 4217 by the mark before or after the number. Source: ISO 4217; marks as traders write them.
_BEFORE = {"rm": "MYR", "myr": "MYR", "rp": "IDR", "idr": "IDR", "฿": "THB", "thb": "THB", "¥": "CNY", "￥": "CNY"}
_BEFORE |= {
    "₫": "VND",
    "vnd": "VND",
    "$": "USD",
    "usd": "USD",
    "us$": "USD",
    "€": "EUR",
    "₱": "PHP",
    "php": "PHP",
    "s$": "SGD",
}
_AFTER = {"บาท": "THB", "฿": "THB", "元": "CNY", "块": "CNY", "塊": "CNY", "đồng": "VND", "vnđ": "VND", "vnd": "VND"}
_AFTER |= {
    "₫": "VND",
    "đ": "VND",
    "baht": "THB",
    "rmb": "CNY",
    "yuan": "CNY",
    "usd": "USD",
    "ringgit": "MYR",
    "rupiah": "IDR",
}
_SCALES = {"k": 1e3, "rb": 1e3, "ribu": 1e3, "千": 1e3, "พัน": 1e3, "หมื่น": 1e4, "万": 1e4, "萬": 1e4}
_SCALES |= {"jt": 1e6, "juta": 1e6, "tr": 1e6, "triệu": 1e6, "trieu": 1e6, "củ": 1e6, "m": 1e6, "ล้าน": 1e6}
# Scales that by themselves say which money is meant.
_OWN = {
    "rb": "IDR",
    "ribu": "IDR",
    "jt": "IDR",
    "juta": "IDR",
    "tr": "VND",
    "triệu": "VND",
    "trieu": "VND",
    "củ": "VND",
}


def _any(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_PATTERNS = (
    re.compile(rf"(?<![a-z0-9])(?P<cur>{_any(_BEFORE)})\s*\.?\s*{_NUMBER}{_SCALE}"),
    re.compile(rf"(?<![\d.,]){_NUMBER}(?:\s*(k|tr|万|萬|ล้าน))?\s*(?P<cur>{_any(_AFTER)})(?![a-z])"),
    re.compile(rf"(?<![\d.,a-z]){_NUMBER}\s*(?P<own>rb|ribu|jt|juta|tr|triệu|trieu|củ)(?![a-z])"),
)
# Money of a region, for numbers that name none. Source: ISO 4217.
_OF_REGION = {
    "MY": "MYR", "ID": "IDR", "VN": "VND", "TH": "THB", "CN": "CNY", "PH": "PHP", "SG": "SGD", "TW": "TWD", "HK": "HKD",
    "KH": "USD", "LA": "LAK", "MM": "MMK", "GB": "GBP", "US": "USD", "IN": "INR",
}  # fmt: skip
_EACH = (
    r"(?:[一每/]\s?[只隻条條对對个個克斤两枚件串]|each|ea|a\s?piece|per\s?(?:ekor|head|pc|piece|pair|kg|gram|gr|g)"
    r"|/\s?(?:ekor|pc|pcs|head|pair|kg|gr?|con|ตัว)|se-?ekor|một con|ตัวละ)(?![a-z])"
)
_BARE = (
    re.compile(rf"(?<![\d.,a-z+/-]){_NUMBER}\s*(?P<scale>k)(?![a-z0-9])"),
    re.compile(rf"(?<![\d.,a-z+/-]){_NUMBER}\s*(?P<scale>k|w|万|萬)?\s*(?={_EACH})"),
    re.compile(
        rf"(?:(?<![a-z])(?:harga|hrg|price|giá|asking)|ราคา|ตัวละ|价格?|價格?|[售卖]价|@)\s*[:：=]?\s*{_NUMBER}"
        r"\s*(?P<scale>k|w|万|萬)?(?![\d.,]*[\da-z%])"
    ),
)
# What sellers write where they want to be asked.
_DECOY = re.compile(r"0+|1+|123(?:4(?:5(?:6(?:7(?:89?)?)?)?)?)?")


@dataclass(frozen=True, slots=True)
class Price:
    """An amount with its currency (ISO 4217) and where it stands in the folded text."""

    amount: float
    currency: str
    start: int
    end: int


def find_prices(folded: Folded, *, region: str | None = None) -> tuple[Price, ...]:
    """Prices in the order of text, never overlapping; ``start``/``end`` count the folded text's characters.

    A number that a word or unit makes a price, and that names no money, is in that of ``region`` (ISO 3166-1 alpha-2).
    What sellers write where they want to be asked (1, 123, 1234567) is no price.
    """
    found: list[Price] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded.text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if _DECOY.fullmatch(match[2] if match.re is _PATTERNS[0] else match[1]):
                continue
            found.append(_price(match))
    currency = _OF_REGION.get(region or "")
    for pattern in _BARE if currency else ():
        for match in pattern.finditer(folded.text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found += _bare(match, str(currency))
    return tuple(sorted(found, key=lambda price: price.start))


def _bare(match: re.Match[str], currency: str) -> list[Price]:
    number = match[1]
    amount = _amount(number) * {"k": 1e3, "w": 1e4, "万": 1e4, "萬": 1e4}.get(match["scale"] or "", 1.0)
    if number.startswith("0") or _DECOY.fullmatch(number) or amount >= 1e10:
        return []
    return [Price(amount, currency, match.start(), match.end())]


def _price(match: re.Match[str]) -> Price:
    groups = match.groupdict()
    own, mark = groups.get("own"), groups.get("cur")
    scale = own or (match[3] if match.re is _PATTERNS[0] else match[2] if match.re is _PATTERNS[1] else None)
    number = match[2] if match.re is _PATTERNS[0] else match[1]
    currency = _OWN[own] if own else (_BEFORE.get(mark or "") or _AFTER[mark or ""])
    return Price(_amount(number) * _SCALES.get(scale or "", 1.0), currency, match.start(), match.end())


def _amount(written: str) -> float:
    """``1.200.000`` and ``1,200`` group by thousands; ``2.5`` and ``2,5`` have decimals."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written):
        return float(re.sub(r"[.,]", "", written))
    return float(written.replace(",", "."))
