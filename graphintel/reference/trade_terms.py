"""CITES trade terms in words."""

from __future__ import annotations

import csv
import io
import re
from functools import lru_cache
from importlib.resources import files

from graphintel.reference.english_names import singular

# What the term list lacks, or says at length.
_OWN = {
    "GIL": "gill plates",
    "DER": "parts or products",
    "UNS": "parts or products",
    "SHE": "shells",
    "LEG": "frog legs",
}


def term_words(code: str, *, is_one: bool = False) -> str:
    """What a trade term code means, as it stands within a sentence: "tusks", "gall bladder"; the code where unknown."""
    words = _OWN.get(code) or _descriptions().get(code, code)
    return singular(words) if is_one else words


@lru_cache(maxsize=1)
def _descriptions() -> dict[str, str]:
    """Source: CITES Trade Database term codes, ``cites/SOURCES.md``."""
    text = files(__package__).joinpath("cites", "trade_terms.csv").read_text("utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return {row["code"]: re.sub(r"\s*\(.*\)", "", row["description"]).lower() for row in rows}
