"""Text made comparable, with the way back to the source's own characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# Characters that are drawn as nothing: zero-width spaces and joiners, bidi marks, soft hyphen, variation selectors,
# the frame of a keycap, which is drawn around a digit, and lines struck through or under one.
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\u20e3\ufe0e\ufe0f\ufeff"
    "\u0305\u0332\u0333\u0334\u0335\u0336\u0337\u0338\u20d2\u20d3\u20d8\u20d9\u20da\u20e5\u20e6"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is NFKC, lower case, without invisible characters.

    ``starts[i]`` and ``ends[i]`` bound the source characters behind ``text[i]``; None where nothing moved.
    """

    text: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span behind ``text[start:end]`` (not empty)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold ``text`` for matching; any text is good text."""
    if text.isascii():
        return Folded(text.lower(), None, None)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFKC", text[start:end]).lower()
        pieces.append(piece)
        starts += [start] * len(piece)
        ends += [end] * len(piece)
    return Folded("".join(pieces), tuple(starts), tuple(ends))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Spans of a base character with its combining marks: NFKC needs both; invisible characters fall out."""
    spans: list[tuple[int, int]] = []
    for place, character in enumerate(text):
        if character in _INVISIBLE:
            continue
        if spans and unicodedata.combining(character) and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans


def in_plain_signs(text: str) -> str:
    """The text in plain signs and without invisible ones, with its capitals: what is told of a code that has some."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
