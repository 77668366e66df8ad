"""Telephone numbers and ids as sellers write them: plainly, or so that a machine does not see them."""

from __future__ import annotations

import random

import phonenumbers
from phonenumbers import PhoneNumberFormat

_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_HAN = str.maketrans("0123456789", "零一二三四五六七八九")
_KEYCAPS = str.maketrans({digit: f"{digit}\ufe0f\u20e3" for digit in "0123456789"})


def write_phone(number: str, chance: random.Random, *, is_plain: bool) -> str:
    """An E.164 number as somebody of its country writes it."""
    parsed = phonenumbers.parse(number)
    national = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    bare = "".join(c for c in national if c.isdigit())
    if is_plain:
        forms = (
            national,
            bare,
            phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL),
            number,
            bare.translate(_FULL),
        )
        return chance.choices(forms, (4, 4, 2, 1, 1))[0]
    look_alike = bare.replace("0", "O").replace("1", "l")
    dotted = chance.choice((".", "*", "~", " • ")).join(bare)
    circled, han, keys = bare.translate(_CIRCLED), bare.translate(_HAN), bare.translate(_KEYCAPS)
    split = bare[:3] + " (" + bare[3:6] + ") x " + bare[6:]
    return chance.choice((look_alike, dotted, circled, han, keys, split))


def write_wechat(handle: str, chance: random.Random, *, is_plain: bool) -> str:
    """A WeChat id with the app's name before it."""
    if is_plain:
        return chance.choice(("微信 {}", "微信：{}", "wechat: {}", "WeChat {}", "vx {}", "wx:{}")).format(handle)
    spaced = " ".join(handle)
    return chance.choice((f"薇❤ {handle}", f"加V {spaced}", f"绿泡泡 {handle}", f"微 {spaced}"))
