"""The words of the trade in a text, by one automaton over all terms of all languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick_rs

from graphintel.extract.folding import Folded, fold
from graphintel.extract.masking import NearWords, unmasked
from graphintel.reference import Lexicon, Term

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
    """What one folded text stands for: ``seen`` where it is written plainly, ``named`` where it is masked."""

    seen: tuple[Term, ...]
    named: tuple[Term, ...]


def patterns_of(lexicon: Lexicon) -> dict[str, Pattern]:
    """All that a finder knows of a lexicon, by folded text.

    A phrase that is listed as a false friend vetoes its span, whatever terms it equals or holds.
    """
    terms: dict[str, list[Term]] = {}
    friends = {fold(friend.phrase).text: None for friend in lexicon.false_friends}
    for text in friends:
        terms.setdefault(text, [])
    for term in lexicon.terms:
        terms.setdefault(fold(term.term).text, []).append(term)
    terms.pop("", None)
    return {
        text: Pattern(
            seen=() if text in friends else tuple(held),
            named=tuple(term for term in held if term.kind in _MASKED_KINDS),
        )
        for text, held in terms.items()
    }


def automaton_of(words: Iterable[str]) -> ahocorasick_rs.AhoCorasick:
    """Finds every occurrence of folded words in one pass, inside other words too."""
    return ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False)


def matches_in(automaton: ahocorasick_rs.AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    """Begin, end and number of each word of the automaton that stands alone in a folded text."""
    matches = automaton.find_matches_as_indexes(text, overlapping=True)
    return [(start, end, entry) for entry, start, end in matches if _is_word(text, start, end)]


class TermFinder:
    """Finds the terms of a lexicon; holds the automaton."""

    def __init__(self, lexicon: Lexicon) -> None:
        patterns = patterns_of(lexicon)
        self._entries = [pattern.seen for pattern in patterns.values()]
        self._automaton = automaton_of(patterns)
        self._named = {text: pattern.named for text, pattern in patterns.items()}
        self._near = NearWords(text for text, terms in self._named.items() if terms)

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Terms in ``text`` in order; of those that overlap the longest, and none inside a false friend.

        One span can bear several terms (a word of two languages, or of two taxa): all are given.
        """
        return self.find_in(fold(text))

    def find_in(self, folded: Folded) -> tuple[TermHit, ...]:
        """`find` for a text that is folded already."""
        hits = [
            TermHit(term, *folded.span(start, end))
            for start, end, entry in self._spans(folded.text)
            for term in self._entries[entry]
        ]
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
                named = (term for term in self._entries[entry] if term.kind in _MASKED_KINDS)
                yield from (TermHit(term, *view.span(start, end), is_masked=True) for term in named)
        for start, end, word in self._near.find(folded.text):
            if _is_word(folded.text, start, end):
                yield from (TermHit(term, *folded.span(start, end), is_masked=True) for term in self._named[word])


def _overlap(one: TermHit, other: TermHit) -> bool:
    return one.start < other.end and other.start < one.end


def _outweighs(plain: TermHit, masked: TermHit) -> bool:
    """Whether a plain word keeps its place: unless a masked one holds it and more."""
    return _overlap(plain, masked) and not (
        masked.start <= plain.start
        and plain.end <= masked.end
        and (masked.end - masked.start > plain.end - plain.start)
    )


def _is_word(text: str, start: int, end: int) -> bool:
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
