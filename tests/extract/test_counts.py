"""How many animals an advert names, of each."""

from __future__ import annotations

import pytest

from graphintel.extract import TermFinder, fold, read_text
from graphintel.extract.counts import find_counts
from graphintel.reference import load_lexicon

COUNTS = [
    ("2 ekor", [(2, 2)]),
    ("3-5 con", [(3, 5)]),
    ("出两只", [(2, 2)]),
    ("一对", [(2, 2)]),
    ("sepasang nuri", [(2, 2)]),
    ("12 pairs", [(24, 24)]),
    ("สองตัว", [(2, 2)]),
    ("dua ekor, tiga pasang", [(2, 2), (6, 6)]),
    ("một cặp", [(2, 2)]),
    ("2 kg", []),
    ("bacon 2", []),
    ("icon 3", []),
    ("850一只", []),
    ("one day", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS, ids=[text for text, _ in COUNTS])
def test_counts(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(count.least, count.most) for count in find_counts(fold(text))] == expected


def test_each_name_has_the_count_beside_it() -> None:
    text = "ready 2 ekor kakatua 1.5jt, sepasang nuri 800rb, kukang 3-4 ekor"
    items = read_text(text, region="ID", finder=TermFinder(load_lexicon())).items
    assert [(item.count_min, item.count_max, item.price_min) for item in items] == [
        (2, 2, 1_500_000),
        (2, 2, 800_000),
        (3, 4, None),
    ]
