"""Prices as sellers write them, and numbers that are none."""

from __future__ import annotations

import pytest

from graphintel.extract import fold
from graphintel.extract.prices import find_prices

PRICES = [
    ("RM1,200 nego", "MY", [(1200.0, "MYR")]),
    ("Rp 3.400.000", "ID", [(3_400_000.0, "IDR")]),
    ("2,5jt nego", "ID", [(2_500_000.0, "IDR")]),
    ("150rb/ekor", "ID", [(150_000.0, "IDR")]),
    ("giá 250tr", "VN", [(250_000_000.0, "VND")]),
    ("850k ib", "VN", [(850_000.0, "VND")]),
    ("1.8k each, african grey 3.5k", "MY", [(1_800.0, "MYR"), (3_500.0, "MYR")]),
    ("850一只 成鸟1200/只", "CN", [(850.0, "CNY"), (1_200.0, "CNY")]),
    ("ราคา 850", "TH", [(850.0, "THB")]),
    ("ตัวละ 1,500", "TH", [(1_500.0, "THB")]),
    ("harga 850", "MY", [(850.0, "MYR")]),
    ("S$300 or US$220", "SG", [(300.0, "SGD"), (220.0, "USD")]),
    ("harga 850, no region", None, []),
    ("RM1 PM for price", "MY", []),
    ("price 1234567", "PH", []),
    ("harga 0123456789", "MY", []),
    ("umur 3 bulan, 12 ekor", "ID", []),
    ("850 followers", "MY", []),
    ("harga 10% off", "MY", []),
]


@pytest.mark.parametrize(("text", "region", "expected"), PRICES, ids=[text for text, *_ in PRICES])
def test_prices(text: str, region: str | None, expected: list[tuple[float, str]]) -> None:
    found = find_prices(fold(text), region=region)
    assert [(price.most, price.currency) for price in found] == expected
