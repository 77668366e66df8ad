"""The words of the trade in a text, by one automaton over all terms of all languages."""

from __future__ import annotations

from dataclasses import dataclass

import ahocorasick_rs

from graphintel.extract.folding import fold
from graphintel.reference import Lexicon, Term


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term where it stands: ``start``/``end`` count the source's code points, half-open."""

    term: Term
    start: int
    end: int


class TermFinder:
    """Finds the terms of a lexicon; holds the automaton."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries: list[tuple[Term, ...]] = []
        patterns: dict[str, list[Term]] = {}
        for friend in lexicon.false_friends:
            patterns.setdefault(fold(friend.phrase).text, [])
        for term in lexicon.terms:
            patterns.setdefault(fold(term.term).text, []).append(term)
        patterns.pop("", None)
        friends = {fold(friend.phrase).text for friend in lexicon.false_friends}
        # A phrase that is listed as a false friend vetoes its span, whatever terms it equals or holds.
        self._entries = [() if text in friends else tuple(terms) for text, terms in patterns.items()]
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(patterns), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Terms in ``text`` in order; of those that overlap the longest, and none inside a false friend.

        One span can bear several terms (a word of two languages, or of two taxa): all are given.
        """
        folded = fold(text)
        spans = [
            (start, end, entry)
            for entry, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
            if _is_word(folded.text, start, end)
        ]
        hits: list[TermHit] = []
        reached = 0
        for start, end, entry in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
            if start < reached:
                continue
            reached = end
            source_start, source_end = folded.span(start, end)
            hits += [TermHit(term, source_start, source_end) for term in self._entries[entry]]
        return tuple(hits)


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
