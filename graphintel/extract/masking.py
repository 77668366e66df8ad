"""Words of the trade written so that no search finds them: letter by letter, with digits for letters, misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import OSA

from graphintel.extract.folding import Folded

_LETTER = "a-z\u00df-\u024f\u1e00-\u1eff"
# "g a d i n g", "v.o.i": five letters or more with spaces, three with other marks, the same between all.
_SPACED = re.compile(
    rf"(?<![{_LETTER}0-9])[{_LETTER}](?:(?P<gap>[ .*_~·-])(?:[{_LETTER}](?P=gap)){{3,24}}"
    rf"|(?P<mark>[.*_~·-])(?:[{_LETTER}](?P=mark)){{1,24}})[{_LETTER}](?![{_LETTER}0-9])"
)
# "水.獺", "食 蛇 龜": names of scripts that write no spaces, with the same mark between their signs.
_APART = re.compile(
    r"[\u4e00-\u9fff](?P<gap>[ .*_~·•|/+-])(?:[\u4e00-\u9fff](?P=gap)){0,6}[\u4e00-\u9fff]"
    r"|[ก-ฮ][ะ-๎]*(?P<mark>[.*_~·•|/+-])(?:[ก-ฮเ-ไ][ะ-๎]*(?P=mark)){1,8}[ก-ฮเ-ไ][ะ-๎]*"
)
# "kura2", "labi2": Malay and Indonesian write a word said twice with a 2.
_TWICE = re.compile(r"(?<![a-z])(?P<word>[a-z]{3,12})2(?![a-z0-9])")
_TOKEN = re.compile(rf"[{_LETTER}0-9!@$*#_|+]{{4,30}}")
_SIGNS = dict(zip("01!|34@5$7+6982", "oiiieaassttggbz", strict=True))  # what stands for which letter
_MASK = re.compile(r"[0-9!@$|+]")
_HOLE = re.compile(r"[*#_]")
_REPEATED = re.compile(rf"([{_LETTER}])\1{{2,}}")
_MOST_TOLD, _LONGEST_KEPT = 1 << 16, 40  # tokens of which is kept what they mean, and letters of one
_FEWEST_LETTERS = 2  # of a masked word that are letters still
_VOWELS = re.compile("[aeiou]")
_SHORTEST_SKELETON = 6  # letters of a word that may be written without its vowels ("gdng")
_FEWEST_CONSONANTS = 4
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
        yield match.start(), match.end(), match[0].replace(match["gap"] or match["mark"], "")
    for match in _APART.finditer(text):
        mark = match["gap"] or match["mark"]
        # Only the marks go: what stands beside the name is no part of it.
        yield from ((place, place + 1, "") for place in range(*match.span()) if text[place] == mark)
    for match in _TWICE.finditer(text):
        yield match.start(), match.end(), f"{match['word']}-{match['word']}"


def _signed(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TOKEN.finditer(text):
        is_long = len(match[0]) > _LONGEST_KEPT
        if (plain := (_without_signs.__wrapped__ if is_long else _without_signs)(match[0])) is not None:
            yield match.start(), match.end(), plain


@lru_cache(maxsize=1 << 15)
def _without_signs(word: str) -> str | None:
    """A token with letters for the signs in it, and repeated letters once; None where that changes nothing."""
    letters = sum(map(str.isalpha, word))
    if letters < _FEWEST_LETTERS or letters * 2 < len(word):
        return None
    plain = "".join(_SIGNS.get(c, c) for c in word.strip("!")) if _MASK.search(word.strip("!")) else word
    plain = _REPEATED.sub(r"\1", plain)
    return plain if plain != word else None


class NearWords:
    """Long words of the trade that a token may be a slip away from, or that its holes fit."""

    def __init__(self, meanings: Mapping[str, frozenset[str]]) -> None:
        """``meanings``: the taxa that each word names; words of one meaning never stand against each other."""
        self._meanings = meanings
        self._words = sorted({word for word in meanings if word.isalpha() and word.isascii()})
        self._skeletons: dict[str, list[str]] = {}
        for word in self._words:
            if len(word) >= _SHORTEST_SKELETON and len(skeleton := _VOWELS.sub("", word)) >= _FEWEST_CONSONANTS:
                self._skeletons.setdefault(skeleton, []).append(word)
        self._slips: dict[str, set[str]] = {}
        for word in self._words:
            if len(word) >= _SHORTEST_MISSPELT - 1:
                for key in _deletions(word):
                    self._slips.setdefault(key, set()).add(word)
        self._kept = lru_cache(maxsize=_MOST_TOLD)(self._one)  # tokens come again and again
        self._by_length = {size: list(group) for size, group in groupby(sorted(self._words, key=len), key=len)}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Tokens of a folded text with the one word that each may mean."""
        for start, token in _tokens(text):
            if (word := (self._one if len(token) > _LONGEST_KEPT else self._kept)(token)) is not None:
                yield start, start + len(token), word

    def may_stand_in(self, text: str) -> bool:
        """Whether some token of a folded text may mean one of the words or is one, alone or among others."""
        return bool(self._words) and any(self._meant(token) for _, token in _tokens(text))

    def _one(self, token: str) -> str | None:
        """The word that a token means, where all that it may mean name one taxon; None where it is spelt right."""
        if _HOLE.search(token):
            return self._of_one_meaning(self._fitting(token))
        near = self._near(token)
        if token in near:
            return None
        return self._of_one_meaning(set(self._skeletons.get(token, ()))) or self._of_one_meaning(near)

    def _of_one_meaning(self, words: set[str]) -> str | None:
        return min(words) if len({self._meanings[word] for word in words}) == 1 else None

    def _meant(self, token: str) -> set[str]:
        """The words that a token may mean; itself alone where it is one. Each word is judged by itself."""
        if _HOLE.search(token):
            return self._fitting(token)
        return self._near(token) | set(self._skeletons.get(token, ()))

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
