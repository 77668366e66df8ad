"""Telephone numbers, handles and accounts as sellers write them, with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import phonenumbers

# Country code, national patterns of mobiles (# any digit), money.
REGIONS = {
    "MY": ("60", ["12#######", "16#######", "19#######", "113#######", "17#######"], "MYR"),
    "ID": ("62", ["812########", "857########", "878########", "8965#######"], "IDR"),
    "SG": ("65", ["8#######", "9#######"], "SGD"),
    "US": ("1", ["20255501##", "48055501##", "30455501##"], "USD"),
    "GB": ("44", ["74########", "75########"], "GBP"),
    "ZA": ("27", ["82#######", "73#######"], "ZAR"),
    "HK": ("852", ["5#######", "6#######", "9#######"], "HKD"),
    "CN": ("86", ["138########", "159########", "187########", "199########"], "CNY"),
    "TW": ("886", ["9########"], "TWD"),
    "TH": ("66", ["8########", "9########", "6########"], "THB"),
    "VN": ("84", ["90#######", "38#######", "79#######", "86#######"], "VND"),
    "PH": ("63", ["917#######", "927#######", "998#######", "945#######"], "PHP"),
}
HAN = ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"]
ALPHABETS = {  # digits as sellers of these languages type them, beside those that all phones offer
    "th": ["๐๑๒๓๔๕๖๗๘๙"],
    "zh-Hans": HAN,
    "zh-Hant": ["〇一二三四五六七八九", "零壹貳參肆伍陸柒捌玖"],
}
ANYWHERE = ["０１２３４５６７８９", "⓪①②③④⑤⑥⑦⑧⑨", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿", "0①2③4⑤6⑦8⑨"]
LETTERS = {"0": "Oo", "1": "lI", "2": "Z", "5": "S", "8": "B"}
BETWEEN = ["🐍", "🌿", "*", "✨", "_", "=", "🐾", "|"]
STEMS = "aji rimba pets exo kandang wild boss nan tek lee ming phu kai jun zoo reptil ivo sam".split()


@dataclass(frozen=True, slots=True)
class Tongue:
    """The slots of one language, in one of the regions that write it."""

    language: str
    region: str
    slots: dict[str, Any]

    @property
    def packed(self) -> bool:
        """Whether words stand together without spaces."""
        return self.language.startswith("zh")

    def pick(self, slot: str, rng: Random) -> Any:
        return rng.choice(self.slots[slot])


def make_phone(region: str, rng: Random) -> tuple[str, str]:
    """A valid mobile number: E.164, and the digits as they are dialled at home."""
    code, patterns, _ = REGIONS[region]
    while True:
        number = re.sub("#", lambda _: str(rng.randrange(10)), rng.choice(patterns))
        parsed = phonenumbers.parse(f"+{code}{number}")
        if phonenumbers.is_valid_number(parsed):
            national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
            return f"+{code}{number}", re.sub(r"\D", "", national)


def cut(digits: str, rng: Random) -> list[str]:
    """The digits in groups of two to four, as people say them; no group of one."""
    groups: list[str] = []
    while len(digits) > 5:
        size = rng.randint(2, 4) if len(digits) > 6 else 3
        groups.append(digits[:size])
        digits = digits[size:]
    return [*groups, digits] if len(digits) < 5 else [*groups, digits[:2], digits[2:]]


def in_groups(digits: str, tongue: Tongue, rng: Random) -> str:
    return str(rng.choice(["", " ", "-", ".", " "])).join(cut(digits, rng))


def in_words(digits: str, tongue: Tongue, rng: Random) -> str:
    words = [rng.choice(tongue.slots["digits"][int(digit)].split("/")) for digit in digits]
    return ("" if tongue.packed else str(rng.choice([" ", "-", " ", ", "]))).join(words)


def half_in_words(digits: str, tongue: Tongue, rng: Random) -> str:
    said = [in_words(digit, tongue, rng) if rng.random() < 0.4 else digit for digit in digits]
    said[-2] = in_words(digits[-2], tongue, rng)
    return ("" if tongue.packed else " ").join(said)


def in_alphabet(digits: str, tongue: Tongue, rng: Random) -> str:
    own = ALPHABETS.get(tongue.language, [])
    alphabet = rng.choice(own if own and rng.random() < 0.5 else ANYWHERE)
    return in_groups(digits, tongue, rng).translate(str.maketrans("0123456789", alphabet))


def in_keycaps(digits: str, tongue: Tongue, rng: Random) -> str:
    return "".join(f"{digit}\ufe0f\u20e3" for digit in digits)


def with_letters(digits: str, tongue: Tongue, rng: Random) -> str:
    grouped = in_groups(digits, tongue, rng)
    swap = {digit for digit in LETTERS if rng.random() < 0.7} or set(LETTERS)
    return "".join(rng.choice(LETTERS[d]) if d in swap and d in LETTERS else d for d in grouped)


def in_halves(digits: str, tongue: Tongue, rng: Random) -> str:
    middle = rng.randint(3, 5)
    return str(tongue.pick("halves", rng)).format(a=digits[:middle], b=digits[middle:])


def over_lines(digits: str, tongue: Tongue, rng: Random) -> str:
    return "\n" + "\n".join(cut(digits, rng))


def with_marks(digits: str, tongue: Tongue, rng: Random) -> str:
    return str(rng.choice(BETWEEN)).join(digits if rng.random() < 0.4 else cut(digits, rng))


def in_brackets(digits: str, tongue: Tongue, rng: Random) -> str:
    hidden = rng.sample(range(2, len(digits)), 2)
    return "".join(f"({digit})" if at in hidden else digit for at, digit in enumerate(digits))


Disguise = Callable[[str, Tongue, Random], str]
DISGUISES: list[Disguise] = [
    *(in_words, half_in_words, in_alphabet, in_alphabet, in_keycaps),
    *(with_letters, in_halves, over_lines, with_marks, in_brackets),
]


def show_phone(tongue: Tongue, rng: Random, *, disguised: bool) -> tuple[str, str]:
    """A number as one seller writes it, and its E.164 form."""
    e164, digits = make_phone(tongue.region, rng)
    code = REGIONS[tongue.region][0]
    if disguised:
        return rng.choice(DISGUISES)(digits, tongue, rng), e164
    if rng.random() < 0.25:
        return rng.choice(["+{} {}", "{}{}", "+{}-{}"]).format(code, e164[len(code) + 1 :]), e164
    return in_groups(digits, tongue, rng), e164


def make_handle(tongue: Tongue, rng: Random) -> tuple[str, dict[str, str]]:
    """A handle with the words before it, and its label."""
    kind, pattern = tongue.pick("handles", rng)
    mark = {"facebook": ".", "instagram": rng.choice("._"), "line": rng.choice("._")}.get(kind, "_")
    value = mark.join(rng.sample(STEMS, 2)) + rng.choice(["", str(rng.randint(7, 998))])
    if kind == "qq":
        value = str(rng.randint(10_000_000, 3_999_999_999))
    return pattern.format(value), {"kind": kind, "value": value}


def make_account(rng: Random) -> tuple[str, str]:
    """A bank account as written, and its digits."""
    digits = str(rng.randint(1_000_000_000, 99_999_999_999_999))
    shown = digits if rng.random() < 0.5 else " ".join(re.findall(r"\d{1,4}", digits))
    return shown, digits
