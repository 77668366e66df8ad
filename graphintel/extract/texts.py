"""Everything that one text says: contacts, items, claims, signals."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from graphintel.extract.claims import find_claims
from graphintel.extract.conditions import find_conditions
from graphintel.extract.counts import Count, find_counts, find_weights
from graphintel.extract.folding import Folded, fold
from graphintel.extract.handles import handles_in
from graphintel.extract.items import Item, assemble_items
from graphintel.extract.links import find_links
from graphintel.extract.payloads import with_payloads
from graphintel.extract.phones import find_numbers
from graphintel.extract.places import Place, PlaceFinder
from graphintel.extract.prices import Price, bare_prices, find_prices
from graphintel.extract.sharing import Numbers
from graphintel.extract.signals import SPEAKING, Signals, subjects, weigh_signals
from graphintel.extract.sketch import NO_SKETCH, sketch_of
from graphintel.extract.span import Found
from graphintel.extract.spoken import Spoken, tell_language
from graphintel.extract.terms import TermFinder, TermHit
from graphintel.extract.windows import WINDOW, windows_of
from graphintel.reference import load_cites, load_places

# Languages of one country, and further countries of those spoken in several: ISO 639-1 to ISO 3166-1.
_COUNTRY_OF = {"th": ("TH",), "vi": ("VN",), "lo": ("LA",), "km": ("KH",), "my": ("MM",), "tl": ("PH",)}
_ALSO_IN = {
    "ms": ("MY", "ID"),
    "id": ("ID", "MY"),
    "zh": ("CN",),
    "zh-Hans": ("CN",),
    "zh-Hant": ("TW", "CN"),
}
# Over which borders sellers give numbers of the other side as they are written there.
_NEIGHBOURS = {"TH": ("LA",), "LA": ("TH",), "MM": ("TH",), "HK": ("CN",), "MO": ("CN",), "TW": ("CN",), "SG": ("MY",)}
_Number = TypeVar("_Number", Price, Count)
_Placed = TypeVar("_Placed", Found, Item, Place)
_SAYS_LIVE = 0.5  # strength of a word for living animals


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text says; ``template`` is a hash of its wording with contacts and numbers masked."""

    contacts: tuple[Found, ...]
    items: tuple[Item, ...]
    places: tuple[Place, ...]
    conditions: tuple[tuple[str, str, str], ...]
    claims: tuple[tuple[str, str], ...]
    signals: Signals
    spoken: Spoken
    template: str
    sketch: tuple[int, ...]


def read_text(text: str, *, region: str | None, finder: TermFinder) -> Reading:
    """Read one text, of any length. ``region`` is the ISO 3166-1 alpha-2 code assumed for numbers without a prefix."""
    if len(text) <= WINDOW:
        return _read(text, region=region, finder=finder)
    return _together([(start, _read(piece, region=region, finder=finder)) for start, piece in windows_of(text)])


def _together(parts: Sequence[tuple[int, Reading]]) -> Reading:
    """The readings of a long text's pieces as one: what any piece says, the text says."""
    readings = [reading for _, reading in parts]
    signals = [reading.signals for reading in readings]
    fullest = max(readings, key=lambda reading: reading.signals.subject)
    return replace(
        fullest,
        contacts=tuple(_moved(found, start) for start, reading in parts for found in reading.contacts),
        items=tuple(_moved(item, start) for start, reading in parts for item in reading.items),
        places=tuple(_moved(place, start) for start, reading in parts for place in reading.places),
        conditions=tuple(dict.fromkeys(one for reading in readings for one in reading.conditions)),
        claims=tuple({claim: (claim, raw) for reading in readings for claim, raw in reading.claims}.values()),
        signals=Signals(
            **{
                name: max(getattr(one, name) for one in signals)
                for name in ("subject", "sale", "price", "contact", "live")
            },
            is_want=fullest.signals.is_want,
            is_warning=fullest.signals.is_warning,
            is_other=all(one.is_other for one in signals),
        ),
    )


def _moved(found: _Placed, by: int) -> _Placed:
    return replace(found, start=found.start + by, end=found.end + by)


def _read(text: str, *, region: str | None, finder: TermFinder) -> Reading:
    folded = fold(text)
    spoken = tell_language(folded.text)
    regions = regions_for(spoken, region)
    contacts = _without_clash(find_numbers(folded, regions), handles_in(folded, text))
    contacts = with_payloads(text, contacts)
    written = (*contacts, *find_links(folded, text, contacts))
    hits = finder.find_in(folded)
    prices = _apart(find_prices(folded, region=region), folded, written)
    hits = tuple(hit for hit in hits if all(hit.end <= c.start or c.end <= hit.start for c in written))
    named = subjects(folded, hits)
    # Most texts of a chat are talk, in which a number counts nothing that is for sale.
    is_talk = not (named or contacts or prices or any(hit.term.kind in SPEAKING for hit in hits))
    counts = () if is_talk else _apart(find_counts(folded), folded, written)
    weights = _apart(find_weights(folded), folded, written) if named else ()
    if named:
        others: tuple[Count | Price, ...] = (*counts, *weights, *prices)
        prices = (*prices, *_apart(bare_prices(folded, others, region=region), folded, written))
    signals = weigh_signals(folded, hits, contacts, prices, counts, named)
    # Only an advert is compared with others: it names something, or shows two acts of trade.
    is_candidate = bool(named) or signals.acts > 1
    masked = _masked(folded.text)
    return Reading(
        contacts=tuple(sorted(written, key=lambda one: one.start)),
        items=assemble_items(
            folded,
            named,
            [hit for hit in hits if hit.term.kind == "product" and not hit.term.taxon],
            Numbers(counts, weights, prices),
            cites=load_cites(),
            language=spoken.tag.split("-")[0] if spoken.tag else None,
            says_live=signals.live >= _SAYS_LIVE,
        )
        if named
        else (),
        places=_place_finder().find(folded, regions=regions, taken=_taken(hits, contacts)) if named else (),
        conditions=find_conditions(folded) if named else (),
        claims=() if is_talk else find_claims(folded),
        signals=signals,
        spoken=spoken,
        template=hashlib.blake2b(masked.encode(), digest_size=8).hexdigest(),
        sketch=sketch_of(masked) if is_candidate else NO_SKETCH,
    )


def _taken(hits: tuple[TermHit, ...], contacts: tuple[Found, ...]) -> list[tuple[int, int]]:
    """Spans that are no place: names of animals and goods, contacts."""
    return [(hit.start, hit.end) for hit in hits if hit.term.taxon] + [(one.start, one.end) for one in contacts]


@lru_cache(maxsize=1)
def _place_finder() -> PlaceFinder:
    return PlaceFinder(load_places())


def regions_for(spoken: Spoken, region: str | None) -> tuple[str | None, ...]:
    """Regions in which to read a number without a prefix, the likeliest first.

    A language of one country says more than the group's region; one of several countries comes after it.
    """
    language = spoken.tag if spoken.is_by_words else None
    near = _NEIGHBOURS.get(region or "", ())
    ordered = (*_COUNTRY_OF.get(language or "", ()), region, *_ALSO_IN.get(language or "", ()), *near)
    return tuple(dict.fromkeys(ordered))


def _without_clash(phones: tuple[Found, ...], handles: tuple[Found, ...]) -> tuple[Found, ...]:
    """A number is a phone: a messenger id over the same span gives way."""
    kept = [h for h in handles if all(h.end <= p.start or p.end <= h.start for p in phones)]
    return tuple(sorted([*phones, *kept], key=lambda found: found.start))


def _apart(found: tuple[_Number, ...], folded: Folded, contacts: tuple[Found, ...]) -> tuple[_Number, ...]:
    """Those that lie in no contact: a number is a phone before it is a price."""
    if not found or not contacts:
        return found
    spans = [folded.span(one.start, one.end) for one in found]
    return tuple(
        one
        for one, (start, end) in zip(found, spans, strict=True)
        if all(end <= contact.start or contact.end <= start for contact in contacts)
    )


def _masked(folded_text: str) -> str:
    """Letters only: numbers, contacts, prices, marks and emoji are what reposters change."""
    return "".join(c for c in folded_text if c.isalpha())
