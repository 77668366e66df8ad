"""A change of the lexicon touches no text but those that it says."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphintel.extract import ChangeFinder, TermFinder, TermHit, fold
from graphintel.reference import Amendment, Lexicon, amend
from tests.extract.lexicon_edits import CORE, random_edits, sample_texts


@cache
def shipped_hits() -> tuple[tuple[TermHit, ...], ...]:
    return hits(CORE)


def hits(lexicon: Lexicon) -> tuple[tuple[TermHit, ...], ...]:
    finder = TermFinder(lexicon)
    return tuple(finder.find_in(fold(text)) for text in sample_texts())


def add(term: str, kind: str = "product", language: str = "id") -> Amendment:
    return Amendment("add", "term", term, language, kind=kind, taxon="Elephantidae")


CASES = [
    # name, amendments before, amendments after, text, is touched
    ("nothing changed", [], [], "gading gajah", False),
    ("the same by another way", [add("zu zu")], [add("zu zu"), add("zi zi"), Amendment("drop", "term", "zi zi")],
     "zu zu zi zi", False),
    ("a new word", [], [add("zuzuka")], "ready zuzuka gan", True),
    ("not inside another", [], [add("zuzuka")], "ready zuzukamu gan", False),
    ("inside a script without spaces", [], [add("新词", language="zh")], "出新词了", True),
    ("in another writing", [], [add("zuzuka")], "ＺＵＺＵＫＡ", True),
    ("letter by letter", [], [add("zuzuka")], "z.u.z.u.k.a", True),
    ("with signs", [], [add("zobiza")], "z0b1za ready", True),
    ("with holes", [], [add("zuzuka")], "z*zuka", True),
    ("misspelt", [], [add("zuzukaran")], "zuzukaren", True),
    ("a word of sale is not misspelt", [], [add("zuzukaran", "sale")], "zuzukaren", False),
    ("one of two that are near", [], [add("zuzukaran"), add("zuzukarin")], "zuzukarun", True),
    ("one fits the holes, another comes", [add("zuzuka")], [add("zuzuka"), add("zazuka")], "z*zuka", True),
    ("a right spelling comes", [add("zuzukar")], [add("zuzukar"), add("zuzukarr")], "zuzukarr", True),
    ("a false friend", [], [Amendment("add", "false_friend", "gading indah", "id", reason="x")], "gading indah", True),
    ("a false friend elsewhere", [], [Amendment("add", "false_friend", "gading indah", "id", reason="x")], "gading",
     False),
    ("another reason is no change", [Amendment("add", "false_friend", "zu zu", "id", reason="x")],
     [Amendment("add", "false_friend", "zu zu", "id", reason="y")], "zu zu", False),
    ("another taxon", [], [Amendment("add", "term", "kukang", "id", kind="species", taxon="Tarsius")], "kukang", True),
    ("another word's taxon", [], [Amendment("add", "term", "kukang", "id", kind="species", taxon="Tarsius")],
     "trenggiling", False),
    ("dropped", [], [Amendment("drop", "term", "trenggiling")], "trengiling hidup", True),
    ("deep in a long text", [], [add("zuzuka")], "a " * 10_000 + "zuzuka", True),
    ("inside another deep in a long text", [], [add("zuzuka")], "a " * 10_000 + "zuzukamu", False),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "text", "is_touched"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_a_change_may_touch(before: list[Amendment], after: list[Amendment], text: str, is_touched: bool) -> None:
    changes = ChangeFinder(amend(CORE, before), amend(CORE, after))
    assert changes.may_touch(text) is is_touched


def count_changed(seed: int, *, from_shipped: bool = False) -> tuple[int, int]:
    """How many texts two random lexicons read differently; fails where one of them was said to be untouched."""
    chance = random.Random(seed)
    before = CORE if from_shipped else random_edits(chance)
    after = random_edits(chance)
    changes = ChangeFinder(before, after)
    old = shipped_hits() if from_shipped else hits(before)
    differing = touched = 0
    for text, was, now in zip(sample_texts(), old, hits(after), strict=True):
        may = changes.may_touch(text)
        touched += may
        differing += was != now
        assert may or was == now, (changes.words, text)
    return differing, touched


@given(st.integers(0, 1_000_000))
@settings(max_examples=6, deadline=None)
def test_texts_that_a_change_does_not_touch_read_the_same(seed: int) -> None:
    count_changed(seed, from_shipped=True)


@pytest.mark.slow
def test_a_dozen_pairs_of_random_lexicons() -> None:
    found = [count_changed(seed) for seed in range(12)]
    differing, touched = (sum(counts) for counts in zip(*found, strict=True))
    print(f"{differing} texts read differently, {touched} read again")  # noqa: T201
    assert differing > 300
    assert touched < 4 * differing
