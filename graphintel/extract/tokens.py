"""A text as tokens that can be laid beside another's: words, numbers, contacts; signs where no spaces part words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# Scripts that put no space between words, with the marks that stand on a sign.
_UNSPACED = (
    r"[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
    r"|[\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6\u0edc-\u0edf][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]*"
    r"|[\u1780-\u17b3][\u17b4-\u17d3\u17dd]*|[\u1000-\u102a\u103f][\u102b-\u103e]*"
    r"|[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_TOKEN = re.compile(rf"(\d+(?:[.,]\d+)*)|({_UNSPACED})|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ASCII_TOKEN = re.compile(r"(\d+(?:[.,]\d+)*)|[A-Za-z]+(?:['-][A-Za-z]+)*")
_MOST = 400  # tokens of one text; what lies beyond is a list
CONTACT, NUMBER = "@", "#"
_SIGN = 2  # group of the pattern


class Token(NamedTuple):
    """``key`` is what is laid beside the other text: contacts and numbers are alike whatever they say.

    ``value`` tells them apart. ``start``/``end`` count the text's code points, half-open. ``is_sign``: of a script
    without spaces.
    """

    key: str
    value: str
    start: int
    end: int
    is_sign: bool


def tokens_of(text: str, contacts: Sequence[tuple[int, int, str]]) -> list[Token]:
    """Cut ``text`` into tokens; ``contacts`` are spans with their kind, and each is one token."""
    lower = text.lower()
    folded = lower if len(lower) == len(text) else text  # else places in it are not the source's
    is_plain = text.isascii() or unicodedata.is_normalized("NFKC", text)
    tokens: list[Token] = []
    place = 0
    for start, end, kind in sorted(contacts):
        if place <= start < end <= len(text):
            tokens += _words(folded, place, start, is_plain=is_plain)
            tokens.append(Token(CONTACT + kind, text[start:end], start, end, False))
            place = end
    return (tokens + _words(folded, place, len(text), is_plain=is_plain))[:_MOST]


def _words(folded: str, start: int, end: int, *, is_plain: bool) -> list[Token]:
    pattern = _ASCII_TOKEN if folded.isascii() else _TOKEN
    found = []
    for match in pattern.finditer(folded, start, end):
        kind, (first, last) = match.lastindex, match.span()
        # Signs are left as they are: they have no other forms but rare ones.
        value = match[0] if is_plain or kind == _SIGN else unicodedata.normalize("NFKC", match[0]).lower()
        found.append(Token(NUMBER if kind == 1 else value, value, first, last, kind == _SIGN))
    return found
