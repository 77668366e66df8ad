"""Ids once issued: a network keeps its name from run to run, as long as most of its accounts are the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from graphintel.case.durable import write_aside
from graphintel.case.folder import Case
from graphintel.errors import CaseDamaged

# Share of the smaller set that must be common for an id to live on. Source: notes on networks, D (over time).
_OVERLAP = 0.5


class Ledger(Struct, frozen=True, kw_only=True):
    """Network ids with the accounts that they last stood for, in the order of issue."""

    networks: dict[str, tuple[str, ...]] = {}

    def name(self, found: list[frozenset[str]]) -> tuple[list[str], Ledger]:
        """Give each set an id: the largest overlap takes the old id, what is new gets the next number."""
        wanted = _overlaps(self.networks, found)
        names: dict[int, str] = {}
        for _, old, place in wanted:
            if place not in names and old not in names.values():
                names[place] = old
        issued = dict(self.networks)
        for place, accounts in enumerate(found):
            name = names.setdefault(place, f"N-{len(issued) + 1:03d}")
            issued[name] = tuple(sorted(accounts))
        return [names[place] for place in range(len(found))], Ledger(networks=issued)


def _overlaps(old: dict[str, tuple[str, ...]], found: list[frozenset[str]]) -> list[tuple[int, str, int]]:
    """Pairs of an old id and a new set that may be the same, the best first."""
    places: dict[str, list[int]] = {}
    for place, accounts in enumerate(found):
        for account in accounts:
            places.setdefault(account, []).append(place)
    pairs = []
    for name, held in old.items():
        common: dict[int, int] = {}
        for place in (place for account in held for place in places.get(account, ())):
            common[place] = common.get(place, 0) + 1
        for place, count in common.items():
            if count >= _OVERLAP * min(len(held), len(found[place])):
                pairs.append((-count, name, place))
    return sorted(pairs)


def read_ledger(case: Case) -> Ledger:
    """The ledger that the case's manifest names; empty where there is none yet.

    Raises:
        CaseDamaged: the file is missing or unreadable.
    """
    if case.manifest.ledger is None:
        return Ledger()
    path = case.path / "ledger" / f"{case.manifest.ledger}.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Ledger)
    except (OSError, msgspec.DecodeError) as problem:
        raise CaseDamaged(case.path, f"its ledger cannot be read ({problem})") from problem


def write_ledger(case: Case, ledger: Ledger) -> str:
    """Write a ledger aside; nothing names it until the next manifest does. Returns its SHA-256."""
    content = msgspec.json.encode(ledger)
    name = hashlib.sha256(content).hexdigest()
    write_aside(case.path / "ledger", lambda scratch: _put(scratch, content), name=lambda _: f"{name}.json")
    return name


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
