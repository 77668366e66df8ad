"""Long texts are read whole, piece by piece, and as fast as their length allows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphintel.extract import TermFinder
from graphintel.extract.texts import read_text
from graphintel.extract.windows import WINDOW, windows_of
from graphintel.reference import load_lexicon

FINDER = TermFinder(load_lexicon())
TALK = "selamat pagi semua, apa khabar. "
OFFER = "Ready 2 ekor kukang jinak RM850 wa 012-345 6789"


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab \n.。", max_size=60), st.integers(1, 1_500))
def test_the_pieces_are_the_text(piece: str, times: int) -> None:
    text = piece * times
    pieces = list(windows_of(text))
    assert "".join(part for _, part in pieces) == text
    assert [start for start, _ in pieces] == [sum(len(p) for _, p in pieces[:n]) for n in range(len(pieces))]
    assert all(len(part) <= WINDOW for _, part in pieces)


@pytest.mark.parametrize("before", [0, 5_000, 7_970, 25_000])
def test_an_offer_anywhere_in_a_long_text_is_read_where_it_stands(before: int) -> None:
    text = (TALK * (before // len(TALK))) + "\n" + OFFER + "\n" + TALK * 800
    found = read_text(text, region="MY", finder=FINDER)
    assert [(one.value, text[one.start : one.end]) for one in found.contacts] == [("+60123456789", "012-345 6789")]
    assert [(one.taxon, one.count_min, one.price_min) for one in found.items] == [("Nycticebus", 2, 850)]
    assert text[found.items[0].start : found.items[0].end].startswith("kukang")
    assert found.signals.subject == found.signals.price == 1.0


@pytest.mark.parametrize("piece", ["1", "🐯", "a ", "012-345 6789 ", "象牙", "เสือ", "gading rm500 ", "g a d i n g "])
def test_a_long_text_takes_seconds_and_not_minutes(piece: str) -> None:
    """Linear work; the bound tells it from quadratic work and no more."""
    text = piece * (200_000 // len(piece))
    begin = time.perf_counter()
    read_text(text, region="MY", finder=FINDER)
    assert time.perf_counter() - begin < 60
