"""Prices in dollars at the rate of the advert's month, and appendices by the list that counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from graphintel.extract import with_appendices, with_dollars
from graphintel.reference import ListThatCounts, Rate, read_species_list
from graphintel.schema.derived import ADVERT_ITEMS, ADVERTS
from tests.reference.own_lists import own_list

RATES = (
    Rate("2024-05", "MYR", 4.0, "test"),
    Rate("2024-06", "MYR", 5.0, "test"),
    Rate("2023-01", "VND", 20_000, "test"),
)
JUNE = datetime(2024, 6, 30, 23, 59, tzinfo=UTC)
CASES: list[tuple[str, datetime | None, str | None, float | None, float | None, tuple[Any, ...]]] = [
    # Time, currency, prices; dollars and month of the rate.
    ("in its month", JUNE, "MYR", 1_200, 1_300, (240.0, 260.0, "2024-06")),
    ("by the last one known", datetime(2025, 6, 1, tzinfo=UTC), "MYR", 100, 100, (20.0, 20.0, "2024-06")),
    ("by none that is older than a year", JUNE, "VND", 1e6, 1e6, (None, None, None)),
    ("before the first", datetime(2024, 4, 30, tzinfo=UTC), "MYR", 100, 100, (None, None, None)),
    ("without a time", None, "MYR", 100, 100, (None, None, None)),
    ("a currency without a rate", JUNE, "KES", 100, 100, (None, None, None)),
    ("without a currency", JUNE, None, 100, 100, (None, None, None)),
    ("without a price", JUNE, "MYR", None, None, (None, None, None)),
    ("in dollars", JUNE, "USD", 99.5, 100, (99.5, 100.0, None)),
    ("to the cent", JUNE, "MYR", 1, 2.11, (0.2, 0.42, "2024-06")),
]


def advert(advert_id: str, posted_at: datetime | None) -> dict[str, Any]:
    said = {"intent": "offer", "confidence": 1.0, "legality_claim": "none", "reasons": ""}
    return {"advert_id": advert_id, "post_id": advert_id, "posted_at": posted_at} | said


def adverts(rows: list[dict[str, Any]]) -> pa.Table:
    return ADVERTS.conform(pa.Table.from_pylist(rows, schema=ADVERTS.arrow))


def items(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=ADVERT_ITEMS.arrow)


@pytest.mark.parametrize(
    ("when", "currency", "least", "most", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_price_in_dollars(
    when: datetime | None, currency: str | None, least: float | None, most: float | None, wanted: tuple[Any, ...]
) -> None:
    row = {"advert_id": "a", "item_number": 1, "currency": currency, "price_min": least, "price_max": most}
    (found,) = with_dollars(items([row]), adverts([advert("a", when)]), RATES).to_pylist()
    assert tuple(found[name] for name in ("price_usd_min", "price_usd_max", "rate_month")) == wanted


def test_no_row_is_lost_or_moved_and_all_else_stays() -> None:
    many = [
        {"advert_id": f"{place // 3:03d}", "item_number": place % 3 + 1, "currency": ("MYR", None, "KES")[place % 3],
         "price_min": float(place), "taxon": "Manis"}
        for place in range(600)
    ]  # fmt: skip
    given = items(many)
    said = adverts([advert(f"{number:03d}", JUNE if number % 2 else None) for number in range(200)])
    found = with_dollars(given, said, RATES)
    kept = [name for name in ADVERT_ITEMS.names if name not in ("price_usd_min", "price_usd_max", "rate_month")]
    assert found.select(kept).equals(given.select(kept))
    assert with_dollars(found, said, RATES).equals(found)
    assert with_dollars(given.slice(0, 0), said, ()).num_rows == 0


def test_appendices_are_by_the_list_that_counts_and_no_row_moves() -> None:
    lists = ListThatCounts(read_species_list(own_list().encode(), name="list.csv").cites)
    rows = [("Pongo", "I/II"), (None, None), ("Panthera tigris", "I"), ("Nomen ignotum", "II"), ("Nycticebus", "I"),
            ("Nomen ignotum", None), ("Pongo", "I")]  # fmt: skip
    given = items([
        {"advert_id": "a", "item_number": number, "taxon": taxon, "cites_appendix": said}
        for number, (taxon, said) in enumerate(rows, start=1)
    ])  # fmt: skip
    found = with_appendices(given, lists)
    assert found["cites_appendix"].to_pylist() == ["I", None, None, "II", "III", None, "I"]
    assert found.drop_columns(["cites_appendix"]).equals(given.drop_columns(["cites_appendix"]))
    assert with_appendices(given.slice(0, 0), lists).num_rows == 0
