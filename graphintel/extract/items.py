"""What a text offers, item by item: a taxon with its form, and the counts, weights and prices that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from graphintel.extract import hints
from graphintel.extract.counts import Count, number_after, number_before
from graphintel.extract.folding import Folded
from graphintel.extract.prices import Price
from graphintel.extract.terms import TermHit
from graphintel.reference import CitesList
from graphintel.reference.parts import PART_FIRST

_LIVE_PART = "LIV"
_AGAINST = 60.0  # characters that a price counts as farther on the side where the line's other prices do not stand
_OPENS, _CLOSES = re.compile(r"[^()\n,;]{0,14}\(\s?"), re.compile(r"[^()\n]{0,3}\)")
_LISTED = 2  # lines with a name and a price that make a list
_CARVED, _SHELL = "CAR", "CAP"
_NEVER_CARVED = frozenset(("Passeriformes", "Psittaciformes", "Strigiformes", "Falconiformes"))
_WEIGHED_ALIVE = frozenset(
    ("Testudines", "Serpentes", "Sauria", "Crocodylia", "Anura", "Caudata", "Scleropages formosus", "Anguilla anguilla")
)
_MEASURED = re.compile(r"\s?(?:length|长|長|\d)")
_ALIVE = re.compile(
    r"(?<![a-z])(?:alive|living|hidup|sống|buhay|eating|feeding)(?![a-z])|เป็นๆ|มีชีวิต|活(?!动|動)|能吃|進食|进食"
)
_BODY = "BOD"  # dried or stuffed: said before or behind the animal in any language
_FEW_LETTERS = 14  # between an animal and the word that says it is dried
_LINKED_BEFORE = re.compile(
    r"\s*(?:asli|original|ori|tulen|dari|drpd|of|của|con|ng|sa|จาก|ของ|แท้|ตัว|thật|xịn)?\s*(?:the |a )?"
)
_LINKED_BEHIND = re.compile(r"(?:'s|’s)?[\s-]?|的|asli\s")
_CLAUSE = re.compile(r"[\n\r;；。！!?？]|(?<!\d)[,，、]|[,，、](?!\d)|\.\s|\s/+\s|//|\s\|\s|\s\+\s")
_STAGES = (
    ("egg", re.compile(r"\beggs?\b|\btelur\b|\btrứng\b|ไข่|蛋(?!糕|白)")),
    ("juvenile", re.compile(
        r"\b(?:bab(?:y|ies)|juv(?:enile)?s?|hatchlings?|cubs?|pups?|chicks?|kittens?|infants?|newborn|anak(?:an)?|bayi|bby|lolohan|trotol|piyik|con non|bé|mới sinh|sơ sinh|inakay)\b"
        r"|ลูก(?=[ก-๙])|แรกเกิด|ลูกป้อน|幼|苗|崽|雏|雛|宝宝|寶寶|小只|仔|刚出壳")),
    ("subadult", re.compile(r"\b(?:sub-?adult|remaja|juvie|dara|bán trưởng thành|choai)\b|วัยรุ่น|亚成|亞成")),
    ("adult", re.compile(r"\b(?:adults?|dewasa|indukan|induk|matang|trưởng thành|bố mẹ|proven|breeders?)\b|พ่อแม่พันธุ์|โตเต็มวัย|พร้อมผสม|成体|成體|种|種鳥|成鸟|成年")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One taxon and form that a text names; ``start``/``end`` count the source's code points, half-open.

    ``grams_min`` to ``grams_max`` is the weight offered; ``price_basis`` each, pair, weight, total or None.
    """

    taxon: str
    appendix: str | None
    form: str
    product: str | None
    count_min: float | None
    count_max: float | None
    grams_min: float | None
    grams_max: float | None
    life_stage: str | None
    price_min: float | None
    price_max: float | None
    currency: str | None
    price_basis: str | None
    start: int
    end: int
    is_masked: bool


@dataclass(slots=True)
class _Named:
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


def assemble_items(
    folded: Folded,
    named: Sequence[TermHit],
    parts: Sequence[TermHit],
    numbers: Numbers,
    *,
    cites: CitesList,
    language: str | None,
    says_live: bool,
) -> tuple[Item, ...]:
    """Put names, parts and numbers together.

    Args:
        named: hits that name a taxon, in order.
        parts: hits of words for parts, of which those beside a name make it a product.
        says_live: the text has words for living animals.

    Returns:
        One item for each taxon and form, in the order of the text; a heading above its kinds is none.
    """
    names = _placed(folded, _one_per_span(named, language, cites))
    if not names:
        return ()
    _compose(folded, names, _placed(folded, parts), cites)
    names = _without_repeats(names)
    _share(folded.text, names, numbers)
    for name in names:
        is_weighed = name.weights and not name.counts and name.part in ("", _LIVE_PART)
        if is_weighed and not says_live and not _ALIVE.search(folded.text) and _is_sold_by_weight(name, cites):
            name.part = "DER"  # what is sold by weight and not said to live is a part or derivative
    names = _without_asides(folded.text, names, cites)
    kept = _without_headings(_joined(names, cites, says_live=says_live), cites)
    return tuple(_item(folded, name, alone=len(kept) == 1) for name in kept)


def _is_sold_by_weight(name: _Named, cites: CitesList) -> bool:
    """Whether what is weighed is a part: of reptiles the animal itself is."""
    return not any(above in _WEIGHED_ALIVE for above in (name.hit.term.taxon, *cites.above(name.hit.term.taxon)))


def _one_per_span(named: Sequence[TermHit], language: str | None, cites: CitesList) -> list[TermHit]:
    """Of terms over one span that which fits the text's language, and the most exact."""
    best: dict[tuple[int, int], TermHit] = {}
    for hit in named:
        other = best.get((hit.start, hit.end))
        if other is None or _fits(hit, language) > _fits(other, language):
            best[(hit.start, hit.end)] = hit
    return sorted(best.values(), key=lambda hit: hit.start)


def _fits(hit: TermHit, language: str | None) -> tuple[bool, bool, bool, bool]:
    term = hit.term
    return (not hit.is_masked, not term.is_code_word, " " in term.taxon, term.language == language)


def _placed(folded: Folded, hits: Iterable[TermHit]) -> list[_Named]:
    if folded.starts is None:
        return [_Named(hit, hit.start, hit.end, hit.term.part) for hit in hits]
    starts = folded.starts
    placed = []
    for hit in hits:
        start = bisect_right(starts, hit.start - 1)
        end = bisect_right(starts, hit.end - 1)
        placed.append(_Named(hit, start, max(end, start + 1), hit.term.part))
    return placed


def _compose(folded: Folded, names: list[_Named], parts: list[_Named], cites: CitesList) -> None:
    """Make a name with the word for a part beside it the name of that part."""
    text = folded.text
    for name in names:
        if name.part not in ("", _LIVE_PART) or name.hit.term.kind == "product":
            continue
        above = (name.hit.term.taxon, *cites.above(name.hit.term.taxon))
        for part in parts:
            if part.start >= name.start and part.end <= name.end:
                continue
            if part.part == _CARVED and any(one in _NEVER_CARVED for one in above):
                continue  # the ring of a bird
            if part.part == _SHELL and _MEASURED.match(text, part.end):
                continue  # how long the shell of a living tortoise is
            is_first = part.hit.term.language in PART_FIRST
            before, behind = text[part.end : name.start], text[name.end : part.start]
            is_dried = part.part == _BODY
            if part.end <= name.start and (
                ((is_first or is_dried or " of" in before) and _LINKED_BEFORE.fullmatch(before))
                or (is_dried and len(before) <= _FEW_LETTERS and not _CLAUSE.search(before))
            ):
                name.part, name.start = part.part or "DER", part.start
                name.hit = replace(name.hit, start=part.hit.start)
                break
            if part.start >= name.end and (
                ((not is_first or is_dried) and _LINKED_BEHIND.fullmatch(behind))
                or (is_dried and len(behind) <= _FEW_LETTERS and not _CLAUSE.search(behind))
            ):
                name.part, name.end = part.part or "DER", part.end
                name.hit = replace(name.hit, end=part.hit.end)
                break


def _without_repeats(names: list[_Named]) -> list[_Named]:
    """Drop emoji and code words where plain names stand, and the same name said again right behind itself."""
    plain = [name for name in names if not name.hit.term.is_code_word]
    return plain or names


def _share(text: str, names: list[_Named], numbers: Numbers) -> None:
    """Give each number to the name it belongs to: of its line, else of the line above, else of the one below."""
    lines = [0, *(match.end() for match in re.finditer(r"[\n\r]+", text))]
    by_line: dict[int, list[_Named]] = {}
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
    by_line: dict[int, list[_Named]],
    found: Sequence[Price | Count],
    kind: str,
    *,
    unless: Sequence[_Named] = (),
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
    start = max((m.end() for m in _CLAUSE.finditer(text, begin, one.start)), default=begin)
    end = next((m.start() for m in _CLAUSE.finditer(text, one.end, one.end + 40)), min(len(text), one.end + 40))
    return start, end


def _outside_list(text: str, ones: Sequence[Price | Count], here: list[_Named]) -> list[Price | Count]:
    """In a list of names with their numbers, the numbers of clauses that name nothing: they are of other goods."""
    named = []
    for one in ones:
        start, end = _clause_around(text, one)
        named.append(any(name.start < end and start < name.end for name in here))
    if sum(named) < _LISTED:
        return []
    return [one for one, is_named in zip(ones, named, strict=True) if not is_named and not _opens_clause(text, one)]


def _is_of_others(text: str, one: Price | Count, here: list[_Named]) -> bool:
    """Whether a number stands in a clause about ordinary goods: "…, cockatiel 900"."""
    start, end = _clause_around(text, one)
    if any(name.start < end and start < name.end for name in here):
        return False
    return hints.ORDINARY.search(text, start, end) is not None


def _same_clause(text: str, name: _Named, price: Price) -> bool:
    gap = text[name.end : price.start] if name.end <= price.start else text[price.end : name.start]
    return _CLAUSE.search(gap) is None


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
    by_line: dict[int, list[_Named]],
    *,
    is_price: bool,
) -> Iterable[tuple[Price | Count, list[_Named]]]:
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


def _are_listed(text: str, here: list[_Named]) -> bool:
    return all(len(text[a.end : b.start]) <= 5 for a, b in pairwise(here))


def _nearest(text: str, one: Price | Count, here: list[_Named], *, is_price: bool, leads: bool) -> _Named:
    """The name that a number stands beside; a price behind it unless prices lead, a count sooner before it."""

    def distance(name: _Named) -> float:
        if one.end <= name.start:
            gap = text[one.end : name.start]
            steps = len(gap) + (_AGAINST if is_price and not leads else 0.0)
        else:
            gap = text[name.end : one.start] if name.end <= one.start else ""
            steps = len(gap) * (1.0 if is_price else 1.5) + (_AGAINST if is_price and leads else 0.0)
        return steps + 30.0 * len(_CLAUSE.findall(gap))

    return min(here, key=distance)


def _joined(names: list[_Named], cites: CitesList, *, says_live: bool) -> list[_Named]:
    """One name for each taxon and form; a bare name beside its own product only repeats it."""
    products = [name for name in names if _is_product(name)]
    kept: list[_Named] = []
    for name in names:
        if not _is_product(name) and (not says_live or not name.has_numbers or _touches(name, products)):
            host = next((p for p in products if _is_same_or_above(name.hit.term.taxon, p.hit.term.taxon, cites)), None)
            if host is not None:
                _give(name, host)
                continue
        same = next(
            (k for k in kept if k.hit.term.taxon == name.hit.term.taxon and _is_product(k) == _is_product(name)), None
        )
        if same is None:
            kept.append(name)
        else:
            _give(name, same)
    return kept


def _touches(name: _Named, products: list[_Named]) -> bool:
    return any(-1 <= name.start - p.end <= 1 or -1 <= p.start - name.end <= 1 for p in products)


def _is_same_or_above(taxon: str, other: str, cites: CitesList) -> bool:
    return taxon == other or cites.covers(taxon, other) or cites.covers(other, taxon)


def _give(name: _Named, other: _Named) -> None:
    other.prices += [price for price in name.prices if price not in other.prices]
    # "2 ekor … 2 ekor": the same number again counts once; sizes with prices of their own add up.
    if name.counts and other.counts and name.prices and other.prices and name.counts[0].start != other.counts[0].start:
        first, second = other.counts[0], name.counts[0]
        other.counts = [Count(first.least + second.least, first.most + second.most, first.start, first.end)]
    else:
        other.counts = other.counts or name.counts
    other.weights = other.weights or name.weights


def _without_asides(text: str, names: list[_Named], cites: CitesList) -> list[_Named]:
    """Of a name and another in brackets behind it, "kura ambon (Cuora)", the one that says more."""
    kept = list(names)
    for left, right in pairwise(names):
        opens = _OPENS.fullmatch(text[left.end : right.start])
        if opens is None or not _CLOSES.match(text, right.end) or _is_product(left) != _is_product(right):
            continue
        less, more = (right, left) if cites.covers(right.hit.term.taxon, left.hit.term.taxon) else (left, right)
        if any(one is less for one in kept) and any(one is more for one in kept):
            _give(less, more)
            kept = [one for one in kept if one is not less]
    return kept


def _without_headings(names: list[_Named], cites: CitesList) -> list[_Named]:
    """Drop a genus, family or order without numbers of its own where something of it is named exactly."""
    kept = []
    for name in names:
        below = [
            o
            for o in names
            if o is not name
            and cites.covers(name.hit.term.taxon, o.hit.term.taxon)
            and _is_product(o) == _is_product(name)
        ]
        if below and (not name.has_numbers or len(names) == 2):
            if len(below) == 1:
                _give(name, below[0])
            continue
        kept.append(name)
    return kept or names[:1]


def _is_product(name: _Named) -> bool:
    return name.part not in ("", _LIVE_PART) or name.hit.term.kind == "product"


def _item(folded: Folded, name: _Named, *, alone: bool) -> Item:
    term = name.hit.term
    is_product = _is_product(name)
    currency = name.prices[0].currency if name.prices else None
    prices = [price for price in name.prices if price.currency == currency]
    # Where each and all are both priced, what one costs is the price.
    each = [price for price in prices if price.basis != "total" and not price.is_deal] or prices
    bases = {price.basis for price in each}
    count = name.counts[0] if name.counts else None
    weight = name.weights[0] if name.weights else None
    return Item(
        taxon=term.taxon,
        appendix=term.appendix or None,
        form="product" if is_product else "live",
        product=(name.part or None) if is_product else None,
        count_min=count.least if count else None,
        count_max=count.most if count else None,
        grams_min=weight.least if weight else None,
        grams_max=weight.most if weight else None,
        life_stage=None if is_product else _stage(folded.text, name, alone=alone),
        price_min=min((price.least for price in each), default=None),
        price_max=max((price.most for price in each), default=None),
        currency=currency,
        price_basis=bases.pop() if len(bases) == 1 else None,
        start=name.hit.start,
        end=name.hit.end,
        is_masked=name.hit.is_masked,
    )


def _stage(text: str, name: _Named, *, alone: bool) -> str | None:
    start = text.rfind("\n", 0, name.start) + 1
    end = text.find("\n", name.end)
    near = text if alone else text[max(start, name.start - 24) : min(end if end >= 0 else len(text), name.end + 24)]
    return next((stage for stage, pattern in _STAGES if pattern.search(near)), None)
