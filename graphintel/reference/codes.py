"""Names and codes of the CITES list that ships."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load_listed_taxa() -> frozenset[str]:
    """Latin names that the Appendices list, species and higher taxa."""
    # The stored list keeps soft joints of its layout inside some names.
    return frozenset(row["taxon"].replace("\u200d", "") for row in _rows("cites_appendices_canada_waptr_2025.csv"))


@cache
def load_part_codes() -> Mapping[str, str]:
    """CITES trade term codes with what they mean: ``IVC``, ivory carvings."""
    return {row["code"]: row["description"] for row in _rows("trade_terms.csv")}


def _rows(name: str) -> csv.DictReader[str]:
    text = files(__package__).joinpath("cites", name).read_text("utf-8")
    return csv.DictReader(io.StringIO(text))
