"""The CITES list: where a taxon is listed, by itself or through the genus, family or order above it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

SHIPPED_LIST = "shipped list"
LIST_DATE = "2025-03-06"  # the shipped list's state: CoP19, as Canada enacted it; CoP20 is not in it
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0xFEFF, 0x00AD))  # the source breaks its ligatures with them
_BINOMIAL = re.compile(r"\b[A-Z][a-z]+ [a-z]{3,}\b")
_DOMESTIC = frozenset(
    ("Felis catus", "Felis silvestris catus", "Canis lupus familiaris", "Canis familiaris", "Equus asinus")
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One row of a list: a taxon of some rank in an appendix; ``condition`` are the words that bound it."""

    taxon: str
    rank: str
    family: str
    order: str
    class_: str
    appendix: str
    condition: str
    common_name: str
    is_animal: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a taxon stands: ``appendix`` is I, II, III, or several with ``/`` where the listing is split.

    ``via`` is the listed taxon that covers it; ``condition`` what the list says of its populations or exceptions.
    """

    taxon: str
    appendix: str
    via: str
    condition: str


class CitesList:
    """A CITES list; resolves species, genus, family, order, in this order.

    Args:
        listings: a taxon that stands in several appendices has several rows.
        genera: what stands above a genus, the nearest first.
        renamed: old names, with the name under which the list has the taxon.
        unlisted: taxa that are not listed, whatever stands above them.
        is_full: the list names every species of the taxa above, so that these stand where their species stand.
    """

    def __init__(
        self,
        listings: Iterable[Listing],
        *,
        genera: Mapping[str, tuple[str, ...]],
        renamed: Mapping[str, str],
        unlisted: Iterable[str] = (),
        is_full: bool = False,
    ) -> None:
        self.listings = tuple(listings)
        self._is_full = is_full
        self._renamed = renamed
        self._by_taxon: dict[str, list[Listing]] = {}
        self._below: dict[str, set[str]] = {}
        self._above: dict[str, tuple[str, ...]] = {genus: tuple(above) for genus, above in genera.items()}
        # Source: the list's annotation A1, "specimens of the domesticated form are not subject to the Convention".
        self._over_family: dict[str, tuple[str, ...]] = {}
        for row in self.listings:
            if row.order:
                self._over_family.setdefault(row.family or row.taxon, (row.order, row.class_))
        self._excepted: set[str] = {*_DOMESTIC, *unlisted}
        for row in self.listings:
            self._by_taxon.setdefault(row.taxon, []).append(row)
            genus = row.taxon.split()[0]
            if row.rank in ("species", "subspecies", "genus"):
                self._above.setdefault(genus, tuple(filter(None, (row.family, row.order, row.class_))))
            for above in {genus, " ".join(row.taxon.split()[:2]), row.family, row.order} - {row.taxon, ""}:
                self._below.setdefault(above, set()).add(row.appendix)
            self._excepted |= _excepted(row)
        self._excepted -= {*self._by_taxon, *self._below}

    @property
    def relations(self) -> dict[str, tuple[str, ...]]:
        """What stands above each genus, the nearest first."""
        return dict(self._above)

    @property
    def old_names(self) -> dict[str, str]:
        """Old names with the name under which the list has the taxon."""
        return dict(self._renamed)

    @property
    def unlisted(self) -> frozenset[str]:
        """Taxa that are not listed although what stands above them may be."""
        return frozenset(self._excepted)

    @property
    def genera(self) -> tuple[str, ...]:
        """Every genus that the list or its table of genera names, in the order of the alphabet."""
        return tuple(sorted(genus for genus in self._above if genus[:1].isupper()))

    def find(self, taxon: str) -> Listed | None:
        """Where ``taxon`` (Latin, of any rank; an old name too) is listed; None where it is not."""
        name = self.current(taxon)
        words = name.split()
        if name in self._excepted or words[0] in self._excepted or " ".join(words[:2]) in self._excepted:
            return None
        for via in dict.fromkeys((name, " ".join(words[:2]), *self.above(name))):
            if self._is_full and via != name and name in self._below:
                break
            if via in self._by_taxon:
                rows = self._by_taxon[via]
                # Some species or subspecies below may stand elsewhere: the name alone does not tell which is meant.
                own = {row.appendix for row in rows} | self._below.get(name, set())
                return Listed(name, "/".join(sorted(own, key=len)), via, rows[0].condition)
        below = self._below.get(name)
        return Listed(name, "/".join(sorted(below, key=len)), name, "") if below else None

    def names(self, taxon: str) -> bool:
        """Whether the list itself says something of ``taxon``, under this or another name, or of what is below it."""
        name = self.current(taxon)
        return name in self._by_taxon or name in self._below or name in self._excepted

    def current(self, taxon: str) -> str:
        """The name under which the list has ``taxon``."""
        return self._renamed.get(taxon, taxon)

    def above(self, taxon: str) -> tuple[str, ...]:
        """Genus, family and order over a taxon, as far as they are known, the nearest first."""
        genus = self.current(taxon).split()[0]
        higher = self._above.get(genus) or self._over_family.get(genus, ())
        names = (genus, *higher) if " " in taxon else higher
        return tuple(name for name in names if name and name != taxon)

    def covers(self, higher: str, taxon: str) -> bool:
        """Whether ``higher`` is the genus, family or order of ``taxon``."""
        return higher in self.above(taxon)


@lru_cache(maxsize=1)
def load_cites() -> CitesList:
    """The shipped list. Sources and limits: ``cites/SOURCES.md`` beside this module."""
    listings = [_listing(row) for row in _rows("cites_appendices_canada_waptr_2025.csv")]
    genera = {row["genus"]: (row["family"], row["order"]) for row in _rows("genera.csv")}
    renamed = {row["name"]: row["listed_as"] for row in _rows("old_names.csv")}
    return CitesList(listings, genera=genera, renamed=renamed)


def _rows(name: str) -> csv.DictReader[str]:
    text = files(__package__).joinpath("cites", name).read_text("utf-8").translate(_INVISIBLE)
    return csv.DictReader(io.StringIO(text))


def _listing(row: Mapping[str, str]) -> Listing:
    return Listing(
        taxon=row["taxon"],
        rank=row["rank"],
        family=row["family"],
        order=row["order"],
        class_=row["class"],
        appendix=row["appendix"],
        condition=row["condition_en"],
        common_name=row["common_name_en"],
        is_animal=row["kingdom"] == "Animalia",
    )


def _excepted(row: Listing) -> set[str]:
    """Species that a listing of a higher taxon names as not listed."""
    if row.rank == "species" or "not included in the Appendices" not in row.condition:
        return set()
    # "…, which are not included" speaks of the names before it; populations that are not included are no names.
    named = row.condition.split("which are not included")[0].split("which is not included")[0]
    if "populations" in named:
        return set()
    return {name.removesuffix(" spp") for name in _BINOMIAL.findall(named) if name.split()[1] not in ("and", "species")}
