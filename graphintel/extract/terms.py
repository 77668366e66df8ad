"""The words of the trade in a text, by one automaton over all terms of all languages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import ahocorasick_rs
from anyascii import anyascii

from graphintel.extract.folding import Folded, fold
from graphintel.extract.masking import NearWords, unmasked
from graphintel.reference import Lexicon, Term

_LONGEST_HAN = 3  # signs of a Chinese name of which one is written by its sound
_FEWEST_BARE = 6  # letters of a Vietnamese name that is known without its marks
_EPITHET = re.compile(
    r"\s([a-z]{3,}(?:us|um|is|ii|ae|ensis|ana|ina|ata|osa|ica|ula|ella|oides|ons|ens|ans|alis|ops|ia|ra|na|ta|la|ri|ni|si|li))(?![a-z])"
)
_MASKED_KINDS = ("species", "product")  # what sellers mask; code words are a mask already


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term where it stands: ``start``/``end`` count the source's code points, half-open.

    ``is_masked``: it is written letter by letter, with digits for letters, or misspelt.
    """

    term: Term
    start: int
    end: int
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one folded text stands for: ``seen`` where it is written plainly, ``named`` where it is masked.

    ``is_veiled``: the text is itself a disguise of the name.
    """

    seen: tuple[Term, ...]
    named: tuple[Term, ...]
    is_veiled: bool = False


def patterns_of(lexicon: Lexicon) -> dict[str, Pattern]:
    """All that a finder knows of a lexicon, by folded text.

    A phrase that is listed as a false friend vetoes its span, whatever terms it holds. One that is the name of a taxon
    too ("kucing hutan", the leopard cat and the feral one) is doubtful and no veto.
    """
    terms: dict[str, list[Term]] = {}
    friends = {_folded(friend.phrase): None for friend in lexicon.false_friends}
    for text in friends:
        terms.setdefault(text, [])
    for term in lexicon.terms:
        terms.setdefault(_folded(term.term), []).append(term)
    terms.pop("", None)
    found = {text: _pattern(held, is_friend=text in friends) for text, held in terms.items()}
    veiled = {text: Pattern(tuple(held), tuple(held), True) for text, held in _veiled(terms).items()}
    return found | {text: pattern for text, pattern in veiled.items() if text not in found}


@lru_cache(maxsize=1 << 17)
def _folded(phrase: str) -> str:
    return fold(phrase).text


def _pattern(terms: list[Term], *, is_friend: bool) -> Pattern:
    named = tuple(term for term in terms if term.kind in _MASKED_KINDS and term.taxon)
    is_name = any(term.kind == "species" and term.taxon for term in terms)
    seen = tuple(replace(term, is_ambiguous=True) for term in terms) if is_friend else tuple(terms)
    return Pattern(seen if is_name or not is_friend else (), named)


def meanings_of(patterns: Mapping[str, Pattern]) -> dict[str, frozenset[str]]:
    """The taxa that each word names which may stand masked."""
    return {
        text: frozenset(term.taxon for term in pattern.named) for text, pattern in patterns.items() if pattern.named
    }


def automaton_of(words: Iterable[str]) -> ahocorasick_rs.AhoCorasick:
    """Finds every occurrence of folded words in one pass, inside other words too."""
    return ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False)


def matches_in(automaton: ahocorasick_rs.AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    """Begin, end and number of each word of the automaton that stands alone in a folded text."""
    matches = automaton.find_matches_as_indexes(text, overlapping=True)
    return [(start, end, entry) for entry, start, end in matches if is_word(text, start, end)]


class TermFinder:
    """Finds the terms of a lexicon; holds the automaton."""

    def __init__(self, lexicon: Lexicon) -> None:
        patterns = patterns_of(lexicon)
        self._entries = [pattern.seen for pattern in patterns.values()]
        self._veiled = [pattern.is_veiled for pattern in patterns.values()]
        self._automaton = automaton_of(patterns)
        self._named = {text: pattern.named for text, pattern in patterns.items()}
        self._near = NearWords(meanings_of(patterns))

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Terms in ``text`` in order; of those that overlap the longest, and none inside a false friend.

        One span can bear several terms (a word of two languages, or of two taxa): all are given.
        """
        return self.find_in(fold(text))

    def find_in(self, folded: Folded) -> tuple[TermHit, ...]:
        """`find` for a text that is folded already."""
        hits = [
            TermHit(term, *folded.span(start, end), is_masked=self._veiled[entry])
            for start, end, entry in self._spans(folded.text)
            for term in self._entries[entry]
        ]
        hits = [_with_epithet(hit, folded) for hit in hits]
        masked = [hit for hit in self._masked(folded) if not any(_outweighs(other, hit) for other in hits)]
        if not masked:
            return tuple(hits)
        plain = [hit for hit in hits if not any(_overlap(hit, other) for other in masked)]
        return tuple(sorted([*plain, *masked], key=lambda hit: hit.start))

    def _spans(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Begin, end and entry of each match that stands alone, the longest of those that overlap."""
        reached = 0
        for start, end, entry in sorted(
            matches_in(self._automaton, text), key=lambda span: (span[0], -span[1], span[2])
        ):
            if start >= reached:
                reached = end
                yield start, end, entry

    def _masked(self, folded: Folded) -> Iterator[TermHit]:
        """Names of species and products with masks taken off; those that wore none are among them."""
        if (view := unmasked(folded)) is not None:
            for start, end, entry in self._spans(view.text):
                named = (term for term in self._entries[entry] if term.kind in _MASKED_KINDS and term.taxon)
                yield from (TermHit(term, *view.span(start, end), is_masked=True) for term in named)
        for start, end, word in self._near.find(folded.text):
            if is_word(folded.text, start, end):
                yield from (TermHit(term, *folded.span(start, end), is_masked=True) for term in self._named[word])


def _with_epithet(hit: TermHit, folded: Folded) -> TermHit:
    """A genus with the second word of a Latin name behind it names a species, which no list needs to hold."""
    term = hit.term
    if term.kind != "species" or term.term.lower() != term.taxon.lower() or " " in term.taxon:
        return hit
    at = hit.end if folded.starts is None else bisect_right(folded.starts, hit.end - 1)
    match = _EPITHET.match(folded.text, at)
    if match is None:
        return hit
    _, last = folded.span(match.start(1), match.end(1))
    return TermHit(replace(term, taxon=f"{term.taxon} {match[1]}", is_ambiguous=False), hit.start, last, hit.is_masked)


def _veiled(patterns: Mapping[str, list[Term]]) -> dict[str, list[Term]]:
    """Ways to write a name that a search for it misses: 象ya and chuan山甲 for Chinese, "nga voi" for Vietnamese."""
    found: dict[str, list[Term]] = {}
    for text, terms in patterns.items():
        named = [term for term in terms if term.taxon and term.kind in _MASKED_KINDS]
        if not named:
            continue
        if 2 <= len(text) <= _LONGEST_HAN and all("\u4e00" <= sign <= "\u9fff" for sign in text):
            for place, sign in enumerate(text):
                sound = anyascii(sign).lower()
                for between in ("", " "):
                    left, right = text[:place], text[place + 1 :]
                    found.setdefault(f"{left}{between if left else ''}{sound}{between if right else ''}{right}", named)
        elif any(term.language == "vi" for term in named):
            bare = anyascii(text).lower()
            if bare != text and len(bare.replace(" ", "")) >= _FEWEST_BARE and " " in bare:
                found.setdefault(bare, named)
    return found


def _overlap(one: TermHit, other: TermHit) -> bool:
    return one.start < other.end and other.start < one.end


def _outweighs(plain: TermHit, masked: TermHit) -> bool:
    """Whether a plain word keeps its place: unless a masked one holds it and more."""
    return _overlap(plain, masked) and not (
        masked.start <= plain.start
        and plain.end <= masked.end
        and (masked.end - masked.start > plain.end - plain.start)
    )


def is_word(text: str, start: int, end: int) -> bool:
    """Whether a match stands alone: scripts with spaces need a boundary, those without have none."""
    return not (_joins(text, start - 1, start) or _joins(text, end - 1, end))


def _joins(text: str, left: int, right: int) -> bool:
    if left < 0 or right >= len(text):
        return False
    return _is_spaced(text[left]) and _is_spaced(text[right])


def _is_spaced(character: str) -> bool:
    """A letter or digit of a script that puts spaces between words (Latin, Cyrillic, Greek and the like).

    Thai to Burmese (U+0E00-109F), Khmer (U+1780-17FF) and CJK (from U+2E80) write none.
    """
    code = ord(character)
    if not character.isalnum() or code >= 0x2E80:
        return False
    return not (0x0E00 <= code <= 0x109F or 0x1780 <= code <= 0x17FF)
