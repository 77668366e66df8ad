"""The words of the trade in a text, by one automaton over all terms of all languages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import ahocorasick_rs
from anyascii import anyascii

from graphintel.extract.folding import Folded, fold
from graphintel.extract.masking import NearWords, unmasked
from graphintel.reference import Lexicon, Term

_LONGEST_HAN = 5  # signs of a Chinese name of which one is written by its sound
_FEWEST_BARE = 6  # letters of a Vietnamese name that is known without its marks
_EPITHET = re.compile(
    r"\s([a-z]{3,}(?:us|um|is|ii|ae|ensis|ana|ina|ata|osa|ica|ula|ella|oides|ifrons|ens|ans|alis|ops|ia|ra|na|ta|la|ri|ni|si|li))(?![a-z])"
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


class TermFinder:
    """Finds the terms of a lexicon; holds the automaton."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries: list[tuple[Term, ...]] = []
        patterns: dict[str, list[Term]] = {}
        friends = {fold(friend.phrase).text for friend in lexicon.false_friends}
        for friend in friends:
            patterns.setdefault(friend, [])
        for term in lexicon.terms:
            patterns.setdefault(fold(term.term).text, []).append(term)
        patterns.pop("", None)
        veiled = {text: terms for text, terms in _veiled(patterns).items() if text not in patterns}
        self._first_veiled = len(patterns)  # entries from here on are names in disguise
        patterns |= veiled
        # "kucing hutan" is the leopard cat and may be a hybrid: what is listed as both is doubtful, not vetoed.
        doubtful = friends & _names(lexicon)
        friends -= doubtful
        # A phrase that is listed as a false friend vetoes its span, whatever terms it equals or holds.
        self._entries = [
            ()
            if text in friends
            else tuple(replace(t, is_ambiguous=True) for t in terms)
            if text in doubtful
            else tuple(terms)
            for text, terms in patterns.items()
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(patterns), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )
        self._named = {
            text: tuple(t for t in terms if t.kind in _MASKED_KINDS and t.taxon) for text, terms in patterns.items()
        }
        self._near = NearWords(
            {text: frozenset(term.taxon for term in terms) for text, terms in self._named.items() if terms}
        )

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Terms in ``text`` in order; of those that overlap the longest, and none inside a false friend.

        One span can bear several terms (a word of two languages, or of two taxa): all are given.
        """
        return self.find_in(fold(text))

    def find_in(self, folded: Folded) -> tuple[TermHit, ...]:
        """`find` for a text that is folded already."""
        hits = [
            TermHit(term, *folded.span(start, end), is_masked=entry >= self._first_veiled)
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
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        spans = [(start, end, entry) for entry, start, end in matches if is_word(text, start, end)]
        reached = 0
        for start, end, entry in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
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
    if term.kind != "species" or term.term != term.taxon or " " in term.taxon:
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


def _names(lexicon: Lexicon) -> set[str]:
    """Folded names of taxa, as they stand in the lexicon."""
    return {fold(term.term).text for term in lexicon.terms if term.taxon and term.kind == "species"}


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
