"""Payment codes as QR codes carry them: accounts in what EMVCo's standard calls merchant-presented mode."""

from __future__ import annotations

import re
from binascii import crc_hqx
from collections.abc import Iterator
from dataclasses import dataclass

from graphintel.extract.span import Found

# A code begins with its format, version 01. Source: EMVCo, QR Code Specification, Merchant-Presented Mode 1.1, 3 and 4.
_START = re.compile(r"(?<![0-9A-Za-z])000201(?=\d{4})")
_CHECK = "63"  # the last field: CRC-16/CCITT-FALSE over everything up to its own length
_ACCOUNTS = range(26, 52)  # fields in which a scheme says whom to pay
_NAME = "00"  # in them: which scheme it is
_LONGEST = 600  # characters; the standard allows 512
_SURE, _UNCHECKED = 0.97, 0.7  # a code whose check fails was changed by somebody, or is an example
_TELEPHONE = re.compile(r"(?:\+|00)(\d{8,15})")
_NO_DIGIT = re.compile(r"[\s().-]")


@dataclass(frozen=True, slots=True)
class _Scheme:
    """How a scheme names whom to pay: ``paths`` of fields within its own, any of which may be there.

    ``telephones`` are those that may hold a telephone number, with ``+`` or ``00`` before the country.
    """

    app: str
    paths: tuple[tuple[str, ...], ...]
    telephones: frozenset[tuple[str, ...]] = frozenset()


# Sources: Bank of Thailand, Thai QR Payment Standard (PromptPay); NAPAS 247 (VietQR); MAS, SGQR (PayNow); PayNet
# (DuitNow QR); Bank Indonesia and ASPI (QRIS, national merchant id); Bangko Sentral ng Pilipinas (QR Ph P2P).
_SCHEMES = {
    # telephone; national or tax id; e-wallet; bank account
    "A000000677010111": _Scheme("promptpay", (("01",), ("02",), ("03",), ("04",)), frozenset([("01",)])),
    "A000000677010112": _Scheme("promptpay", (("01",),)),  # whom to pay a bill
    "A000000727": _Scheme("bank", (("01", "01"),)),
    "SG.PAYNOW": _Scheme("paynow", (("02",),), frozenset([("02",)])),
    "A0000006150001": _Scheme("duitnow", (("02",),)),
    "ID.CO.QRIS.WWW": _Scheme("qris", (("02",),)),
    "COM.P2PQRPAY": _Scheme("qrph", (("04",), ("05",)), frozenset([("05",)])),
}


@dataclass(frozen=True, slots=True)
class _Field:
    """One field: two digits of a tag, two of a length, and what follows; ``start`` is where its value begins."""

    tag: str
    value: str
    start: int


def find_payment_codes(text: str) -> tuple[tuple[tuple[int, int], tuple[Found, ...]], ...]:
    """Payment codes in a text, each as its whole span and the accounts that it names.

    Returns:
        In order; an account's ``value`` is E.164 where it is a telephone number, otherwise as the code has it. A code
        of a scheme that is not known names none, and is no telephone number all the same.
    """
    found = []
    for match in _START.finditer(text):
        fields = tuple(_fields(text, match.start(), min(len(text), match.start() + _LONGEST)))
        if fields and fields[-1].tag == _CHECK:
            end = fields[-1].start + len(fields[-1].value)
            sure = _SURE if _checks(text, match.start(), fields[-1]) else _UNCHECKED
            found.append(((match.start(), end), tuple(_accounts(fields, sure))))
    return tuple(found)


def _fields(text: str, start: int, end: int) -> Iterator[_Field]:
    """Fields from ``start`` on, up to the check or to what is no field."""
    while start + 4 <= end and (head := text[start : start + 4]).isascii() and head.isdigit():
        value = text[start + 4 : start + 4 + int(head[2:])]
        if len(value) < int(head[2:]) or start + 4 + len(value) > end:
            return
        yield _Field(head[:2], value, start + 4)
        if head[:2] == _CHECK:
            return
        start += 4 + len(value)


def _accounts(fields: tuple[_Field, ...], sure: float) -> Iterator[Found]:
    told: set[str] = set()
    for field in fields:
        if int(field.tag) not in _ACCOUNTS:
            continue
        inner = {one.tag: one for one in _within(field)}
        scheme = _SCHEMES.get(inner[_NAME].value.upper()) if _NAME in inner else None
        for path in scheme.paths if scheme else ():
            account = _at(inner, path)
            if scheme is None or account is None or not account.value.strip():
                continue
            value = _telephone(account.value) if path in scheme.telephones else account.value.strip()
            if value not in told:
                told.add(value)
                place = (account.start, account.start + len(account.value))
                yield Found("payment", value, *place, (scheme.app,), sure, f"payment:{scheme.app}-code")


def _within(field: _Field) -> tuple[_Field, ...]:
    return tuple(
        _Field(one.tag, one.value, field.start + one.start) for one in _fields(field.value, 0, len(field.value))
    )


def _at(fields: dict[str, _Field], path: tuple[str, ...]) -> _Field | None:
    field = fields.get(path[0])
    if field is None or len(path) == 1:
        return field
    return _at({one.tag: one for one in _within(field)}, path[1:])


def _telephone(account: str) -> str:
    """The number as E.164; other proxies of the same field, such as a firm's number, as they are."""
    number = _TELEPHONE.fullmatch(_NO_DIGIT.sub("", account))
    return f"+{number[1]}" if number else account.strip()


def _checks(text: str, start: int, check: _Field) -> bool:
    """Source: ISO/IEC 13239, polynomial 1021, initial value FFFF."""
    return f"{crc_hqx(text[start : check.start].encode(), 0xFFFF):04X}" == check.value.upper()
