"""Telephone numbers and accounts for payment, however their digits are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphintel.extract.contexts import apps_beside, is_no_phone, payment_before
from graphintel.extract.digits import ODD, STRONG, TOUCHING, Group, may_hold_numbers, runs_of
from graphintel.extract.folding import Folded, fold
from graphintel.extract.numbering import Number, read_number
from graphintel.extract.span import Found
from graphintel.extract.stretches import Stretch, numbers_of, refusal

# Links and addresses are read whole, before the digits in them: only those of messengers hold a number.
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}"
    r"|(?<![a-z0-9-])(?:[a-z0-9-]{1,63}\.){1,8}(?:com|me|net|org|link|ly|gg|io|co|id|my|vn|th|cn|ph|sg)(?:[/?]\S*|(?![a-z0-9]))"
)
_NUMBER_LINK = re.compile(
    r"(?P<app>wa\.me|wh?at?sapp?\.(?:my|me|link)|was{1,2}ap\.(?:my|me|link)|whatsapp\.com/send/?\?(?:\S*&)?phone=|zalo\.me|viber\.me|t\.me|line\.me/ti/p)"
    r"/?(?:%2b|\+|~)?(?P<digits>\d{8,15})(?!\w)"
)
_LINK_APPS = {
    "wa": "whatsapp", "wh": "whatsapp", "zalo.me": "zalo", "viber.me": "viber", "t.me": "telegram",
    "line.me": "line",
}  # fmt: skip
# Dates, times of day, addresses of machines, and fractions.
_NO_NUMBER = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-./年 ]\s?(?:0?[1-9]|1[0-2])[-./月 ]\s?(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:19|20)\d\d"
    r"|(?<!\.)(?=[\d.]{8,15})(?:(?:25[0-5]|2[0-4]\d|1?[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?[1-9]?\d)(?!\.)"
    r"|(?<!\.)0\.\d{2,8}(?!\.)|(?<![.\d])(?<!\d )0\.\d(?![.\d]| ?\d)"
    r"|(?<!:)\d{1,2}:[0-5]\d(?::[0-5]\d)?(?!:))(?!\d)"
)
_ACCOUNT_DIGITS = range(6, 20)


def find_phones(text: str, *, region: str | None, further: Sequence[str | None] = ()) -> tuple[Found, ...]:
    """Find the telephone numbers written in ``text``.

    Args:
        text: one message, with the source's own characters.
        region: ISO 3166-1 alpha-2 code assumed for numbers written without a country prefix; None accepts the
            international form only.
        further: regions tried after it, for instance of the text's language.

    Returns:
        In order, never overlapping; ``value`` is E.164, e.g. ``+84901234567``. Empty when nothing is found: bad text is
        not an error.

    Source: ITU-T E.164, through libphonenumber's numbering-plan metadata.
    """
    return tuple(found for found in find_numbers(fold(text), (region, *further)) if found.kind == "phone")


def find_numbers(folded: Folded, regions: Sequence[str | None]) -> tuple[Found, ...]:
    """Telephone numbers and payment accounts in a folded text; ``regions`` with the likeliest first.

    A payment account's ``value`` is its digits; the bank or wallet stands in ``apps``. A wallet that is kept by a
    mobile number gives both.
    """
    text, plans = folded.text, tuple(dict.fromkeys(regions))
    if not may_hold_numbers(text):
        return ()
    found = list(_in_links(folded, plans))
    for run, chosen, _ in _runs(text, plans):
        for first, last, number in chosen:
            found += _number(run[first : last + 1], number, folded)
        found += _sharing(run, chosen, folded)
        found += _accounts(run, chosen, folded)
    return tuple(sorted(found, key=lambda one: one.start))


def refused_numbers(folded: Folded, regions: Sequence[str | None]) -> tuple[tuple[int, int, str], ...]:
    """Digits that might be taken for a number and are none: begin and end in the source, and why."""
    if not may_hold_numbers(folded.text):
        return ()
    plans = tuple(dict.fromkeys(regions))
    return tuple(
        (*folded.span(run[0].start, run[-1].end), refusal(run, masked, plans))
        for run, chosen, masked in _runs(folded.text, plans)
        if not chosen
    )


def _runs(text: str, plans: tuple[str | None, ...]) -> Iterator[tuple[list[Group], list[Stretch], str]]:
    """Runs of digits outside links and dates, the numbers chosen in each, and the text that they were chosen in."""
    masked = _NO_NUMBER.sub(_blank, _LINK.sub(_blank, text))
    # Thai in Latin letters has the shortest words, "ha", "si": only where Thai numbers are looked for.
    for run in runs_of(masked, without="" if "TH" in plans else "th"):
        yield run, numbers_of(run, masked, plans), masked


def _blank(match: re.Match[str]) -> str:
    return "\uffff" * len(match[0])


def _in_links(folded: Folded, plans: tuple[str | None, ...]) -> Iterator[Found]:
    for match in _NUMBER_LINK.finditer(folded.text):
        digits = match["digits"]
        number = read_number(digits, has_plus=not digits.startswith("0"), regions=plans)
        if number is not None:
            app = next(name for start, name in _LINK_APPS.items() if match["app"].startswith(start))
            yield _found(folded, match.span("digits"), "phone", number.e164, (app,), 0.97, "phone:link")


def _number(groups: list[Group], number: Number, folded: Folded) -> Iterator[Found]:
    """The number, and the account that it is where a wallet is named before it; a bank's account is no number."""
    text, place = folded.text, (_start(groups[0], folded.text), groups[-1].end)
    if service := payment_before(text, place[0]):
        digits = "".join(group.shown for group in groups)
        yield _found(folded, place, "payment", digits, (service,), 0.85, f"payment:{service}")
        if service != "bank" and number.is_mobile and not number.is_bare:
            yield _found(folded, place, "phone", number.e164, (service,), 0.7, f"phone:wallet/{number.how}")
        return
    gap = max((group.gap for group in groups[1:]), default=TOUCHING)
    kinds = {group.kind for group in groups}
    rule = f"phone:{'+'.join(sorted(kinds))}/{('joined', 'parted', 'odd', 'apart')[gap]}/{number.how}"
    yield _found(folded, place, "phone", number.e164, apps_beside(text, *place), _sure(kinds, gap, number), rule)


def _start(group: Group, text: str) -> int:
    """Where a number begins: at its plus sign, if it has one."""
    plus = text.rfind("+", max(0, group.start - 4), group.start) if group.has_plus else -1
    return plus if plus >= 0 else group.start


def _sharing(run: list[Group], chosen: list[Stretch], folded: Folded) -> Iterator[Found]:
    """Numbers that share the beginning of the one before a slash: ``019-333 4444 / 5555``."""
    firsts = {first for first, _, _ in chosen}
    for _, last, number in chosen:
        ending = run[last + 1] if last + 1 < len(run) and last + 1 not in firsts else None
        if ending is None or ending.kind != "digits" or "/" not in ending.gap_text or len(ending.shown) not in (3, 4):
            continue
        if is_no_phone(folded.text, ending.start, ending.end) or len(run[last].shown) < len(ending.shown):
            continue
        other = read_number(number.e164[1 : -len(ending.shown)] + ending.shown, has_plus=True, regions=())
        if other is not None:
            place = (ending.start, ending.end)
            apps = apps_beside(folded.text, run[last].start, ending.end)
            yield _found(folded, place, "phone", other.e164, apps, 0.75, "phone:shared-beginning")


def _accounts(run: list[Group], chosen: list[Stretch], folded: Folded) -> Iterator[Found]:
    """Digits that a bank's or wallet's name announces, and that are no telephone number."""
    taken = {place for first, last, _ in chosen for place in range(first, last + 1)}
    place = 0
    while place < len(run):
        service = payment_before(folded.text, run[place].start) if place not in taken else None
        stretch: list[Group] = []
        for group in run[place:] if service else ():
            if place + len(stretch) in taken or group.kind not in ("digits", "han") or (stretch and group.gap >= ODD):
                break
            stretch.append(group)
        digits = "".join(group.shown for group in stretch)
        if service and len(digits) in _ACCOUNT_DIGITS:
            place_of = (stretch[0].start, stretch[-1].end)
            yield _found(folded, place_of, "payment", digits, (service,), 0.85, f"payment:{service}")
        place += max(1, len(stretch))


def _sure(kinds: set[str], gap: int, number: Number) -> float:
    sure = 0.95 if kinds == {"digits"} else 0.9 if kinds <= {"digits", "han"} or kinds == {"word"} else 0.85
    sure -= {ODD: 0.05, STRONG: 0.1}.get(gap, 0.0)
    return round(sure - (0.0 if number.how in ("plus", "region") else 0.1) - 0.1 * number.is_bare, 2)


def _found(
    folded: Folded, place: tuple[int, int], kind: str, value: str, apps: tuple[str, ...], sure: float, rule: str
) -> Found:
    first, last = folded.span(*place)
    return Found(kind, value, first, last, apps, sure, rule)
