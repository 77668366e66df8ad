"""The lexicon of the trade: names, products, words of sale, code words and what merely looks like them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from graphintel.reference.parts import PART_FIRST, load_parts
from graphintel.reference.taxa import load_cites

_BODY = "BOD"
_FEWEST_GENUS = 6  # letters of a genus that is looked for by itself
_OTHER_WORDS = frozenset(
    (
        "python",
        "iguana",
        "agave",
        "falcon",
        "aquila",
        "cactus",
        "cyclamen",
        "panthera",
        "tragopan",
        "euphorbia",
        "vanilla",
        "nautilus",
        "caiman",
        "alligator",
    )
)
_FEWEST_EPITHET, _LONG_EPITHET = 6, 9  # letters of the second part of a Latin name
_FEWEST_THAI = 3  # letters of a Thai word for a part that is looked for inside a name


@dataclass(frozen=True, slots=True)
class Term:
    """One term: ``kind`` is species, product, sale, contact, live, negation, legality or code_word."""

    term: str
    language: str
    kind: str
    taxon: str
    appendix: str
    part: str
    is_code_word: bool
    is_ambiguous: bool


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A phrase that holds a term of the trade and is none."""

    phrase: str
    language: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms and false friends, in the order of their files."""

    terms: tuple[Term, ...]
    false_friends: tuple[FalseFriend, ...]


KINDS = ("species", "product", "sale", "contact", "live", "negation", "legality", "code_word")


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped lexicon. Sources and limits: ``lexicon/SOURCES.md`` beside this module."""
    terms = load_terms()
    known = {(term.term.lower(), term.taxon) for term in terms}
    listed = [_name(row) for row in _rows("names.csv")]
    named = [name for name in listed if (name.term.lower(), name.taxon) not in known]
    said = {term.term.lower() for term in (*terms, *named)}
    latin = _latin({name.taxon for name in (*terms, *named)}, said)
    plurals = _plurals((*terms, *named), said)
    everything = (*terms, *named, *latin, *plurals, *_parts({term.term.lower() for term in terms}))
    return Lexicon(
        # A word of one language has one term of each kind: the first, which is of the core where that has it.
        terms=tuple({(t.term.lower(), t.language, t.kind): t for t in reversed(everything)}.values())[::-1],
        false_friends=tuple(
            FalseFriend(row["phrase"], row["language"], row["why_not_a_trade"]) for row in _rows("false_friends.csv")
        ),
    )


def load_terms() -> tuple[Term, ...]:
    """The lexicon's core: the terms of the trade without the further names of taxa and what is made of them."""
    return tuple(term_of(row) for row in _rows("terms.csv"))


@lru_cache(maxsize=1)
def _part_codes() -> dict[str, str]:
    return {part.word: part.code for part in load_parts()}


def _rows(name: str) -> csv.DictReader[str]:
    text = files(__package__).joinpath("lexicon", name).read_text("utf-8")
    return csv.DictReader(io.StringIO(text))


def term_of(row: Mapping[str, str]) -> Term:
    """The term that a row of terms.csv, or what people add, states."""
    is_any_part = row["kind"] == "product" and not row["taxon"]
    listed = load_cites().find(row["taxon"]) if row["taxon"] and not row["appendix"] else None
    return Term(
        term=row["term"],
        language=row["language"],
        kind=row["kind"],
        taxon=load_cites().current(row["taxon"]) if row["taxon"] else "",
        appendix=row["appendix"] or (listed.appendix if listed else ""),
        part=row["part"] or (_part_codes().get(row["term"].lower(), "DER") if is_any_part else ""),
        is_code_word=row["is_code_word"] == "yes" or row["kind"] == "code_word",
        is_ambiguous=bool(row["ambiguity_note"]),
    )


def _name(row: dict[str, str]) -> Term:
    """A row of names.csv: a name of a taxon, whose appendix the CITES list tells."""
    listed = load_cites().find(row["taxon"])
    part = row["part"] or _part_within(row["term"].lower(), row["language"])
    return Term(
        term=row["term"],
        language=row["language"],
        kind="product" if part else "species",
        taxon=load_cites().current(row["taxon"]),
        appendix=listed.appendix if listed else "",
        part=part,
        is_code_word=False,
        is_ambiguous=row["is_ambiguous"] == "yes",
    )


def _parts(known: set[str]) -> list[Term]:
    """Words for parts of any animal or plant: by themselves they say little."""
    return [
        Term(
            term=part.word,
            language=part.language,
            kind="product",
            taxon="",
            appendix="",
            part=part.code,
            is_code_word=False,
            is_ambiguous=True,
        )
        for part in load_parts()
        if part.word not in known
    ]


@lru_cache(maxsize=8)
def _part_words(language: str) -> tuple[dict[str, tuple[str, str]], tuple[int, ...]]:
    """Words for parts that a name in a language may hold, with the language and code of each; and their lengths,
    the longest first."""
    spoken = ("ms", "id") if language in ("ms", "id") else (language,)
    rows = sorted(((p.word, p.language, p.code) for p in load_parts() if p.language in spoken), reverse=True)
    words = {word: (of, code) for word, of, code in rows}
    return words, tuple(sorted({len(word) for word in words}, reverse=True))


def _part_within(name: str, language: str) -> str:
    """The part that a name of several words says by itself: "taring macan", "dried seahorse", 穿山甲片."""
    words, lengths = _part_words(language)
    for length in lengths:
        if length >= len(name):
            continue
        for word, begins in ((name[:length], True), (name[-length:], False)):
            of, code = words.get(word, ("", ""))
            rest = name[length:] if begins else name[:-length]
            is_apart = not (word.isascii() or language == "vi") or rest.startswith(" ") or rest.endswith(" ")
            is_placed = code and (begins == (of in PART_FIRST) or code == _BODY)
            # "หู", "ดี" begin many words.
            if is_apart and is_placed and not (of == "th" and length < _FEWEST_THAI):
                return code
    return ""


def _plain(term: str, language: str, taxon: str) -> Term:
    listed = load_cites().find(taxon)
    return Term(
        term=term,
        language=language,
        kind="species",
        taxon=taxon,
        appendix=listed.appendix if listed else "",
        part="",
        is_code_word=False,
        is_ambiguous=False,
    )


def _latin(taxa: set[str], said: set[str]) -> list[Term]:
    """Latin names of two words, and the list's English names of animals: of two words, and of one taxon."""
    cites = load_cites()
    names = {taxon: taxon for taxon in taxa if " " in taxon} | {
        row.taxon: row.taxon for row in cites.listings if row.rank == "species"
    }
    english: dict[str, set[str]] = {}
    for row in cites.listings:
        if row.is_animal and row.rank == "species":
            for name in row.common_name.replace("\u2019", "'").split(","):
                english.setdefault(name.strip().lower(), set()).add(row.taxon)
    short: dict[str, set[str]] = {}
    for taxon in names:
        genus, epithet = taxon.split()[:2]
        if len(epithet) >= _FEWEST_EPITHET:
            short.setdefault(epithet, set()).add(taxon)
            for written in (f"{genus[0]}. {epithet}", f"{genus[0]}.{epithet}", f"{genus[0]} {epithet}"):
                short.setdefault(written, set()).add(taxon)
    # "P. reticulatus" and, of long ones, the epithet alone, where only one known taxon bears it.
    names |= {
        written: of.pop()
        for written, of in short.items()
        if len(of) == 1 and (" " in written or "." in written or len(written) >= _LONG_EPITHET)
    }
    names |= {name: taxa.pop() for name, taxa in english.items() if " " in name and len(taxa) == 1}
    genera = {taxon.split()[0] for taxon in names.values()} | set(cites.genera)
    names |= {genus: genus for genus in genera if len(genus) >= _FEWEST_GENUS and genus.lower() not in _OTHER_WORDS}
    return [_plain(name, "en", taxon) for name, taxon in sorted(names.items()) if name.lower() not in said]


def _plurals(terms: tuple[Term, ...], said: set[str]) -> list[Term]:
    """English names with an s, which sellers add in other languages too."""
    return [
        replace(term, term=term.term + "s")
        for term in terms
        if term.language == "en"
        and term.kind == "species"
        and term.term[-1].isalpha()
        and term.term[-1] not in "sS"
        and term.term.lower() + "s" not in said
    ]
