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
    ("one that shares its beginning", "019-333 4444 / 5555", "MY", ["+60193334444", "+60193335555"]),
    ("a number and a price", "019-333 4444 / 850k", "MY", ["+60193334444"]),
    ("a row of fractions", "0.99 0.99 0.99", "MY", []),
    ("times of day", "03:30:00-05:00", "MY", []),
    ("a list of numbers", "1915, 8, 4, 23, 59", "MY", []),
    ("columns of a table", "105,633 | 1.00", "MY", []),
    ("an app's name touches it", "whatsapp0123456789", "MY", ["+60123456789"]),
    ("a drawn telephone announces it", "📞812 3456 7890", "ID", ["+6281234567890"]),
    ("a code that letters open", "PKT0812345678", "ID", []),
    ("its parts over words", "first three 159, rest 4433 2211", "CN", ["+8615944332211"]),
    ("its parts over words, in Chinese", "前三位159后八位44332211", "CN", ["+8615944332211"]),
    ("words of two languages for the same sound", "chín ba tám", "VN", []),
    ("a bar that parts", "0891|27|4450", "TH", ["+66891274450"]),
    ("a bar that is a one", "oB|0672294", "ID", ["+62810672294"]),
    ("the whole run before a shorter number", "0859~14~3362~70~4", "ID", ["+62859143362704"]),
    ("points as in a price", "0918.220.431", "VN", ["+84918220431"]),
    ("a permit with letters in it", "permit 21XX7730/1954", "MY", []),
    ("a parcel", "resi JNE 628912395876", "ID", []),
    ("a link of WhatsApp", "wa.me/60123456789?text=hi", "MY", ["+60123456789"]),
    ("an id in another link", "facebook.com/profile.php?id=100090000000001", "MY", []),
    ("a spelled number", "zero nine one seven, 123 4567", "PH", ["+639171234567"]),
    ("a number and an animal", "微信13800138000一只", "CN", ["+8613800138000"]),
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
