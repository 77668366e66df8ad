"""One labelled text beside what is read in it: what agrees, what is missed, what is read too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bench.cites_lineage import Lineage
from graphintel.extract import Explained

Row = dict[str, Any]
CERTAIN = 0.5  # confidence from which a text counts as an advert
_CASED = ("invite", "url")  # kinds whose capitals matter


@dataclass(slots=True)
class Compared:
    """``counts`` add up over texts; ``wrong`` holds expected and got for each kind of error in this text."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, tuple[object, object]] = field(default_factory=dict)

    def tell(self, kind: str, expected: object, got: object) -> None:
        """Keep what was expected and got; more of the same text's is put behind."""
        before = self.wrong.get(kind)
        self.wrong[kind] = (f"{before[0]} | {expected}", f"{before[1]} | {got}") if before else (expected, got)


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled item and the item read that stands for it; ``worth`` as of ``taxon_worth``."""

    gold: Row
    read: Row
    worth: float


def compare(row: Row, told: Explained, lineage: Lineage) -> Compared:
    """Compare one labelled text with what is read in it alone."""
    compared = Compared()
    _contacts(row, told, compared)
    found = told.advert["is_advert"] and told.advert["confidence"] >= CERTAIN
    _sets(compared, "advert", {"advert"} if row["advert"] else set(), {"advert"} if found else set())
    if row["advert"] and found:
        compared.counts["found"] += 1
        compared.counts["intent right"] += row["intent"] == told.advert["intent"]
        if row["intent"] != told.advert["intent"]:
            compared.tell("intent", row["intent"], told.advert["intent"])
        _items(row, told, compared, lineage)
        _places(row, told, compared)
    return compared


def _contacts(row: Row, told: Explained, compared: Compared) -> None:
    read: dict[str, set[str]] = {"phones": set(), "handles": set(), "payments": set()}
    for mention in told.mentions:
        kind = {"phone": "phones", "payment": "payments"}.get(mention["kind"], "handles")
        read[kind].add(_handle(mention["kind"], mention["value"]) if kind == "handles" else mention["value"])
    gold = {
        "phones": set(row["phones"]),
        "handles": {_handle(one["kind"], one["value"]) for one in row["handles"]},
        "payments": set(row["payments"]),
    }
    for kind, expected in gold.items():
        _sets(compared, kind, expected, read[kind])
    if not row["advert"]:
        alarms = (read["phones"] - gold["phones"]) | (read["handles"] - gold["handles"])
        compared.counts["negatives"] += 1
        compared.counts["alarms"] += bool(alarms)
        if alarms:
            compared.tell("alarms", "none", sorted(alarms))


def _handle(kind: str, value: str) -> str:
    return f"{kind}:{value if kind in _CASED else value.lower().removeprefix('@')}"


def _sets(compared: Compared, kind: str, expected: set[str], got: set[str]) -> None:
    compared.counts[f"{kind} right"] += len(expected & got)
    compared.counts[f"{kind} expected"] += len(expected)
    compared.counts[f"{kind} got"] += len(got)
    if expected != got:
        compared.tell(kind, sorted(expected) or "none", sorted(got) or "none")


def _items(row: Row, told: Explained, compared: Compared, lineage: Lineage) -> None:
    gold, read = row["items"], told.advert["items"]
    pairs = match_items(gold, read, lineage)
    counts = compared.counts
    counts["items expected"] += len(gold)
    counts["items got"] += len(read)
    counts["items matched"] += len(pairs)
    counts["items meant"] += sum(
        any(taxon_worth(one["taxon"], other["taxon"], lineage) for one in gold) for other in read
    )
    counts["taxon worth"] += sum(pair.worth for pair in pairs)  # type: ignore[assignment]
    if len(pairs) < max(len(gold), len(read)) or any(pair.worth < 1 for pair in pairs):
        compared.tell("taxon", [one["taxon"] for one in gold], [(one["taxon"], one["raw_text"]) for one in read])
    for pair in pairs:
        for kind, fields in _FIELDS.items():
            expected, got = (tuple(one[name] for name in fields) for one in (pair.gold, pair.read))
            counts[f"{kind} agreed"] += expected == got
            if expected != got:
                compared.tell(kind, (pair.gold["taxon"], *expected), (pair.read["taxon"], *got))


_FIELDS = {
    "form": ("form",),
    "price": ("price_min", "price_max", "currency"),
    "count": ("count_min", "count_max"),
}


def match_items(gold: Iterable[Row], read: Iterable[Row], lineage: Lineage) -> list[Pair]:
    """Pairs of items, the best first, none used twice; of equal worth those of equal form, then in the texts' order."""
    near = [
        (-worth, one["form"] != other["form"], place, seat, Pair(one, other, worth))
        for place, one in enumerate(gold)
        for seat, other in enumerate(read)
        if (worth := taxon_worth(one["taxon"], other["taxon"], lineage))
    ]
    pairs, places, seats = [], set(), set()
    for _, _, place, seat, pair in sorted(near, key=lambda one: one[:4]):
        if place not in places and seat not in seats:
            places.add(place)
            seats.add(seat)
            pairs.append(pair)
    return pairs


def taxon_worth(gold: str, read: str, lineage: Lineage) -> float:
    """1 for the same taxon as far as the list tells, one half for a taxon above it, else nothing."""
    if lineage.is_same(read, gold):
        return 1.0
    return 0.5 if lineage.is_above(read, gold) else 0.0


def _places(row: Row, told: Explained, compared: Compared) -> None:
    got = _told_places(told.advert) | {place for item in told.advert["items"] for place in _told_places(item)}
    missed = [place for place in row["places"] if not any(place.lower() in one.lower() for one in got)]
    compared.counts["places expected"] += len(row["places"])
    compared.counts["places right"] += len(row["places"]) - len(missed)
    if missed:
        compared.tell("places", missed, sorted(got) or "none")


def _told_places(told: Row) -> set[str]:
    """The output may not tell places at all, or tell them as texts or as rows with a name."""
    places = told.get("places") or []
    return {str(one.get("raw_text") or one.get("name")) if isinstance(one, dict) else str(one) for one in places}
