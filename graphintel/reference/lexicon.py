"""The lexicon of the trade: names, products, words of sale, code words and what merely looks like them."""

from __future__ import annotations

import csv
import io
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


def load_lexicon() -> Lexicon:
    """The shipped lexicon. Sources and limits: ``lexicon/SOURCES.md`` beside this module."""
    terms = load_terms()
    known = {(term.term.lower(), term.taxon) for term in terms}
    listed = [_name(row) for row in _rows("names.csv")]
    named = [name for name in listed if (name.term.lower(), name.taxon) not in known]
    said = {term.term.lower() for term in (*terms, *named)}
    latin = _latin({name.taxon for name in (*terms, *named)}, said)
    plurals = _plurals((*terms, *named), said)
    return Lexicon(
        terms=(*terms, *named, *latin, *plurals, *_parts({term.term.lower() for term in terms})),
        false_friends=tuple(
            FalseFriend(row["phrase"], row["language"], row["why_not_a_trade"]) for row in _rows("false_friends.csv")
        ),
    )


def load_terms() -> tuple[Term, ...]:
    """The lexicon's core: the terms of the trade without the further names of taxa and what is made of them."""
    codes = {part.word: part.code for part in load_parts()}
    return tuple(_term(row, codes) for row in _rows("terms.csv"))


def _rows(name: str) -> csv.DictReader[str]:
    text = files(__package__).joinpath("lexicon", name).read_text("utf-8")
    return csv.DictReader(io.StringIO(text))


def _term(row: dict[str, str], codes: dict[str, str]) -> Term:
    is_any_part = row["kind"] == "product" and not row["taxon"]
    return Term(
        term=row["term"],
        language=row["language"],
        kind=row["kind"],
        taxon=row["taxon"],
        appendix=row["appendix"],
        part=row["part"] or (codes.get(row["term"].lower(), "DER") if is_any_part else ""),
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
        taxon=row["taxon"],
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


@lru_cache(maxsize=1)
def _part_words() -> tuple[tuple[str, str, str], ...]:
    """Words for parts, the longest first, with their language and code."""
    return tuple(sorted(((p.word, p.language, p.code) for p in load_parts()), key=lambda row: (-len(row[0]), row)))


def _part_within(name: str, language: str) -> str:
    """The part that a name of several words says by itself: "taring macan", "dried seahorse", 穿山甲片."""
    spoken = ("ms", "id") if language in ("ms", "id") else (language,)
    for word, of, code in _part_words():
        if of not in spoken or len(name) <= len(word):
            continue
        gap = " " if word.isascii() or language == "vi" else ""
        begins, ends = name.startswith(word + gap), name.endswith(gap + word)
        if (ends if of not in PART_FIRST else begins) or (code == _BODY and (begins or ends)):
            if of == "th" and len(word) < _FEWEST_THAI:
                continue  # "หู", "ดี" begin many words
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
