"""The lexicon of the trade: names, products, words of sale, code words and what merely looks like them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


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


def load_lexicon() -> Lexicon:
    """The shipped lexicon. Sources and limits: ``lexicon/SOURCES.md`` beside this module."""
    return Lexicon(
        terms=tuple(term_of(row) for row in _rows("terms.csv")),
        false_friends=tuple(
            FalseFriend(row["phrase"], row["language"], row["why_not_a_trade"]) for row in _rows("false_friends.csv")
        ),
    )


def _rows(name: str) -> csv.DictReader[str]:
    text = files(__package__).joinpath("lexicon", name).read_text("utf-8")
    return csv.DictReader(io.StringIO(text))


def term_of(row: Mapping[str, str]) -> Term:
    """The term that a row of terms.csv states."""
    return Term(
        term=row["term"],
        language=row["language"],
        kind=row["kind"],
        taxon=row["taxon"],
        appendix=row["appendix"],
        part=row["part"],
        is_code_word=row["is_code_word"] == "yes" or row["kind"] == "code_word",
        is_ambiguous=bool(row["ambiguity_note"]),
    )
