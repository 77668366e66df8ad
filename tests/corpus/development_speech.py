"""How sellers of eight languages speak: words of ``development_speech.toml``, and amounts as a country says them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Name:
    """One thing sold: its words, the listed taxon, the form and the usual prices."""

    words: tuple[str, ...]
    taxon: str
    form: str
    price: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One language as it is written in one country."""

    language: str
    region: str
    currency: str
    names: tuple[Name, ...]
    offers: tuple[str, ...]
    wanted: tuple[str, ...]
    heads: tuple[str, ...]
    lines: tuple[str, ...]
    ends: tuple[str, ...]
    animals: tuple[str, ...]
    pieces: tuple[str, ...]
    each: tuple[str, str]
    total: str
    say_price: Callable[[Random, int], str]
    cheap: tuple[int, int]
    places: tuple[str, ...]
    leads: tuple[str, ...]
    apps: tuple[tuple[str, str], ...]
    nicks: tuple[str, ...]
    fillers: tuple[str, ...]
    digits: tuple[tuple[str, ...], ...]
    between: str
    script: str
    mobile: tuple[str, ...]
    mobile_length: int
    things: tuple[str, ...]
    sales: tuple[str, ...]
    facts: tuple[str, ...]
    talk: tuple[str, ...]


def load_speeches() -> tuple[Speech, ...]:
    """All languages, in the file's order."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(_speech(language, words) for language, words in told.items())


def _speech(language: str, told: dict[str, Any]) -> Speech:
    lists = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    lists["names"] = tuple(_name(line) for line in told["names"])
    lists["digits"] = tuple(tuple(words.split("|")) for words in told["digits"].split())
    return Speech(language=language, say_price=SAY_PRICE[told["currency"]], **lists)


def _name(line: str) -> Name:
    words, taxon, form, least, most = line.split(" / ")
    return Name(tuple(words.split("|")), taxon, {"L": "live", "P": "product"}[form], (int(least), int(most)))


def _grouped(amount: int, sign: str = ",") -> str:
    return f"{amount:,}".replace(",", sign)


def _short(amount: int, unit: int, mark: str = ".") -> str:
    """The amount in units of thousand or million, without needless noughts."""
    return f"{amount / unit:g}".replace(".", mark)


def _ringgit(rng: Random, amount: int) -> str:
    if amount >= 1000 and rng.random() < 0.5:
        return f"RM{_short(amount, 1000)}k"
    return rng.choice((f"RM{_grouped(amount)}", f"rm {amount}", f"RM{amount}"))


def _rupiah(rng: Random, amount: int) -> str:
    if amount >= 1_000_000 and rng.random() < 0.8:
        return _short(amount, 1_000_000, ",") + rng.choice(("jt", " jt", " juta"))
    return rng.choice((f"{amount // 1000}rb", f"{amount // 1000}k", f"Rp {_grouped(amount, '.')}"))


def _dollars(rng: Random, amount: int) -> str:
    return rng.choice((f"${amount}", f"S${_grouped(amount)}", f"{amount} SGD", f"${_grouped(amount)}"))


def _yuan(rng: Random, amount: int) -> str:
    if amount >= 10_000 and rng.random() < 0.6:
        return _short(amount, 10_000) + "万"
    return rng.choice((f"{amount}元", f"¥{amount}", f"{amount}块", f"{amount}rmb"))


def _new_taiwan(rng: Random, amount: int) -> str:
    if amount >= 10_000 and rng.random() < 0.5:
        return _short(amount, 10_000) + "萬"
    return rng.choice((f"{amount}元", f"NT${_grouped(amount)}", f"${amount}", f"{amount}塊"))


def _baht(rng: Random, amount: int) -> str:
    return rng.choice((f"{_grouped(amount)} บาท", f"{amount}บ.", f"{_grouped(amount)}.-", f"{amount}฿"))


def _dong(rng: Random, amount: int) -> str:
    if amount >= 1_000_000:
        whole, rest = divmod(amount // 100_000, 10)
        return rng.choice(
            (f"{whole}tr{rest or ''}", f"{_short(amount, 1_000_000, ',')} triệu", f"{_grouped(amount, '.')}đ")
        )
    return rng.choice((f"{amount // 1000}k", f"{amount // 1000} nghìn", f"{_grouped(amount, '.')}đ"))


def _pesos(rng: Random, amount: int) -> str:
    if amount >= 1000 and rng.random() < 0.4:
        return _short(amount, 1000) + "k"
    return rng.choice((f"₱{_grouped(amount)}", f"{amount} pesos", f"P{_grouped(amount)}", f"Php {amount}"))


SAY_PRICE: dict[str, Callable[[Random, int], str]] = {
    "MYR": _ringgit,
    "IDR": _rupiah,
    "SGD": _dollars,
    "CNY": _yuan,
    "TWD": _new_taiwan,
    "THB": _baht,
    "VND": _dong,
    "PHP": _pesos,
}
