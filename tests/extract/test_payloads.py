"""What codes carry: payment codes, links that open an app, cards; nothing else in them is a contact."""

from __future__ import annotations

from binascii import crc_hqx

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.extract import TermFinder, read_text
from graphintel.extract.payloads import find_payloads, with_payloads
from graphintel.reference import load_lexicon

FINDER = TermFinder(load_lexicon())


def fields(*given_: tuple[str, str]) -> str:
    return "".join(f"{tag}{len(value):02d}{value}" for tag, value in given_)


def payment(tag: str, *account: tuple[str, str], name: str = "NOBODY") -> str:
    """A payment code with its check. CRC-16/CCITT-FALSE of 123456789 is 29B1."""
    body = fields(("00", "01"), ("01", "11"), (tag, fields(*account)), ("53", "764"), ("58", "TH"), ("59", name))
    return f"{body}6304{crc_hqx(f'{body}6304'.encode(), 0xFFFF):04X}"


PROMPTPAY = "A000000677010111"
CASES = [
    # name, payload, kind, value, apps
    ("PromptPay, telephone", payment("29", ("00", PROMPTPAY), ("01", "0066812345678")), "payment", "+66812345678",
     ("promptpay",)),
    ("PromptPay, national id", payment("29", ("00", PROMPTPAY), ("02", "1234567890121")), "payment", "1234567890121",
     ("promptpay",)),
    ("PromptPay, e-wallet", payment("29", ("00", PROMPTPAY), ("03", "004999000000001")), "payment", "004999000000001",
     ("promptpay",)),
    ("VietQR", payment("38", ("00", "A000000727"), ("01", fields(("00", "970400"), ("01", "0011000000001"))),
                       ("02", "QRIBFTTA")), "payment", "0011000000001", ("bank",)),
    ("PayNow, telephone", payment("26", ("00", "SG.PAYNOW"), ("01", "0"), ("02", "+6580000001"), ("03", "1")),
     "payment", "+6580000001", ("paynow",)),
    ("PayNow, a firm", payment("26", ("00", "SG.PAYNOW"), ("01", "2"), ("02", "200000000X"), ("03", "1")), "payment",
     "200000000X", ("paynow",)),
    ("DuitNow", payment("26", ("00", "A0000006150001"), ("01", "890000"), ("02", "MDN00000000000001")), "payment",
     "MDN00000000000001", ("duitnow",)),
    ("QRIS", payment("51", ("00", "ID.CO.QRIS.WWW"), ("02", "ID1020000000001"), ("03", "UMI")), "payment",
     "ID1020000000001", ("qris",)),
    ("WeChat Pay", "wxp://f2f0ExampleOfNobody_0-1", "payment", "wxp://f2f0ExampleOfNobody_0-1", ("wechatpay",)),
    ("Alipay, in capitals", "HTTPS://QR.ALIPAY.COM/FKX00000NOBODY", "payment", "qr.alipay.com/fkx00000nobody",
     ("alipay",)),
    ("WeChat, personal code", "https://u.wechat.com/EExampleOfNobody_0-1", "invite",
     "u.wechat.com/EExampleOfNobody_0-1", ()),
    ("WeChat, profile", "weixin://contacts/profile/Nobody_01", "wechat", "nobody_01", ()),
    ("WhatsApp, personal code", "https://wa.me/qr/EXAMPLENOBODY1", "whatsapp", "wa.me/qr/EXAMPLENOBODY1", ()),
    ("WhatsApp, number", "https://wa.me/60123456789", "phone", "+60123456789", ("whatsapp",)),
    ("WhatsApp, group", "https://chat.whatsapp.com/ExampleOfNobody0001", "invite",
     "chat.whatsapp.com/ExampleOfNobody0001", ()),
    ("LINE, id", "https://line.me/R/ti/p/~nobody99", "line", "nobody99", ()),
    ("LINE, personal code", "https://line.me/ti/p/ExAmPlE0_1", "line", "line.me/ti/p/ExAmPlE0_1", ()),
    ("Telegram", "https://t.me/nobody_here", "telegram", "nobody_here", ()),
    ("Telegram, by its app", "tg://resolve?domain=Nobody_here", "telegram", "nobody_here", ()),
    ("Zalo, number", "https://zalo.me/84901234567", "phone", "+84901234567", ("zalo",)),
    ("Zalo, personal code", "http://zaloapp.com/qr/p/1example0nobody", "zalo", "zaloapp.com/qr/p/1example0nobody", ()),
    ("Viber", "viber://chat?number=%2B84901234567", "phone", "+84901234567", ("viber",)),
    ("Facebook", "https://www.facebook.com/qr?id=100000000000001", "facebook", "100000000000001", ()),
]  # fmt: skip


@pytest.mark.parametrize(("payload", "kind", "value", "apps"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_code_names_one_contact(payload: str, kind: str, value: str, apps: tuple[str, ...]) -> None:
    for text in (payload, f"Scan me\n¶\n{payload}\n¶\nterima kasih"):
        found = read_text(text, region="MY", finder=FINDER).contacts
        assert [(one.kind, one.value, one.apps) for one in found] == [(kind, value, apps)]


def test_the_span_of_an_account_is_its_digits_in_the_code() -> None:
    text = "พร้อมเพย์ " + payment("29", ("00", PROMPTPAY), ("01", "0066812345678"))
    (found,) = read_text(text, region="TH", finder=FINDER).contacts
    assert text[found.start : found.end] == "0066812345678"
    assert found.confidence > 0.9


def test_a_code_whose_check_fails_is_less_sure() -> None:
    good = payment("29", ("00", PROMPTPAY), ("01", "0066812345678"))
    (found,) = read_text(good.replace("0066812345678", "0066812345679"), region="TH", finder=FINDER).contacts
    assert found.confidence < 0.8


def test_a_scheme_that_nobody_knows_names_no_one_and_is_no_telephone() -> None:
    unknown = payment("26", ("00", "XX.NOBODY"), ("01", "0812345678"), ("02", "0066812345678"))
    assert read_text(unknown, region="TH", finder=FINDER).contacts == ()


CARDS = [
    ("MECARD", "MECARD:N:Lestari,Ayu;TEL:+6281234567890;EMAIL:ayu@contoh.id;NOTE:WeChat: nobody_01;;"),
    (
        "vCard",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ayu Lestari\r\nTEL;TYPE=CELL:+62 812-3456-7890\r\nEMAIL:ayu@contoh.id\r\n"
        "NOTE:WeChat: nobody_01\r\nREV:20240101T120000Z\r\nEND:VCARD",
    ),
]


@pytest.mark.parametrize("card", [c[1] for c in CARDS], ids=[c[0] for c in CARDS])
def test_a_card_gives_number_address_and_id(card: str) -> None:
    found = read_text(card, region="MY", finder=FINDER).contacts
    assert [(one.kind, one.value) for one in found] == [
        ("phone", "+6281234567890"),
        ("email", "ayu@contoh.id"),
        ("wechat", "nobody_01"),
    ]


@pytest.mark.parametrize("payload", ["WIFI:T:WPA;S:rumah;P:12345678;;", "000201 tahun 2024"])
def test_other_codes_name_nobody(payload: str) -> None:
    assert read_text(payload, region="MY", finder=FINDER).contacts == ()


def test_an_address_is_kept_as_one() -> None:
    (found,) = read_text("https://Contoh.id/Kura", region="MY", finder=FINDER).contacts
    assert (found.kind, found.value) == ("url", "contoh.id/Kura")


@given(st.text(alphabet="0123456789ARZ.+/:wxp~f2中", max_size=120).map(lambda text: "000201" + text))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    ends = 0
    for (start, end), contacts in find_payloads(text):
        assert ends <= start < end <= len(text)
        ends = end
        assert all(start <= one.start < one.end <= end for one in contacts)
    assert with_payloads("selamat pagi", ()) == ()
