"""Which number belongs to which name: of its line, its clause, its side of a list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphintel.extract import hints
from graphintel.extract.counts import Count, number_after, number_before
from graphintel.extract.prices import Price
from graphintel.extract.terms import TermHit

_AGAINST = 60.0  # characters that a price counts as farther on the side where the line's other prices do not stand
_LISTED = 2  # lines with a name and a price that make a list
CLAUSE = re.compile(r"[\n\r;；。！!?？]|(?<!\d)[,，、]|[,，、](?!\d)|\.\s|\s/+\s|//|\s\|\s|\s\+\s")


@dataclass(slots=True)
class Named:
    """A name in the folded text with the numbers that were given to it."""

    hit: TermHit
    start: int
    end: int
    part: str
    counts: list[Count] = field(default_factory=list)
    weights: list[Count] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)

    @property
    def has_numbers(self) -> bool:
        return bool(self.counts or self.weights or self.prices)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a text counts, weighs and asks, with places in the folded text."""

    counts: tuple[Count, ...]
    weights: tuple[Count, ...]
    prices: tuple[Price, ...]


def share_numbers(text: str, names: list[Named], numbers: Numbers) -> None:
    """Give each number to the name it belongs to: of its line, else of the line above, else of the one below."""
    lines = [0, *(match.end() for match in re.finditer(r"[\n\r]+", text))]
    by_line: dict[int, list[Named]] = {}
    for name in names:
        by_line.setdefault(bisect_right(lines, name.start), []).append(name)
    free = [c for c in numbers.counts if not any(c.start < n.end and n.start < c.end for n in names)]
    counts = [c for c in free if not _is_unit_of(text, c, numbers.prices)]
    marked = [price for price in numbers.prices if not price.is_bare]
    _deal(text, lines, by_line, marked, "prices")
    # What nothing marks as a price is one only of a name that has none, and in proportion to the others.
    bare = [p for p in numbers.prices if p.is_bare and all(m.least / 40 <= p.most <= m.most * 40 for m in marked)]
    priced = [name for name in names if name.prices]
    bare = [p for p in bare if not any(_same_clause(text, name, p) for name in priced)]
    _deal(text, lines, by_line, bare, "prices", unless=priced)
    _deal(text, lines, by_line, counts, "counts")
    _deal(text, lines, by_line, numbers.weights, "weights")
    for name in names:
        # What several cost together says nothing of one where one's price is told too.
        each = [price for price in name.prices if price.basis != "total" and not price.is_deal]
        name.prices[:] = each or name.prices
    for name in names:
        after = number_after(text, name.end) if not name.counts else None
        if after is not None and not any(p.start < after.end and after.start < p.end for p in numbers.prices):
            name.counts.append(after)
        if not name.counts and (before := number_before(text, name.start)) is not None:
            value, start = before
            if not any(price.start < name.start and start < price.end for price in numbers.prices):
                name.counts.append(Count(value, value, start, name.start))


def _deal(
    text: str,
    lines: list[int],
    by_line: dict[int, list[Named]],
    found: Sequence[Price | Count],
    kind: str,
    *,
    unless: Sequence[Named] = (),
) -> None:
    """Give numbers of one kind to their names, line by line; those of other goods to none."""
    per_line: dict[int, list[Price | Count]] = {}
    for one in found:
        per_line.setdefault(bisect_right(lines, one.start), []).append(one)
    is_list = sum(line in per_line for line in by_line) >= _LISTED
    for line, ones in per_line.items():
        if line not in by_line and is_list and min(by_line) < line:
            continue  # in a list of goods with their prices a line without a name is of other goods
        here = by_line.get(line, [])
        others = _outside_list(text, ones, here)
        own = [one for one in ones if one not in others and not _is_of_others(text, one, here)]
        for one, owners in _owners(text, line, own, by_line, is_price=kind == "prices"):
            for owner in owners:
                if not any(owner is other for other in unless):
                    getattr(owner, kind).append(one)


def _opens_clause(text: str, one: Price | Count) -> bool:
    """Whether no word stands before a number in its clause: prices lead there."""
    start, _ = _clause_around(text, one)
    return not any(character.isalpha() for character in text[start : one.start])


def _clause_around(text: str, one: Price | Count) -> tuple[int, int]:
    begin = max(0, one.start - 60)
    start = max((m.end() for m in CLAUSE.finditer(text, begin, one.start)), default=begin)
    end = next((m.start() for m in CLAUSE.finditer(text, one.end, one.end + 40)), min(len(text), one.end + 40))
    return start, end


def _outside_list(text: str, ones: Sequence[Price | Count], here: list[Named]) -> list[Price | Count]:
    """In a list of names with their numbers, the numbers of clauses that name nothing: they are of other goods."""
    named = []
    for one in ones:
        start, end = _clause_around(text, one)
        named.append(any(name.start < end and start < name.end for name in here))
    if sum(named) < _LISTED:
        return []
    return [one for one, is_named in zip(ones, named, strict=True) if not is_named and not _opens_clause(text, one)]


def _is_of_others(text: str, one: Price | Count, here: list[Named]) -> bool:
    """Whether a number stands in a clause about ordinary goods: "…, cockatiel 900"."""
    start, end = _clause_around(text, one)
    if any(name.start < end and start < name.end for name in here):
        return False
    return hints.ORDINARY.search(text, start, end) is not None


def _same_clause(text: str, name: Named, price: Price) -> bool:
    gap = text[name.end : price.start] if name.end <= price.start else text[price.end : name.start]
    return CLAUSE.search(gap) is None


def _is_unit_of(text: str, count: Count, prices: Sequence[Price]) -> bool:
    """ "800一只", "500 a pair": one of them is what the price is for, not how many there are."""
    is_one = count.least == count.most and count.least <= 2
    return (
        is_one and any(price.basis in ("each", "pair") and 0 <= count.start - price.end <= 2 for price in prices)
    ) or any(price.start <= count.start and count.end <= price.end for price in prices)


def _owners(
    text: str,
    line: int,
    ones: Sequence[Price | Count],
    by_line: dict[int, list[Named]],
    *,
    is_price: bool,
) -> Iterable[tuple[Price | Count, list[Named]]]:
    here = by_line.get(line)
    if here is None:
        above = [number for number in by_line if number < line]
        below = [number for number in by_line if number > line]
        near = by_line[max(above)] if above else by_line[min(below)]
        if len(near) > 1 and is_price:
            yield from ((one, near) for one in ones)
        else:
            yield from ((one, [near[-1] if above else near[0]]) for one in ones)
    elif len(here) == 1:
        yield from ((one, here) for one in ones)
    elif len(here) == len(ones):
        yield from ((one, [name]) for one, name in zip(ones, here, strict=True))
    elif is_price and len(ones) == 1 and ones[0].start >= here[-1].end and _are_listed(text, here):
        yield ones[0], here  # "kukang, lutung, musang 500rb"
    else:
        leads = bool(ones) and ones[0].start < here[0].start and _opens_clause(text, ones[0])
        yield from ((one, [_nearest(text, one, here, is_price=is_price, leads=leads)]) for one in ones)


def _are_listed(text: str, here: list[Named]) -> bool:
    return all(len(text[a.end : b.start]) <= 5 for a, b in pairwise(here))


def _nearest(text: str, one: Price | Count, here: list[Named], *, is_price: bool, leads: bool) -> Named:
    """The name that a number stands beside; a price behind it unless prices lead, a count sooner before it."""

    def distance(name: Named) -> float:
        if one.end <= name.start:
            gap = text[one.end : name.start]
            steps = len(gap) + (_AGAINST if is_price and not leads else 0.0)
        else:
            gap = text[name.end : one.start] if name.end <= one.start else ""
            steps = len(gap) * (1.0 if is_price else 1.5) + (_AGAINST if is_price and leads else 0.0)
        return steps + 30.0 * len(CLAUSE.findall(gap))

    return min(here, key=distance)
