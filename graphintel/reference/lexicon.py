"""The lexicon of the trade: names, products, words of sale, code words and what merely looks like them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from importlib.resources import files

from graphintel.reference.parts import load_parts
from graphintel.reference.taxa import load_cites


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
    codes = {part.word: part.code for part in load_parts()}
    terms = [_term(row, codes) for row in _rows("terms.csv")]
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
    return Term(
        term=row["term"],
        language=row["language"],
        kind="product" if row["part"] else "species",
        taxon=row["taxon"],
        appendix=listed.appendix if listed else "",
        part=row["part"],
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
    """Latin names of two words, and the list's own English names of animals where they are of two words and of one taxon."""
    cites = load_cites()
    names = {taxon: taxon for taxon in taxa if " " in taxon} | {
        row.taxon: row.taxon for row in cites.listings if row.rank == "species"
    }
    english: dict[str, set[str]] = {}
    for row in cites.listings:
        if row.is_animal and row.rank == "species":
            for name in row.common_name.replace("\u2019", "'").split(","):
                english.setdefault(name.strip().lower(), set()).add(row.taxon)
    names |= {name: taxa.pop() for name, taxa in english.items() if " " in name and len(taxa) == 1}
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
