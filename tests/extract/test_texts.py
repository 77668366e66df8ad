"""What one text says: numbers by region and language, signals, items."""

from __future__ import annotations

import pytest

from graphintel.extract import TermFinder, read_text
from graphintel.reference import load_lexicon

FINDER = TermFinder(load_lexicon())

PHONES = [
    # name, text, region of the group, numbers
    ("the group's region", "Jual kucing, wasap 012-345 6789", "MY", ["+60123456789"]),
    ("a Thai text in a Malaysian case", "ขายของ โทร 081 234 5678", "MY", ["+66812345678"]),
    ("a Vietnamese text in a Malaysian case", "cần bán xe, lh 0901234567", "MY", ["+84901234567"]),
    (
        "an Indonesian number in a Malaysian case",
        "dan saya jual harga murah WA 0812-3456-7890",
        "MY",
        ["+6281234567890"],
    ),
    ("Chinese with a Malaysian number", "出售二手车 联系 012-345 6789", "MY", ["+60123456789"]),
    ("Chinese with a Chinese number", "出售二手车 联系 13800138000", "MY", ["+8613800138000"]),
    ("a price is no number", "harga RM 12,345,678 sahaja", "MY", []),
]


@pytest.mark.parametrize(("text", "region", "values"), [c[1:] for c in PHONES], ids=[c[0] for c in PHONES])
def test_numbers_are_read_by_region_and_language(text: str, region: str, values: list[str]) -> None:
    assert [found.value for found in read_text(text, region=region, finder=FINDER).contacts] == values


SUBJECTS = [
    ("a named animal", "Jual harimau 2 ekor RM 500", 1.0, False),
    ("a cage for one", "parrot cage RM 120", 0.0, True),
    ("a shirt with one", "baju gambar harimau RM 30", 0.0, True),
    ("ordinary goods", "Used phone for sale RM 200", 0.0, True),
    ("small talk", "selamat pagi semua", 0.0, False),
]


@pytest.mark.parametrize(("text", "subject", "is_other"), [c[1:] for c in SUBJECTS], ids=[c[0] for c in SUBJECTS])
def test_what_surrounds_an_animal_is_no_subject(text: str, subject: float, is_other: bool) -> None:
    signals = read_text(text, region="MY", finder=FINDER).signals
    assert (round(signals.subject), signals.is_other) == (subject, is_other)


def test_an_item_has_its_count_its_price_and_its_words() -> None:
    text = "Jual harimau 2 ekor RM 500, pm"
    (item,) = read_text(text, region="MY", finder=FINDER).items
    assert (item.taxon, item.form, item.count_min, item.price_min, item.currency) == (
        "Panthera tigris",
        "live",
        2.0,
        500.0,
        "MYR",
    )
    assert text[item.start : item.end] == "harimau"


@pytest.mark.parametrize("text", ["slipper orchid looking for new home, RM450", "kukang cari tuan baru RM450"])
def test_who_looks_for_a_home_for_it_offers_it(text: str) -> None:
    assert not read_text(text, region="MY", finder=FINDER).signals.is_want


CLAIMS = [
    ("papers", "with papers", {"papers"}),
    ("none", "no papers", {"no_papers"}),
    ("bred", "captive bred, licensed", {"papers", "captive_bred"}),
]


@pytest.mark.parametrize(("text", "claims"), [c[1:] for c in CLAIMS], ids=[c[0] for c in CLAIMS])
def test_claims_are_kept_as_claims(text: str, claims: set[str]) -> None:
    assert {claim for claim, _ in read_text(f"kukang {text}", region="MY", finder=FINDER).claims} == claims
