"""The labelled corpus is what its format says: whole, of one shape, and with labels that can be true."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import phonenumbers
import pytest

from bench.cites_lineage import load_lineage

FOLDER = Path(__file__).resolve().parent
HALVES = ("development", "report")
LANGUAGES = ("ms", "id", "en", "zh-Hans", "zh-Hant", "th", "vi", "tl")
FILES = (*LANGUAGES, "negatives")
TEXTS, NEGATIVES = 750, 1_000  # fewest in a half: texts of the languages' files, and texts that are no advert
HAND_ADVERTS = 45  # fewest in a language of the development half
KEYS = {
    "id": str,
    "language": str,
    "origin": str,
    "category": str,
    "region": str,
    "text": str,
    "advert": bool,
    "intent": (str, type(None)),
    "phones": list,
    "handles": list,
    "payments": list,
    "items": list,
    "places": list,
    "claims": list,
}
KINDS = set("wechat qq line telegram zalo whatsapp viber facebook instagram email invite url".split())
CLAIMS = {"captive_bred", "papers", "antique", "no_papers"}
ITEM = set("taxon form count_min count_max grams_min grams_max price_min price_max currency price_basis".split())

Row = dict[str, Any]


@cache
def rows_of(half: str) -> tuple[tuple[str, Row], ...]:
    """Each line of a half with its file's name."""
    if not (FOLDER / half).is_dir():
        pytest.skip(f"the {half} half is not here")
    paths = [FOLDER / half / f"{name}.jsonl" for name in FILES]
    return tuple((path.stem, json.loads(line)) for path in paths for line in path.read_text("utf-8").splitlines())


@pytest.mark.parametrize("half", HALVES)
def test_every_line_has_the_format(half: str) -> None:
    for name, row in rows_of(half):
        assert set(row) == set(KEYS), row["id"]
        assert all(isinstance(row[key], kind) for key, kind in KEYS.items()), row["id"]
        assert row["language"] == name or (name == "negatives" and row["language"] in LANGUAGES), row["id"]
        assert row["id"].startswith(f"{half[0]}-"), row["id"]
        assert row["origin"] in ("hand", "generated"), row["id"]
        assert row["text"].strip(), row["id"]


def test_ids_and_texts_are_unique_over_both_halves() -> None:
    there = [half for half in HALVES if (FOLDER / half).is_dir()]
    rows = [row for half in there for _, row in rows_of(half)]
    assert not [one for one, times in Counter(row["id"] for row in rows).items() if times > 1]
    by_hand = [row["text"] for row in rows if row["origin"] == "hand" and row["advert"]]
    assert not [text for text, times in Counter(by_hand).items() if times > 1]


@pytest.mark.parametrize("half", HALVES)
def test_an_advert_has_an_intent_and_items_and_another_text_has_neither(half: str) -> None:
    for name, row in rows_of(half):
        if row["advert"]:
            assert name != "negatives", row["id"]
            assert row["intent"] in ("offer", "want"), row["id"]
            assert row["items"], row["id"]
        else:
            assert row["intent"] is None, row["id"]
            assert not row["items"], row["id"]


@pytest.mark.parametrize("half", HALVES)
def test_contacts_can_exist(half: str) -> None:
    for _, row in rows_of(half):
        for phone in row["phones"]:
            parsed = phonenumbers.parse(phone)
            assert phonenumbers.is_valid_number(parsed), (row["id"], phone)
            assert phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) == phone, row["id"]
        for handle in row["handles"]:
            assert set(handle) == {"kind", "value"}, row["id"]
            assert handle["kind"] in KINDS, row["id"]
            cased = handle["kind"] in ("invite", "url")
            assert cased or handle["value"] == handle["value"].lower().removeprefix("@"), row["id"]
        assert all(payment.isascii() and payment.isdigit() for payment in row["payments"]), row["id"]


@pytest.mark.parametrize("half", HALVES)
def test_items_name_listed_taxa_and_bounds_in_order(half: str) -> None:
    lineage = load_lineage()
    for _, row in rows_of(half):
        assert set(row["claims"]) <= CLAIMS, row["id"]
        for item in row["items"]:
            assert set(item) == ITEM, row["id"]
            assert lineage.knows(item["taxon"]), (row["id"], item["taxon"])
            assert item["form"] in ("live", "product"), row["id"]
            assert item["price_basis"] in ("each", "total", None), row["id"]
            assert (item["price_min"] is None) == (item["currency"] is None), row["id"]
            for measure in ("count", "grams", "price"):
                low, high = item[f"{measure}_min"], item[f"{measure}_max"]
                assert (low is None) == (high is None), (row["id"], measure)
                assert low is None or 0 < low <= high, (row["id"], measure)


@pytest.mark.parametrize("half", HALVES)
def test_a_taxon_and_form_stand_once_in_an_advert(half: str) -> None:
    for _, row in rows_of(half):
        named = [(item["taxon"], item["form"]) for item in row["items"]]
        assert len(set(named)) == len(named), row["id"]


@pytest.mark.parametrize("half", HALVES)
def test_places_stand_in_the_text_as_written(half: str) -> None:
    for _, row in rows_of(half):
        assert all(place in row["text"] for place in row["places"]), row["id"]


@pytest.mark.parametrize("half", HALVES)
def test_a_half_is_large_enough(half: str) -> None:
    rows = rows_of(half)
    assert sum(name != "negatives" for name, _ in rows) >= TEXTS
    assert sum(not row["advert"] for _, row in rows) >= NEGATIVES
    assert {name for name, _ in rows} == set(FILES)


def test_each_language_has_adverts_by_hand() -> None:
    by_hand = Counter(name for name, row in rows_of("development") if row["origin"] == "hand" and row["advert"])
    assert all(by_hand[language] >= HAND_ADVERTS for language in LANGUAGES), by_hand
