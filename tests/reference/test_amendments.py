"""The shipped lexicon and what people change of it, in the order of time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.extract import fold
from graphintel.reference import Amendment, FalseFriend, Lexicon, Term, amend, compare, load_lexicon, word_of

IVORY = Term("ivory", "en", "product", "Elephantidae", "I/II", "IVC", False, False)
TUSK = Term("Tusk", "en", "product", "Elephantidae", "I/II", "TUS", False, False)
COAST = FalseFriend("Ivory Coast", "en", "a country")
SHIPPED = Lexicon((IVORY, TUSK), (COAST,))


def add(term: str, language: str = "en", kind: str = "product", **more: str) -> Amendment:
    return Amendment("add", "term", term, language, kind=kind, **more)


def drop(term: str, language: str = "", kind: str = "") -> Amendment:
    return Amendment("drop", "term", term, language, kind=kind)


def friend(action: str, phrase: str, language: str = "", reason: str = "") -> Amendment:
    return Amendment(action, "false_friend", phrase, language, reason=reason)


JELLY = Term("jelly", "en", "code_word", "Elephantidae", "I/II", "", True, True)
CASES = [
    # name, amendments, terms, false friends
    ("nothing changed", [], [IVORY, TUSK], [COAST]),
    (
        "a code word",
        [add("jelly", kind="code_word", taxon="Elephantidae", ambiguity_note="food")],
        [IVORY, TUSK, JELLY],
        [COAST],
    ),
    ("a shipped one out of use, whatever its case", [drop("tusk")], [IVORY], [COAST]),
    ("of another language only", [drop("tusk", "ms")], [IVORY, TUSK], [COAST]),
    ("of another kind only", [drop("tusk", kind="sale")], [IVORY, TUSK], [COAST]),
    ("dropped and added again", [drop("tusk"), add("Tusk", taxon="Elephantidae", appendix="I/II", part="TUS")],
     [IVORY, TUSK], [COAST]),
    ("added and dropped", [add("bone"), drop("BONE")], [IVORY, TUSK], [COAST]),
    ("corrected", [add("ivory", taxon="Mammuthus")],
     [Term("ivory", "en", "product", "Mammuthus", "", "", False, False), TUSK], [COAST]),
    ("a false friend", [friend("add", "tusk town", "en", "a village")], [IVORY, TUSK],
     [COAST, FalseFriend("tusk town", "en", "a village")]),
    ("a false friend out of use", [friend("drop", "ivory coast")], [IVORY, TUSK], []),
    ("dropping a term leaves the false friend of that name", [drop("ivory coast")], [IVORY, TUSK], [COAST]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "terms", "friends"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_later_entries_count_over_earlier_ones(
    changes: list[Amendment], terms: list[Term], friends: list[FalseFriend]
) -> None:
    assert amend(SHIPPED, changes) == Lexicon(tuple(terms), tuple(friends))


def test_what_differs_is_told_once() -> None:
    after = amend(SHIPPED, [add("ivory", taxon="Mammuthus"), drop("tusk"), add("bone"), friend("drop", "Ivory Coast")])
    told = [(d.before, d.after) for d in compare(SHIPPED, after)]
    assert told == [
        (None, Term("bone", "en", "product", "", "", "BON", False, False)),
        (IVORY, Term("ivory", "en", "product", "Mammuthus", "", "", False, False)),
        (TUSK, None),
        (COAST, None),
    ]
    assert compare(after, after) == ()


def test_every_shipped_word_has_one_term_of_a_kind_and_survives_an_amendment() -> None:
    shipped = load_lexicon()
    after = amend(shipped, [add("zzzz"), drop("zzzz")])
    assert sorted(map(repr, after.terms)) == sorted(map(repr, shipped.terms))
    assert compare(shipped, after) == ()


@given(st.text(alphabet=st.sampled_from("gGé象́\u200b\ufe0fĐ Ａ✈ ss"), max_size=12))
def test_a_word_is_compared_as_texts_are(term: str) -> None:
    assert word_of(term) == " ".join(fold(term).text.split())


def test_shipped_words_are_compared_as_texts_are() -> None:
    shipped = load_lexicon()
    words = [term.term for term in shipped.terms] + [friend.phrase for friend in shipped.false_friends]
    assert [word for word in words if word_of(word) != fold(word).text] == []
