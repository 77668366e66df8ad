"""What a person may put into a lexicon: checked word by word, each refusal a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from graphintel.errors import SettingsError
from graphintel.reference import KINDS, Amendment, Lexicon, load_listed_taxa, load_part_codes, word_of

_LONGEST_TERM = 100  # code points: a phrase, not a text; the longest shipped one has under 50
_LONGEST_NOTE = 2_000
_SHORT = ("term", "language", "script", "kind", "taxon", "appendix", "part", "is_code_word", "name")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TAXON = re.compile(r"[A-Z][a-zë]+(?: [a-z]+(?:-[a-z]+)*){0,2}(?: (?:ssp|var)\. [a-z]+)?")
_APPENDIX = re.compile(r"I{1,3}(?:/I{1,3})*")
_NAMING = ("species", "product", "code_word")  # kinds that name an animal or a part of it
# Control characters, broken surrogates, ends of line and paragraph; and what turns the direction of writing around.
_REFUSED = frozenset(("Cc", "Cs", "Zl", "Zp"))
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def checked(entry: Amendment, *, known: Collection[str] = ()) -> Amendment:
    """The entry with its spaces set right.

    Args:
        entry: as a person gave it.
        known: words that the lexicon holds; of these a single letter is taken too (``k`` is a thousand in Vietnamese).

    Raises:
        SettingsError: a value cannot be used; the sentence says which and what would do.
    """
    names = tuple(Amendment.__dataclass_fields__)
    entry = replace(entry, **{name: checked_text(name, getattr(entry, name)) for name in names})
    _check_term(entry, known)
    if entry.action == "drop":
        if entry.language:
            _check_language(entry.language)
        if entry.kind:
            _check_kind(entry.kind)
        return entry
    _check_language(entry.language)
    if entry.what == "false_friend":
        if not entry.reason:
            raise SettingsError(f"a false friend needs a reason. Say why {entry.term!r} is no trade.")
        return entry
    _check_kind(entry.kind)
    _check_taxon(entry)
    _check_codes(entry)
    return replace(entry, is_code_word="yes" if entry.kind == "code_word" else entry.is_code_word or "no")


def checked_text(name: str, value: str) -> str:
    """A value in one line, its spaces single.

    Raises:
        SettingsError: it holds control characters or is too long.
    """
    bad = next((c for c in value if unicodedata.category(c) in _REFUSED or c in _TURNING), None)
    if bad is not None:
        raise SettingsError(f"the {name} holds the control character U+{ord(bad):04X}. Write it without.")
    if len(value) > (_LONGEST_TERM if name in _SHORT else _LONGEST_NOTE):
        raise SettingsError(f"the {name} has {len(value):,} characters. Give a shorter one.")
    return " ".join(value.split())


def with_appendices(entries: Iterable[Amendment], lexicon: Lexicon) -> list[Amendment]:
    """The entries; those that name a taxon and no Appendix with the one that all other terms of the taxon bear."""
    borne: dict[str, set[str]] = {}
    for term in lexicon.terms:
        borne.setdefault(term.taxon, set()).add(term.appendix)
    return [
        replace(entry, appendix=min(borne[entry.taxon]))
        if entry.taxon and not entry.appendix and len(borne.get(entry.taxon, ())) == 1
        else entry
        for entry in entries
    ]


def notes_on(entries: Iterable[Amendment], before: Lexicon, after: Lexicon) -> Iterator[str]:
    """What a person should know about entries that were added to ``before`` and made it ``after``."""
    friends = {word_of(friend.phrase): friend for friend in after.false_friends}
    terms = {word_of(term.term): term for term in after.terms}
    known = {term.taxon for term in before.terms} | load_listed_taxa()
    for entry in entries:
        word = word_of(entry.term)
        if entry.what == "term" and word in friends:
            yield f"{entry.term!r} is a false friend too ({friends[word].reason}), so the term is not seen in any text."
        if entry.what == "false_friend" and word in terms:
            held = f"{terms[word].kind}, {terms[word].language}"
            yield f"{entry.term!r} is a term too ({held}): from now on that term is not seen in any text."
        if entry.what == "term" and entry.kind in _NAMING and not entry.taxon:
            yield f"{entry.term!r} has no taxon, so it names no animal in an advert."
        if entry.taxon and entry.taxon not in known:
            yield _unlisted(entry.taxon, known)


def _unlisted(taxon: str, known: Iterable[str]) -> str:
    near = get_close_matches(taxon, sorted(known), 1, 0.8)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    return f"{taxon!r} is not in the CITES list that ships, by that name.{meant}"


def _check_term(entry: Amendment, known: Collection[str]) -> None:
    word = word_of(entry.term)
    if not word:
        raise SettingsError("the term is empty. Give a word or a phrase.")
    if not any(c.isalpha() or unicodedata.category(c) == "So" for c in word):
        raise SettingsError(f"{entry.term!r} holds no letter, so it would be found everywhere. Give a word.")
    if len(word) == 1 and word not in known and unicodedata.name(word, "").startswith(("LATIN", "CYRILLIC", "GREEK")):
        raise SettingsError(f"{entry.term!r} is a single letter, which stands in any text. Give a longer word.")


def _check_language(language: str) -> None:
    if not _LANGUAGE.fullmatch(language):
        raise SettingsError(f"{language!r} is no language. Give its short code, for instance ms, id, vi, th, zh, en.")


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        near = get_close_matches(kind, KINDS, 1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise SettingsError(f"{kind!r} is no kind.{meant} Say one of: {', '.join(KINDS)}.")


def _check_taxon(entry: Amendment) -> None:
    if entry.taxon and not _TAXON.fullmatch(entry.taxon):
        wanted = "Panthera tigris, or a family as Elephantidae"
        raise SettingsError(f"{entry.taxon!r} is no Latin name of a taxon. Write it as {wanted}.")
    if entry.kind == "species" and not entry.taxon:
        raise SettingsError(f"the species {entry.term!r} needs a taxon, its Latin name: Panthera tigris.")
    if entry.taxon and entry.kind not in _NAMING:
        raise SettingsError(f"a word of the kind {entry.kind} names no animal. Leave the taxon out, or choose a kind.")


def _check_codes(entry: Amendment) -> None:
    if entry.appendix and not _APPENDIX.fullmatch(entry.appendix):
        raise SettingsError(
            f"{entry.appendix!r} is no Appendix of CITES. Say I, II or III, or I/II for a split listing."
        )
    if entry.appendix and not entry.taxon:
        raise SettingsError(f"{entry.term!r} has an Appendix, but no taxon. Say whose it is.")
    if entry.part and entry.part not in (codes := load_part_codes()):
        near = [code for code, meaning in codes.items() if entry.part.lower() in (code.lower(), meaning.lower())]
        near = near or [code for code, meaning in codes.items() if entry.part.lower() in meaning.lower()]
        meant = f" Did you mean {' or '.join(near[:3])}?" if near else ""
        raise SettingsError(
            f"{entry.part!r} is no term code of CITES.{meant} IVC is ivory carvings, SCA scales, LIV live."
        )
    if entry.is_code_word not in ("yes", "no", ""):
        raise SettingsError(f"is_code_word is {entry.is_code_word!r}. Say yes or no.")
