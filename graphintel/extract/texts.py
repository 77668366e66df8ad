"""Everything that one text says: contacts, items, claims, signals."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from graphintel.extract.claims import find_claims
from graphintel.extract.counts import Count, find_counts
from graphintel.extract.folding import Folded, fold
from graphintel.extract.handles import handles_in
from graphintel.extract.language import guess_language
from graphintel.extract.phones import find_numbers
from graphintel.extract.prices import Price, find_prices
from graphintel.extract.signals import Signals, subjects, weigh_signals
from graphintel.extract.sketch import NO_SKETCH, sketch_of
from graphintel.extract.span import Found
from graphintel.extract.terms import TermFinder, TermHit

LONGEST = 20_000  # code points of one text that are read; what lies beyond is a dump, not a message
# Languages of one country, and further countries of those spoken in several: ISO 639-1 to ISO 3166-1.
_COUNTRY_OF = {"th": ("TH",), "vi": ("VN",), "lo": ("LA",), "km": ("KH",), "my": ("MM",), "tl": ("PH",)}
_ALSO_IN = {"ms": ("ID", "MY"), "zh": ("CN",)}
_LIVE_PART = "LIV"


@dataclass(frozen=True, slots=True)
class Item:
    """One taxon that a text names, with the words, numbers and prices nearest to them."""

    taxon: str
    appendix: str | None
    form: str
    product: str | None
    count_min: float | None
    count_max: float | None
    price_min: float | None
    price_max: float | None
    currency: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text says; ``template`` is a hash of its wording with contacts and numbers masked."""

    contacts: tuple[Found, ...]
    items: tuple[Item, ...]
    claims: tuple[tuple[str, str], ...]
    signals: Signals
    language: str | None
    template: str
    sketch: tuple[int, ...]


def read_text(text: str, *, region: str | None, finder: TermFinder) -> Reading:
    """Read one text. ``region`` is the ISO 3166-1 alpha-2 code assumed for numbers without a prefix."""
    text = text[:LONGEST]
    folded = fold(text)
    language = guess_language(folded.text)
    contacts = _without_clash(find_numbers(folded, regions_for(language, region)), handles_in(folded, text))
    hits = finder.find_in(folded)
    prices = find_prices(folded, region=region)
    counts = find_counts(folded)
    signals = weigh_signals(folded, hits, contacts, prices, counts)
    named = subjects(folded, hits)
    is_candidate = bool(named) or bool(contacts) or signals.sale > 0 or signals.price > 0
    masked = _masked(folded.text)
    return Reading(
        contacts=contacts,
        items=_items(named, prices, counts, folded),
        claims=find_claims(folded),
        signals=signals,
        language=language,
        template=hashlib.blake2b(masked.encode(), digest_size=8).hexdigest(),
        sketch=sketch_of(masked) if is_candidate else NO_SKETCH,
    )


def regions_for(language: str | None, region: str | None) -> tuple[str | None, ...]:
    """Regions in which to read a number without a prefix, the likeliest first.

    A language of one country says more than the group's region; one of several countries comes after it.
    """
    ordered = (*_COUNTRY_OF.get(language or "", ()), region, *_ALSO_IN.get(language or "", ()))
    return tuple(dict.fromkeys(ordered))


def _without_clash(phones: tuple[Found, ...], handles: tuple[Found, ...]) -> tuple[Found, ...]:
    """A number is a phone: a messenger id over the same span gives way."""
    kept = [h for h in handles if all(h.end <= p.start or p.end <= h.start for p in phones)]
    return tuple(sorted([*phones, *kept], key=lambda found: found.start))


def _items(
    named: tuple[TermHit, ...], prices: tuple[Price, ...], found: tuple[Count, ...], folded: Folded
) -> tuple[Item, ...]:
    kept: dict[tuple[str, str], TermHit] = {}
    for hit in named:
        kept.setdefault((hit.term.taxon, hit.term.part), hit)
    hits = list(kept.values())
    counts = [(count, folded.span(count.start, count.end)) for count in found]
    spans = [folded.span(price.start, price.end) for price in prices]
    items = []
    for place, hit in enumerate(hits):
        until = hits[place + 1].start if place + 1 < len(hits) else None
        near = [
            price
            for price, (start, _) in zip(prices, spans, strict=True)
            if len(hits) == 1 or (start >= hit.end and (until is None or start < until))
        ]
        items.append(_item(hit, near, _counted(hit, hits, counts)))
    return tuple(items)


def _counted(hit: TermHit, hits: list[TermHit], counts: list[tuple[Count, tuple[int, int]]]) -> Count | None:
    """The count nearest to a name, unless another name is nearer to it; before a name counts before behind it."""

    def distance(one: TermHit, place: tuple[int, int]) -> int:
        return one.start - place[1] if place[1] <= one.start else 2 * (place[0] - one.end)

    near = [
        (distance(hit, place), count) for count, place in counts if min(hits, key=lambda h: distance(h, place)) is hit
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _item(hit: TermHit, near: list[Price], count: Count | None) -> Item:
    term = hit.term
    is_part = term.kind == "product" or (term.part not in ("", _LIVE_PART))
    currency = near[0].currency if near else None
    amounts = [price.amount for price in near if price.currency == currency]
    return Item(
        taxon=term.taxon,
        appendix=term.appendix or None,
        form="product" if is_part else "live",
        product=term.part or None if is_part else None,
        count_min=count.least if count else None,
        count_max=count.most if count else None,
        price_min=min(amounts, default=None),
        price_max=max(amounts, default=None),
        currency=currency,
        start=hit.start,
        end=hit.end,
    )


def _masked(folded_text: str) -> str:
    """Letters only: numbers, contacts, prices, marks and emoji are what reposters change."""
    return "".join(c for c in folded_text if c.isalpha())
