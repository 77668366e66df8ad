"""Which taxon stands above which, and under which entry of the CITES list a name falls."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import graphintel.reference

_LIST = Path(graphintel.reference.__file__).parent / "cites" / "cites_appendices_canada_waptr_2025.csv"
_JOINER = "\u200d"  # stands inside some of the list's names
# Traded genera that the list covers by a higher entry and never names.
_BELOW = {
    "Cheloniidae": "Caretta Chelonia Eretmochelys Lepidochelys Natator",
    "Testudinidae": "Aldabrachelys Centrochelys Chersina Indotestudo Kinixys Manouria Stigmochelys",
    "Psittaciformes": "Agapornis Alisterus Aratinga Eclectus Forpus Lorius Nestor Nymphicus Pionites Pionus "
    "Poicephalus Psittinus Psittrichas Tanygnathus Trichoglossus",
    "Pythonidae": "Antaresia Aspidites Liasis Malayopython Morelia Simalia",
    "Boidae": "Boa Corallus Epicrates Eryx Eunectes Gongylophis",
    "Strigiformes": "Asio Athene Bubo Glaucidium Ketupa Otus Strix Tyto",
    "Falconiformes": "Accipiter Butastur Buteo Circus Elanus Haliastur Ictinaetus Lophotriorchis "
    "Microhierax Milvus Nisaetus Parabuteo Pernis Spilornis Spizaetus",
    "Hylobatidae": "Hoolock Hylobates Nomascus Symphalangus",
    "Primates": "Cebus Lemur Loris Mico Otolemur Sapajus Tarsius",
    "Tridacnidae": "Hippopus Tridacna",
    "Sphyrnidae": "Sphyrna",
    "Carcharhinidae": "Carcharhinus Prionace",
    "Scleractinia": "Acanthastrea Acropora Euphyllia Fimbriaphyllia Goniopora Pocillopora Tubastraea",
    "Orchidaceae": "Bulbophyllum Coelogyne Cymbidium Grammatophyllum Phalaenopsis Rhynchostylis Vanda",
    "Cycadaceae": "Cycas",
    "Crocodylia": "Alligator Paleosuchus",
    "Nautilidae": "Allonautilus Nautilus",
    "Acipenseriformes": "Huso Polyodon Scaphirhynchus",
    "Rhinocerotidae": "Dicerorhinus Diceros Rhinoceros",
}


@dataclass(frozen=True, slots=True)
class Lineage:
    """``above`` gives each name's next name upwards; ``entries`` are the names under which the list regulates."""

    above: dict[str, str]
    entries: frozenset[str]

    def knows(self, name: str) -> bool:
        """Whether the list names this taxon, or covers its genus."""
        return (
            name in self.entries or name in self.above or name in self.above.values() or self._genus(name) is not None
        )

    def upwards(self, name: str) -> Iterator[str]:
        """The name itself, then each name above it."""
        while name:
            yield name
            name = self.above.get(name) or self._genus(name) or ""

    def entry(self, name: str) -> str | None:
        """The lowest entry of the list that covers the name."""
        return next((one for one in self.upwards(name) if one in self.entries), None)

    def is_above(self, name: str, other: str) -> bool:
        """Whether ``name`` stands above ``other``."""
        return name != other and name in self.upwards(other)

    def is_same(self, name: str, other: str) -> bool:
        """Whether both are one taxon as far as the list tells: a species that it does not name is its group's entry."""
        if name == other:
            return True
        in_line = self.is_above(name, other) or self.is_above(other, name)
        return in_line and self.entry(name) is not None and self.entry(name) == self.entry(other)

    def _genus(self, name: str) -> str | None:
        genus, _, rest = name.partition(" ")
        return genus if rest and genus in self.above else None


@cache
def load_lineage() -> Lineage:
    """The lineage that the shipped list states, with traded genera that it covers unnamed."""
    above = {genus: group for group, genera in _BELOW.items() for genus in genera.split()}
    entries = set()
    with _LIST.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(line.replace(_JOINER, "") for line in opened):
            entries.add(row["taxon"])
            names = [name for name in _names(row) if name]
            above.update({low: high for low, high in pairwise(names) if low != high})
    return Lineage(above, frozenset(entries))


def _names(row: dict[str, str]) -> Iterator[str]:
    """The row's own name, then those above it."""
    words = row["taxon"].split()
    yield row["taxon"]
    if len(words) > 2:
        yield " ".join(words[:2])
    if len(words) > 1:
        yield words[0]
    family = re.match(r"(\w*)(?: \((\w+)\))?", row["family"])
    assert family is not None
    if family[2] and family[2].endswith("inae") and family[2] != row["taxon"]:
        yield family[2]
    yield from (name for name in (family[1], row["order"], row["class"]) if name != row["taxon"])
