"""A lexicon changed by people: entries in order of time over the shipped one, and what differs between two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from graphintel.reference.lexicon import FalseFriend, Lexicon, Term, term_of

_Entry = TypeVar("_Entry", Term, FalseFriend)
# What a word stands for: one term of each language and kind, one false friend of each language (its kind is empty).
_ByWord = dict[str, dict[tuple[str, str], _Entry]]
_DRAWN_AS_NOTHING = frozenset("\u034f\u20e3\ufe0e\ufe0f")  # beside the format characters: joiners, frames, variants


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change: ``action`` is add or drop, ``what`` is term or false_friend; the rest as in terms.csv.

    Of a drop an empty ``language`` or ``kind`` means any.
    """

    action: str
    what: str
    term: str
    language: str = ""
    script: str = ""
    kind: str = ""
    taxon: str = ""
    appendix: str = ""
    part: str = ""
    is_code_word: str = "no"
    ambiguity_note: str = ""
    source: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A term or false friend that stands in one lexicon only (the other side is None), or in both and not alike."""

    before: Term | FalseFriend | None
    after: Term | FalseFriend | None


def word_of(term: str) -> str:
    """A term as texts are compared with it: NFKC, lower case, without marks that are drawn as nothing."""
    folded = unicodedata.normalize("NFKC", term).lower()
    shown = (c for c in folded if unicodedata.category(c) != "Cf" and c not in _DRAWN_AS_NOTHING)
    return " ".join("".join(shown).split())


class Draft:
    """A lexicon while it is being changed; ``lexicon`` is what it has become."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._terms, self._friends = _terms_by_word(lexicon), _friends_by_word(lexicon)

    def apply(self, change: Amendment) -> bool:
        """Make one change; False where the lexicon was like that already.

        A term added again in the same language and kind takes the place of the earlier one.
        """
        if change.what == "term":
            return _apply(change, self._terms, _term(change))
        return _apply(change, self._friends, FalseFriend(change.term, change.language, change.reason))

    @property
    def lexicon(self) -> Lexicon:
        """Terms of one word stand together, in the order in which they came."""
        return Lexicon(
            terms=tuple(term for held in self._terms.values() for term in held.values()),
            false_friends=tuple(friend for held in self._friends.values() for friend in held.values()),
        )


def amend(shipped: Lexicon, amendments: Iterable[Amendment]) -> Lexicon:
    """The lexicon after all amendments, in their order; without any, ``shipped`` as it is."""
    changes = list(amendments)
    if not changes:
        return shipped
    draft = Draft(shipped)
    for change in changes:
        draft.apply(change)
    return draft.lexicon


def compare(before: Lexicon, after: Lexicon) -> tuple[Difference, ...]:
    """What differs, terms before false friends, each in the order of words, languages and kinds."""
    return (
        *_differences(_terms_by_word(before), _terms_by_word(after)),
        *_differences(_friends_by_word(before), _friends_by_word(after)),
    )


def _apply(change: Amendment, held: _ByWord[_Entry], entry: _Entry) -> bool:
    entries = held.setdefault(word_of(change.term), {})
    key = (change.language, change.kind)
    if change.action == "add":
        is_new = entries.get(key) != entry
        if is_new:
            entries.pop(key, None)  # it now stands last of the word's
            entries[key] = entry
        return is_new
    meant = [
        (language, kind)
        for language, kind in entries
        if change.language in ("", language) and change.kind in ("", kind)
    ]
    for dropped in meant:
        del entries[dropped]
    return bool(meant)


def _term(change: Amendment) -> Term:
    names = ("term", "language", "kind", "taxon", "appendix", "part", "is_code_word", "ambiguity_note")
    return term_of({name: getattr(change, name) for name in names})


def _terms_by_word(lexicon: Lexicon) -> _ByWord[Term]:
    found: _ByWord[Term] = {}
    for term in lexicon.terms:
        found.setdefault(word_of(term.term), {})[term.language, term.kind] = term
    return found


def _friends_by_word(lexicon: Lexicon) -> _ByWord[FalseFriend]:
    found: _ByWord[FalseFriend] = {}
    for friend in lexicon.false_friends:
        found.setdefault(word_of(friend.phrase), {})[friend.language, ""] = friend
    return found


def _differences(before: _ByWord[_Entry], after: _ByWord[_Entry]) -> Iterator[Difference]:
    for word in sorted({*before, *after}):
        old: dict[tuple[str, str], _Entry] = before.get(word, {})
        new: dict[tuple[str, str], _Entry] = after.get(word, {})
        for key in sorted({*old, *new}):
            if old.get(key) != new.get(key):
                yield Difference(old.get(key), new.get(key))
