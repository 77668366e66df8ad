"""Words of the trade in disguise are found, with where they stand; words that only look like them are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphintel.extract import TermFinder
from graphintel.reference import load_lexicon

MASKED = [
    ("g a d i n g minat 5jt", "gading", "g a d i n g"),
    ("p.a.n.g.o.l.i.n scale", "pangolin scale", "p.a.n.g.o.l.i.n scale"),
    ("g4ding gajah ready", "gading gajah", "g4ding gajah"),
    ("rhino h0rn powder", "rhino horn powder", "rhino h0rn powder"),
    ("s1s1k t3nggiling", "sisik tenggiling", "s1s1k t3nggiling"),
    ("iv*ry bangle", "ivory", "iv*ry"),
    ("gadinggg gan", "gading", "gadinggg"),
    ("kakatwua jinak", "kakatua", "kakatwua"),
    ("trenggilink hidup", "trenggiling", "trenggilink"),
    ("elephent tusk", "elephant", "elephent"),
]
INNOCENT = (
    "carrots for sale 5kg",
    "leotard size m",
    "elegant dress",
    "a b c d e f g h",
    "sale 50% off today",
    "call 0123456789 now",
    "i5-8250u 8gb ram 256gb ssd",
    "h0 gauge train set",
    "v.i.p. m.e.m.b.e.r.s",
    "the ivorytower",
    "****** sold ******",
    "wifi p4ssw0rd",
    "t-shirt xxl",
)


@pytest.fixture(scope="module")
def finder() -> TermFinder:
    return TermFinder(load_lexicon())


@pytest.mark.parametrize(("text", "term", "written"), MASKED)
def test_a_masked_word_is_found_where_it_stands(finder: TermFinder, text: str, term: str, written: str) -> None:
    found = {(hit.term.term, text[hit.start : hit.end]) for hit in finder.find(text) if hit.is_masked}
    assert (term, written) in found


@pytest.mark.parametrize("text", INNOCENT)
def test_other_words_are_not(finder: TermFinder, text: str) -> None:
    assert [hit for hit in finder.find(text) if hit.term.kind in ("species", "product")] == []


@given(st.text(alphabet=st.sampled_from("gading g4d!*_. |0123é\u200b象牙ivory"), max_size=80))
@settings(max_examples=200, deadline=None)
def test_spans_lie_in_the_text(text: str) -> None:
    for hit in _FINDER.find(text):
        assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize("piece", ["a ", "g4", "*a", "gading", "a.b", "aaaaa", "kakaktua "])
def test_no_text_holds_the_reader_up(finder: TermFinder, piece: str) -> None:
    """Linear work takes a second or two here, quadratic work minutes: the bound tells the two apart, no more."""
    begin = time.perf_counter()
    finder.find(piece * (200_000 // len(piece)))
    assert time.perf_counter() - begin < 30


_FINDER = TermFinder(load_lexicon())
