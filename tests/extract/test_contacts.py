"""Contacts are found where they are written, and prices are not contacts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.extract import find_handles, find_phones, fold

PHONES = [
    ("national form", "zalo 090 123 45 67", "VN", ["+84901234567"]),
    ("national form, no region", "zalo 090 123 45 67", None, []),
    ("international form", "wa +60 12-345 6789", None, ["+60123456789"]),
    ("full-width digits", "微信同号 １３８００１３８０００", "CN", ["+8613800138000"]),
    ("a zero-width space between digits", "090\u200b1234567", "VN", ["+84901234567"]),
    ("a price is no number", "ivory 1.200.000 vnd/kg", "VN", []),
    ("a price after its currency", "Rp 081234567890", "ID", []),
    ("a bank account", "rekening: 081234567890", "ID", []),
    ("two numbers", "0901234567 / 0912345678", "VN", ["+84901234567", "+84912345678"]),
    ("no digits", "象牙手镯", "CN", []),
]
HANDLES = [
    ("wechat after its name", "WeChat: xiangya_88 pm", [("wechat", "xiangya_88")]),
    ("微信 without a space", "出两只微信niao_you66私聊", [("wechat", "niao_you66")]),
    ("vx", "加vx:abc123456", [("wechat", "abc123456")]),
    ("qq", "QQ：123456789", [("qq", "123456789")]),
    ("line id", "Line ID: somchai.uji", [("line", "somchai.uji")]),
    ("a telegram link", "https://t.me/uji_birds", [("telegram", "uji_birds")]),
    ("telegram with @", "tele @uji_birds", [("telegram", "uji_birds")]),
    ("an address at qq.com is no QQ id", "mail 123456789@qq.com", [("email", "123456789@qq.com")]),
    ("an app named in talk", "send me a wechat message", []),
    ("telescope is no telegram", "telescope for sale", []),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("text", "region", "values"), [c[1:] for c in PHONES], ids=[c[0] for c in PHONES])
def test_find_phones(text: str, region: str | None, values: list[str]) -> None:
    assert [found.value for found in find_phones(text, region=region)] == values


@pytest.mark.parametrize(("text", "values"), [c[1:] for c in HANDLES], ids=[c[0] for c in HANDLES])
def test_find_handles(text: str, values: list[tuple[str, str]]) -> None:
    assert [(found.kind, found.value) for found in find_handles(text)] == values


def test_the_app_beside_a_number_is_named() -> None:
    assert find_phones("zalo 0901234567", region="VN")[0].apps == ("zalo",)


def test_a_span_points_into_the_sources_own_characters() -> None:
    text = "出 ①微信同号：１３８\u200b００１３８０００！"
    found = find_phones(text, region="CN")[0]
    assert text[found.start : found.end] == "１３８\u200b００１３８０００"


@given(st.text(alphabet=st.sampled_from("09１２３①+- .微信vx:qqline@t.me/abc\u200bé\u0301象"), max_size=60))
def test_spans_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    for found in (find_phones(text, region="VN"), find_handles(text)):
        reached = 0
        for mention in found:
            assert reached <= mention.start < mention.end <= len(text)
            reached = mention.end


@given(st.text(max_size=40))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start < end <= len(text)
