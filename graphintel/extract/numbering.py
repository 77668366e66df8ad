"""Whether digits make a telephone number, and whose: the numbering plans of the world, the likeliest regions first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
# Country codes that sellers write without a plus sign, of where the trade lives; a mobile number only.
_CODES = (
    "60", "62", "84", "66", "86", "63", "65", "855", "856", "95", "852", "886", "673", "91", "880", "82", "81", "44",
    "61", "971", "254", "255", "256", "234", "237", "27", "52", "55", "54", "51", "57",
)  # fmt: skip
_MANILA_DIGITS = 8
_SHORTEST, _LONGEST = 7, 17  # digits with a 00 before the country code


@dataclass(frozen=True, slots=True)
class Number:
    """``e164`` as libphonenumber has it; ``how`` it was read: plus, region, further (another region) or code.

    ``is_bare``: it lacks the trunk prefix that its country writes at home, so that any number may look like it.
    """

    e164: str
    how: str
    is_bare: bool
    is_mobile: bool


@lru_cache(maxsize=1 << 16)
def read_number(digits: str, *, has_plus: bool, regions: tuple[str | None, ...]) -> Number | None:
    """The number that all of the digits make, or None.

    Args:
        digits: ASCII digits, without marks.
        has_plus: a plus sign stands before them.
        regions: ISO 3166-1 alpha-2 codes assumed for a number without a country code, the likeliest first.

    Source: ITU-T E.164, through libphonenumber's numbering-plan metadata.
    """
    if not _SHORTEST <= len(digits) <= _LONGEST:
        return None
    if has_plus or digits.startswith("00"):
        found = _valid("+" + (digits if has_plus else digits[2:]), None)
        if found is not None or has_plus:
            return _number(found, "plus") if found else None
    for place, region in enumerate(regions):
        if region and (found := _at_home(digits, region)) is not None:
            return _number(found, "further" if place else "region", is_bare=_is_bare(digits, found, region))
    for code in _CODES:
        found = _valid("+" + digits, None) if digits.startswith(code) else None
        if found is not None and phonenumbers.number_type(found) in _MOBILE:
            return _number(found, "code")
    return None


def _at_home(digits: str, region: str) -> PhoneNumber | None:
    """The number in its own country; one that begins with the country's code and is a mobile so, is read so."""
    code = str(phonenumbers.country_code_for_region(region))
    if digits.startswith(code):
        found = _valid("+" + digits, None)
        if found is not None and phonenumbers.number_type(found) in _MOBILE:
            return found
    if region == "PH" and len(digits) == _MANILA_DIGITS and digits[0] in "378":
        return _valid("02" + digits, region)  # at home in Manila the area code is left out
    return _valid(digits, region)


def _valid(text: str, region: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return number


def _is_bare(digits: str, number: PhoneNumber, region: str) -> bool:
    """Whether its country writes a trunk prefix before such a number, and here it is missing."""
    prefix = phonenumbers.ndd_prefix_for_region(region, True)
    if not prefix or digits.startswith((prefix, str(number.country_code))):
        return False
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL).lstrip("(").startswith(prefix)


def _number(number: PhoneNumber, how: str, *, is_bare: bool = False) -> Number:
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Number(e164, how, is_bare, phonenumbers.number_type(number) in _MOBILE)
