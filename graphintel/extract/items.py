"""What a text offers, item by item: a taxon with its form, and the counts, weights and prices that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graphintel.extract.counts import Count
from graphintel.extract.folding import Folded
from graphintel.extract.sharing import CLAUSE, Named, Numbers, share_numbers
from graphintel.extract.terms import TermHit
from graphintel.reference import CitesList
from graphintel.reference.parts import PART_FIRST

_LIVE_PART = "LIV"
_OPENS, _CLOSES = re.compile(r"[^()\n,;]{0,14}\(\s?"), re.compile(r"[^()\n]{0,3}\)")
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
    share_numbers(folded.text, names, numbers)
    for name in names:
        is_weighed = name.weights and not name.counts and name.part in ("", _LIVE_PART)
        if is_weighed and not says_live and not _ALIVE.search(folded.text) and _is_sold_by_weight(name, cites):
            name.part = "DER"  # what is sold by weight and not said to live is a part or derivative
    names = _without_asides(folded.text, names, cites)
    kept = _without_headings(_joined(names, cites, says_live=says_live), cites)
    return tuple(_item(folded, name, alone=len(kept) == 1) for name in kept)


def _is_sold_by_weight(name: Named, cites: CitesList) -> bool:
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


def _placed(folded: Folded, hits: Iterable[TermHit]) -> list[Named]:
    if folded.starts is None:
        return [Named(hit, hit.start, hit.end, hit.term.part) for hit in hits]
    starts = folded.starts
    placed = []
    for hit in hits:
        start = bisect_right(starts, hit.start - 1)
        end = bisect_right(starts, hit.end - 1)
        placed.append(Named(hit, start, max(end, start + 1), hit.term.part))
    return placed


def _compose(folded: Folded, names: list[Named], parts: list[Named], cites: CitesList) -> None:
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
                or (is_dried and len(before) <= _FEW_LETTERS and not CLAUSE.search(before))
            ):
                name.part, name.start = part.part or "DER", part.start
                name.hit = replace(name.hit, start=part.hit.start)
                break
            if part.start >= name.end and (
                ((not is_first or is_dried) and _LINKED_BEHIND.fullmatch(behind))
                or (is_dried and len(behind) <= _FEW_LETTERS and not CLAUSE.search(behind))
            ):
                name.part, name.end = part.part or "DER", part.end
                name.hit = replace(name.hit, end=part.hit.end)
                break


def _without_repeats(names: list[Named]) -> list[Named]:
    """Drop emoji and code words where plain names stand, and the same name said again right behind itself."""
    plain = [name for name in names if not name.hit.term.is_code_word]
    return plain or names


def _joined(names: list[Named], cites: CitesList, *, says_live: bool) -> list[Named]:
    """One name for each taxon and form; a bare name beside its own product only repeats it."""
    products = [name for name in names if _is_product(name)]
    kept: list[Named] = []
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


def _touches(name: Named, products: list[Named]) -> bool:
    return any(-1 <= name.start - p.end <= 1 or -1 <= p.start - name.end <= 1 for p in products)


def _is_same_or_above(taxon: str, other: str, cites: CitesList) -> bool:
    return taxon == other or cites.covers(taxon, other) or cites.covers(other, taxon)


def _give(name: Named, other: Named) -> None:
    other.prices += [price for price in name.prices if price not in other.prices]
    # "2 ekor … 2 ekor": the same number again counts once; sizes with prices of their own add up.
    if name.counts and other.counts and name.prices and other.prices and name.counts[0].start != other.counts[0].start:
        first, second = other.counts[0], name.counts[0]
        other.counts = [Count(first.least + second.least, first.most + second.most, first.start, first.end)]
    else:
        other.counts = other.counts or name.counts
    other.weights = other.weights or name.weights


def _without_asides(text: str, names: list[Named], cites: CitesList) -> list[Named]:
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


def _without_headings(names: list[Named], cites: CitesList) -> list[Named]:
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


def _is_product(name: Named) -> bool:
    return name.part not in ("", _LIVE_PART) or name.hit.term.kind == "product"


def _item(folded: Folded, name: Named, *, alone: bool) -> Item:
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


def _stage(text: str, name: Named, *, alone: bool) -> str | None:
    start = text.rfind("\n", 0, name.start) + 1
    end = text.find("\n", name.end)
    near = text if alone else text[max(start, name.start - 24) : min(end if end >= 0 else len(text), name.end + 24)]
    return next((stage for stage, pattern in _STAGES if pattern.search(near)), None)
