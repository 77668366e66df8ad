"""Which counts, weights and prices belong to which animal, what is a product, and where the seller is."""

from __future__ import annotations

import pytest

from graphintel.extract import TermFinder, read_text
from graphintel.extract.texts import Reading
from graphintel.reference import load_lexicon

FINDER = TermFinder(load_lexicon())
ITEMS = [
    (
        "a list line by line, with a deposit that is no price",
        "sulcata 3pcs RM250 each\nleopard tortoise RM900\nDeposit RM100",
        "MY",
        [("Centrochelys sulcata", "live", 3, 250), ("Stigmochelys pardalis", "live", None, 900)],
    ),
    (
        "goods of another kind between",
        "cockatiel 150 / african grey 2800 / sun conure 850",
        "MY",
        [("Psittacus erithacus", "live", None, 2800), ("Aratinga solstitialis", "live", None, 850)],
    ),
    ("a part before its animal", "taring harimau asli 2jt", "ID", [("Panthera tigris", "product", None, 2_000_000)]),
    ("dried animals", "cá ngựa khô 5tr/kg", "VN", [("Hippocampus", "product", None, 5_000_000)]),
    ("tenths behind the scale", "rùa sulcata 2tr5", "VN", [("Centrochelys sulcata", "live", None, 2_500_000)]),
    ("words for a price", "球蟒 两只 三千五一只", "CN", [("Python regius", "live", 2, 3500)]),
    ("signs parted", "【售】水.獺，54000塊", "TW", [("Aonyx cinereus", "live", None, 54_000)]),
    (
        "a heading above its kinds",
        "Parrots for sale\nSun conure pair 12k",
        "PH",
        [("Aratinga solstitialis", "live", 2, 12_000)],
    ),
    (
        "a species that no list names",
        "Encephalartos latifrons R9000",
        "ZA",
        [("Encephalartos latifrons", "live", None, 9000)],
    ),
]  # fmt: skip
NO_ADVERT = [
    ("a colour", "Baju warna ivory saiz M rm89", "MY"),
    ("a toy", "plushie tenggiling comel RM29", "MY"),
    ("feed", "pakan kukang 35rb", "ID"),
    ("what it is not", "pipa tulang sapi, BUKAN gading, 35rb", "ID"),
    ("a street", "Rumah sewa Jalan Gading RM850", "MY"),
    ("news", "Polisi sita 32 ekor trenggiling senilai 200 juta", "ID"),
]


def _read(text: str, region: str) -> Reading:
    return read_text(text, region=region, finder=FINDER)


@pytest.mark.parametrize(("text", "region", "items"), [row[1:] for row in ITEMS], ids=[row[0] for row in ITEMS])
def test_items_with_their_numbers(text: str, region: str, items: list[tuple[str, str, int | None, int | None]]) -> None:
    found = [(item.taxon, item.form, item.count_max, item.price_max) for item in _read(text, region).items]
    assert found == items


@pytest.mark.parametrize(("text", "region"), [row[1:] for row in NO_ADVERT], ids=[row[0] for row in NO_ADVERT])
def test_what_only_looks_like_an_offer_has_no_item_or_is_a_warning(text: str, region: str) -> None:
    reading = _read(text, region)
    assert not reading.items or reading.signals.is_warning


def test_places_conditions_and_claims_stand_beside_the_items() -> None:
    reading = _read("Jual jalak bali 5jt surat lengkap penangkaran, COD Bandung, rekber ok", "ID")
    assert [(place.place, place.context) for place in reading.places] == [("Bandung", "meetup")]
    assert {value for _, value, _ in reading.conditions} >= {"escrow", "cash_on_delivery"}
    assert {claim for claim, _ in reading.claims} == {"papers", "captive_bred"}
