"""Words of the trade written so that no search finds them: letter by letter, with digits for letters, misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from rapidfuzz.distance import OSA

from graphintel.extract.folding import Folded

_LETTER = "a-z\u00df-\u024f\u1e00-\u1eff"
# "g a d i n g", "g.a.d.i.n.g": five letters or more, the same mark between all.
_SPACED = re.compile(
    rf"(?<![{_LETTER}0-9])[{_LETTER}](?P<gap>[ .*_~·-])(?:[{_LETTER}](?P=gap)){{3,24}}[{_LETTER}](?![{_LETTER}0-9])"
)
_TOKEN = re.compile(rf"[{_LETTER}0-9!@$*#_|+]{{4,30}}")
_SIGNS = dict(zip("01!|34@5$7+6982", "oiiieaassttggbz", strict=True))  # what stands for which letter
_MASK = re.compile(r"[0-9!@$|+]")
_HOLE = re.compile(r"[*#_]")
_REPEATED = re.compile(rf"([{_LETTER}])\1{{2,}}")
_FEWEST_LETTERS = 3  # of a masked word that are letters still
_SHORTEST_MISSPELT = 8  # letters: shorter words are one slip away from other words ("leopard", "leotard")


def unmasked(folded: Folded) -> Folded | None:
    """The text with masked words written out, and the way back to the source; None where no word looks masked."""
    changes = sorted([*_spaced(folded.text), *_signed(folded.text)])
    if not changes:
        return None
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    reached = 0
    for start, end, word in [*changes, (len(folded.text), len(folded.text), "")]:
        if start < reached:
            continue
        for place in range(reached, start):
            first, last = folded.span(place, place + 1)
            text.append(folded.text[place])
            starts.append(first)
            ends.append(last)
        if word:
            first, last = folded.span(start, end)
            text.append(word)
            starts += [first] * len(word)
            ends += [last] * len(word)
        reached = end
    return Folded("".join(text), tuple(starts), tuple(ends))


def _spaced(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _SPACED.finditer(text):
        yield match.start(), match.end(), match[0].replace(match["gap"], "")


def _signed(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TOKEN.finditer(text):
        word = match[0]
        letters = sum(c.isalpha() for c in word)
        if letters < _FEWEST_LETTERS or letters * 2 < len(word):
            continue
        plain = "".join(_SIGNS.get(c, c) for c in word.rstrip("!")) if _MASK.search(word.rstrip("!")) else word
        plain = _REPEATED.sub(r"\1", plain)
        if plain != word:
            yield match.start(), match.end(), plain


class NearWords:
    """Long words of the trade that a token may be a slip away from, or that its holes fit."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({word for word in words if word.isalpha() and word.isascii()})
        self._slips: dict[str, set[str]] = {}
        for word in self._words:
            if len(word) >= _SHORTEST_MISSPELT - 1:
                for key in _deletions(word):
                    self._slips.setdefault(key, set()).add(word)
        self._by_length = {size: list(group) for size, group in groupby(sorted(self._words, key=len), key=len)}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Tokens of a folded text with the one word that each may mean."""
        for start, token in _tokens(text):
            meant = self._meant(token)
            if len(meant) == 1 and token not in meant:  # a word that is spelt right is no other
                yield start, start + len(token), meant.pop()

    def may_stand_in(self, text: str) -> bool:
        """Whether some token of a folded text may mean one of the words or is one, alone or among others."""
        return bool(self._words) and any(self._meant(token) for _, token in _tokens(text))

    def _meant(self, token: str) -> set[str]:
        """The words that a token may mean; itself alone where it is one. Each word is judged by itself."""
        return self._fitting(token) if _HOLE.search(token) else self._near(token)

    def _fitting(self, token: str) -> set[str]:
        """The words that fit a token with holes: ``iv*ry``."""
        if len(token) < 5 or not token[0].isalpha() or len(_HOLE.findall(token)) * 3 > len(token):
            return set()
        pattern = re.compile("".join("[a-z]" if _HOLE.match(c) else re.escape(_SIGNS.get(c, c)) for c in token))
        return {word for word in self._by_length.get(len(token), ()) if pattern.fullmatch(word)}

    def _near(self, token: str) -> set[str]:
        """The words of the same first letter that one letter more, less or other makes of the token."""
        if len(token) < _SHORTEST_MISSPELT - 1 or not (token.isalpha() and token.isascii()):
            return set()
        near = {word for key in _deletions(token) for word in self._slips.get(key, ())}
        if token in near:
            return {token}
        near = {word for word in near if word[0] == token[0] and OSA.distance(word, token) <= 1}
        return {word for word in near if max(len(word), len(token)) >= _SHORTEST_MISSPELT}


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """Tokens that may hide a word, with where they begin; signs around them fall off, unless holes are inside."""
    for match in _TOKEN.finditer(text):
        token = match[0].strip("!_+#*") if not _HOLE.search(match[0][1:-1]) else match[0]
        yield match.start() + match[0].index(token), token


def _deletions(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(1, len(word)))}
