"""Which groups of a run of digits make numbers: the whole rather than a part, whole lines rather than pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graphintel.extract.contexts import (
    apps_beside,
    is_announced,
    is_backwards,
    is_code,
    is_no_phone,
    is_told_bare,
    payment_before,
)
from graphintel.extract.digits import FAR, STRONG, TOUCHING, Group
from graphintel.extract.numbering import Number, read_number

Stretch = tuple[int, int, Number]  # first and last group of the run, and the number that they make
_LANGUAGES = ("en", "ms", "vi", "zh", "tl", "th", "es", "pt")
_LANGUAGE_OF = {
    "MY": "ms", "ID": "ms", "SG": "en", "BN": "ms", "VN": "vi", "CN": "zh", "TW": "zh", "HK": "zh", "PH": "tl",
    "TH": "th", "ES": "es", "MX": "es", "BR": "pt",
}  # fmt: skip
_MOST_FAR = 2  # words unknown to us between the parts of one number
_MOST_TRIED = 60  # stretches of one run that are held against numbering plans
_MOST_LOOKED_AT = 600  # stretches of one run of which the gaps are looked at
_MOST_GROUPS = 24  # of one number: digit by digit, with a country code
_FEWEST, _MOST_DIGITS = 7, 15  # of a number with its country code (ITU-T E.164)
_ONE_BY_ONE = 8
_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_FEWEST_TIMES = 3
_CODE_AROUND = (re.compile(r"[a-z]{1,5}-$"), re.compile(r"-[a-z]{1,4}(?![a-z])"))
_AMOUNT = r"[1-9]\d{0,2}(?:[.,]\d{3})+"
_AMOUNTS = re.compile(rf"{_AMOUNT}\s?[-–~]\s?{_AMOUNT}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3}){2,}")


def numbers_of(run: list[Group], text: str, plans: tuple[str | None, ...]) -> list[Stretch]:
    """The numbers of a run, in order, never overlapping.

    Args:
        run: what `runs_of` gives.
        text: the folded text that its groups count.
        plans: regions whose numbering plans are tried, the likeliest first.
    """
    reader = _Reader(run, text, plans)
    starts = [0, *(place for place, group in enumerate(run) if place and group.gap == STRONG), len(run)]
    found: list[Stretch] = []
    waiting: list[tuple[int, int]] = []
    for start, end in pairwise(starts):
        if number := reader.read(start, end - 1):
            found.append((start, end - 1, number))
        else:
            waiting.append((start, end - 1))
    joined, left = reader.joined(waiting)
    found += joined
    for first, last in left:
        found += reader.pieces(first, last)
    return sorted(found, key=lambda stretch: stretch[0])


def refusal(groups: list[Group], text: str, plans: tuple[str | None, ...]) -> str:
    """Why digits that stand together are no telephone number, in words for people."""
    start, end = groups[0].start, groups[-1].end
    if is_no_phone(text, start, end):
        return "the words around say that it is money, a measure, a permit or another code"
    before = text[start - 1 : start]
    if before.isascii() and before.isalpha():
        return "letters stand right before it, as in a code"
    reader = _Reader(groups, text, plans)
    digits = next(reader.read_digits(), "")
    if read_number(digits, has_plus=groups[0].has_plus, regions=plans) is not None:
        return "it lacks the prefix that is written at home, and no word says that a number follows"
    regions = ", ".join(region for region in plans if region) or "any country by itself"
    return f"no numbering plan of {regions} has {len(digits)} such digits"


class _Reader:
    """Holds stretches of one run against the numbering plans, not endlessly many."""

    def __init__(self, run: list[Group], text: str, plans: tuple[str | None, ...]) -> None:
        self._run, self._text, self._plans = run, text, plans
        self._left, self._looks = _MOST_TRIED, _MOST_LOOKED_AT
        own = [_LANGUAGE_OF[region] for region in plans if region in _LANGUAGE_OF]
        self._languages = tuple(dict.fromkeys([*own, *_LANGUAGES]))

    def read(self, first: int, last: int) -> Number | None:
        """The number that the groups make together."""
        groups = self._run[first : last + 1]
        if self._left <= 0 or len(groups) > _MOST_GROUPS:
            return None
        numbers = []
        for digits in self._digits(groups):
            self._left -= 1
            number = read_number(digits, has_plus=groups[0].has_plus, regions=self._plans)
            if number is not None and self._is_meant(number, groups) and self._hangs_together(number, groups):
                numbers.append(number)
        # Of two readings the one that is written in full and is a mobile number, as sellers' are; else the first.
        return min(numbers, key=lambda one: (one.is_bare, not one.is_mobile), default=None)

    def read_digits(self) -> Iterator[str]:
        """The digits of the whole run, in each language that can read them."""
        return self._digits(self._run)

    def joined(self, parts: list[tuple[int, int]]) -> tuple[list[Stretch], list[tuple[int, int]]]:
        """Numbers over several lines, or behind several commas, and the parts that are left.

        Of all ways to join neighbours the one that leaves the fewest parts, then the one with the fewest numbers.
        """
        best: list[tuple[int, int, list[Stretch], list[tuple[int, int]]]] = [(0, 0, [], [])]
        for end in range(1, len(parts) + 1):
            left, count, found, alone = best[end - 1]
            choices = [(left + 1, count, found, [*alone, parts[end - 1]])]
            size = 0
            for begin in range(end - 1, -1, -1):
                size += sum(len(group.shown) for group in self._run[parts[begin][0] : parts[begin][1] + 1])
                if size > _MOST_DIGITS or (begin < end - 1 and parts[begin][1] + 1 != parts[begin + 1][0]):
                    break
                number = self.read(parts[begin][0], parts[end - 1][1]) if begin < end - 1 and size >= _FEWEST else None
                if number is not None:
                    left, count, found, alone = best[begin]
                    stretch = (parts[begin][0], parts[end - 1][1], number)
                    choices.append((left, count + 1, [*found, stretch], alone))
            best.append(min(choices, key=lambda choice: choice[:2]))
        return best[-1][2], best[-1][3]

    def pieces(self, first: int, last: int) -> list[Stretch]:
        """Numbers within a part: several that fill it, else one that stands apart from the rest."""
        part = self._run[first : last + 1]
        if is_code(self._text, part[0].start) or payment_before(self._text, part[0].start):
            return []  # of a book's, parcel's or account's number no piece is a telephone
        if filled := self._filled(first, last):
            return filled
        for length in range(min(last - first, _MOST_GROUPS), 0, -1):
            for begin in range(first, last - length + 2):
                end = begin + length - 1
                self._looks -= 1
                if (
                    self._looks > 0
                    and self._stands_apart(begin, end, first, last)
                    and (number := self.read(begin, end))
                ):
                    before = self.pieces(first, begin - 1) if begin > first else []
                    after = self.pieces(end + 1, last) if end < last else []
                    return [*before, (begin, end, number), *after]
            if self._left <= 0 or self._looks <= 0:
                break
        return []

    def _filled(self, first: int, last: int) -> list[Stretch]:
        """Numbers that take all the groups, one behind the other."""
        best: dict[int, list[Stretch]] = {first: []}
        for begin in range(first, last + 1):
            if begin not in best:
                continue
            for end in range(begin, min(last, begin + _MOST_GROUPS) + 1):
                if (begin, end) != (first, last) and end + 1 not in best and (number := self.read(begin, end)):
                    best[end + 1] = [*best[begin], (begin, end, number)]
        return best.get(last + 1, [])

    def _stands_apart(self, begin: int, end: int, first: int, last: int) -> bool:
        """Whether the gaps around a stretch are stronger than those within, or of another kind."""
        inner = self._run[begin + 1 : end + 1]
        strength = max((group.gap for group in inner), default=TOUCHING - 1)
        has_space = any(" " in group.gap_text for group in inner)
        head, tail = self._run[begin], self._run[end + 1] if end < last else None
        opens = head.has_plus or head.shown.startswith("0")
        left = begin == first or head.gap > strength or (head.gap == strength and (opens or not has_space))
        ends = tail is not None and " " in tail.gap_text and not has_space
        return left and (tail is None or tail.gap > strength or (tail.gap == strength and ends))

    def _digits(self, groups: list[Group]) -> Iterator[str]:
        """The digits of the groups, in each language that can read all of them; each reading once."""
        seen = set()
        # Where a text speaks of reading backwards, both ways are tried, as it is written first.
        steps = (1, -1) if is_backwards(self._text, groups[0].start, groups[-1].end) else (1,)
        is_spelled = any(len(group.readings) > 1 or "" not in group.readings for group in groups)
        bars = ("", "1") if any(group.kind == "bar" for group in groups) else ("",)
        for language in self._languages if is_spelled else self._languages[:1]:
            for bar in bars:  # a bar parts groups, or passes for a one
                parts = [bar if group.kind == "bar" else group.read(language) or group.read("en") for group in groups]
                written = "".join("?" if part is None else part for part in parts)
                if "?" in written or written in seen:
                    continue
                seen.add(written)
                yield from (written[::step] for step in steps)

    def _hangs_together(self, number: Number, groups: list[Group]) -> bool:
        """Whether parts with a word unknown to us between them make one number: a mobile one, from its prefix on."""
        far = [place for place, group in enumerate(groups) if place and FAR in group.gap_text]
        if not far:
            return True
        opens = groups[0].has_plus or groups[0].shown[:1] in ("0", "1")
        if not is_announced(self._text, groups[0].start) and not apps_beside(
            self._text, groups[0].start, groups[-1].end
        ):
            return False
        others = any(is_no_phone(self._text, groups[place].start, groups[place].end) for place in far)
        return len(far) <= _MOST_FAR and opens and number.is_mobile and not number.is_bare and not others

    def _is_meant(self, number: Number, groups: list[Group]) -> bool:
        """Whether the words around allow a number here, and where the digits alone say little, ask for one."""
        text, start, end = self._text, groups[0].start, groups[-1].end
        if payment_before(text, start) is None and is_no_phone(text, start, end):
            return False
        announced = is_announced(text, start)
        if _AMOUNTS.fullmatch(text[start:end]):
            return False  # "18,000-25,000"
        if not announced and (_is_timetable(groups) or _is_part_of_code(text, start, end)):
            return False
        before = text[start - 1 : start]
        if before.isascii() and before.isalpha() and not announced and not groups[0].has_plus:
            return False  # a code such as PKT0812…
        sizes = [len(group.shown) for group in groups]
        is_spelled = any(group.kind in ("word", "letters") for group in groups)
        is_odd = number.how == "code" and min(sizes[1:], default=3) < 3 and len(set(sizes)) > 1
        if not (number.is_bare or is_odd or (is_spelled and number.how in ("code", "further"))):
            return True
        if announced or apps_beside(text, start, end) or is_told_bare(text, end):
            return True
        if number.is_mobile and sum(size == 1 for size in sizes) >= _ONE_BY_ONE:
            return True  # nobody spells another number digit by digit
        is_said_so = not is_odd and number.is_mobile and len(sizes) > 1 and sizes[0] >= 3 and max(sizes) <= 5
        is_said_so = is_said_so and sum(sizes) >= 9 and all(group.gap != STRONG for group in groups[1:])
        return is_said_so and not _THOUSANDS.fullmatch(text[start:end])


def _is_timetable(groups: list[Group]) -> bool:
    """Whether all groups read as times of day: ``0715 0930 1145``."""
    times = [group for group in groups if group.kind == "digits" and _TIME.fullmatch(group.shown)]
    return len(times) == len(groups) >= _FEWEST_TIMES


def _is_part_of_code(text: str, start: int, end: int) -> bool:
    """Whether letters hang on to the digits, as in the name of a model or a serial number: ``HJ-0864-2200``."""
    before, after = _CODE_AROUND
    return before.search(text[max(0, start - 7) : start]) is not None or after.match(text, end) is not None
