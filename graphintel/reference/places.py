"""Countries, provinces and towns with the names that traders write for them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_WEAK = "="  # before a term that is a place only beside a word that says so


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One way to write a place; ``country`` is ISO 3166-1 alpha-2, latitude and longitude are degrees (WGS 84)."""

    term: str
    place: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    is_weak: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names, in the order of their file: regions first, then towns, the larger sooner."""

    names: tuple[PlaceName, ...]


@lru_cache(maxsize=1)
def load_places() -> Gazetteer:
    """The shipped gazetteer. Sources and limits: ``places/SOURCES.md`` beside this module."""
    text = files(__package__).joinpath("places", "places.csv").read_text("utf-8")
    return Gazetteer(
        tuple(
            PlaceName(
                term=term.removeprefix(_WEAK),
                place=row["place"],
                country=row["country"],
                latitude=float(row["latitude"]) if row["latitude"] else None,
                longitude=float(row["longitude"]) if row["longitude"] else None,
                population=int(row["population"]),
                is_weak=term.startswith(_WEAK),
            )
            for row in csv.DictReader(io.StringIO(text))
            for term in row["terms"].split("|")
        )
    )
